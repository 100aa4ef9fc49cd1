#include "deduction/belief.hpp"

#include <algorithm>
#include <cassert>

namespace valla::deduction {

Mask Mask::all(const Deduction& deduction) {
    Mask mask;
    mask.facts = deduction.facts().given();
    mask.rules = RuleSet::all(deduction.program().rules());
    std::uint32_t tokens = 0;
    const DerivationGraph& graph = deduction.graph();
    for (std::uint32_t id = 0; id < graph.instances(); ++id) {
        if (graph.rule({id}) != DerivationGraph::external_rule) continue;
        for (const Element element : graph.body({id})) {
            tokens = std::max(tokens, element.index() + 1);
        }
    }
    mask.tokens = TokenSet::all(tokens);
    return mask;
}

bool Mask::contains(Element element) const {
    switch (element.kind()) {
        case ElementKind::fact: return facts.contains({element.index()});
        case ElementKind::token: return tokens.contains({element.index()});
        case ElementKind::rule: return rules.contains({element.index()});
        case ElementKind::absence: break;
    }
    return false;
}

void Mask::insert(Element element) {
    switch (element.kind()) {
        case ElementKind::fact: facts.insert({element.index()}); return;
        case ElementKind::token: tokens.insert({element.index()}); return;
        case ElementKind::rule: rules.insert({element.index()}); return;
        case ElementKind::absence: break;
    }
    assert(false);
}

void Mask::erase(Element element) {
    switch (element.kind()) {
        case ElementKind::fact: facts.erase({element.index()}); return;
        case ElementKind::token: tokens.erase({element.index()}); return;
        case ElementKind::rule: rules.erase({element.index()}); return;
        case ElementKind::absence: break;
    }
    assert(false);
}

Belief::Belief(const Deduction& deduction, Mask mask)
    : deduction_(&deduction), mask_(std::move(mask)), strata_(strata(deduction.program())) {
    for (const std::uint32_t stratum : strata_) {
        stratum_count_ = std::max(stratum_count_, stratum + 1);
    }
    lost_.resize(stratum_count_);
    gained_.resize(stratum_count_);
    load();
}

void Belief::extend() {
    assert(levels_.empty());
    load();
}

std::size_t Belief::node(Element element) const {
    switch (element.kind()) {
        case ElementKind::fact: return element.index();
        case ElementKind::token: return first_token_ + element.index();
        case ElementKind::rule: return first_rule_ + element.index();
        case ElementKind::absence: return first_absence_ + element.index();
    }
    return 0;
}

std::span<const std::uint32_t> Belief::uses(std::size_t node) const {
    return std::span(uses_).subspan(use_ends_[node], use_ends_[node + 1] - use_ends_[node]);
}

void Belief::index_uses() {
    const DerivationGraph& graph = deduction_->graph();
    std::uint32_t tokens = 0;
    std::size_t size = 0;
    for (std::uint32_t id = 0; id < graph.instances(); ++id) {
        const std::span<const Element> body = graph.body({id});
        size += body.size();
        for (const Element element : body) {
            if (element.kind() == ElementKind::token)
                tokens = std::max(tokens, element.index() + 1);
        }
    }
    first_token_ = deduction_->facts().size();
    first_rule_ = first_token_ + tokens;
    first_absence_ = first_rule_ + deduction_->program().rules();
    nodes_ = first_absence_ + deduction_->absences();

    use_ends_.assign(nodes_ + 2, 0);
    for (std::uint32_t id = 0; id < graph.instances(); ++id) {
        for (const Element element : graph.body({id})) ++use_ends_[node(element) + 2];
    }
    for (std::size_t at = 1; at < use_ends_.size(); ++at) use_ends_[at] += use_ends_[at - 1];
    uses_.resize(size);
    for (std::uint32_t id = 0; id < graph.instances(); ++id) {
        for (const Element element : graph.body({id})) uses_[use_ends_[node(element) + 1]++] = id;
    }
}

/// From nothing: nothing holds and all is absent; then the mask is added.
void Belief::load() {
    const DerivationGraph& graph = deduction_->graph();
    const FactStore& facts = deduction_->facts();
    index_uses();
    holding_ = {};
    fact_strata_.resize(facts.size());
    for (std::uint32_t fact = 0; fact < facts.size(); ++fact) {
        fact_strata_[fact] = strata_[facts.predicate({fact}).index];
    }
    ground_.assign(facts.size(), ungrounded);
    note_.assign(facts.size(), 0);
    absence_of_.assign(facts.size(), none);
    absent_.assign(deduction_->absences(), true);
    for (std::uint32_t absence = 0; absence < deduction_->absences(); ++absence) {
        if (const auto fact = deduction_->absent_fact({absence})) {
            absence_of_[fact->index] = absence;
        }
    }
    missing_.resize(graph.instances());
    for (std::uint32_t id = 0; id < graph.instances(); ++id) {
        std::uint32_t missing = 0;
        for (const Element element : graph.body({id})) missing += holds(element) ? 0 : 1;
        missing_[id] = missing;
        const std::uint32_t head = graph.head({id}).index;
        if (missing == 0) gained_[fact_strata_[head]].push_back({head, id});
    }
    for (std::uint32_t fact = 0; fact < facts.size(); ++fact) {
        if (mask_.facts.contains({fact}) && facts.is_given({fact})) {
            gained_[fact_strata_[fact]].push_back({fact, in_mask});
        }
    }
    settle();
}

bool Belief::holds(Element element) const {
    switch (element.kind()) {
        case ElementKind::fact: return holding_.contains({element.index()});
        case ElementKind::absence:
            return element.index() < absent_.size() && absent_[element.index()];
        case ElementKind::token:
        case ElementKind::rule: break;
    }
    return mask_.contains(element);
}

std::optional<InstanceId> Belief::ground(FactId fact) const {
    if (!holds(fact) || ground_[fact.index] == in_mask) return std::nullopt;
    return InstanceId{ground_[fact.index]};
}

void Belief::keep(Kept kept, std::uint32_t index, std::uint32_t old) {
    if (!levels_.empty()) trail_.push_back({kept, index, old});
}

void Belief::set_missing(std::uint32_t instance, std::uint32_t value) {
    keep(Kept::missing, instance, missing_[instance]);
    missing_[instance] = value;
}

void Belief::set_ground(std::uint32_t fact, std::uint32_t value) {
    keep(Kept::ground, fact, ground_[fact]);
    ground_[fact] = value;
    if (value == ungrounded) {
        holding_.erase({fact});
    } else {
        holding_.insert({fact});
    }
}

void Belief::set_mask(Element element, bool on) {
    const std::uint32_t old = on ? 0 : 1;
    switch (element.kind()) {
        case ElementKind::fact: keep(Kept::fact, element.index(), old); break;
        case ElementKind::token: keep(Kept::token, element.index(), old); break;
        case ElementKind::rule: keep(Kept::rule, element.index(), old); break;
        case ElementKind::absence: assert(false); break;
    }
    if (on) {
        mask_.insert(element);
    } else {
        mask_.erase(element);
    }
}

void Belief::set_absent(std::uint32_t absence, bool absent) {
    keep(Kept::absence, absence, absent ? 0 : 1);
    absent_[absence] = absent;
}

void Belief::pop() {
    assert(!levels_.empty());
    const std::size_t down_to = levels_.back();
    levels_.pop_back();
    while (trail_.size() > down_to) {
        const Kept kept = trail_.back().kept;
        const std::uint32_t index = trail_.back().index;
        const std::uint32_t old = trail_.back().old;
        trail_.pop_back();
        const auto put_back = [&](Element element) {
            if (old != 0) {
                mask_.insert(element);
            } else {
                mask_.erase(element);
            }
        };
        switch (kept) {
            case Kept::missing: missing_[index] = old; break;
            case Kept::fact: put_back(FactId{index}); break;
            case Kept::token: put_back(TokenId{index}); break;
            case Kept::rule: put_back(RuleId{index}); break;
            case Kept::absence: absent_[index] = old != 0; break;
            case Kept::ground:
                ground_[index] = old;
                if (old == ungrounded) {
                    holding_.erase({index});
                } else {
                    holding_.insert({index});
                }
                break;
        }
    }
}

/// Whether the instance that a fact stands on is still complete.
bool Belief::is_grounded(std::uint32_t fact) const {
    if (ground_[fact] == in_mask) return mask_.facts.contains({fact});
    return missing_[ground_[fact]] == 0;
}

std::uint32_t Belief::find_ground(std::uint32_t fact) const {
    if (mask_.facts.contains({fact}) && deduction_->facts().is_given({fact})) return in_mask;
    for (const InstanceId id : deduction_->graph().derivations({fact})) {
        if (missing_[id.index] == 0) return id.index;
    }
    return ungrounded;
}

/// Something does not hold any more: what stands on it by its ground is lost too, here those of
/// this stratum, later those above.
void Belief::lose(std::size_t node, std::uint32_t stratum, std::vector<std::uint32_t>& queue) {
    for (const std::uint32_t instance : uses(node)) {
        set_missing(instance, missing_[instance] + 1);
        const std::uint32_t head = deduction_->graph().head({instance}).index;
        if (ground_[head] != instance) continue;
        if (fact_strata_[head] != stratum) {
            lost_[fact_strata_[head]].push_back(head);
            continue;
        }
        note(head);
        set_ground(head, ungrounded);
        queue.push_back(head);
    }
}

void Belief::gain(std::size_t node, std::uint32_t stratum, std::vector<std::uint32_t>& queue) {
    for (const std::uint32_t instance : uses(node)) {
        set_missing(instance, missing_[instance] - 1);
        const std::uint32_t head = deduction_->graph().head({instance}).index;
        if (missing_[instance] != 0 || ground_[head] != ungrounded) continue;
        if (fact_strata_[head] != stratum) {
            gained_[fact_strata_[head]].push_back({head, instance});
            continue;
        }
        note(head);
        set_ground(head, instance);
        queue.push_back(head);
    }
}

void Belief::note(std::uint32_t fact) {
    if (absence_of_[fact] == none || note_[fact] != 0) return;
    note_[fact] = ground_[fact] == ungrounded ? 1 : 2;
    noted_.push_back(fact);
}

void Belief::settle(std::uint32_t stratum) {
    std::vector<std::uint32_t> withdrawn;
    for (const std::uint32_t fact : lost_[stratum]) {
        if (ground_[fact] == ungrounded || is_grounded(fact)) continue;
        note(fact);
        set_ground(fact, ungrounded);
        withdrawn.push_back(fact);
    }
    lost_[stratum].clear();
    for (std::size_t at = 0; at < withdrawn.size(); ++at) lose(withdrawn[at], stratum, withdrawn);

    std::vector<std::uint32_t> found;
    const auto stand = [&](std::uint32_t fact, std::uint32_t ground) {
        note(fact);
        set_ground(fact, ground);
        found.push_back(fact);
    };
    for (const auto [fact, ground] : gained_[stratum]) {
        if (ground_[fact] != ungrounded) continue;
        const bool is_complete =
            ground == in_mask ? mask_.facts.contains({fact}) : missing_[ground] == 0;
        if (is_complete) stand(fact, ground);
    }
    gained_[stratum].clear();
    for (const std::uint32_t fact : withdrawn) {
        if (ground_[fact] != ungrounded) continue;
        const std::uint32_t ground = find_ground(fact);
        if (ground != ungrounded) stand(fact, ground);
    }
    for (std::size_t at = 0; at < found.size(); ++at) gain(found[at], stratum, found);

    std::vector<std::uint32_t> above;
    for (const std::uint32_t fact : noted_) {
        const bool held = note_[fact] == 2;
        const bool holds = ground_[fact] != ungrounded;
        note_[fact] = 0;
        if (held == holds) continue;
        set_absent(absence_of_[fact], !holds);
        const std::size_t absence = first_absence_ + absence_of_[fact];
        // What needs an absence lies in a stratum above, and waits there.
        if (holds) {
            lose(absence, stratum, above);
        } else {
            gain(absence, stratum, above);
        }
    }
    assert(above.empty());
    noted_.clear();
}

void Belief::settle() {
    for (std::uint32_t stratum = 0; stratum < stratum_count_; ++stratum) settle(stratum);
}

void Belief::change(std::span<const Element> added, std::span<const Element> removed) {
    std::vector<std::uint32_t> queue;
    // Nothing has this stratum, so that every head waits for its own.
    const std::uint32_t before_all = stratum_count_;
    const auto is_known = [this](Element element) {
        return element.kind() == ElementKind::token ? first_token_ + element.index() < first_rule_
                                                    : node(element) < first_absence_;
    };
    for (const Element element : removed) {
        if (!mask_.contains(element)) continue;
        set_mask(element, false);
        const std::uint32_t index = element.index();
        if (element.kind() == ElementKind::fact) {
            if (index < ground_.size() && ground_[index] == in_mask) {
                lost_[fact_strata_[index]].push_back(index);
            }
        } else if (is_known(element)) {
            lose(node(element), before_all, queue);
        }
    }
    for (const Element element : added) {
        if (mask_.contains(element)) continue;
        set_mask(element, true);
        const std::uint32_t index = element.index();
        if (element.kind() == ElementKind::fact) {
            if (index < ground_.size() && deduction_->facts().is_given({index}) &&
                ground_[index] == ungrounded) {
                gained_[fact_strata_[index]].push_back({index, in_mask});
            }
        } else if (is_known(element)) {
            gain(node(element), before_all, queue);
        }
    }
    settle();
}

}  // namespace valla::deduction
