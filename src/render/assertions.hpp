#pragma once

#include <string>
#include <vector>

#include "dispute/assessment.hpp"
#include "render/views.hpp"
#include "render/words.hpp"

namespace valla::render {

// All of it is in English unless other words are given; see statement.hpp for what that changes.

/// A statement in words, whether a card spells it out or it follows: "meeting present stalin", "not
/// meeting present kalinin", "meeting occurred"; in German "meeting – anwesend: stalin", "meeting –
/// anwesend: nicht kalinin".
std::string assertion_text(const evidence::Evidence& evidence, evidence::StatementId statement,
                           const Words& words = in_english());

/// A statement without its subject: "present stalin", "not present kalinin", "occurred"; and
/// without its field too: "stalin", "not kalinin". Of the begin or end of something all of it.
std::string predicate_text(const evidence::Evidence& evidence, evidence::StatementId statement,
                           const Words& words = in_english());
std::string object_text(const evidence::Evidence& evidence, evidence::StatementId statement,
                        const Words& words = in_english());

/// One line on which a statement rests, with its word and place.
struct GroundView {
    std::string word;  ///< the chain of sources, or "the researcher"
    std::string hedge;
    std::string account;
    bool alleged = false;
    bool left = true;  ///< false when the word was rejected
    PlaceView place;
};

/// The lines that state something, by chains: a line with two sources is two grounds. Those of
/// the language's own implications (that an event occurred) come once for each card.
std::vector<GroundView> grounds_of(const evidence::Evidence& evidence,
                                   evidence::StatementId statement, const lineage::LiveWords& live,
                                   const Words& words = in_english());
/// The chains behind one claim.
std::vector<GroundView> grounds_of(const evidence::Evidence& evidence, evidence::ClaimId claim,
                                   const lineage::LiveWords& live,
                                   const Words& words = in_english());
/// The same for whatever can be believed or not.
std::vector<GroundView> grounds_of(const dispute::Assessment& assessment, dispute::UnitId unit,
                                   const Words& words = in_english());

/// A unit in words: a statement, "the account quarrel", "the inference some-still-reliable".
std::string unit_text(const dispute::Assessment& assessment, dispute::UnitId unit,
                      const Words& words = in_english());

/// That a list is closed: "meeting present of politburo nobody but stalin and yezhov"; and without
/// what it is a list of: "of politburo nobody but stalin and yezhov".
std::string closing_text(const evidence::Evidence& evidence, std::uint32_t closing,
                         const Words& words = in_english());
std::string closed_text(const evidence::Evidence& evidence, std::uint32_t closing,
                        const Words& words = in_english());

/// "stalin and yezhov".
std::string joined_names(const Case& a_case, const std::vector<NameId>& names,
                         const Words& words = in_english());

}  // namespace valla::render
