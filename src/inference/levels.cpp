#include "inference/levels.hpp"

#include <algorithm>

namespace valla::inference {

using deduction::Element;
using deduction::ElementKind;
using deduction::InstanceId;
using evidence::UnitId;

namespace {

bool has(const std::vector<BeliefId>& beliefs, std::uint32_t number) {
    return std::binary_search(beliefs.begin(), beliefs.end(), BeliefId{number});
}

}  // namespace

Levels::Levels(const Inference& inference, FactId fact)
    : inference_(inference), graph_(inference.deduction().graph()), fact_(fact) {
    region_.push_back(fact);
    std::set<std::uint32_t> seen{fact.index};
    for (std::size_t i = 0; i < region_.size(); ++i) {
        for (const InstanceId instance : graph_.derivations(region_[i])) {
            argued_ = argued_ || is_argument(instance);
            for (const Element element : graph_.body(instance)) {
                if (element.kind() == ElementKind::fact && seen.insert(element.index()).second)
                    region_.push_back({element.index()});
            }
        }
    }
}

bool Levels::follows(const std::vector<BeliefId>& premises,
                     const std::vector<BeliefId>& others) const {
    const std::set<std::uint32_t> below = closed(premises, premises, nullptr);
    return closed(others, premises, &below).contains(fact_.index);
}

bool Levels::is_argument(InstanceId instance) const {
    const auto body = graph_.body(instance);
    return std::any_of(body.begin(), body.end(),
                       [](Element element) { return element.kind() == ElementKind::rule; });
}

/// `below` has what the premises of arguments can be; none where that is this level itself. Found
/// from the ground upwards until nothing changes; supports are small.
std::set<std::uint32_t> Levels::closed(const std::vector<BeliefId>& beliefs,
                                       const std::vector<BeliefId>& premises,
                                       const std::set<std::uint32_t>* below) const {
    std::set<std::uint32_t> holds;
    const auto complete = [&](InstanceId instance) {
        const bool argument = below != nullptr && is_argument(instance);
        const auto& facts = argument ? *below : holds;
        for (const Element element : graph_.body(instance)) {
            switch (element.kind()) {
                case ElementKind::fact:
                    if (!facts.contains(element.index())) return false;
                    break;
                case ElementKind::rule:
                    if (!has(beliefs, inference_.unit_of({element.index()}).number)) return false;
                    break;
                case ElementKind::token:
                    if (!has(argument ? premises : beliefs, element.index())) return false;
                    break;
                case ElementKind::absence: return false;
            }
        }
        return true;
    };
    for (bool grown = true; grown;) {
        grown = false;
        for (const FactId each : region_) {
            if (holds.contains(each.index)) continue;
            const auto units = inference_.claimed_by(each);
            bool stands = inference_.is_given(each) ||
                          std::any_of(units.begin(), units.end(),
                                      [&](UnitId unit) { return has(beliefs, unit.number); });
            for (const InstanceId instance : graph_.derivations(each))
                stands = stands || complete(instance);
            if (stands) grown = holds.insert(each.index).second || grown;
        }
    }
    return holds;
}

}  // namespace valla::inference
