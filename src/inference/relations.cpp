// The predicates of a program, one for each relation, and the rules that belong to the table
// itself: what is concluded with something behind its value, what holds of the same, what a list
// denies.

#include <algorithm>

#include "inference/translation.hpp"

namespace valla::inference {

using casefile::QualifierKey;
using casefile::ValueTag;
using deduction::Atom;
using deduction::Variable;
using evidence::RowId;
using vocabulary::BaseKind;
using vocabulary::builtin_field;
namespace row_flags = casefile::row_flags;

namespace {

constexpr std::uint16_t part_flags = row_flags::begin_of_subject | row_flags::end_of_subject;

FieldId occurred() {
    static const FieldId field{builtin_field(BaseKind::event, "occurred")};
    return field;
}

}  // namespace

std::string_view likely_kind(const casefile::Case& the_case, std::span<const RowId> rows,
                             NameId variable) {
    const casefile::Tables& tables = the_case.tables();
    const vocabulary::Vocabulary& vocabulary = the_case.vocabulary();
    vocabulary::KindSet kinds;
    bool is_value = false;
    for (const RowId row : rows) {
        const vocabulary::FieldRow& field = vocabulary.field(tables.field[row.number]);
        const ValueTag tag = tables.tag[row.number];
        is_value = tag == ValueTag::variable && NameId{tables.value[row.number]} == variable;
        if (is_value) kinds = field.names;
        else if (tables.subject[row.number] == variable) kinds = field.kinds;
        else continue;
        break;
    }
    const auto name = [&](BaseKind kind) {
        return vocabulary.kind({static_cast<std::uint16_t>(kind)}).name;
    };
    const BaseKind first = is_value ? BaseKind::person : BaseKind::event;
    const BaseKind second = is_value ? BaseKind::event : BaseKind::person;
    for (const BaseKind kind : {first, second, BaseKind::body, BaseKind::place, BaseKind::thing,
                                BaseKind::source, BaseKind::promise}) {
        if (kinds.has(kind)) return name(kind);
    }
    return name(first);
}

deduction::PredicateId Translation::predicate(const Relation& relation) {
    const auto [found, fresh] = by_relation_.try_emplace(
        {relation.field.row, relation.part, relation.denied, relation.late, relation.behind});
    if (!fresh) return found->second;
    const deduction::PredicateId predicate = program_.add_predicate(2);
    found->second = predicate;
    by_predicate_[predicate.index] = relations_.size();
    relations_.emplace_back(relation, predicate);
    if (same_) add_identity(predicate);
    if (relation.behind != 0) {
        for (const Relation& each : concluded_) carry(each, relation);
    }
    return predicate;
}

/// What is concluded with something behind the value is found without it, and by whoever asks for
/// a part of it.
void Translation::conclude(const Relation& relation) {
    if (relation.behind == 0 ||
        std::find(concluded_.begin(), concluded_.end(), relation) != concluded_.end())
        return;
    concluded_.push_back(relation);
    Relation plain = relation;
    plain.behind = 0;
    predicate(plain);
    const auto known = relations_;
    for (const auto& [each, predicate] : known) carry(relation, each);
}

void Translation::carry(const Relation& from, const Relation& to) {
    Relation same_but = from;
    same_but.behind = to.behind;
    if (from == to || same_but != to) return;
    if (to.behind != 0 && !is_met(behinds_[to.behind], behinds_[from.behind], to.denied)) return;
    const Variable x{0};
    const Variable y{1};
    deduction::Rule rule;
    rule.heads = {{predicate(to), {x, y}}};
    rule.body.atoms = {{predicate(from), {x, y}}};
    rule.second_stratum = true;  // as all rules are, see RuleBook
    static_cast<void>(program_.add_rule(std::move(rule)));
}

void Translation::join_by(deduction::PredicateId same) {
    same_ = same;
    const auto known = relations_;
    for (const auto& [relation, predicate] : known) {
        if (predicate != same) add_identity(predicate);
    }
}

void Translation::add_identity(deduction::PredicateId predicate) {
    const Variable x{0};
    const Variable y{1};
    const Variable z{2};
    const auto add = [&](Atom head, Atom body) {
        deduction::Rule rule;
        rule.heads = {std::move(head)};
        rule.body.atoms = {std::move(body), {*same_, {x, y}}};
        rule.second_stratum = true;
        static_cast<void>(program_.add_rule(std::move(rule)));
    };
    add({predicate, {y, z}}, {predicate, {x, z}});
    add({predicate, {z, y}}, {predicate, {z, x}});
}

Translation::Behind Translation::read_behind(RowId row) const {
    Behind behind;
    const auto [first, last] = tables_.qualifiers_of(row);
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& each = tables_.qualifiers[i];
        if (each.key == QualifierKey::only_of || each.key == QualifierKey::hedge_by) continue;
        const ValueKey key = evidence_.propositions().key_of(tables_.card[row.number], each.value);
        behind.parts.emplace_back(each.key, key.tag, key.number);
    }
    std::sort(behind.parts.begin(), behind.parts.end());
    return behind;
}

bool Translation::is_met(const Behind& wanted, const Behind& given, bool denied) {
    // Who denies that it was so at any time denies that it was so then.
    const auto& less = denied ? given.parts : wanted.parts;
    const auto& more = denied ? wanted.parts : given.parts;
    return std::includes(more.begin(), more.end(), less.begin(), less.end());
}

bool Translation::has_behind(RowId row, const Relation& relation) const {
    return is_met(behinds_[relation.behind], read_behind(row), relation.denied);
}

std::optional<deduction::PredicateId> Translation::find(const Relation& relation) const {
    const auto found = by_relation_.find(
        {relation.field.row, relation.part, relation.denied, relation.late, relation.behind});
    if (found == by_relation_.end()) return std::nullopt;
    return found->second;
}

const Relation* Translation::relation(deduction::PredicateId predicate) const {
    const auto found = by_predicate_.find(predicate.index);
    return found == by_predicate_.end() ? nullptr : &relations_[found->second].first;
}

deduction::PredicateId Translation::closed_predicate(FieldId field, std::uint16_t part,
                                                     NameId only_of, bool timed) {
    const auto [found, fresh] = closed_.try_emplace({field.row, part, only_of.number, timed});
    if (!fresh) return found->second;
    const deduction::PredicateId closed = program_.add_predicate(2);
    found->second = closed;
    if (!only_of.none() && !timed) {
        // Whoever is a member of the body and not on the list is denied.
        static const FieldId member{builtin_field(BaseKind::body, "member")};
        const Variable value{2};
        deny_by_list({field, part, true}, closed,
                     {predicate({member, 0, false}), {terms_.of(only_of), value}});
    }
    return closed;
}

deduction::PredicateId Translation::denied_predicate(FieldId field, std::uint16_t part) {
    const auto [found, fresh] = denied_.try_emplace({field.row, part});
    if (!fresh) return found->second;
    const deduction::PredicateId named = program_.add_predicate(2);
    found->second = named;
    deny_by_list({field, part, true}, closed_predicate(field, part, {}, false),
                 {named, {Variable{0}, Variable{2}}});
    return named;
}

/// Adds that a list of variable 1 denies each variable 2 for which there is the atom and which is
/// not on the list.
void Translation::deny_by_list(const Relation& relation, deduction::PredicateId closed,
                               const deduction::Atom& of) {
    const Variable subject{0};
    const Variable list{1};
    const Variable value{2};
    Alternatives bodies(1);
    bodies.front().atoms = {{closed, {subject, list}}, of};
    add_outside(list, value, bodies);
    for (deduction::Conjunction& body : bodies) {
        deduction::Rule rule;
        rule.heads = {{predicate(relation), {subject, value}}};
        rule.body = std::move(body);
        rule.second_stratum = true;  // as all rules are, see RuleBook
        static_cast<void>(program_.add_rule(std::move(rule)));
    }
}

TermId Translation::list_term(const std::vector<ValueKey>& values) {
    const auto found = std::find(lists_.begin(), lists_.end(), values);
    const auto number = static_cast<std::uint32_t>(found - lists_.begin());
    const bool fresh = found == lists_.end();
    if (fresh) lists_.push_back(values);
    const TermId term = terms_.of(ValueKey{ValueTag::none, number, 0});
    if (fresh) add_apart_from_list(term);
    return term;
}

Relation Translation::identity(bool denied) {
    static const FieldId between{builtin_field(BaseKind::same, "between")};
    return {between, 0, denied};
}

/// One rule for each id that may be one with somebody on the list.
void Translation::add_apart_from_list(TermId list) {
    const std::vector<ValueKey> values = lists_[terms_[list].number];
    for (const std::vector<NameId>& group : sameness_.groups()) {
        std::vector<NameId> listed;
        for (const ValueKey& each : values) {
            const NameId name{each.number};
            const bool here = each.tag == ValueTag::name &&
                              std::find(group.begin(), group.end(), name) != group.end();
            if (here) listed.push_back(name);
        }
        if (listed.empty()) continue;
        for (const NameId name : group) {
            if (std::find(listed.begin(), listed.end(), name) != listed.end()) continue;
            if (!apart_from_list_) apart_from_list_ = program_.add_predicate(2);
            deduction::Rule rule;
            rule.heads = {{*apart_from_list_, {list, terms_.of(name)}}};
            for (const NameId each : listed)
                rule.body.atoms.push_back(
                    {predicate(identity(true)), {terms_.of(name), terms_.of(each)}});
            rule.second_stratum = true;  // as all rules are, see RuleBook
            static_cast<void>(program_.add_rule(std::move(rule)));
        }
    }
}

void Translation::add_outside(const deduction::Argument& list, const deduction::Argument& value,
                              Alternatives& alternatives) {
    Alternatives said;
    if (!sameness_.groups().empty()) {
        said = alternatives;
        if (!apart_from_list_) apart_from_list_ = program_.add_predicate(2);
        for (deduction::Conjunction& each : said)
            each.atoms.push_back({*apart_from_list_, {list, value}});
    }
    for (deduction::Conjunction& each : alternatives)
        each.externals.push_back({outside_, {list, value}});
    alternatives.insert(alternatives.end(), said.begin(), said.end());
}

Relation Translation::conclusion() {
    static const FieldId hence{builtin_field(BaseKind::argument, "hence")};
    return {hence, 0, false};
}

Relation Translation::relation_of(RowId row) {
    Relation relation;
    if (Behind behind = read_behind(row); !behind.parts.empty()) {
        const auto found = std::find_if(behinds_.begin(), behinds_.end(), [&](const Behind& each) {
            return each.parts == behind.parts;
        });
        relation.behind = static_cast<std::uint32_t>(found - behinds_.begin());
        if (found == behinds_.end()) {
            behind.in_statements = evidence_.propositions().behind(row);
            behinds_.push_back(std::move(behind));
        }
    }
    relation.field = tables_.field[row.number];
    if (tables_.has(row, row_flags::bare)) {
        const auto base = evidence_.the_case().base_of(tables_.subject[row.number]);
        relation.field = base == BaseKind::argument ? conclusion().field : occurred();
    }
    relation.part = tables_.flags[row.number] & part_flags;
    relation.denied = tables_.has(row, row_flags::negated);
    // `occurred no` is the denial of `occurred yes`.
    const bool no = relation.field == occurred() && tables_.tag[row.number] == ValueTag::choice &&
                    tables_.value[row.number] == 1;
    if (no) relation.denied = !relation.denied;
    return relation;
}

}  // namespace valla::inference
