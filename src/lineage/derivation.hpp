#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "evidence/evidence.hpp"

namespace valla::lineage {

using casefile::CardId;
using casefile::Case;
using casefile::NameId;
using casefile::RowId;
using evidence::ClaimId;
using evidence::Evidence;
using evidence::StatementId;
using evidence::UnitId;
using evidence::WordRef;

/// Which derivations count: those that are stated firmly, or the hedged ones as well. Where the two
/// give different answers, both are shown.
enum class Links : std::uint8_t { firm, with_hedged };

/// That a source, or a place in one, has its word from somebody: one value of a line `derives from`
/// or `rests on`. Taken as stated, whatever becomes of the line's own word.
struct Derivation {
    NameId teller;  ///< who has it: a source, or a locus
    NameId parent;  ///< from whom
    /// For claims about these only, sorted; empty for all that the teller says.
    std::vector<NameId> only_for;
    ClaimId claim;
    bool hedged = false;  ///< by any word but `certainly`, or denied by some other line
};

/// Which of the ids that some derivation is limited to a claim is about; 0 for none of them. All
/// claims of one topic have the same derivations.
using Topic = std::uint32_t;

/// A node of the derivations: a name that derives from another or that another derives from.
using Node = std::uint32_t;
inline constexpr Node no_node = 0xFFFFFFFF;

/// Who has his word from whom, for the claims of one topic. Several parents of a node are
/// alternatives: it has its word as long as one of them has.
struct DerivationGraph {
    std::vector<std::vector<Node>> parents;
    std::vector<std::vector<Node>> children;
    /// Nodes that have their word from one another, and from nobody outside: of unknown origin.
    std::vector<bool> circular;

    /// The nodes that no longer have a word once `dead` ones have none, these included. With a node
    /// of a circle gone the others keep theirs: nobody knows where it came from. Cost: the nodes
    /// that derive from the dead ones.
    [[nodiscard]] std::vector<Node> silenced(const std::vector<Node>& dead) const;
};

/// What the cards say of the sources themselves: who wrote them, and from whom they have their
/// word.
///
///     const Derivations derivations = Derivations::of(evidence);
///     derivations.parents(diary, 0, Links::firm);        // whom the diary copies
///     derivations.works_of(anna);                        // what goes when Anna is rejected
///
/// For a claim, the most specific derivations of a teller count: those of the place in the source;
/// else those limited to what the claim is about; else those of the source as a whole. A claim is
/// about its subject, the card that it stands on, its account, and what its subject is `about`.
///
/// The evidence must outlive it. Cost: one pass over the claims; memory in the number of lines that
/// say such things, and four bytes a claim when some derivation is limited. Graphs are made when
/// first asked for, so that it is not for several threads at a time.
class Derivations {
  public:
    static Derivations of(const Evidence& evidence);

    [[nodiscard]] const std::vector<Derivation>& all() const { return all_; }

    /// From whom a source or a place in one has its word, in claims of this topic; sorted.
    [[nodiscard]] std::vector<NameId> parents(NameId teller, Topic topic, Links links) const;
    /// The lines behind a link.
    [[nodiscard]] std::vector<const Derivation*> links_between(NameId teller, NameId parent) const;

    [[nodiscard]] Topic topic_of(ClaimId claim) const {
        return topic_of_claim_.empty() ? 0 : topic_of_claim_[claim.number];
    }
    [[nodiscard]] Topic topic_of(const evidence::Argument& argument) const;

    /// Who wrote a source, or uttered a saying; sorted. Denied and alleged lines do not count.
    [[nodiscard]] std::vector<NameId> authors_of(NameId work) const;
    /// The sources that somebody wrote, and his sayings; sorted.
    [[nodiscard]] std::vector<NameId> works_of(NameId author) const;

    /// The node of a hop at which a chain begins: that of its locus, else that of its name;
    /// `no_node` when nothing is said of where it has its word, and nothing derives from it.
    [[nodiscard]] Node node_of(const casefile::Hop& hop) const;
    [[nodiscard]] Node node_of(NameId name) const;
    [[nodiscard]] NameId name_of(Node node) const { return nodes_[node]; }
    [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }
    /// The nodes that go with a name: its own, and those of the places in it.
    [[nodiscard]] std::vector<Node> nodes_below(NameId name) const;
    [[nodiscard]] const DerivationGraph& graph(Topic topic, Links links) const;
    /// All nodes that derive from one of these for some topic, these included; sorted.
    [[nodiscard]] std::vector<Node> descendants(std::vector<Node> nodes) const;

    /// Sources that have their word from one another, each group in a closed walk: every one
    /// derives from the next, the last from the first. At most one walk for each group of sources
    /// and topic; equal walks once.
    [[nodiscard]] std::vector<std::vector<NameId>> circles(Links links) const;

  private:
    explicit Derivations(const Evidence& evidence) : evidence_(&evidence) {}
    void read_links();
    void read_authors();
    void make_topics();
    [[nodiscard]] std::vector<NameId> own_parents(NameId teller, Topic topic, Links links) const;

    const Evidence* evidence_;
    std::vector<Derivation> all_;                ///< sorted by teller
    std::vector<NameId> nodes_;                  ///< sorted
    std::vector<std::pair<NameId, Node>> loci_;  ///< source, node of a place in it; sorted
    std::vector<std::vector<Node>> derived_;     ///< by node: who derives from it for some topic
    std::vector<std::pair<NameId, NameId>> authors_;  ///< work, author; sorted
    std::vector<std::pair<NameId, NameId>> works_;    ///< author, work; sorted
    std::vector<Topic> topic_of_claim_;               ///< empty when all are 0
    std::vector<std::vector<NameId>> topics_;         ///< the ids of each topic, sorted
    mutable std::map<std::pair<Topic, Links>, std::unique_ptr<DerivationGraph>> graphs_;
};

}  // namespace valla::lineage
