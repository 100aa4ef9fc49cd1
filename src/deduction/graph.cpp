#include "deduction/graph.hpp"

#include <algorithm>

namespace valla::deduction {

void DerivationGraph::add_body(std::span<const Element> body) {
    elements_.insert(elements_.end(), body.begin(), body.end());
    body_ends_.push_back(static_cast<std::uint32_t>(elements_.size()));
}

InstanceId DerivationGraph::add_instance(RuleId rule, FactId head) {
    heads_.push_back(head);
    rules_.push_back(rule);
    bodies_.push_back(static_cast<std::uint32_t>(body_ends_.size() - 2));
    return {instances() - 1};
}

std::span<const InstanceId> DerivationGraph::derivations(FactId fact) const {
    if (indexed_ != instances()) {
        std::uint32_t most = 0;
        for (const FactId head : heads_) most = std::max(most, head.index);
        // The end of each fact's instances is counted one place further on, so that filling them
        // in moves it to where it belongs.
        derivation_ends_.assign(std::size_t{most} + 3, 0);
        for (const FactId head : heads_) ++derivation_ends_[head.index + 2];
        for (std::size_t at = 1; at < derivation_ends_.size(); ++at) {
            derivation_ends_[at] += derivation_ends_[at - 1];
        }
        derivations_.resize(instances());
        for (std::uint32_t id = 0; id < instances(); ++id) {
            derivations_[derivation_ends_[heads_[id].index + 1]++] = {id};
        }
        indexed_ = instances();
    }
    if (std::size_t{fact.index} + 1 >= derivation_ends_.size()) return {};
    const std::uint32_t begin = derivation_ends_[fact.index];
    return std::span(derivations_).subspan(begin, derivation_ends_[fact.index + 1] - begin);
}

std::size_t DerivationGraph::memory_bytes() const {
    return heads_.capacity() * sizeof(FactId) + rules_.capacity() * sizeof(RuleId) +
           (bodies_.capacity() + body_ends_.capacity() + derivation_ends_.capacity()) *
               sizeof(std::uint32_t) +
           elements_.capacity() * sizeof(Element) + derivations_.capacity() * sizeof(InstanceId);
}

}  // namespace valla::deduction
