#include "deduction/supports.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <unordered_map>

namespace valla::deduction {

namespace {

/// The part of the graph behind one fact. Its facts are numbered so that, circles aside, bodies
/// come before heads.
class Behind {
  public:
    struct Node {
        FactId fact;
        bool own = false;  ///< given and allowed
        std::vector<std::uint32_t> derivations;
        std::vector<std::uint32_t> uses;
    };
    struct Derivation {
        std::uint32_t head = 0;
        std::vector<std::uint32_t> facts;  ///< by their numbers here
        Support leaves;
    };

    Behind(const Deduction& deduction, FactId top, const std::function<bool(Element)>& allowed)
        : deduction_(deduction) {
        struct Frame {
            FactId fact;
            std::size_t instance = 0;
            std::size_t element = 0;
        };
        // Depth first with a stack of its own: facts are numbered when all behind them is.
        std::vector<Frame> stack{{top}};
        std::unordered_map<std::uint32_t, bool> seen{{top.index, true}};
        while (!stack.empty()) {
            Frame& frame = stack.back();
            const auto derivations = deduction.graph().derivations(frame.fact);
            if (frame.instance == derivations.size()) {
                number(frame.fact, !allowed || allowed(frame.fact));
                stack.pop_back();
                continue;
            }
            const auto body = deduction.graph().body(derivations[frame.instance]);
            if (frame.element == body.size()) {
                ++frame.instance;
                frame.element = 0;
                continue;
            }
            const Element element = body[frame.element++];
            if (element.kind() != ElementKind::fact) continue;
            if (seen.try_emplace(element.index(), true).second) {
                stack.push_back({{element.index()}});
            }
        }
        for (std::uint32_t head = 0; head < nodes_.size(); ++head) {
            for (const InstanceId id : deduction.graph().derivations(nodes_[head].fact)) {
                add_derivation(head, id, allowed);
            }
        }
    }

    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] const std::vector<Derivation>& derivations() const { return derivations_; }

    /// All leaves that a first derivation of the top uses; sorted. Nothing when it has none.
    [[nodiscard]] std::optional<Support> first_leaves(
        const std::function<bool(Element)>& allowed) const {
        std::vector<std::uint32_t> missing;
        std::vector<std::uint32_t> queue;
        constexpr std::uint32_t unknown = 0xFFFFFFFF;
        constexpr std::uint32_t own = 0xFFFFFFFE;
        std::vector<std::uint32_t> ground(nodes_.size(), unknown);
        const auto stand = [&](std::uint32_t node, std::uint32_t by) {
            if (ground[node] != unknown) return;
            ground[node] = by;
            queue.push_back(node);
        };
        for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
            if (nodes_[node].own && allowed(nodes_[node].fact)) stand(node, own);
        }
        for (std::uint32_t id = 0; id < derivations_.size(); ++id) {
            const Derivation& derivation = derivations_[id];
            auto count = static_cast<std::uint32_t>(derivation.facts.size());
            for (const Element leaf : derivation.leaves) count += allowed(leaf) ? 0 : 1;
            missing.push_back(count);
            if (count == 0) stand(derivation.head, id);
        }
        for (std::size_t at = 0; at < queue.size(); ++at) {
            for (const std::uint32_t id : nodes_[queue[at]].uses) {
                if (--missing[id] == 0) stand(derivations_[id].head, id);
            }
        }
        if (ground.back() == unknown) return std::nullopt;
        Support leaves;
        std::vector<bool> visited(nodes_.size());
        std::vector<std::uint32_t> stack{static_cast<std::uint32_t>(nodes_.size() - 1)};
        while (!stack.empty()) {
            const std::uint32_t node = stack.back();
            stack.pop_back();
            if (visited[node]) continue;
            visited[node] = true;
            if (ground[node] == own) {
                leaves.emplace_back(nodes_[node].fact);
                continue;
            }
            const Derivation& derivation = derivations_[ground[node]];
            leaves.insert(leaves.end(), derivation.leaves.begin(), derivation.leaves.end());
            stack.insert(stack.end(), derivation.facts.begin(), derivation.facts.end());
        }
        std::sort(leaves.begin(), leaves.end());
        leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
        return leaves;
    }

  private:
    void number(FactId fact, bool allowed) {
        numbers_[fact.index] = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back({fact, allowed && deduction_.facts().is_given(fact), {}, {}});
    }

    void add_derivation(std::uint32_t head, InstanceId id,
                        const std::function<bool(Element)>& allowed) {
        Derivation derivation;
        derivation.head = head;
        for (const Element element : deduction_.graph().body(id)) {
            if (element.kind() == ElementKind::fact) {
                derivation.facts.push_back(numbers_.at(element.index()));
            } else if (allowed && !allowed(element)) {
                return;
            } else {
                derivation.leaves.push_back(element);
            }
        }
        // A fact that the body has twice is one premise.
        std::sort(derivation.facts.begin(), derivation.facts.end());
        derivation.facts.erase(std::unique(derivation.facts.begin(), derivation.facts.end()),
                               derivation.facts.end());
        std::sort(derivation.leaves.begin(), derivation.leaves.end());
        derivation.leaves.erase(std::unique(derivation.leaves.begin(), derivation.leaves.end()),
                                derivation.leaves.end());
        const auto number = static_cast<std::uint32_t>(derivations_.size());
        nodes_[head].derivations.push_back(number);
        for (const std::uint32_t fact : derivation.facts) nodes_[fact].uses.push_back(number);
        derivations_.push_back(std::move(derivation));
    }

    const Deduction& deduction_;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
    std::vector<Node> nodes_;
    std::vector<Derivation> derivations_;
};

/// A set of elements with a bit for each modulo 64, which shows most that are no part of another.
struct Set {
    Support elements;
    std::uint64_t bits = 0;

    explicit Set(Support from = {}) : elements(std::move(from)) {
        for (const Element element : elements) bits |= std::uint64_t{1} << (mixed(element) & 63);
    }
    static std::uint32_t mixed(Element element) {
        return (element.index() + static_cast<std::uint32_t>(element.kind()) * 17) * 0x9E3779B1U >>
               26;
    }
    [[nodiscard]] bool within(const Set& other) const {
        return (bits & ~other.bits) == 0 &&
               std::includes(other.elements.begin(), other.elements.end(), elements.begin(),
                             elements.end());
    }
    friend bool operator==(const Set& a, const Set& b) { return a.elements == b.elements; }
    friend bool operator<(const Set& a, const Set& b) {
        if (a.elements.size() != b.elements.size()) return a.elements.size() < b.elements.size();
        return a.elements < b.elements;
    }
};

/// Sets none of which contains another; sorted.
using Label = std::vector<Set>;

void make_minimal(Label& sets) {
    std::sort(sets.begin(), sets.end());
    std::size_t kept = 0;
    for (std::size_t at = 0; at < sets.size(); ++at) {
        bool has_part = false;
        for (std::size_t before = 0; before < kept && !has_part; ++before) {
            has_part = sets[before].within(sets[at]);
        }
        if (has_part) continue;
        if (kept != at) sets[kept] = std::move(sets[at]);
        ++kept;
    }
    sets.resize(kept);
}

class Labelling {
  public:
    Labelling(const Behind& behind, std::size_t steps) : behind_(behind), steps_(steps) {}

    /// Computes all labels up to a size of sets; false when there were not enough steps.
    bool run(std::size_t size) {
        size_ = size;
        next_size_ = std::numeric_limits<std::size_t>::max();
        const auto& nodes = behind_.nodes();
        labels_.assign(nodes.size(), {});
        std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> waiting;
        std::vector<bool> waits(nodes.size(), true);
        for (std::uint32_t node = 0; node < nodes.size(); ++node) waiting.push(node);
        while (!waiting.empty()) {
            const std::uint32_t node = waiting.top();
            waiting.pop();
            waits[node] = false;
            Label label = label_of(node);
            if (steps_ == 0) return false;
            if (label == labels_[node]) continue;
            labels_[node] = std::move(label);
            for (const std::uint32_t use : nodes[node].uses) {
                const std::uint32_t head = behind_.derivations()[use].head;
                if (waits[head]) continue;
                waits[head] = true;
                waiting.push(head);
            }
        }
        return true;
    }

    [[nodiscard]] const Label& top() const { return labels_.back(); }
    /// The least size of a set that was left out; nothing when none was.
    [[nodiscard]] std::optional<std::size_t> next_size() const {
        if (next_size_ == std::numeric_limits<std::size_t>::max()) return std::nullopt;
        return next_size_;
    }

  private:
    Label label_of(std::uint32_t node) {
        Label label;
        if (behind_.nodes()[node].own) label.emplace_back(Support{behind_.nodes()[node].fact});
        for (const std::uint32_t id : behind_.nodes()[node].derivations) {
            const Behind::Derivation& derivation = behind_.derivations()[id];
            Label unions;
            add(unions, derivation.leaves);
            for (const std::uint32_t fact : derivation.facts) {
                Label longer;
                for (const Set& left : unions) {
                    for (const Set& right : labels_[fact]) {
                        if (steps_ == 0) return {};
                        --steps_;
                        Support both;
                        std::set_union(left.elements.begin(), left.elements.end(),
                                       right.elements.begin(), right.elements.end(),
                                       std::back_inserter(both));
                        add(longer, std::move(both));
                    }
                }
                make_minimal(longer);
                unions = std::move(longer);
                if (unions.empty()) break;
            }
            for (Set& set : unions) label.push_back(std::move(set));
        }
        make_minimal(label);
        return label;
    }

    void add(Label& label, Support set) {
        if (set.size() > size_) {
            next_size_ = std::min(next_size_, set.size());
        } else {
            label.emplace_back(std::move(set));
        }
    }

    const Behind& behind_;
    std::size_t steps_;
    std::size_t size_ = 0;
    std::size_t next_size_ = 0;
    std::vector<Label> labels_;
};

/// One minimal support: what one derivation uses, less each element that can be left out.
std::optional<Support> one_support(const Behind& behind) {
    const auto among = [](const Support& set) {
        return
            [&set](Element element) { return std::binary_search(set.begin(), set.end(), element); };
    };
    std::optional<Support> support = behind.first_leaves([](Element) { return true; });
    if (!support) return std::nullopt;
    Support needed;
    while (!support->empty()) {
        // Those in `needed` cannot go; the last of the others is tried next.
        const Element tried = support->back();
        support->pop_back();
        Support rest = *support;
        rest.insert(rest.end(), needed.begin(), needed.end());
        std::sort(rest.begin(), rest.end());
        if (!behind.first_leaves(among(rest))) needed.push_back(tried);
    }
    std::sort(needed.begin(), needed.end());
    return needed;
}

}  // namespace

Supports supports(const Deduction& deduction, FactId fact, const SupportLimits& limits,
                  const std::function<bool(Element)>& allowed) {
    const Behind behind(deduction, fact, allowed);
    Labelling labelling(behind, limits.steps);
    Supports result;
    const auto take = [&] {
        result.sets.clear();
        for (const Set& set : labelling.top()) {
            if (result.sets.size() == limits.sets) {
                result.complete = false;
                break;
            }
            result.sets.push_back(set.elements);
        }
    };
    for (std::size_t size = 0;;) {
        if (!labelling.run(size)) {
            result.complete = false;
            break;
        }
        take();
        if (!result.complete) return result;
        if (!labelling.next_size()) return result;
        size = *labelling.next_size();
    }
    if (result.sets.empty() && limits.sets > 0) {
        if (std::optional<Support> one = one_support(behind)) result.sets.push_back(*one);
    }
    return result;
}

bool follows(const Deduction& deduction, FactId fact, const Support& elements) {
    const auto allowed = [&](Element element) {
        return std::binary_search(elements.begin(), elements.end(), element);
    };
    return Behind(deduction, fact, allowed).first_leaves([](Element) { return true; }).has_value();
}

}  // namespace valla::deduction
