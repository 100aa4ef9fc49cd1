#include "inference/translation.hpp"

#include <algorithm>

#include "casefile/ways.hpp"

namespace valla::inference {

using casefile::NameSpace;
using casefile::QualifierKey;
using casefile::ValueTag;
using deduction::Argument;
using deduction::Atom;
using deduction::Conjunction;
using deduction::ExternalMatch;
using deduction::Variable;
using evidence::RowId;
using vocabulary::BaseKind;
using vocabulary::builtin_field;
namespace row_flags = casefile::row_flags;
namespace field_flags = vocabulary::field_flags;

namespace {

/// A variable that no card names stands under this name.
constexpr NameId anonymous{};

ValueKey yes() { return {ValueTag::choice, 0, 0}; }

}  // namespace

Translation::Translation(evidence::Evidence& evidence, Terms& terms, deduction::Program& program,
                         TimeRelations* times, evidence::Sameness sameness)
    : evidence_(evidence),
      tables_(evidence.the_case().tables()),
      terms_(terms),
      program_(program),
      times_(times),
      sameness_(std::move(sameness)) {
    deduction::External outside;
    outside.arity = 2;
    outside.required = 0b11;
    outside.function = [this](std::span<const TermId> arguments, std::uint64_t,
                              std::vector<ExternalMatch>& matches) {
        const std::vector<ValueKey>& list = lists_[terms_[arguments[0]].number];
        const ValueKey& value = terms_[arguments[1]];
        const bool inside = std::any_of(list.begin(), list.end(), [&](const ValueKey& each) {
            if (each.tag != value.tag) return false;
            return each.number == value.number ||
                   (each.tag == ValueTag::name &&
                    sameness_.may_be_one({each.number}, {value.number}));
        });
        if (inside || evidence::is_unnamed(evidence_.the_case(), value)) return;
        matches.push_back({{arguments[0], arguments[1]}, {}});
    };
    outside_ = program_.add_external(std::move(outside));

    deduction::External apart;
    apart.arity = 2;
    apart.required = 0b11;
    apart.function = [this](std::span<const TermId> arguments, std::uint64_t,
                            std::vector<ExternalMatch>& matches) {
        if (arguments[0] == arguments[1]) return;
        const NameId one = terms_.name(arguments[0]);
        const NameId other = terms_.name(arguments[1]);
        if (!one.none() && !other.none() && sameness_.may_be_one(one, other)) return;
        matches.push_back({{arguments[0], arguments[1]}, {}});
    };
    apart_ = program_.add_external(std::move(apart));
}

Variable Translation::variable(NameId name, Variables& variables) {
    if (name != anonymous) {
        const auto found = std::find(variables.begin(), variables.end(), name);
        if (found != variables.end())
            return {static_cast<std::uint32_t>(found - variables.begin())};
    }
    variables.push_back(name);
    return {static_cast<std::uint32_t>(variables.size() - 1)};
}

bool Translation::is_variable(RowId row) const {
    const ValueTag tag = tables_.tag[row.number];
    if (tag == ValueTag::variable) return true;
    const bool end = tag == ValueTag::begin_of || tag == ValueTag::end_of;
    return end && tables_.names.space({tables_.value[row.number]}) == NameSpace::variable;
}

Argument Translation::subject(RowId row, Variables& variables) {
    const NameId name = tables_.subject[row.number];
    if (tables_.names.space(name) == NameSpace::variable) return variable(name, variables);
    return terms_.of(name);
}

Argument Translation::value(RowId row, Variables& variables) {
    if (tables_.has(row, row_flags::bare)) return terms_.of(yes());
    if (is_variable(row)) return variable({tables_.value[row.number]}, variables);
    ValueKey key = evidence_.propositions().key_of(tables_.card[row.number], tables_.value_of(row));
    return terms_.of(key);
}

bool Translation::is_about_time(RowId row) const {
    return times_ != nullptr && !tables_.has(row, row_flags::bare) &&
           times_->covers(tables_.field[row.number]);
}

bool Translation::is_asked_of_times(RowId row, const std::vector<NameId>& bound) const {
    if (!is_about_time(row)) return false;
    const auto is_bound = [&](NameId name) {
        return tables_.names.space(name) != NameSpace::variable ||
               std::find(bound.begin(), bound.end(), name) != bound.end();
    };
    if (!is_bound(tables_.subject[row.number])) return false;
    const ValueTag tag = tables_.tag[row.number];
    if (tag == ValueTag::date) return true;
    return is_bound({tables_.value[row.number]});
}

deduction::ExternalId Translation::time_external(const Relation& relation, int end,
                                                 Modality modality) {
    const auto [found, fresh] =
        time_.try_emplace({relation.field.row, relation.part, end, relation.denied, modality});
    if (!fresh) return found->second;
    deduction::External external;
    external.arity = 2;
    external.required = 0b11;
    external.function = [this, relation, end, modality](std::span<const TermId> arguments,
                                                        std::uint64_t,
                                                        std::vector<ExternalMatch>& matches) {
        TimeStatement statement;
        statement.field = relation.field;
        statement.subject_part = relation.part;
        statement.subject = terms_.name(arguments[0]);
        statement.value = terms_[arguments[1]];
        statement.denied = relation.denied;
        if (statement.subject.none()) return;
        if (end != 0) statement.value.tag = end == 1 ? ValueTag::begin_of : ValueTag::end_of;
        ExternalMatch match{{arguments[0], arguments[1]}, {}};
        if (modality == Modality::can) {
            if (times_->can(statement)) matches.push_back(std::move(match));
            return;
        }
        match.alternatives =
            modality == Modality::must ? times_->must(statement) : times_->cannot(statement);
        if (match.alternatives.empty()) return;
        const bool always = std::any_of(match.alternatives.begin(), match.alternatives.end(),
                                        [](const auto& each) { return each.empty(); });
        if (always) match.alternatives.clear();
        matches.push_back(std::move(match));
    };
    found->second = program_.add_external(std::move(external));
    return found->second;
}

void Translation::add_time(RowId row, Modality modality, Variables& variables,
                           Alternatives& alternatives) {
    const Relation relation = relation_of(row);
    const Argument first = subject(row, variables);
    std::vector<casefile::Value> values{tables_.value_of(row)};
    const auto [begin, end] = tables_.qualifiers_of(row);
    for (std::size_t i = begin; i < end; ++i) {
        if (tables_.qualifiers[i].key == QualifierKey::or_)
            values.push_back(tables_.qualifiers[i].value);
    }
    Alternatives all;
    for (const casefile::Value& value : values) {
        const bool begins = value.tag == ValueTag::begin_of;
        const bool limit = begins || value.tag == ValueTag::end_of;
        const auto external = time_external(relation, begins ? 1 : limit ? 2 : 0, modality);
        Argument second = first;
        if (limit ? tables_.names.space({value.number}) == NameSpace::variable
                  : value.tag == ValueTag::variable) {
            second = variable({value.number}, variables);
        } else {
            ValueKey key = evidence_.propositions().key_of(tables_.card[row.number], value);
            if (limit) key.tag = ValueTag::name;
            second = terms_.of(key);
        }
        // Of "before trial or sentence" one has to hold, and neither to be impossible.
        if (modality != Modality::cannot) {
            all.insert(all.end(), alternatives.begin(), alternatives.end());
            for (std::size_t i = all.size() - alternatives.size(); i < all.size(); ++i)
                all[i].externals.push_back({external, {first, second}});
        } else {
            for (Conjunction& each : alternatives)
                each.externals.push_back({external, {first, second}});
        }
    }
    if (modality != Modality::cannot) alternatives = std::move(all);
}

bool Translation::is_comparison(RowId row) const {
    const auto& field = evidence_.the_case().vocabulary().field(tables_.field[row.number]);
    return (field.flags & field_flags::compares) != 0;
}

deduction::ExternalId Translation::number_external(FieldId field, bool denied) {
    const auto [found, fresh] = numbers_.try_emplace({field.row, denied});
    if (!fresh) return found->second;
    const std::string_view name = evidence_.the_case().vocabulary().field(field).name;
    const bool less = name == "is less than" || name == "is at most";
    const bool equal = name == "is at least" || name == "is at most";
    deduction::External external;
    external.arity = 2;
    external.required = 0b11;
    external.function = [this, less, equal, denied](std::span<const TermId> arguments,
                                                    std::uint64_t,
                                                    std::vector<ExternalMatch>& matches) {
        const ValueKey& first = terms_[arguments[0]];
        const ValueKey& second = terms_[arguments[1]];
        // What is no number is neither more nor less than another.
        if (first.tag != ValueTag::number || second.tag != ValueTag::number) return;
        const bool holds = first.number == second.number ? equal
                           : less                        ? first.number < second.number
                                                         : first.number > second.number;
        if (holds != denied) matches.push_back({{arguments[0], arguments[1]}, {}});
    };
    found->second = program_.add_external(std::move(external));
    return found->second;
}

void Translation::add_comparison(RowId row, Variables& variables, Alternatives& alternatives) {
    static const FieldId is{builtin_field(BaseKind::event, "is")};
    const FieldId field = tables_.field[row.number];
    if (field == is) return add_is(row, variables, alternatives);
    const Argument first = subject(row, variables);
    const Argument second = value(row, variables);
    const auto external = number_external(field, tables_.has(row, row_flags::negated));
    for (Conjunction& each : alternatives) each.externals.push_back({external, {first, second}});
}

void Translation::add_is(RowId row, Variables& variables, Alternatives& alternatives) {
    const bool denied = tables_.has(row, row_flags::negated);
    const Argument first = subject(row, variables);
    const Argument second = value(row, variables);
    const Alternatives before = alternatives;
    for (Conjunction& each : alternatives) {
        if (denied) each.externals.push_back({apart_, {first, second}});
        else each.comparisons.push_back({deduction::Comparator::equal, first, second});
    }
    // Where a card says that ids are one or are not, the versions that have it say so.
    const auto& identities = evidence_.identities();
    const bool any = std::any_of(identities.begin(), identities.end(),
                                 [&](const auto& each) { return each.same != denied; });
    if (!any) return;
    const deduction::PredicateId said = predicate(identity(denied));
    for (const Conjunction& each : before) {
        alternatives.push_back(each);
        alternatives.back().atoms.push_back({said, {first, second}});
    }
}

void Translation::add_denied(RowId row, const Relation& relation, Variables& variables,
                             Alternatives& alternatives) {
    const Argument first = subject(row, variables);
    const Argument second = value(row, variables);
    Alternatives by_list;
    const vocabulary::FieldRow& field =
        evidence_.the_case().vocabulary().field(tables_.field[row.number]);
    if ((field.flags & field_flags::closes) != 0 && !tables_.has(row, row_flags::bare)) {
        by_list = alternatives;
        const Variable list = variable(anonymous, variables);
        const deduction::PredicateId closed =
            closed_predicate(relation.field, relation.part, {}, false);
        for (Conjunction& each : by_list) each.atoms.push_back({closed, {first, list}});
        add_outside(list, second, by_list);
    }
    add_atom(relation, first, second, alternatives);
    alternatives.insert(alternatives.end(), by_list.begin(), by_list.end());
}

void Translation::add_atom(Relation relation, const Argument& first, const Argument& second,
                           Alternatives& alternatives) {
    Alternatives late;
    relation.late = true;
    // A part of what stands behind the value of a late conclusion may not have been asked for yet.
    Relation whatever = relation;
    whatever.behind = 0;
    if (with_late_ && find(whatever)) predicate(relation);
    if (const auto other = with_late_ ? find(relation) : std::nullopt) {
        late = alternatives;
        for (Conjunction& each : late) each.atoms.push_back({*other, {first, second}});
    }
    relation.late = false;
    const deduction::PredicateId plain = predicate(relation);
    for (Conjunction& each : alternatives) each.atoms.push_back({plain, {first, second}});
    alternatives.insert(alternatives.end(), late.begin(), late.end());
}

void Translation::add_closing(std::span<const RowId> line, Variables& variables,
                              Alternatives& alternatives) {
    const RowId row = line.front();
    const Relation relation = relation_of(row);
    NameId only_of;
    const auto [first, last] = tables_.qualifiers_of(row);
    for (std::size_t i = first; i < last; ++i) {
        if (tables_.qualifiers[i].key == QualifierKey::only_of)
            only_of = {tables_.qualifiers[i].value.number};
    }
    // A list with a variable on it can be any list that was closed.
    std::vector<ValueKey> values;
    bool known = true;
    for (const RowId each : line) {
        known = known && !is_variable(each);
        if (!known) break;
        values.push_back(
            evidence_.propositions().key_of(tables_.card[each.number], tables_.value_of(each)));
    }
    evidence::sort_values(values);
    const Argument list =
        known ? Argument(list_term(values)) : Argument(variable(anonymous, variables));
    const Argument whose = subject(row, variables);
    Alternatives timed = alternatives;
    const auto add_to = [&](Alternatives& all, bool is_timed) {
        const Atom atom{closed_predicate(relation.field, relation.part, only_of, is_timed),
                        {whose, list}};
        for (Conjunction& each : all) each.atoms.push_back(atom);
    };
    add_to(alternatives, false);
    add_to(timed, true);
    alternatives.insert(alternatives.end(), timed.begin(), timed.end());
}

void Translation::add(RowId row, Variables& variables, Alternatives& alternatives) {
    const Relation relation = relation_of(row);
    if (relation.denied) return add_denied(row, relation, variables, alternatives);
    const Argument first = subject(row, variables);
    add_atom(relation, first, value(row, variables), alternatives);
}

void Translation::add_contrary(RowId row, Variables& variables, Alternatives& alternatives) {
    Relation relation = relation_of(row);
    relation.denied = !relation.denied;
    if (relation.denied) return add_denied(row, relation, variables, alternatives);
    const Argument first = subject(row, variables);
    add_atom(relation, first, value(row, variables), alternatives);
}

Translated Translation::question(std::span<const RowId> rows) {
    in_question_ = true;
    Translated out = conjunction(rows, {}, true);
    in_question_ = false;
    return out;
}

Translated Translation::possible_question(std::span<const RowId> rows) {
    as_possible_ = true;
    Translated out = question(rows);
    as_possible_ = false;
    return out;
}

Translated Translation::conjunction(std::span<const RowId> rows, const Variables& variables,
                                    bool with_late) {
    with_late_ = with_late;
    Translated out;
    out.variables = variables;
    for (const auto& way : casefile::ways_of(tables_, rows)) add_way(way, variables, out);
    return out;
}

void Translation::add_way(std::span<const RowId> rows, const Variables& given, Translated& out) {
    Alternatives alternatives(1);
    std::vector<Conjunction> all_absent;
    std::vector<Conjunction> against;

    // What statements other than those about time and silence name is bound.
    std::vector<NameId> bound = given;
    for (const RowId row : rows) {
        if (is_comparison(row)) {
            const bool binds = tables_.tag[row.number] == ValueTag::name &&
                               !tables_.has(row, row_flags::negated | row_flags::silence);
            if (binds) bound.push_back(tables_.subject[row.number]);
            continue;
        }
        if (tables_.has(row, row_flags::silence) || tables_.has(row, row_flags::possible)) continue;
        if (is_about_time(row) || tables_.has(row, row_flags::negated)) continue;
        bound.push_back(tables_.subject[row.number]);
        if (is_variable(row)) bound.push_back({tables_.value[row.number]});
    }

    std::vector<std::pair<RowId, Modality>> times;
    for (std::size_t i = 0; i < rows.size();) {
        const RowId row = rows[i];
        std::size_t end = i + 1;
        while (end < rows.size() && tables_.begin[rows[end].number] == tables_.begin[row.number] &&
               tables_.field[rows[end].number] == tables_.field[row.number]) {
            ++end;
        }
        for (std::size_t k = i; k < end; ++k) {
            const RowId each = rows[k];
            const bool silence = tables_.has(each, row_flags::silence);
            const bool asked_of_times = !is_comparison(each) && is_asked_of_times(each, bound);
            const bool possible = tables_.has(each, row_flags::possible) ||
                                  (as_possible_ && asked_of_times && !silence);
            out.times = out.times || asked_of_times;
            out.must = out.must || (asked_of_times && !silence && !possible);
            out.second_stratum = out.second_stratum || silence || possible;
            out.silence = out.silence || silence;
            if (silence && possible && !(asked_of_times && in_question_)) {
                // That nothing lets it be so is what is against it.
                if (asked_of_times) times.emplace_back(each, Modality::cannot);
                else add_contrary(each, out.variables, alternatives);
            } else if (silence) {
                Alternatives absent(1);
                if (is_comparison(each)) add_comparison(each, out.variables, absent);
                else if (asked_of_times)
                    add_time(each, possible ? Modality::can : Modality::must, out.variables,
                             absent);
                else add(each, out.variables, absent);
                all_absent.insert(all_absent.end(), absent.begin(), absent.end());
            } else if (is_comparison(each)) {
                add_comparison(each, out.variables, alternatives);
            } else if (asked_of_times) {
                if (possible && !in_question_) {
                    Alternatives absent(1);
                    add_time(each, Modality::cannot, out.variables, absent);
                    against.insert(against.end(), absent.begin(), absent.end());
                } else {
                    times.emplace_back(each, possible ? Modality::can : Modality::must);
                }
            } else if (possible) {
                // What nobody denies can be so.
                Alternatives absent(1);
                add_contrary(each, out.variables, absent);
                against.insert(against.end(), absent.begin(), absent.end());
            } else {
                add(each, out.variables, alternatives);
            }
        }
        const bool closes =
            tables_.has(row, row_flags::only) && !tables_.has(row, row_flags::silence);
        if (closes) add_closing(rows.subspan(i, end - i), out.variables, alternatives);
        i = end;
    }
    for (const auto& [row, modality] : times) add_time(row, modality, out.variables, alternatives);
    const std::size_t silences = all_absent.size();
    all_absent.insert(all_absent.end(), against.begin(), against.end());
    for (Conjunction& each : alternatives) {
        out.alternatives.push_back({std::move(each), all_absent});
        out.silences.push_back(silences);
    }
}

tl::expected<std::vector<Atom>, text::Message> Translation::heads(std::span<const RowId> rows,
                                                                  Variables& variables, bool late) {
    std::vector<Atom> atoms;
    for (const RowId row : rows) {
        constexpr std::uint16_t unstatable =
            row_flags::silence | row_flags::possible | row_flags::only;
        if (tables_.has(row, unstatable)) {
            const std::uint32_t begin = tables_.begin[row.number];
            return tl::unexpected(
                text::Message("conclusion-not-statable", {begin, tables_.offset[row.number]}));
        }
        Relation relation = relation_of(row);
        relation.late = late;
        conclude(relation);
        const Argument first = subject(row, variables);
        atoms.push_back({predicate(relation), {first, value(row, variables)}});
    }
    return atoms;
}

}  // namespace valla::inference
