#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "render/assertions.hpp"
#include "render/data_answers.hpp"

namespace valla::render {

/// "not contradicted", "in any case": a standing in the words shown to people.
std::string standing_name(dispute::Standing standing);
/// What ended the search for how something stands.
std::string limit_words(dispute::Limit limit);
/// Why units cannot stand together, as one clause; they are a minimal clash.
std::string why_they_clash(const dispute::Assessment& assessment,
                           std::span<const dispute::Member> members);

/// How one statement stands, on what, and what speaks against it.
struct StandingView {
    std::string subject;
    std::string text;
    std::string standing;  ///< "not contradicted", "in any case", ...
    bool only_alleged = false;
    bool inferred = false;
    bool from_silence = false;
    bool possible = false;          ///< and only since it is possible
    bool only_its_account = false;  ///< not contradicted itself, but part of a contradicted account
    std::string limit;              ///< of an open one: what ended the search
    std::vector<std::string> by;    ///< of an inferred one: the arguments and rules that give it
    std::vector<GroundView> grounds;
    std::vector<std::string> against;   ///< what cannot stand together with it
    std::vector<std::string> versions;  ///< of one in any case: what it rests on in each of them
};

/// The standing of every statement, or of those about some ids; kinds and names are left out unless
/// asked for by id.
struct StandingsView {
    std::string reading;
    std::vector<StandingView> statements;
};
StandingsView standings_view(const dispute::Assessment& assessment, const std::vector<NameId>& ids);
/// The rules and arguments that give what nobody says: "the rule speaks-after".
std::vector<std::string> sources_of_inference(const dispute::Assessment& assessment,
                                              deduction::FactId fact);
StandingView standing_view(const dispute::Assessment& assessment, evidence::StatementId statement);

/// One thing that cannot stand together with others.
struct ClashMemberView {
    std::string text;
    bool charged = true;
    std::vector<GroundView> grounds;
};
struct ClashView {
    std::string about;
    std::string why;
    std::string because;  ///< the reason that a card gives; may be empty
    std::vector<ClashMemberView> members;
};
struct ClashesView {
    std::string reading;
    std::vector<ClashView> clashes;  ///< the smallest first, grouped by what they are about
    bool complete = true;
};
/// Minimal clashes, of all or of what touches some ids, up to a limit.
ClashesView clashes_view(dispute::Assessment& assessment, const std::vector<NameId>& ids,
                         std::size_t limit, const Words& words = in_english());
/// "day-or-night says that they exclude each other: It may have lasted past midnight."
std::string why_and_because(const ClashView& clash);

/// The alternatives of one dispute: none of one among more units than were to be listed.
struct DisputeView {
    std::vector<std::string> units;  ///< what is in dispute
    struct VersionView {
        std::vector<std::string> in;
        std::vector<std::string> out;
    };
    std::vector<VersionView> versions;
    bool complete = true;
    bool charges_ignored = false;
};
struct VersionsView {
    std::string reading;
    std::vector<DisputeView> disputes;
};
VersionsView versions_view(dispute::Assessment& assessment, const std::vector<NameId>& ids,
                           std::size_t limit,
                           std::size_t most_units = std::numeric_limits<std::size_t>::max(),
                           const Words& words = in_english());

/// What two readings make of a case: the statements that stand otherwise.
struct ReadingsView {
    struct Change {
        std::string text;
        std::string before;
        std::string after;
    };
    struct JudgementView {
        std::string text;
        PlaceView place;
        bool changes_nothing = false;
    };
    std::string first;
    std::string second;
    std::vector<Change> changes;
    std::vector<JudgementView> judgements;  ///< of the second, each taken alone
};
ReadingsView readings_view(const dispute::Assessment& first, const dispute::Assessment& second,
                           const Words& words = in_english());

std::string standings_as_text(const StandingsView& view);
std::string standings_as_json(const AnswerHead& head, const StandingsView& view);
std::string standings_as_csv(const AnswerHead& head, const StandingsView& view);
std::string clashes_as_text(const ClashesView& view);
std::string clashes_as_json(const AnswerHead& head, const ClashesView& view);
std::string clashes_as_csv(const AnswerHead& head, const ClashesView& view);
std::string versions_as_text(const VersionsView& view);
std::string versions_as_json(const AnswerHead& head, const VersionsView& view);
std::string versions_as_csv(const AnswerHead& head, const VersionsView& view);
std::string readings_as_text(const ReadingsView& view);
std::string readings_as_json(const AnswerHead& head, const ReadingsView& view);
std::string readings_as_csv(const AnswerHead& head, const ReadingsView& view);

}  // namespace valla::render
