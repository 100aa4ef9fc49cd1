#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lineage/rejection.hpp"

namespace valla::lineage {

/// Counts for many tellers at once what Rejections::fall() finds for one of them: for each chain
/// the few tellers whose rejection ends it, for each set of chains those that end some or all of
/// it, and for each statement those that end some or all of its claims. Each step is one pass over
/// a column, so that all figures cost about what one look at every hand of every chain does.
///
///     const std::vector<NameId> tellers = rejections.tellers();
///     const Tally tally(rejections, tellers);
///     tally.count().firm.alone[0];           // how many statements fall without tellers[0]
///
/// Only statements that are listed (is_listed) are counted. All figures stand in the order of the
/// tellers.
class Tally {
  public:
    /// A teller by his place among those that are counted.
    using Rank = std::uint32_t;

    struct Counts {
        std::vector<std::uint32_t> alone;    ///< statements that fall, or are only alleged then
        std::vector<std::uint32_t> in_part;  ///< statements that lose a word or claim, and stand
    };

    struct Figures {
        Counts firm;
        Counts with_hedged;
    };

    /// The tellers are sorted, and outlive it, as do the rejections.
    Tally(const Rejections& rejections, const std::vector<NameId>& tellers);

    /// Whether the figures of a teller are here. They are not for an id of a kind that tells
    /// nothing and stands in a chain by mistake, whose lines go with it.
    [[nodiscard]] bool counts(Rank teller) const { return counted_[teller]; }
    [[nodiscard]] Figures count() const;
    /// How many inferences go with each, over firm derivations.
    [[nodiscard]] std::vector<std::uint32_t> arguments() const;

  private:
    using Ranks = std::vector<Rank>;

    /// Lists of numbers by a dense key, one after the other.
    struct Column {
        std::vector<std::uint32_t> begins{0};
        std::vector<std::uint32_t> entries;

        [[nodiscard]] std::span<const std::uint32_t> of(std::size_t key) const {
            return {entries.data() + begins[key], begins[key + 1] - begins[key]};
        }
        /// Ends the list to which entries were appended.
        void close() { begins.push_back(static_cast<std::uint32_t>(entries.size())); }
        template <typename Each>
        static Column of_pairs(std::size_t keys, Each each);
    };

    /// Claims that come one after the other with the same chains and the same derivations: mostly
    /// the lines of a card.
    struct Group {
        std::uint32_t first_word;
        std::uint16_t word_count;
        Topic topic;
        std::uint32_t claim;  ///< the first of them
    };

    class Silencers;

    void own_names();
    void end_words();
    void group_claims();
    [[nodiscard]] std::vector<Node> nodes_of(Rank teller) const;
    [[nodiscard]] Ranks owners_of(NameId name) const;
    [[nodiscard]] Ranks owners_of_own_words() const;
    [[nodiscard]] Column ended_groups(Links links) const;
    [[nodiscard]] std::span<const WordRef> words_of(const Group& group) const;
    /// Adds what a statement gives to the figures, `times` times: 1, or -1 to take it back.
    void count_statement(StatementId statement, const Column& ended, int times, Ranks& scratch,
                         Counts& counts) const;

    const Rejections& rejections_;
    const Evidence& evidence_;
    const Derivations& derivations_;
    const Case& the_case_;
    const std::vector<NameId>& tellers_;
    std::vector<bool> counted_;
    Column owned_;   ///< by teller: the names that are rejected with him
    Column owners_;  ///< by name: with whom it is rejected
    Column ending_;  ///< by word: whose rejection ends it, as a hand of it
    std::vector<Group> groups_;
    std::vector<std::uint32_t> group_of_claim_;
};

}  // namespace valla::lineage
