#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lineage/rejection.hpp"

namespace valla::lineage {

/// One pair of hands in a chain.
struct Step {
    enum class Kind : std::uint8_t {
        named,       ///< a source, person, body or saying
        described,   ///< `a barman`: no id, and maybe the same as somebody else
        unnamed,     ///< `unnamed`
        researcher,  ///< the researcher of the case, on whose own word it stands
    };
    Kind kind = Kind::named;
    NameId name;                 ///< of a named hop; of the researcher when the case names him
    NameId locus;                ///< the place in it; else none
    std::uint32_t hop = no_hop;  ///< index of Tables::hops, of what the card itself says
    bool derived = false;        ///< added from what is said of the sources, not of this claim
    bool hedged = false;         ///< the link to the next step is derived, and hedged

    static constexpr std::uint32_t no_hop = 0xFFFFFFFF;
};

/// How word of a claim came down, from its origin to the document in hand.
struct Chain {
    ClaimId claim;                 ///< of an argument, none
    std::uint32_t word = no_word;  ///< index of Tables::words; none for the researcher's own word
    NameId passage;                ///< by which the card has it; else none
    std::vector<Step> steps;       ///< origin first; never empty
    bool circular = false;         ///< it begins with one of several that have it from one another

    static constexpr std::uint32_t no_word = 0xFFFFFFFF;
    /// Through how many hands it came: 0 at first hand, 2 when A told B what stands in C.
    [[nodiscard]] std::size_t depth() const { return steps.size() - 1; }
    /// Whether it is known by what name its origin goes.
    [[nodiscard]] bool has_named_origin() const {
        return !circular && (steps.front().kind == Step::Kind::named ||
                             steps.front().kind == Step::Kind::researcher);
    }
};

/// Finds the chains behind claims.
class Chains {
  public:
    explicit Chains(const Rejections& rejections) : rejections_(&rejections) {}

    /// The chains behind a claim, each extended beyond its origin by what that derives from, along
    /// every way, as far as something is said of it: at most `most`, the ones with fewer hands
    /// first. `complete` becomes false when there are more.
    [[nodiscard]] std::vector<Chain> of(ClaimId claim, Links links, std::size_t most,
                                        bool& complete) const;

    /// Sources, persons and bodies whose rejection cuts this chain, as elements of a hitting set:
    /// numbers of names, `unnamed_element` for everybody without a name, since they may all be one,
    /// and `researcher_element` for a researcher who is not named. The document in hand is left
    /// aside, unless the chain is nothing else.
    [[nodiscard]] std::vector<std::uint32_t> elements(const Chain& chain) const;
    static constexpr std::uint32_t unnamed_element = 0xFFFFFFFE;
    static constexpr std::uint32_t researcher_element = 0xFFFFFFFD;

    /// A chain behind the claim that holds none of these elements, one with few hands among
    /// them; with no steps when there is none.
    [[nodiscard]] Chain one_without(ClaimId claim, Links links,
                                    const std::vector<std::uint32_t>& elements) const;
    /// The same for an argument.
    [[nodiscard]] Chain one_without(const evidence::Argument& argument, Links links,
                                    const std::vector<std::uint32_t>& elements) const;

    [[nodiscard]] const Rejections& rejections() const { return *rejections_; }

  private:
    [[nodiscard]] Chain as_told(const WordRef& word) const;
    [[nodiscard]] Chain own_word() const;
    [[nodiscard]] Chain without(const WordRef& word, Topic topic, Links links,
                                const std::vector<std::uint32_t>& elements) const;
    [[nodiscard]] bool cuts(const Step& step, const std::vector<std::uint32_t>& elements) const;
    [[nodiscard]] Step step_of(Node node) const;
    void extend(Chain& chain, const std::vector<Node>& way, Topic topic, Links links) const;

    const Rejections* rejections_;
};

}  // namespace valla::lineage
