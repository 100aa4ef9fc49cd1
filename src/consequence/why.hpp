#pragma once

#include <optional>
#include <vector>

#include "consequence/proof.hpp"
#include "consequence/standing_order.hpp"

namespace valla::consequence {

using dispute::Assessment;
using dispute::UnitId;
using evidence::StatementId;

/// One way to a statement: units that together give it.
struct Way {
    std::vector<UnitId> units;
    std::vector<ProofStep> steps;  ///< empty when the unit states it itself
};

/// A version, as far as the disputes reach in which the units behind a statement are.
struct PartialVersion {
    std::vector<UnitId> in;
    std::vector<UnitId> out;
};

/// Why a statement stands as it does.
struct Why {
    StatementId statement;
    Verdict verdict;
    std::vector<Way> ways;  ///< all that are left, the shortest first, up to most_ways
    bool all_ways = true;
    /// Of what is *not contradicted*: the way whose units are in every version.
    std::optional<std::size_t> ground;
    /// Of what stands only on some versions: one that has it and one that has not.
    std::optional<PartialVersion> with;
    std::optional<PartialVersion> without;
    /// Of what is *in any case*: by which way it holds in each version, up to most_versions.
    struct InVersion {
        PartialVersion version;
        std::size_t way = 0;
    };
    std::vector<InVersion> versions;
    bool all_versions = true;
    /// What decides: minimal clashes between a unit behind the statement and others; for the
    /// version without it those of them that keep its ways out.
    std::vector<std::vector<dispute::Member>> clashes;

    static constexpr std::size_t most_ways = 16;
    static constexpr std::size_t most_versions = 16;
    static constexpr std::size_t most_clashes = 20;
};

/// Explains how a statement stands.
///
///     const Why why = explain(*assessment, statement);
///     assert(replays(*assessment, why));
///
/// What is only alleged is explained as its own unit stands.
Why explain(Assessment& assessment, StatementId statement);

/// Whether an explanation says what is so, checked without the solver's own answers wherever that
/// is possible: each way leads to the statement by steps found anew; each version has no clash in
/// it, and for each unit that it leaves out a clash that is charged to the unit and has all its
/// other members in it; the version *with* has a way, the one *without* has none; a statement in
/// any case has no version without it; of each way to what is on no version there is no version.
bool replays(Assessment& assessment, const Why& why);

/// What becomes of an inference when one of its premises is left out.
struct PremiseLoss {
    casefile::RowId premise;
    StatementId statement;
    Verdict verdict;  ///< of the premise, as it stands now
    Verdict after;    ///< of the inference, without the premise
};

/// An inference, whether it goes through, and what it hangs on.
struct WhyInference {
    std::size_t argument = 0;  ///< index of Evidence::arguments()
    Why why;                   ///< that it goes through
    std::vector<PremiseLoss> premises;
};

/// Nothing when nobody makes an argument of this name. Fails as Assessment::of() does.
std::optional<tl::expected<WhyInference, text::Message>> explain_inference(Assessment& assessment,
                                                                           casefile::NameId name);

}  // namespace valla::consequence
