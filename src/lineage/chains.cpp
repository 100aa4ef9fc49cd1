#include "lineage/chains.hpp"

#include <algorithm>

#include "casefile/mentions.hpp"

namespace valla::lineage {

using casefile::Hop;
using casefile::Tables;

namespace {

bool has(const std::vector<std::uint32_t>& sorted, std::uint32_t each) {
    return std::binary_search(sorted.begin(), sorted.end(), each);
}

/// The node at which the way back from an origin begins: its source, where nothing is said of the
/// place in it.
Node first_node(const Derivations& derivations, const Tables& tables, const Hop& origin,
                Topic topic, Links links) {
    const Node node = derivations.node_of(origin);
    if (node == no_node || derivations.name_of(node) == origin.name) return node;
    const Node source = derivations.node_of(casefile::source_of_locus(tables, origin.locus));
    const std::vector<Node>& parents = derivations.graph(topic, links).parents[node];
    return parents == std::vector<Node>{source} ? source : node;
}

}  // namespace

Step Chains::step_of(Node node) const {
    Step step;
    step.derived = true;
    step.name = rejections_->derivations().name_of(node);
    const Tables& tables = rejections_->evidence().the_case().tables();
    if (tables.names.space(step.name) == casefile::NameSpace::locus) {
        step.locus = step.name;
        step.name = casefile::source_of_locus(tables, step.locus);
    }
    return step;
}

Chain Chains::as_told(const WordRef& word) const {
    const Tables& tables = rejections_->evidence().the_case().tables();
    const casefile::WordRow& row = tables.words[word.word];
    Chain chain;
    chain.word = word.word;
    chain.passage = word.passage;
    for (std::uint32_t i = row.first_hop; i < row.first_hop + row.hop_count; ++i) {
        const Hop& hop = tables.hops[i];
        Step step;
        step.kind = hop.kind == Hop::Kind::named       ? Step::Kind::named
                    : hop.kind == Hop::Kind::described ? Step::Kind::described
                                                       : Step::Kind::unnamed;
        step.name = hop.name;
        step.locus = hop.locus;
        step.hop = i;
        chain.steps.push_back(step);
    }
    return chain;
}

Chain Chains::own_word() const {
    Chain chain;
    Step step;
    step.kind = Step::Kind::researcher;
    step.name = rejections_->researcher();
    chain.steps.push_back(step);
    return chain;
}

void Chains::extend(Chain& chain, const std::vector<Node>& way, Topic topic, Links links) const {
    const Derivations& derivations = rejections_->derivations();
    const DerivationGraph& graph = derivations.graph(topic, links);
    if (way.empty()) return;
    chain.circular = graph.circular[way.back()];
    std::vector<Step> before;
    for (std::size_t i = way.size(); i-- > 1;) {
        Step step = step_of(way[i]);
        const std::vector<NameId> firm =
            derivations.parents(derivations.name_of(way[i - 1]), topic, Links::firm);
        step.hedged =
            std::find(firm.begin(), firm.end(), derivations.name_of(way[i])) == firm.end();
        before.push_back(step);
    }
    chain.steps.insert(chain.steps.begin(), before.begin(), before.end());
}

std::vector<Chain> Chains::of(ClaimId claim, Links links, std::size_t most, bool& complete) const {
    const Evidence& evidence = rejections_->evidence();
    const Derivations& derivations = rejections_->derivations();
    const Tables& tables = evidence.the_case().tables();
    const Topic topic = derivations.topic_of(claim);
    std::vector<Chain> all;
    if (evidence[claim].word_count == 0) all.push_back(own_word());
    for (const WordRef& word : evidence.words_of(evidence[claim])) {
        const Chain told = as_told(word);
        const Node start = first_node(derivations, tables,
                                      tables.hops[tables.words[word.word].first_hop], topic, links);
        if (start == no_node) {
            all.push_back(told);
            continue;
        }
        // Ways in the order of their length; none goes through one node twice.
        const DerivationGraph& graph = derivations.graph(topic, links);
        std::vector<std::vector<Node>> ways{{start}};
        for (std::size_t at = 0; at < ways.size(); ++at) {
            const std::vector<Node> way = ways[at];
            const std::vector<Node>& parents = graph.parents[way.back()];
            if (parents.empty() || graph.circular[way.back()]) {
                if (all.size() == most) {
                    complete = false;
                    break;
                }
                all.push_back(told);
                extend(all.back(), way, topic, links);
                continue;
            }
            for (const Node parent : parents) {
                if (std::find(way.begin(), way.end(), parent) != way.end()) continue;
                if (ways.size() >= most * 8) {
                    complete = false;
                    break;
                }
                ways.push_back(way);
                ways.back().push_back(parent);
            }
        }
    }
    for (Chain& chain : all) chain.claim = claim;
    if (all.size() > most) {
        all.resize(most);
        complete = false;
    }
    return all;
}

bool Chains::cuts(const Step& step, const std::vector<std::uint32_t>& elements) const {
    switch (step.kind) {
        case Step::Kind::described:
        case Step::Kind::unnamed: return has(elements, unnamed_element);
        case Step::Kind::researcher:
            return has(elements, step.name.none() ? researcher_element : step.name.number);
        case Step::Kind::named: break;
    }
    if (has(elements, step.name.number)) return true;
    const std::vector<NameId> authors = rejections_->derivations().authors_of(step.name);
    return std::any_of(authors.begin(), authors.end(),
                       [&](NameId author) { return has(elements, author.number); });
}

std::vector<std::uint32_t> Chains::elements(const Chain& chain) const {
    std::vector<std::uint32_t> all;
    if (chain.circular) all.push_back(unnamed_element);
    for (std::size_t i = 0; i < chain.steps.size(); ++i) {
        if (i + 1 == chain.steps.size() && !all.empty()) break;
        const Step& step = chain.steps[i];
        switch (step.kind) {
            case Step::Kind::described:
            case Step::Kind::unnamed: all.push_back(unnamed_element); break;
            case Step::Kind::researcher:
                all.push_back(step.name.none() ? researcher_element : step.name.number);
                break;
            case Step::Kind::named:
                all.push_back(step.name.number);
                for (const NameId author : rejections_->derivations().authors_of(step.name))
                    all.push_back(author.number);
                break;
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Chain Chains::without(const WordRef& word, Topic topic, Links links,
                      const std::vector<std::uint32_t>& elements) const {
    const Derivations& derivations = rejections_->derivations();
    const Tables& tables = rejections_->evidence().the_case().tables();
    Chain chain = as_told(word);
    // Between the origin and the document in hand.
    for (std::size_t i = 1; i + 1 < chain.steps.size(); ++i) {
        if (cuts(chain.steps[i], elements)) return {};
    }
    const bool in_hand = chain.steps.size() == 1;
    const bool origin_cut = cuts(chain.steps.front(), elements);
    if (origin_cut && !in_hand) return {};
    const Node start = first_node(derivations, tables,
                                  tables.hops[tables.words[word.word].first_hop], topic, links);
    if (start == no_node) return origin_cut ? Chain{} : chain;

    const DerivationGraph& graph = derivations.graph(topic, links);
    std::vector<Node> came_from(derivations.node_count(), no_node);
    std::vector<Node> queue{start};
    came_from[start] = start;
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const Node node = queue[at];
        const bool ends =
            graph.circular[node] ? !has(elements, unnamed_element) : graph.parents[node].empty();
        // A chain of nothing but the document in hand has no other origin.
        const bool alone = node == start && !graph.circular[node];
        if (ends && !(alone && origin_cut)) {
            std::vector<Node> way{node};
            while (way.back() != start) way.push_back(came_from[way.back()]);
            std::reverse(way.begin(), way.end());
            extend(chain, way, topic, links);
            return chain;
        }
        if (graph.circular[node]) continue;
        for (const Node parent : graph.parents[node]) {
            if (came_from[parent] != no_node || cuts(step_of(parent), elements)) continue;
            came_from[parent] = node;
            queue.push_back(parent);
        }
    }
    return {};
}

Chain Chains::one_without(ClaimId claim, Links links,
                          const std::vector<std::uint32_t>& elements) const {
    const Evidence& evidence = rejections_->evidence();
    Chain best;
    const auto consider = [&](Chain chain) {
        const bool found = !chain.steps.empty();
        if (found && (best.steps.empty() || chain.steps.size() < best.steps.size()))
            best = std::move(chain);
    };
    if (evidence[claim].word_count == 0) {
        Chain own = own_word();
        if (!cuts(own.steps.front(), elements)) consider(std::move(own));
    }
    const Topic topic = rejections_->derivations().topic_of(claim);
    for (const WordRef& word : evidence.words_of(evidence[claim]))
        consider(without(word, topic, links, elements));
    best.claim = claim;
    return best;
}

Chain Chains::one_without(const evidence::Argument& argument, Links links,
                          const std::vector<std::uint32_t>& elements) const {
    const std::vector<WordRef> words = rejections_->evidence().words_of(argument);
    const Topic topic = rejections_->derivations().topic_of(argument);
    for (const WordRef& word : words) {
        Chain chain = without(word, topic, links, elements);
        if (!chain.steps.empty()) return chain;
    }
    if (!words.empty()) return {};
    Chain own = own_word();
    if (!argument.by.empty()) {
        own.steps.front().kind = Step::Kind::named;
        own.steps.front().name = argument.by.front();
    }
    return cuts(own.steps.front(), elements) ? Chain{} : own;
}

}  // namespace valla::lineage
