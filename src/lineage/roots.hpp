#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lineage/chains.hpp"
#include "lineage/hitting_set.hpp"

namespace valla::lineage {

/// How many independent roots a statement has: the least number of sources, persons and bodies
/// whose rejection leaves it without a word, the document in hand aside. All who have no name count
/// as one, since they may be one; so the figure says how many there are *at most*, wherever one of
/// them is counted.
///
/// It is not a maximum flow through the graph of all chains put together: there, crossing chains
/// make ways that nobody reports, and one author of two books could not be counted once. It is the
/// smallest set that meets every chain.
struct RootCount {
    std::uint32_t most = 0;
    std::uint32_t least = 0;      ///< less than `most` only when the search was given up
    std::vector<NameId> sources;  ///< the named ones of a smallest set; sorted
    bool unnamed = false;         ///< somebody without a name is in it
    bool researcher = false;      ///< a researcher whom the case does not name is
    friend bool operator==(const RootCount&, const RootCount&) = default;
};

/// What is known of how a statement came down.
struct Trace {
    StatementId statement;
    std::vector<Chain> chains;   ///< behind its claims, hedged derivations included
    std::vector<Chain> alleged;  ///< behind claims that are only alleged
    bool complete = true;        ///< false when there are more chains than are shown
    /// Sources, persons, bodies and places that every chain goes through, when there are several;
    /// by firm derivations, and by the hedged ones too. A place goes before its source.
    std::vector<NameId> common_hands;
    std::vector<NameId> common_hands_with_hedged;
    RootCount firm;         ///< with derivations that are stated firmly
    RootCount with_hedged;  ///< with the hedged ones too
    /// Closed walks of circular reporting: each has it from the one before it, the first from the
    /// last.
    std::vector<std::vector<NameId>> circles;
};

/// What a derived statement rests on: units that together give it.
using Support = std::vector<UnitId>;

/// Follows statements back to their roots.
///
///     const Roots roots(rejections);
///     const Trace trace = roots.trace(statement);
///     if (trace.firm.most == 1) ...                     // one root
///
/// The chains that are shown are at most `chain_limit`; the figures take all into account.
class Roots {
  public:
    static constexpr std::size_t chain_limit = 64;

    explicit Roots(const Rejections& rejections) : chains_(rejections) {}

    [[nodiscard]] Trace trace(StatementId statement) const;
    [[nodiscard]] RootCount count(StatementId statement, Links links) const;
    /// Whether rejecting one source would be enough; faster than counting.
    [[nodiscard]] bool has_single_root(StatementId statement, Links links) const;
    /// The least number of sources to reject for no support to be left whole. A unit is there as
    /// long as one of its claims has a chain.
    [[nodiscard]] RootCount count_derived(std::span<const Support> supports, Links links) const;

    [[nodiscard]] const Chains& chains() const { return chains_; }

  private:
    [[nodiscard]] std::vector<std::uint32_t> unhit(StatementId statement, Links links,
                                                   const std::vector<std::uint32_t>& chosen) const;
    [[nodiscard]] HittingSet smallest(const FindUnhit& find_unhit) const;
    [[nodiscard]] Chain of_unit(UnitId unit, Links links,
                                const std::vector<std::uint32_t>& chosen) const;

    Chains chains_;
};

}  // namespace valla::lineage
