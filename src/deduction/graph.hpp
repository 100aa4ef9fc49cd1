#pragma once

#include <span>
#include <vector>

#include "deduction/ids.hpp"

namespace valla::deduction {

/// One application of a rule, counted in the order in which they were found.
struct InstanceId {
    std::uint32_t index = 0;
    friend auto operator<=>(InstanceId, InstanceId) = default;
};

/// Facts and how each follows from others in one step: a hypergraph in columns. Each instance has a
/// head and a body, all of which must hold: facts in the order of the rule's atoms, the facts of
/// its externals, what must be absent, and the rule itself where it is a unit.
class DerivationGraph {
  public:
    /// The rule of an instance by which an external's match follows from tokens.
    static constexpr RuleId external_rule{id_limit - 1};

    /// Keeps a body, which the instances that are added until the next one share.
    void add_body(std::span<const Element> body);
    InstanceId add_instance(RuleId rule, FactId head);

    [[nodiscard]] std::uint32_t instances() const {
        return static_cast<std::uint32_t>(heads_.size());
    }
    [[nodiscard]] FactId head(InstanceId id) const { return heads_[id.index]; }
    [[nodiscard]] RuleId rule(InstanceId id) const { return rules_[id.index]; }
    [[nodiscard]] std::span<const Element> body(InstanceId id) const {
        const std::uint32_t body = bodies_[id.index];
        return std::span(elements_).subspan(body_ends_[body],
                                            body_ends_[body + 1] - body_ends_[body]);
    }

    /// The instances whose head is this fact, in ascending order. Linear in the graph when it has
    /// grown since the last call.
    [[nodiscard]] std::span<const InstanceId> derivations(FactId fact) const;

    [[nodiscard]] std::size_t memory_bytes() const;

  private:
    std::vector<FactId> heads_;
    std::vector<RuleId> rules_;
    std::vector<std::uint32_t> bodies_;
    std::vector<std::uint32_t> body_ends_{0};
    std::vector<Element> elements_;
    mutable std::uint32_t indexed_ = 0;
    mutable std::vector<std::uint32_t> derivation_ends_;
    mutable std::vector<InstanceId> derivations_;
};

}  // namespace valla::deduction
