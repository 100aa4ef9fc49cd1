#pragma once

#include <string>
#include <vector>

#include "dispute/assessment.hpp"
#include "render/views.hpp"

namespace valla::render {

/// A statement in words, whether a card spells it out or it follows: "meeting present stalin", "not
/// meeting present kalinin", "meeting occurred".
std::string assertion_text(const evidence::Evidence& evidence, evidence::StatementId statement);

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
                                   evidence::StatementId statement, const lineage::LiveWords& live);
/// The chains behind one claim.
std::vector<GroundView> grounds_of(const evidence::Evidence& evidence, evidence::ClaimId claim,
                                   const lineage::LiveWords& live);
/// The same for whatever can be believed or not.
std::vector<GroundView> grounds_of(const dispute::Assessment& assessment, dispute::UnitId unit);

/// A unit in words: a statement, "the account quarrel", "the inference some-still-reliable".
std::string unit_text(const dispute::Assessment& assessment, dispute::UnitId unit);

}  // namespace valla::render
