#pragma once

#include <optional>
#include <string>
#include <vector>

#include "consequence/difference.hpp"
#include "consequence/removal.hpp"
#include "consequence/synopsis.hpp"
#include "consequence/why.hpp"
#include "render/assertions.hpp"
#include "render/data_answers.hpp"

namespace valla::render {

/// A statement that stands otherwise.
struct ChangeView {
    std::string text;
    std::string before;
    std::string after;
    PlaceView place;  ///< of the first line that says it; no file for what is only inferred
    bool inferred = false;
};

/// A statement that has lost a leg, and what it stands on now.
struct LeanedView {
    std::string text;
    std::string standing;
    PlaceView place;
    std::vector<std::string> words;  ///< those that are left
    std::vector<std::string> ways;   ///< of an inferred one: what it still follows from
};

struct InferenceChangeView {
    std::string name;
    std::string by;
    std::string before;
    std::string after;
};

struct BoundChangeView {
    std::string text;  ///< "confession begun by", "confession over not before"
    std::string before;
    std::string after;
    bool widens = false;
};

/// What is lost in one way of counting derivations.
struct LossView {
    std::vector<ChangeView> falls;
    std::vector<ChangeView> rises;
    std::vector<LeanedView> leaned;
    std::vector<InferenceChangeView> inferences;
    std::vector<BoundChangeView> bounds;
    std::vector<std::vector<std::string>> clashes;
    bool clashes_complete = true;
};

struct WithoutView {
    std::string reading;
    std::vector<std::string> left_out;
    LossView firm;
    std::optional<LossView> with_hedged;  ///< where hedged derivations make a difference
};

struct WithoutRankView {
    std::string name;
    std::string kind;
    std::string label;
    std::uint32_t falls = 0;
    std::uint32_t falls_with_hedged = 0;
    std::uint32_t leaned = 0;
    std::uint32_t inferences = 0;
    std::uint32_t rises = 0;
};
struct RanksView {
    std::string reading;
    std::vector<WithoutRankView> rows;
};

LossView loss_view(const consequence::Loss& loss, const Words& words = in_english());
RanksView ranks_view(const dispute::Assessment& assessment,
                     const std::vector<consequence::Rank>& ranks);

std::string without_as_text(const WithoutView& view);
std::string without_as_json(const AnswerHead& head, const WithoutView& view);
std::string without_as_csv(const AnswerHead& head, const WithoutView& view);
std::string ranks_as_text(const RanksView& view);
std::string ranks_as_json(const AnswerHead& head, const RanksView& view);
std::string ranks_as_csv(const AnswerHead& head, const RanksView& view);

/// Something that accounts say, and on whose word.
struct ToldView {
    std::string text;
    std::vector<std::string> accounts;  ///< which say it
    std::vector<std::string> words;
    PlaceView place;
};
struct PartingView {
    std::string about;  ///< "confrontation ends in"
    bool excludes = false;
    std::vector<ToldView> told;
};
struct HoldingView {
    std::string text;
    std::string standing;
    PlaceView place;
};
struct SynopsisAccountView {
    std::string name;
    std::vector<std::string> words;
    PlaceView place;
};
struct SynopsisView {
    std::string reading;
    std::string of;
    bool both_possible = false;
    std::vector<SynopsisAccountView> accounts;
    std::vector<ToldView> shared;
    std::vector<PartingView> parted;
    std::vector<ToldView> some;
    std::vector<HoldingView> holds;
};

SynopsisView synopsis_view(const dispute::Assessment& assessment,
                           const consequence::Synopsis& synopsis,
                           const Words& words = in_english());
/// Of something of which no accounts are told apart.
SynopsisView no_synopsis(const dispute::Assessment& assessment, NameId of);
std::string synopsis_as_text(const SynopsisView& view);
std::string synopsis_as_json(const AnswerHead& head, const SynopsisView& view);
std::string synopsis_as_csv(const AnswerHead& head, const SynopsisView& view);

/// One thing that can be believed or not, with its words.
struct UnitView {
    std::string text;
    std::vector<GroundView> grounds;
};
struct StepView {
    std::string by;  ///< "the argument motive-of-kamenev, by robert-conquest"
    std::vector<std::string> premises;
    std::string gives;
};
struct WayView {
    std::vector<UnitView> units;
    std::vector<StepView> steps;
};
struct VersionListView {
    std::vector<std::string> in;
    std::vector<std::string> out;
    std::size_t way = 0;  ///< of what is in any case: by which way, from 1
};
struct ClashReasonView {
    std::string why;
    std::vector<std::string> members;
};
struct WhyView {
    std::string text;
    std::string standing;
    bool only_alleged = false;
    bool from_silence = false;
    bool possible = false;  ///< and only since it is possible
    std::string limit;
    std::vector<WayView> ways;
    bool all_ways = true;
    std::size_t ground = 0;  ///< of what is not contradicted: the way that decides, from 1
    std::optional<VersionListView> with;
    std::optional<VersionListView> without;
    std::vector<VersionListView> versions;
    bool all_versions = true;
    std::vector<ClashReasonView> clashes;
    std::vector<std::string> left_out;  ///< words that were rejected, of what has none left
};
struct PremiseView {
    std::string text;
    std::string standing;
    std::string without;  ///< how the inference stands without it
};
struct WhyInferenceView {
    std::string name;
    std::string by;
    std::vector<std::string> concludes;
    std::vector<std::string> unless;
    std::string hedge;
    PlaceView place;
    WhyView why;
    std::vector<PremiseView> premises;
};
struct WhyAnswerView {
    std::string reading;
    std::vector<WhyView> statements;
    std::optional<WhyInferenceView> inference;
    std::vector<std::string> unsaid;  ///< what was asked for and nobody says
};

/// An explanation is replayed before it is shown; what did not replay would be the standing alone.
WhyView why_view(dispute::Assessment& assessment, const consequence::Why& why);
WhyInferenceView why_inference_view(dispute::Assessment& assessment,
                                    const consequence::WhyInference& why);
std::string why_as_text(const WhyAnswerView& view);
std::string why_as_json(const AnswerHead& head, const WhyAnswerView& view);
std::string why_as_csv(const AnswerHead& head, const WhyAnswerView& view);

/// The answers of a case in words, for consequence::difference().
consequence::Answers answers_in_words(dispute::Assessment& assessment);

struct DifferenceView {
    std::string before;  ///< the two folders
    std::string after;
    std::string reading;
    consequence::Difference difference;
    std::vector<std::uint32_t> lines;  ///< of each card, in its file
};
std::string difference_as_text(const DifferenceView& view);
std::string difference_as_json(const AnswerHead& head, const DifferenceView& view);
std::string difference_as_csv(const AnswerHead& head, const DifferenceView& view);

}  // namespace valla::render
