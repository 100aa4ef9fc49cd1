#pragma once

#include <optional>
#include <vector>

#include "consequence/standing_order.hpp"

namespace valla::consequence {

using casefile::NameId;
using dispute::Assessment;
using evidence::StatementId;

/// Something that accounts say: a statement, or that a list is closed.
struct Told {
    static constexpr std::uint32_t no_closing = 0xFFFFFFFF;
    StatementId statement;
    std::uint32_t closing = no_closing;     ///< index of Evidence::closings()
    std::vector<std::size_t> accounts;      ///< which of them say it, ascending
    std::vector<evidence::ClaimId> claims;  ///< the lines, in canonical order
};

/// A field in which accounts part: what each of them gives it. An account that is not named here
/// says nothing of it.
struct Parting {
    NameId subject;
    casefile::FieldId field;
    std::vector<Told> told;
    /// Whether what they say excludes each other by itself, so that it would clash also outside of
    /// accounts; else only the accounts as such are rivals, and both can be so.
    bool excludes = false;
};

/// A statement that stands whichever account is right.
struct Holding {
    StatementId statement;
    Verdict verdict;
};

/// The accounts of one thing side by side.
struct Synopsis {
    NameId of;
    std::vector<NameId> accounts;
    std::vector<bool> has_word;  ///< of each account: some line of it has a word left
    bool both_possible = false;
    std::vector<Told> shared;     ///< by all
    std::vector<Parting> parted;  ///< of which several speak, and not alike
    std::vector<Told> some;       ///< by some only, of which the others say nothing
    std::vector<Holding> holds;   ///< of the thing and its parts
};

/// The synopsis of the accounts of a thing, or of the thing that an account is of. Nothing when no
/// accounts of it are told apart, or none of them has a word left.
///
/// The parts of a thing are what its accounts speak of, and what is said to be part of it or to
/// have happened during it. Cost: one pass over the claims.
std::optional<Synopsis> synopsis(const Assessment& assessment, NameId name);
/// Those of all things that have one, in the order in which their accounts stand in the case.
std::vector<Synopsis> synopses(const Assessment& assessment);

}  // namespace valla::consequence
