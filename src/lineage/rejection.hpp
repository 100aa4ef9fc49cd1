#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lineage/derivation.hpp"

namespace valla::lineage {

/// What is rejected: an id or a place in a source, or a statement.
struct Target {
    NameId name;
    StatementId statement;

    static Target of(NameId name) { return {name, {}}; }
    static Target of(StatementId statement) { return {{}, statement}; }
    friend bool operator==(const Target&, const Target&) = default;
};

/// What goes when something is rejected. All lists are sorted, and nothing stands in two of the
/// lists of one kind.
struct Fall {
    /// Whose word is rejected: the targets themselves, what they wrote, and their sayings. What a
    /// saying of this list says is credited no more.
    std::vector<NameId> tellers;
    /// Chains that are gone for all that stands on them, as indexes of Tables::words. Where
    /// derivations are limited, a chain can be gone for some claims only; `claims` tells.
    std::vector<std::uint32_t> words;
    std::vector<ClaimId> claims;                   ///< gone
    std::vector<ClaimId> weakened;                 ///< claims that have lost a word, and keep one
    std::vector<UnitId> units;                     ///< gone, arguments among them
    std::vector<StatementId> statements;           ///< nobody says them any more
    std::vector<StatementId> only_alleged;         ///< nobody says them but by way of allegation
    std::vector<StatementId> weakened_statements;  ///< have lost a word or claim, and stand
};

/// What is left, as masks over Tables::words, claims and units.
struct LiveWords {
    std::vector<bool> words;
    std::vector<bool> claims;
    std::vector<bool> units;
};

/// Which words, claims and units are left when something is rejected (docs/semantics.md, sections 4
/// and 6).
///
///     const Rejections rejections(evidence, derivations);
///     LiveWords live = rejections.live({Target::of(krivitsky)}, Links::firm);
///     const Fall fall = rejections.fall({Target::of(conquest_at_note_78)}, Links::firm);
///
/// - A *source, person, body or saying*: every chain with that hop is gone. With a person or body,
///   so is what he wrote, and every saying of his as a hop. That somebody said something is a claim
///   of its own, which others may report. The researcher of the case takes with him the lines that
///   have no source.
/// - A *place in a source*: every chain with a hop at that place is gone.
/// - A *passage, account*: the chains of its cards, and its lines; a line that stands in several
///   accounts goes with the last of them.
/// - *Any other id*: the lines of its cards, and what is said of it elsewhere.
/// - A *statement*: the claims that state it.
///
/// A chain is gone as well when the one it begins with has nobody left from whom it has its word
/// (Derivations). A claim is gone when it had words and none is left. An argument is gone when its
/// words are, or all who make it. A unit is gone when all its claims are.
///
/// Making it costs one pass over claims and words. After that, one rejection costs what it touches,
/// so that all sources can be rejected one after the other. Not for several threads at a time.
class Rejections {
  public:
    Rejections(const Evidence& evidence, const Derivations& derivations);

    [[nodiscard]] Fall fall(std::span<const Target> targets, Links links) const;
    [[nodiscard]] Fall fall(Target target, Links links) const { return fall({&target, 1}, links); }
    [[nodiscard]] LiveWords live(std::span<const Target> targets, Links links) const;
    [[nodiscard]] LiveWords live(Target target, Links links) const {
        return live({&target, 1}, links);
    }

    /// The chains with this name as a hop or place, sorted, as indexes of Tables::words.
    [[nodiscard]] std::span<const std::uint32_t> words_through(NameId name) const {
        return words_of_name_.of(name.number);
    }
    /// The claims that have a chain among their words, sorted.
    [[nodiscard]] std::span<const std::uint32_t> claims_on(std::uint32_t word) const {
        return claims_of_word_.of(word);
    }
    /// Where a chain begins, among the derivations; `no_node` when nothing is said of that.
    [[nodiscard]] Node origin_of(std::uint32_t word) const { return origin_[word]; }
    /// Every source, person, body, saying and place that is a hop of some chain that a claim
    /// stands on, wrote such a one, or has such a one derive from it; and the researcher, when
    /// something is his own word. In the order of their numbers.
    [[nodiscard]] std::vector<NameId> tellers() const;
    /// Whose word a claim without a chain is; none when the case names nobody.
    [[nodiscard]] NameId researcher() const { return researcher_; }
    [[nodiscard]] const Evidence& evidence() const { return *evidence_; }
    [[nodiscard]] const Derivations& derivations() const { return *derivations_; }

  private:
    /// Lists by a dense number, one after the other.
    struct Lists {
        std::vector<std::uint32_t> begins;
        std::vector<std::uint32_t> entries;
        [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t key) const {
            if (key + 1 >= begins.size()) return {};
            return {entries.data() + begins[key], begins[key + 1] - begins[key]};
        }
        static Lists of_pairs(std::size_t keys,
                              const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);
    };
    class Run;

    void index_words();
    void index_claims();

    const Evidence* evidence_;
    const Derivations* derivations_;
    NameId researcher_;
    Lists words_of_name_;       ///< by hop or place
    Lists words_of_card_;       ///< by the name of a passage or account: the chains of its cards
    Lists words_of_origin_;     ///< by node: chains that begin with it
    std::vector<Node> origin_;  ///< by word
    Lists claims_of_word_;
    Lists arguments_of_word_;
    Lists claims_of_name_;                      ///< by subject, by the name of the card, by account
    Lists arguments_of_name_;                   ///< by their own name, and by who makes them
    std::vector<std::uint32_t> own_claims_;     ///< without a word
    std::vector<std::uint32_t> own_arguments_;  ///< without a word, and nobody is said to make it
    std::vector<std::vector<WordRef>> argument_words_;
    std::vector<std::uint32_t> claims_left_;         ///< by unit: how many claims it has
    mutable std::vector<std::uint8_t> word_dead_;    ///< scratch, all 0 between calls
    mutable std::vector<std::uint8_t> claim_state_;  ///< scratch, all 0 between calls
};

}  // namespace valla::lineage
