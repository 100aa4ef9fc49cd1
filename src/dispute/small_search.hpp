#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "dispute/tangle.hpp"

namespace valla::dispute {

/// Goes through the versions of a tangle of at most 64 units that no theory watches, a word of
/// bits at a time.
///
/// A unit that is in drives out what it clashes with; a unit that nothing open or in can justify
/// leaving out is in. What these two rules leave open is tried, the lowest unit first, in before
/// out; so versions come in lexicographic order. The first round of the rules alone is the grounded
/// reading, which settles most disputes with preferences.
class SmallSearch {
  public:
    using Bits = std::uint64_t;
    static constexpr Local most_units = 64;

    /// Whether a tangle is of this kind.
    static bool can_take(const Tangle& tangle) {
        return tangle.size() <= most_units && tangle.neighbourhoods.size() == 0;
    }

    void take(const Tangle& tangle);

    /// What is known of all units and of `statements` within the steps that are allowed. First goes
    /// through all versions, until these show all there is; where there are many, it then asks for
    /// each unit and statement that is undecided whether there is a version that shows it.
    void survey(const LocalStatements& statements, const Effort& effort, Findings& findings);

    /// Versions, in lexicographic order, until `limit` or `step_limit` is passed.
    struct List {
        std::vector<Bits> versions;
        bool complete = true;
        bool more = false;  ///< there are more than `limit`
    };
    [[nodiscard]] List list(std::size_t limit, std::size_t step_limit) const;

    struct Found {
        std::optional<Bits> version;
        bool complete = true;
    };
    /// The first version that has all of `in` and contains none of `lacking`.
    [[nodiscard]] Found find(Bits in, std::span<const Bits> lacking, std::size_t step_limit) const;

  private:
    struct Clash {
        Bits members = 0;
        Bits justifies = 0;  ///< leaving out these, when all others are in
    };
    struct Node {  // not initialised: a stack of them is made for every walk
        Bits in;
        Bits out;
    };

    void add_pair(Local unit, Local other, bool charged);
    bool propagate(Node& node, const Node* settled) const;
    [[nodiscard]] bool can_be_placed(Bits in) const;
    template <typename Visit>
    bool walk(Node wanted, std::span<const Bits> lacking, std::size_t& steps, Visit visit) const;
    void note(Bits version, const LocalStatements& statements, Findings& findings);
    void ask_each(const LocalStatements& statements, std::size_t steps, Findings& findings,
                  Bits& never, Bits& always);

    const Tangle* tangle_ = nullptr;
    Bits all_ = 0;
    Bits accepted_ = 0;
    Bits alone_ = 0;                               ///< clash with themselves
    Bits alone_justified_ = 0;                     ///< and are charged
    std::array<Bits, most_units> rivals_{};        ///< that a unit makes a clash of two with
    std::array<Bits, most_units> justifiers_{};    ///< each of which justifies leaving the unit out
    std::array<Bits, most_units> justified_by_{};  ///< the same, turned round
    std::array<Bits, most_units> better_{};
    std::vector<Clash> clashes_;  ///< of three members or more
    Bits in_clashes_ = 0;         ///< all that these justify
    Node root_{};                 ///< what follows from the tangle alone
    bool root_fails_ = false;

    // During a survey.
    std::vector<Bits> supports_;
    Bits some_ = 0;   ///< units of some version so far
    Bits every_ = 0;  ///< units of every version so far
    bool settled_ = false;
};

}  // namespace valla::dispute
