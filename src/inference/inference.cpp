#include "inference/inference.hpp"

#include <algorithm>
#include <set>

#include "inference/levels.hpp"

namespace valla::inference {

using casefile::NameSpace;
using casefile::ValueTag;
using deduction::Element;
using deduction::ElementKind;
using deduction::InstanceId;
using deduction::RuleId;
using evidence::UnitId;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

constexpr FactId no_fact{0xFFFFFFFF};

/// In which role each of these beliefs is where a fact follows from them.
std::vector<Role> roles_of(const Levels& levels, const std::vector<BeliefId>& beliefs) {
    std::vector<Role> roles(beliefs.size());
    if (!levels.argued()) return roles;
    for (std::size_t i = 0; i < beliefs.size(); ++i) {
        std::vector<BeliefId> others = beliefs;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        roles[i] = {levels.follows(beliefs, others), levels.follows(others, beliefs)};
    }
    return roles;
}

}  // namespace

Inference::Inference(evidence::Evidence& evidence, TimeRelations* times, const Credited& credited,
                     std::span<const std::vector<evidence::RowId>> questions, const Live& live)
    : evidence_(&evidence),
      terms_(std::make_unique<Terms>()),
      program_(std::make_unique<deduction::Program>()),
      translation_(std::make_unique<Translation>(
          evidence, *terms_, *program_, times,
          evidence::Sameness(evidence.identities(), [&](const evidence::Identity& each) {
              return joins(each, credited, live);
          }))) {
    add_claims(credited, live, false);
    rules_ = RuleBook::of(evidence, *translation_, *program_);
    for (const auto& rows : questions) {
        questions_.push_back(translation_->question(rows));
        possible_questions_.emplace_back();
        if (questions_.back().must)
            possible_questions_.back() = translation_->possible_question(rows);
    }
    // Names and titles are facts only where something asks for them, and what stands behind values
    // is told apart only there.
    add_claims(credited, live, true);
    add_qualified(credited, live);
    add_kinds();
    deduction_ = std::make_unique<deduction::Deduction>(*program_);

    std::vector<FactId> facts;
    facts.reserve(given_.size());
    for (const Given& each : given_) {
        facts.push_back(deduction_->facts().add(each.predicate, {each.subject, each.value}).fact);
    }
    complete_ = deduction_->run();

    const std::uint32_t count = deduction_->facts().size();
    claimed_ends_.assign(count + 1, 0);
    always_.assign(count, false);
    for (std::size_t i = 0; i < given_.size(); ++i) {
        if (given_[i].unit.none()) always_[facts[i].index] = true;
        else ++claimed_ends_[facts[i].index + 1];
    }
    for (std::uint32_t i = 0; i < count; ++i) claimed_ends_[i + 1] += claimed_ends_[i];
    claimed_.resize(claimed_ends_[count]);
    std::vector<std::uint32_t> next = claimed_ends_;
    for (std::size_t i = 0; i < given_.size(); ++i) {
        if (!given_[i].unit.none()) claimed_[next[facts[i].index]++] = given_[i].unit;
    }
    given_.clear();
    given_.shrink_to_fit();
    number_statements();
    find_rests();
}

bool Inference::counts(evidence::ClaimId id, const Credited& credited, const Live& live) const {
    if (live && !live(id)) return false;
    const evidence::Claim& claim = (*evidence_)[id];
    const bool alleged = claim.alleged || (*evidence_)[claim.unit].alleged;
    return !alleged || (credited && credited(claim.unit));
}

bool Inference::feeds(evidence::ClaimId id, const Credited& credited, const Live& live) const {
    const evidence::Claim& claim = (*evidence_)[id];
    if (!counts(id, credited, live)) return false;
    return claim.kind != evidence::ClaimKind::closing && !claim.statement.none();
}

bool Inference::joins(const evidence::Identity& identity, const Credited& credited,
                      const Live& live) const {
    const auto claims = evidence_->claims_of(identity.unit);
    return std::any_of(claims.begin(), claims.end(),
                       [&](evidence::ClaimId claim) { return feeds(claim, credited, live); });
}

void Inference::add_qualified(const Credited& credited, const Live& live) {
    std::vector<std::pair<Relation, deduction::PredicateId>> wanted;
    for (const auto& each : translation_->relations()) {
        if (each.first.behind != 0 && !each.first.late) wanted.push_back(each);
    }
    if (wanted.empty()) return;
    for (std::uint32_t number = 0; number < evidence_->claims().size(); ++number) {
        if (!feeds({number}, credited, live)) continue;
        const evidence::Claim& claim = evidence_->claims()[number];
        const auto& proposition = evidence_->propositions()[claim.statement.proposition()];
        for (const auto& [relation, predicate] : wanted) {
            const bool says = proposition.field == relation.field &&
                              proposition.part == relation.part &&
                              claim.statement.denied() == relation.denied &&
                              proposition.row != evidence::RowId{} &&
                              translation_->has_behind(proposition.row, relation);
            if (says)
                given_.push_back({predicate, terms_->of(proposition.subject),
                                  terms_->of(proposition.value), claim.unit});
        }
    }
}

void Inference::add_claims(const Credited& credited, const Live& live, bool labels) {
    const evidence::Propositions& propositions = evidence_->propositions();
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (std::uint32_t number = 0; number < evidence_->claims().size(); ++number) {
        if (!feeds({number}, credited, live)) continue;
        const evidence::Claim& claim = evidence_->claims()[number];
        const auto& proposition = propositions[claim.statement.proposition()];
        const bool is_label =
            evidence::is_label(evidence_->the_case().vocabulary(), proposition.field);
        if (is_label != labels) continue;
        if (!seen.insert({claim.statement.number, claim.unit.number}).second) continue;
        const Relation relation{proposition.field, proposition.part, claim.statement.denied(),
                                false};
        if (labels && !translation_->find(relation)) continue;
        given_.push_back({translation_->predicate(relation), terms_->of(proposition.subject),
                          terms_->of(proposition.value), claim.unit});
    }
    if (labels) return;
    for (const evidence::Identity& identity : evidence_->identities()) {
        if (!joins(identity, credited, live)) continue;
        for (std::size_t i = 0; i < identity.names.size(); ++i) {
            for (std::size_t k = i + 1; k < identity.names.size(); ++k) {
                given_.push_back({translation_->predicate(Translation::identity(!identity.same)),
                                  terms_->of(identity.names[i]), terms_->of(identity.names[k]),
                                  identity.unit});
            }
        }
    }
    std::set<std::tuple<std::uint32_t, std::uint16_t, std::uint16_t>> closed;
    for (const evidence::Closing& closing : evidence_->closings()) {
        if (!counts(closing.claim, credited, live)) continue;
        const deduction::PredicateId predicate = closed_predicate(closing);
        given_.push_back({predicate, terms_->of(closing.subject),
                          translation_->list_term(closing.values), closing.unit});
        if (closing.only_of.none())
            closed.insert({closing.subject.number, closing.field.row, closing.part});
    }
    if (closed.empty()) return;
    // What a list without the value says as well has a word left when nobody else has.
    const auto name_denial = [&](StatementId statement) {
        if (statement.none() || !statement.denied()) return;
        const auto& proposition = propositions[statement.proposition()];
        if (proposition.value.behind != 0 ||
            !closed.contains({proposition.subject.number, proposition.field.row, proposition.part}))
            return;
        given_.push_back({translation_->denied_predicate(proposition.field, proposition.part),
                          terms_->of(proposition.subject),
                          terms_->of(proposition.value),
                          {}});
    };
    for (const evidence::Claim& claim : evidence_->claims()) name_denial(claim.statement);
    const casefile::Tables& tables = evidence_->the_case().tables();
    for (const evidence::Argument& argument : evidence_->arguments()) {
        for (const evidence::RowId row : argument.hence) {
            const bool open = tables.tag[row.number] == ValueTag::variable ||
                              tables.names.space(tables.subject[row.number]) == NameSpace::variable;
            if (!open) name_denial(evidence_->propositions().state(row));
        }
    }
}

deduction::PredicateId Inference::closed_predicate(const evidence::Closing& closing) const {
    const auto [first, last] = evidence_->the_case().tables().qualifiers_of(closing.row);
    bool timed = false;
    for (std::size_t i = first; i < last; ++i) {
        const auto key = evidence_->the_case().tables().qualifiers[i].key;
        timed =
            timed || key == casefile::QualifierKey::from || key == casefile::QualifierKey::until;
    }
    return translation_->closed_predicate(closing.field, closing.part, closing.only_of, timed);
}

void Inference::add_kinds() {
    const casefile::Case& the_case = evidence_->the_case();
    const vocabulary::Vocabulary& vocabulary = the_case.vocabulary();
    const casefile::NameTable& names = the_case.tables().names;
    // Of a kind that no card names nothing can be asked.
    const auto name_of = [&](vocabulary::KindId kind) {
        return names.find(NameSpace::kind, vocabulary.kind(kind).name);
    };
    for (std::size_t at = 0; at < vocabulary.kinds().size(); ++at) {
        const auto row = static_cast<std::uint16_t>(at);
        const auto name = name_of({row});
        if (!name) continue;
        for (vocabulary::KindId each{row}; vocabulary.kind(each).parent != each;) {
            each = vocabulary.kind(each).parent;
            const auto wider = name_of(each);
            if (wider)
                given_.push_back({rules_.kind_of(), terms_->of(*name), terms_->of(*wider), {}});
        }
    }
    // What a card is at bottom, an event or a person, nobody has to vouch for.
    static const FieldId field{builtin_field(BaseKind::event, "kind")};
    const deduction::PredicateId is_kind = translation_->predicate({field, 0, false});
    std::vector<NameId> declared;
    for (const evidence::CardId card : evidence_->cards()) {
        const NameId name = the_case.card(card).name;
        if (!name.none() && names.space(name) == NameSpace::id) declared.push_back(name);
    }
    std::sort(declared.begin(), declared.end());
    declared.erase(std::unique(declared.begin(), declared.end()), declared.end());
    for (const NameId name : declared) {
        if (const auto base = the_case.base_of(name)) {
            const auto kind = name_of({static_cast<std::uint16_t>(*base)});
            if (kind) given_.push_back({is_kind, terms_->of(name), terms_->of(*kind), {}});
        }
    }
}

void Inference::number_statements() {
    const deduction::FactStore& facts = deduction_->facts();
    statements_.assign(facts.size(), StatementId{});
    inferred_flags_.assign(facts.size(), false);
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        const FactId fact{i};
        const Relation* relation = translation_->relation(facts.predicate(fact));
        if (relation == nullptr) continue;
        const std::vector<TermId> terms = facts.terms(fact);
        const NameId subject = terms_->name(terms[0]);
        if (subject.none()) continue;
        ValueKey value = (*terms_)[terms[1]];
        value.behind = translation_->behind_in_statements(relation->behind);
        const evidence::PropositionId proposition =
            evidence_->propositions().state(subject, relation->field, relation->part, value);
        statements_[i] = StatementId::of(proposition, relation->denied);
    }
    facts_by_statement_.assign(std::size_t{evidence_->propositions().size()} * 2, no_fact);
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        if (statements_[i].none()) continue;
        // What follows without looking at silence goes before what follows only by that.
        FactId& known = facts_by_statement_[statements_[i].number];
        const Relation* relation = translation_->relation(facts.predicate({i}));
        if (known == no_fact || !relation->late) known = FactId{i};
    }
    const deduction::DerivationGraph& graph = deduction_->graph();
    for (std::uint32_t i = 0; i < graph.instances(); ++i) {
        const RuleId rule = graph.rule({i});
        if (rule.index >= rules_.sources().size()) continue;
        const RuleSource& source = rules_.source(rule);
        const FactId head = graph.head({i});
        if (source.kind == RuleSource::Kind::language || inferred_flags_[head.index]) continue;
        inferred_flags_[head.index] = true;
        if (source.kind == RuleSource::Kind::never) ruled_out_.push_back({head, source.card});
        else inferred_.push_back(head);
    }
}

std::optional<FactId> Inference::fact(StatementId statement) const {
    if (statement.number >= facts_by_statement_.size()) return std::nullopt;
    const FactId fact = facts_by_statement_[statement.number];
    if (fact == no_fact) return std::nullopt;
    return fact;
}

std::span<const UnitId> Inference::claimed_by(FactId fact) const {
    if (fact.index + 1 >= claimed_ends_.size()) return {};
    return {claimed_.data() + claimed_ends_[fact.index],
            claimed_ends_[fact.index + 1] - claimed_ends_[fact.index]};
}

bool Inference::is_given(FactId fact) const {
    return fact.index < always_.size() && always_[fact.index];
}

UnitId Inference::unit_of(RuleId argument) const {
    return evidence_->arguments()[rules_.source(argument).argument].unit;
}

std::vector<std::uint32_t> Inference::closings(FactId fact) const {
    std::vector<std::uint32_t> found;
    const deduction::PredicateId predicate = deduction_->facts().predicate(fact);
    if (translation_->relation(predicate) != nullptr) return found;
    const auto units = claimed_by(fact);
    const std::vector<TermId> terms = deduction_->facts().terms(fact);
    for (std::uint32_t i = 0; i < evidence_->closings().size(); ++i) {
        const evidence::Closing& closing = evidence_->closings()[i];
        const bool here = std::find(units.begin(), units.end(), closing.unit) != units.end() &&
                          terms_->of(closing.subject) == terms[0] &&
                          closed_predicate(closing) == predicate &&
                          translation_->list_term(closing.values) == terms[1];
        if (here) found.push_back(i);
    }
    return found;
}

/// What an instance looks at that is absent.
Inference::Rest Inference::rest_of_instance(InstanceId instance) const {
    const deduction::DerivationGraph& graph = deduction_->graph();
    const std::size_t silences = rules_.source(graph.rule(instance)).silences;
    Rest rest = Rest::on_claims;
    std::size_t absences = 0;
    for (const Element element : graph.body(instance)) {
        if (element.kind() != ElementKind::absence) continue;
        rest = std::max(rest, absences < silences ? Rest::on_silence : Rest::on_possibility);
        ++absences;
    }
    return rest;
}

/// First what follows from claims alone, then what follows with what is possible, by counting in
/// each instance the facts that are not reached yet.
void Inference::find_rests() {
    if (deduction_->absences() == 0) return;
    const deduction::DerivationGraph& graph = deduction_->graph();
    const std::uint32_t count = deduction_->facts().size();
    std::vector<std::uint32_t> missing(graph.instances(), 0);
    std::vector<Rest> needs(graph.instances());
    // The instances that use a fact lie between the end of the one before it and its own.
    std::vector<std::uint32_t> use_ends(count + 1, 0);
    const auto each_use = [&](const auto& note) {
        for (std::uint32_t i = 0; i < graph.instances(); ++i) {
            for (const Element element : graph.body({i})) {
                if (element.kind() == ElementKind::fact) note(element.index(), i);
            }
        }
    };
    each_use([&](std::uint32_t fact, std::uint32_t instance) {
        ++missing[instance];
        ++use_ends[fact + 1];
    });
    for (std::uint32_t i = 0; i < count; ++i) use_ends[i + 1] += use_ends[i];
    std::vector<std::uint32_t> uses(use_ends[count]);
    std::vector<std::uint32_t> next = use_ends;
    each_use([&](std::uint32_t fact, std::uint32_t instance) { uses[next[fact]++] = instance; });
    for (std::uint32_t i = 0; i < graph.instances(); ++i) needs[i] = rest_of_instance({i});
    rests_.assign(count, Rest::on_silence);
    std::vector<bool> reached(count, false);
    std::vector<std::uint32_t> open;
    const auto reach = [&](std::uint32_t fact, Rest rest) {
        if (reached[fact]) return;
        reached[fact] = true;
        rests_[fact] = rest;
        open.push_back(fact);
    };
    for (std::uint32_t i = 0; i < count; ++i) {
        if (is_given({i}) || !claimed_by({i}).empty()) reach(i, Rest::on_claims);
    }
    for (const Rest rest : {Rest::on_claims, Rest::on_possibility}) {
        for (std::uint32_t i = 0; i < graph.instances(); ++i) {
            if (missing[i] == 0 && needs[i] <= rest) reach(graph.head({i}).index, rest);
        }
        while (!open.empty()) {
            const std::uint32_t fact = open.back();
            open.pop_back();
            for (std::uint32_t i = use_ends[fact]; i < use_ends[fact + 1]; ++i) {
                const std::uint32_t use = uses[i];
                if (--missing[use] == 0 && needs[use] <= rest) reach(graph.head({use}).index, rest);
            }
        }
    }
}

Supports Inference::supports(FactId fact, std::size_t limit) const {
    const auto no_absence = [](Element element) { return element.kind() != ElementKind::absence; };
    const deduction::Supports found =
        deduction::supports(*deduction_, fact, {.sets = limit}, no_absence);
    Supports out;
    out.complete = found.complete;
    const Levels levels(*this, fact);
    for (const deduction::Support& support : found.sets) {
        // A fact that several units claim can rest on any of them.
        std::vector<std::vector<BeliefId>> products(1);
        for (const Element element : support) {
            std::vector<BeliefId> choices;
            if (element.kind() == ElementKind::fact) {
                if (is_given(FactId{element.index()})) continue;
                for (const UnitId unit : claimed_by({element.index()}))
                    choices.push_back({unit.number});
            } else if (element.kind() == ElementKind::rule) {
                choices.push_back({unit_of({element.index()}).number});
            } else {
                choices.push_back({element.index()});
            }
            std::vector<std::vector<BeliefId>> longer;
            for (const auto& product : products) {
                for (const BeliefId choice : choices) {
                    if (longer.size() >= limit) {
                        out.complete = false;
                        break;
                    }
                    longer.push_back(product);
                    longer.back().push_back(choice);
                }
            }
            products = std::move(longer);
        }
        for (auto& product : products) {
            std::sort(product.begin(), product.end());
            product.erase(std::unique(product.begin(), product.end()), product.end());
            Support each{std::move(product), {}};
            each.roles = roles_of(levels, each.beliefs);
            out.list.push_back(std::move(each));
        }
    }
    // Two facts on the word of one unit can make one support contain another, or be another.
    std::stable_sort(out.list.begin(), out.list.end(), [](const Support& a, const Support& b) {
        return a.beliefs.size() != b.beliefs.size() ? a.beliefs.size() < b.beliefs.size()
                                                    : a.beliefs < b.beliefs;
    });
    std::vector<Support> minimal;
    for (Support& each : out.list) {
        const bool needless = std::any_of(minimal.begin(), minimal.end(), [&](const Support& kept) {
            return std::includes(each.beliefs.begin(), each.beliefs.end(), kept.beliefs.begin(),
                                 kept.beliefs.end());
        });
        if (!needless) minimal.push_back(std::move(each));
    }
    out.list = std::move(minimal);
    return out;
}

}  // namespace valla::inference
