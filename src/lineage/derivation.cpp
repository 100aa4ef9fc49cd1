#include "lineage/derivation.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "casefile/mentions.hpp"

namespace valla::lineage {

using casefile::NameSpace;
using casefile::QualifierKey;
using casefile::Tables;
using casefile::ValueTag;
using evidence::Claim;
using evidence::ClaimKind;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

struct Fields {
    std::uint16_t derives_from = builtin_field(BaseKind::source, "derives from");
    std::uint16_t rests_on = builtin_field(BaseKind::source, "rests on");
    std::uint16_t author = builtin_field(BaseKind::source, "author");
    std::uint16_t by = builtin_field(BaseKind::saying, "by");
    std::uint16_t about = builtin_field(BaseKind::saying, "about");
};

const Fields& fields() {
    static const Fields all;
    return all;
}

void sort_and_unite(std::vector<NameId>& names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

std::vector<NameId> second_of(const std::vector<std::pair<NameId, NameId>>& pairs, NameId first) {
    std::vector<NameId> names;
    for (auto at = std::lower_bound(pairs.begin(), pairs.end(), std::pair(first, NameId{0}));
         at != pairs.end() && at->first == first; ++at) {
        names.push_back(at->second);
    }
    return names;
}

bool states_a_name(const Tables& tables, const Claim& claim) {
    return claim.kind == ClaimKind::statement && claim.row != RowId{} &&
           tables.tag[claim.row.number] == ValueTag::name;
}

/// The strongly connected components of a graph (Tarjan 1972, with the stack of calls as a list).
std::vector<std::vector<Node>> components(const std::vector<std::vector<Node>>& parents) {
    struct Frame {
        Node node;
        std::size_t next;
    };
    const auto size = static_cast<Node>(parents.size());
    std::vector<Node> index(size, no_node);
    std::vector<Node> low(size, 0);
    std::vector<bool> open(size, false);
    std::vector<Node> stack;
    std::vector<std::vector<Node>> all;
    Node next_index = 0;
    std::vector<Frame> frames;
    const auto enter = [&](Node node) {
        index[node] = low[node] = next_index++;
        stack.push_back(node);
        open[node] = true;
        frames.push_back({node, 0});
    };
    for (Node root = 0; root < size; ++root) {
        if (index[root] != no_node) continue;
        enter(root);
        while (!frames.empty()) {
            const Node node = frames.back().node;
            if (frames.back().next < parents[node].size()) {
                const Node parent = parents[node][frames.back().next++];
                if (index[parent] == no_node) enter(parent);
                else if (open[parent]) low[node] = std::min(low[node], index[parent]);
                continue;
            }
            frames.pop_back();
            if (!frames.empty())
                low[frames.back().node] = std::min(low[frames.back().node], low[node]);
            if (low[node] != index[node]) continue;
            std::vector<Node> component;
            while (true) {
                const Node member = stack.back();
                stack.pop_back();
                open[member] = false;
                component.push_back(member);
                if (member == node) break;
            }
            std::sort(component.begin(), component.end());
            all.push_back(std::move(component));
        }
    }
    return all;
}

bool has_parent(const std::vector<std::vector<Node>>& parents, Node node, Node parent) {
    return std::find(parents[node].begin(), parents[node].end(), parent) != parents[node].end();
}

bool is_circle(const std::vector<std::vector<Node>>& parents, const std::vector<Node>& component) {
    return component.size() > 1 || has_parent(parents, component[0], component[0]);
}

/// A shortest closed walk from the first member of a circle through its parents.
std::vector<Node> walk_around(const std::vector<std::vector<Node>>& parents,
                              const std::vector<Node>& component) {
    const Node start = component[0];
    std::vector<Node> came_from(parents.size(), no_node);
    std::vector<Node> queue{start};
    for (std::size_t at = 0; at < queue.size(); ++at) {
        for (const Node parent : parents[queue[at]]) {
            if (!std::binary_search(component.begin(), component.end(), parent)) continue;
            if (parent == start) {
                std::vector<Node> walk;
                for (Node node = queue[at]; node != start; node = came_from[node])
                    walk.push_back(node);
                walk.push_back(start);
                std::reverse(walk.begin(), walk.end());
                return walk;
            }
            if (came_from[parent] != no_node) continue;
            came_from[parent] = queue[at];
            queue.push_back(parent);
        }
    }
    return component;
}

}  // namespace

std::vector<Node> DerivationGraph::silenced(const std::vector<Node>& dead) const {
    enum : std::uint8_t { untouched, undecided, has_word };
    std::vector<std::uint8_t> state(parents.size(), untouched);
    std::vector<Node> affected;
    const auto reach = [&](Node node) {
        if (state[node] != untouched) return;
        state[node] = undecided;
        affected.push_back(node);
    };
    for (const Node node : dead) reach(node);
    const std::size_t dead_count = affected.size();
    for (std::size_t at = 0; at < affected.size(); ++at) {
        for (const Node child : children[affected[at]]) reach(child);
    }
    std::vector<Node> open;
    const auto give_word = [&](Node node) {
        state[node] = has_word;
        open.push_back(node);
    };
    for (std::size_t at = dead_count; at < affected.size(); ++at) {
        const Node node = affected[at];
        const auto stands = [&](Node parent) { return state[parent] == untouched; };
        if (circular[node] || std::any_of(parents[node].begin(), parents[node].end(), stands)) {
            give_word(node);
        }
    }
    std::vector<bool> is_dead(parents.size(), false);
    for (const Node node : dead) is_dead[node] = true;
    while (!open.empty()) {
        const Node node = open.back();
        open.pop_back();
        for (const Node child : children[node]) {
            if (state[child] == undecided && !is_dead[child]) give_word(child);
        }
    }
    std::vector<Node> silent;
    for (const Node node : affected) {
        if (state[node] == undecided) silent.push_back(node);
    }
    std::sort(silent.begin(), silent.end());
    return silent;
}

Derivations Derivations::of(const Evidence& evidence) {
    Derivations derivations(evidence);
    derivations.read_links();
    derivations.read_authors();
    derivations.make_topics();
    return derivations;
}

void Derivations::read_links() {
    const Case& the_case = evidence_->the_case();
    const Tables& tables = the_case.tables();
    std::set<std::pair<NameId, NameId>> denied;
    for (std::uint32_t number = 0; number < evidence_->claims().size(); ++number) {
        const Claim& claim = evidence_->claims()[number];
        if (!states_a_name(tables, claim)) continue;
        const std::uint32_t row = claim.row.number;
        const std::uint16_t field = tables.field[row].row;
        if (field != fields().derives_from && field != fields().rests_on) continue;
        Derivation link{tables.subject[row], {tables.value[row]}, {}, {number}, claim.alleged};
        if (claim.statement.denied()) {
            denied.emplace(link.teller, link.parent);
            continue;
        }
        if (!tables.hedge[row].none()) {
            const auto& hedge = the_case.vocabulary().hedge(tables.hedge[row]);
            link.hedged = the_case.vocabulary().hedge(hedge.means).name != "certainly";
        }
        const auto [first, last] = tables.qualifiers_of(claim.row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables.qualifiers[i].key == QualifierKey::for_)
                link.only_for.push_back({tables.qualifiers[i].value.number});
        }
        sort_and_unite(link.only_for);
        all_.push_back(std::move(link));
    }
    for (Derivation& link : all_)
        link.hedged = link.hedged || denied.contains({link.teller, link.parent});
    std::stable_sort(all_.begin(), all_.end(),
                     [](const Derivation& a, const Derivation& b) { return a.teller < b.teller; });
    for (const Derivation& link : all_) {
        nodes_.push_back(link.teller);
        nodes_.push_back(link.parent);
        if (tables.names.space(link.teller) == NameSpace::locus)
            nodes_.push_back(casefile::source_of_locus(tables, link.teller));
    }
    sort_and_unite(nodes_);
    derived_.resize(nodes_.size());
    for (Node node = 0; node < nodes_.size(); ++node) {
        if (tables.names.space(nodes_[node]) == NameSpace::locus)
            loci_.emplace_back(casefile::source_of_locus(tables, nodes_[node]), node);
    }
    std::sort(loci_.begin(), loci_.end());
    for (const Derivation& link : all_)
        derived_[node_of(link.parent)].push_back(node_of(link.teller));
    for (const auto& [source, locus] : loci_) derived_[node_of(source)].push_back(locus);
    for (std::vector<Node>& each : derived_) {
        std::sort(each.begin(), each.end());
        each.erase(std::unique(each.begin(), each.end()), each.end());
    }
}

void Derivations::read_authors() {
    const Case& the_case = evidence_->the_case();
    const Tables& tables = the_case.tables();
    for (const Claim& claim : evidence_->claims()) {
        if (!states_a_name(tables, claim) || claim.alleged || claim.statement.denied()) continue;
        const std::uint32_t row = claim.row.number;
        const std::uint16_t field = tables.field[row].row;
        const bool utters =
            field == fields().by && the_case.base_of(tables.subject[row]) == BaseKind::saying;
        if (field == fields().author || utters)
            authors_.emplace_back(tables.subject[row], NameId{tables.value[row]});
    }
    for (const auto& [work, author] : authors_) works_.emplace_back(author, work);
    for (auto* pairs : {&authors_, &works_}) {
        std::sort(pairs->begin(), pairs->end());
        pairs->erase(std::unique(pairs->begin(), pairs->end()), pairs->end());
    }
}

void Derivations::make_topics() {
    topics_.emplace_back();
    std::vector<NameId> limits;
    for (const Derivation& link : all_)
        limits.insert(limits.end(), link.only_for.begin(), link.only_for.end());
    if (limits.empty()) return;
    sort_and_unite(limits);
    const Case& the_case = evidence_->the_case();
    const Tables& tables = the_case.tables();
    std::vector<bool> is_limit(tables.names.size(), false);
    for (const NameId name : limits) is_limit[name.number] = true;
    std::vector<std::pair<NameId, NameId>> about;  // what is about one of the limits
    for (const Claim& claim : evidence_->claims()) {
        if (!states_a_name(tables, claim)) continue;
        const std::uint32_t row = claim.row.number;
        if (tables.field[row].row == fields().about && is_limit[tables.value[row]])
            about.emplace_back(tables.subject[row], NameId{tables.value[row]});
    }
    std::sort(about.begin(), about.end());

    std::map<std::vector<NameId>, Topic> numbers{{{}, 0}};
    const auto number_of = [&](std::vector<NameId>& names) {
        sort_and_unite(names);
        const auto [found, fresh] = numbers.try_emplace(names, static_cast<Topic>(topics_.size()));
        if (fresh) topics_.push_back(names);
        return found->second;
    };
    topic_of_claim_.resize(evidence_->claims().size(), 0);
    std::vector<NameId> matched;
    for (std::uint32_t number = 0; number < topic_of_claim_.size(); ++number) {
        const Claim& claim = evidence_->claims()[number];
        matched.clear();
        const auto match = [&](NameId name) {
            if (!name.none() && is_limit[name.number]) matched.push_back(name);
        };
        const NameId subject =
            claim.kind == ClaimKind::closing
                ? evidence_->closings()[claim.closing].subject
                : evidence_->propositions()[claim.statement.proposition()].subject;
        match(subject);
        match(the_case.card(claim.card).name);
        if (!claim.account.none()) {
            match(claim.account);
            for (const NameId account : evidence::accounts_of(the_case, claim.card)) match(account);
        }
        for (const NameId name : second_of(about, subject)) matched.push_back(name);
        if (!matched.empty()) topic_of_claim_[number] = number_of(matched);
    }
    for (const evidence::Argument& argument : evidence_->arguments()) {
        if (!is_limit[argument.name.number]) continue;
        matched = {argument.name};
        number_of(matched);
    }
}

Topic Derivations::topic_of(const evidence::Argument& argument) const {
    const std::vector<NameId> own{argument.name};
    const auto found = std::find(topics_.begin(), topics_.end(), own);
    return found == topics_.end() ? 0 : static_cast<Topic>(found - topics_.begin());
}

std::vector<NameId> Derivations::own_parents(NameId teller, Topic topic, Links links) const {
    std::vector<NameId> limited;
    std::vector<NameId> general;
    const std::vector<NameId>& topics = topics_[topic];
    const Tables& tables = evidence_->the_case().tables();
    NameId source;
    if (tables.names.space(teller) == NameSpace::locus)
        source = casefile::source_of_locus(tables, teller);
    const auto before = [](const Derivation& link, NameId name) { return link.teller < name; };
    for (auto at = std::lower_bound(all_.begin(), all_.end(), teller, before);
         at != all_.end() && at->teller == teller; ++at) {
        if (at->hedged && links == Links::firm) continue;
        // That a place in a source rests on that source is nothing new.
        if (at->parent == source) continue;
        if (at->only_for.empty()) {
            general.push_back(at->parent);
            continue;
        }
        const bool about = std::any_of(at->only_for.begin(), at->only_for.end(), [&](NameId each) {
            return std::binary_search(topics.begin(), topics.end(), each);
        });
        if (about) limited.push_back(at->parent);
    }
    std::vector<NameId>& all = limited.empty() ? general : limited;
    sort_and_unite(all);
    return std::move(all);
}

std::vector<NameId> Derivations::parents(NameId teller, Topic topic, Links links) const {
    std::vector<NameId> all = own_parents(teller, topic, links);
    const Tables& tables = evidence_->the_case().tables();
    if (all.empty() && tables.names.space(teller) == NameSpace::locus)
        all = own_parents(casefile::source_of_locus(tables, teller), topic, links);
    return all;
}

std::vector<const Derivation*> Derivations::links_between(NameId teller, NameId parent) const {
    std::vector<const Derivation*> found;
    const Tables& tables = evidence_->the_case().tables();
    NameId source;
    if (tables.names.space(teller) == NameSpace::locus)
        source = casefile::source_of_locus(tables, teller);
    for (const Derivation& link : all_) {
        if ((link.teller == teller || link.teller == source) && link.parent == parent)
            found.push_back(&link);
    }
    return found;
}

std::vector<NameId> Derivations::authors_of(NameId work) const { return second_of(authors_, work); }
std::vector<NameId> Derivations::works_of(NameId author) const { return second_of(works_, author); }

Node Derivations::node_of(NameId name) const {
    const auto found = std::lower_bound(nodes_.begin(), nodes_.end(), name);
    if (found == nodes_.end() || *found != name) return no_node;
    return static_cast<Node>(found - nodes_.begin());
}

Node Derivations::node_of(const casefile::Hop& hop) const {
    if (hop.kind != casefile::Hop::Kind::named) return no_node;
    if (!hop.locus.none()) {
        const Node locus = node_of(hop.locus);
        if (locus != no_node) return locus;
    }
    return node_of(hop.name);
}

std::vector<Node> Derivations::nodes_below(NameId name) const {
    std::vector<Node> found;
    const Node own = node_of(name);
    if (own != no_node) found.push_back(own);
    for (auto at = std::lower_bound(loci_.begin(), loci_.end(), std::pair(name, Node{0}));
         at != loci_.end() && at->first == name; ++at) {
        found.push_back(at->second);
    }
    return found;
}

const DerivationGraph& Derivations::graph(Topic topic, Links links) const {
    std::unique_ptr<DerivationGraph>& made = graphs_[{topic, links}];
    if (made) return *made;
    made = std::make_unique<DerivationGraph>();
    made->parents.resize(nodes_.size());
    made->children.resize(nodes_.size());
    made->circular.resize(nodes_.size(), false);
    for (Node node = 0; node < nodes_.size(); ++node) {
        for (const NameId parent : own_parents(nodes_[node], topic, links))
            made->parents[node].push_back(node_of(parent));
    }
    // A place of which nothing is said has its word from where its source has it.
    for (const auto& [source, locus] : loci_) {
        if (made->parents[locus].empty()) made->parents[locus].push_back(node_of(source));
    }
    for (Node node = 0; node < nodes_.size(); ++node) {
        for (const Node parent : made->parents[node]) made->children[parent].push_back(node);
    }
    for (const std::vector<Node>& component : components(made->parents)) {
        if (!is_circle(made->parents, component)) continue;
        const auto inside = [&](Node node) {
            return std::binary_search(component.begin(), component.end(), node);
        };
        const bool closed = std::all_of(component.begin(), component.end(), [&](Node node) {
            return std::all_of(made->parents[node].begin(), made->parents[node].end(), inside);
        });
        for (const Node node : component) made->circular[node] = closed;
    }
    return *made;
}

std::vector<Node> Derivations::descendants(std::vector<Node> nodes) const {
    std::vector<bool> seen(nodes_.size(), false);
    for (const Node node : nodes) seen[node] = true;
    for (std::size_t at = 0; at < nodes.size(); ++at) {
        for (const Node child : derived_[nodes[at]]) {
            if (!seen[child]) nodes.push_back(child);
            seen[child] = true;
        }
    }
    std::sort(nodes.begin(), nodes.end());
    return nodes;
}

std::vector<std::vector<NameId>> Derivations::circles(Links links) const {
    std::set<std::vector<NameId>> found;
    for (Topic topic = 0; topic < topics_.size(); ++topic) {
        const DerivationGraph& each = graph(topic, links);
        for (const std::vector<Node>& component : components(each.parents)) {
            if (!is_circle(each.parents, component)) continue;
            std::vector<NameId> walk;
            for (const Node node : walk_around(each.parents, component))
                walk.push_back(nodes_[node]);
            found.insert(std::move(walk));
        }
    }
    return {found.begin(), found.end()};
}

}  // namespace valla::lineage
