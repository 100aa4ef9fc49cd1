#pragma once

#include <set>
#include <vector>

#include "inference/inference.hpp"

namespace valla::inference {

/// What follows from beliefs at two levels: as premises of arguments, and otherwise. By this it is
/// told in which Role a belief is in a support.
///
///     const Levels levels(inference, fact);
///     levels.follows(beliefs, others);  // where what is not among the others is a premise at most
class Levels {
  public:
    /// The inference must outlive it.
    Levels(const Inference& inference, FactId fact);

    /// Whether an argument is on any way to the fact. Without one there is but one level.
    [[nodiscard]] bool argued() const { return argued_; }
    /// Whether the fact follows where these are believed as premises, and those otherwise; both
    /// ascending.
    [[nodiscard]] bool follows(const std::vector<BeliefId>& premises,
                               const std::vector<BeliefId>& others) const;

  private:
    [[nodiscard]] bool is_argument(deduction::InstanceId instance) const;
    [[nodiscard]] std::set<std::uint32_t> closed(const std::vector<BeliefId>& beliefs,
                                                 const std::vector<BeliefId>& premises,
                                                 const std::set<std::uint32_t>* below) const;

    const Inference& inference_;
    const deduction::DerivationGraph& graph_;
    FactId fact_;
    std::vector<FactId> region_;
    bool argued_ = false;
};

}  // namespace valla::inference
