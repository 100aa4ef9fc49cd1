#include "chronology/time_fields.hpp"

#include <algorithm>

namespace valla::chronology {

namespace {

using enum EndRule::End;
using enum EndRule::Sense;

// clang-format off
constexpr EndRule lies_inside[] = {{begin, at_least, begin, 0},
                                   {begin, at_most, end, -1, true},
                                   {end, at_most, end, 0}};
constexpr EndRule under_way[] = {{begin, at_most, end, -1}, {end, at_least, begin, 1}};
constexpr EndRule fills[] = {{begin, at_most, begin, 0}, {end, at_least, end, 0}};
constexpr EndRule begun_by[] = {{begin, at_most, end, -1}};
constexpr EndRule begun_after[] = {{begin, at_least, end, 0}};
constexpr EndRule from[] = {{begin, at_least, begin, 0}, {begin, at_most, end, -1}};
constexpr EndRule over_by[] = {{end, at_most, end, 0}};
constexpr EndRule over_after[] = {{end, at_least, end, 1}};
constexpr EndRule until[] = {{end, at_least, begin, 1}, {end, at_most, end, 0}};
constexpr EndRule before[] = {{end, at_most, begin, 0}};
constexpr EndRule after[] = {{begin, at_least, end, 0}};
constexpr EndRule meets[] = {{end, at_most, begin, 0}, {end, at_least, begin, 0}};
constexpr EndRule overlaps[] = {{begin, at_most, begin, -1},
                                {end, at_least, begin, 1},
                                {end, at_most, end, -1}};
constexpr EndRule starts[] = {{begin, at_most, begin, 0}, {begin, at_least, begin, 0},
                              {end, at_most, end, -1}};
constexpr EndRule finishes[] = {{end, at_most, end, 0}, {end, at_least, end, 0},
                                {begin, at_least, begin, 1}};
constexpr EndRule same_time[] = {{begin, at_most, begin, 0}, {begin, at_least, begin, 0},
                                 {end, at_most, end, 0}, {end, at_least, end, 0}};

constexpr TimeField rows[] = {
    {"on", FieldMeaning::bounds, lies_inside, false, true},
    {"during", FieldMeaning::bounds, lies_inside, false, true},
    {"dated", FieldMeaning::bounds, lies_inside, false, true},
    {"published", FieldMeaning::bounds, lies_inside, false, true},
    {"under way", FieldMeaning::bounds, under_way, true, true},
    {"throughout", FieldMeaning::bounds, fills, true},
    {"includes", FieldMeaning::bounds, fills, true},
    {"begun by", FieldMeaning::bounds, begun_by},
    {"begun after", FieldMeaning::bounds, begun_after},
    {"from", FieldMeaning::bounds, from},
    {"over by", FieldMeaning::bounds, over_by},
    {"over after", FieldMeaning::bounds, over_after},
    {"until", FieldMeaning::bounds, until},
    {"before", FieldMeaning::bounds, before},
    {"directly before", FieldMeaning::bounds, before},
    {"after", FieldMeaning::bounds, after},
    {"directly after", FieldMeaning::bounds, after},
    {"meets", FieldMeaning::bounds, meets, false, false, true},
    {"overlaps", FieldMeaning::bounds, overlaps},
    {"starts", FieldMeaning::bounds, starts},
    {"finishes", FieldMeaning::bounds, finishes},
    {"same time as", FieldMeaning::bounds, same_time},
    {"same day as", FieldMeaning::same_day},
    {"lasts", FieldMeaning::lasts},
    {"within", FieldMeaning::within},
    {"order", FieldMeaning::order, before},
    {"kind", FieldMeaning::kind},
};
// clang-format on

Atom no_later(SubjectEnd end, const Boundary& value, Minutes offset) {
    if (!value.most) return {{}, false, value.most_unknown};
    return {{end.point, value.from, *value.most + offset - end.offset}};
}

Atom no_earlier(SubjectEnd end, const Boundary& value, Minutes offset) {
    if (!value.least) return {{}, false, value.least_unknown};
    return {{value.from, end.point, end.offset - *value.least - offset}};
}

/// A side that is open, and an end compared with itself.
bool is_empty(const Atom& atom) { return atom.row.x == atom.row.y && atom.row.distance >= 0; }

/// Leaves out what says nothing.
void add(Atoms& atoms, Atom atom, bool follows = false) {
    if (!atom.unknown && is_empty(atom)) return;
    atom.follows = follows;
    atoms.push_back(atom);
}

void apply(std::span<const EndRule> rules, SubjectEnd begin, SubjectEnd end, const Extent& value,
           Atoms& atoms) {
    for (const EndRule& rule : rules) {
        const SubjectEnd subject = rule.subject == EndRule::End::begin ? begin : end;
        const Boundary& boundary = rule.value == EndRule::End::begin ? value.begin : value.end;
        add(atoms,
            rule.sense == EndRule::Sense::at_most ? no_later(subject, boundary, rule.offset)
                                                  : no_earlier(subject, boundary, rule.offset),
            rule.follows);
    }
}

/// On each day of the hull: begun on the first of them, and not over before the last.
void apply_daily(SubjectEnd begin, SubjectEnd end, const Extent& hull, Atoms& atoms) {
    add(atoms,
        no_later(begin, {hull.begin.from, hull.begin.most, hull.begin.most}, minutes_per_day - 1));
    add(atoms,
        no_earlier(end, {hull.end.from, hull.end.least, hull.end.least}, 1 - minutes_per_day));
}

std::vector<Extent> extents(const TimeValue& value) {
    if (!value.is_date) return {value.event};
    if (value.date.kind == DateMeaning::Kind::one_of) return value.date.members;
    return {value.date.hull};
}

}  // namespace

std::span<const TimeField> time_fields() { return rows; }

Distance distance_of(const calendar::Duration& duration, std::optional<Minutes> about) {
    Distance made;
    made.ranged = duration.least != duration.most;
    if (duration.approximate && !about) {
        made.unknown = true;
        return made;
    }
    made.about = duration.approximate;
    const Minutes width = duration.approximate ? *about : 0;
    if (duration.least)
        made.least = std::max<Minutes>(0, calendar::least_minutes(*duration.least) - width);
    if (duration.most) made.most = calendar::most_minutes(*duration.most) + width;
    return made;
}

std::vector<Atoms> says(const TimeField& field, SubjectEnd begin, SubjectEnd end,
                        const TimeValue& value) {
    std::vector<Atoms> alternatives;
    if (value.is_date && field.each_member && value.date.kind == DateMeaning::Kind::all_of) {
        Atoms& all = alternatives.emplace_back();
        for (const Extent& member : value.date.members) apply(field.rules, begin, end, member, all);
        return alternatives;
    }
    for (const Extent& extent : extents(value)) {
        Atoms& atoms = alternatives.emplace_back();
        const bool daily = value.is_date && value.date.daily;
        if (daily && (field.inside_of_days || field.each_member))
            apply_daily(begin, end, extent, atoms);
        if (!daily || !field.each_member) apply(field.rules, begin, end, extent, atoms);
    }
    return alternatives;
}

Atoms says_lasts(SubjectEnd begin, SubjectEnd end, const Distance& length) {
    Atoms atoms;
    if (length.unknown) {
        atoms.push_back({{}, false, true});
        return atoms;
    }
    const Minutes offset = begin.offset - end.offset;
    if (length.most) add(atoms, {{end.point, begin.point, *length.most + offset}});
    if (length.least) add(atoms, {{begin.point, end.point, -*length.least - offset}});
    return atoms;
}

std::vector<Atoms> says_within(SubjectEnd begin, SubjectEnd end, const Distance& distance,
                               Near near, const TimeValue& value) {
    std::vector<Atoms> alternatives;
    const Minutes least = distance.ranged ? distance.least.value_or(0) : 0;
    for (const Extent& extent : extents(value)) {
        Atoms& atoms = alternatives.emplace_back();
        if (distance.unknown) atoms.push_back({{}, false, true});
        const auto not_far_behind = [&] {
            if (distance.most) add(atoms, no_later(begin, extent.end, *distance.most));
        };
        const auto not_far_before = [&] {
            if (distance.most) add(atoms, no_earlier(end, extent.begin, -*distance.most));
        };
        switch (near) {
            case Near::after:
                add(atoms, no_earlier(begin, extent.end, least));
                not_far_behind();
                break;
            case Near::before:
                add(atoms, no_later(end, extent.begin, -least));
                not_far_before();
                break;
            case Near::of:
                not_far_behind();
                not_far_before();
                break;
        }
    }
    return alternatives;
}

std::vector<Atoms> says_same_day(SubjectEnd begin, const TimeValue& value) {
    std::vector<Atoms> alternatives;
    for (const Extent& extent : extents(value)) {
        Atoms& atoms = alternatives.emplace_back();
        if (!value.is_date) {
            add(atoms, no_later(begin, extent.begin, minutes_per_day - 1));
            add(atoms, no_earlier(begin, extent.begin, 1 - minutes_per_day));
            continue;
        }
        Boundary days{Network::origin, extent.begin.least, extent.end.most,
                      extent.begin.least_unknown, extent.end.most_unknown};
        if (days.least) days.least = floor_to_day(*days.least);
        if (days.most) days.most = floor_to_day(*days.most - 1) + minutes_per_day - 1;
        add(atoms, no_earlier(begin, days, 0));
        add(atoms, no_later(begin, days, 0));
    }
    return alternatives;
}

namespace {

using Rows = std::vector<Constraint>;

/// What all alternatives say of one pair of points, as far as they say it together: bounds without
/// a search.
Rows shared_rows(const std::vector<Rows>& alternatives) {
    Rows shared;
    for (const Constraint& row : alternatives.front()) {
        Constraint weakest = row;
        const bool in_all =
            std::all_of(alternatives.begin(), alternatives.end(), [&](const Rows& others) {
                bool found = false;
                Minutes tightest = 0;
                for (const Constraint& other : others) {
                    if (other.x != row.x || other.y != row.y) continue;
                    tightest = found ? std::min(tightest, other.distance) : other.distance;
                    found = true;
                }
                weakest.distance = std::max(weakest.distance, tightest);
                return found;
            });
        if (in_all) shared.push_back(weakest);
    }
    return shared;
}

void add_choice(std::vector<Rows> alternatives, Formula& formula) {
    if (alternatives.size() == 1) {
        formula.rows.insert(formula.rows.end(), alternatives[0].begin(), alternatives[0].end());
        return;
    }
    const Rows shared = shared_rows(alternatives);
    formula.rows.insert(formula.rows.end(), shared.begin(), shared.end());
    formula.choices.push_back(std::move(alternatives));
}

}  // namespace

Formula formula_of(const std::vector<Atoms>& alternatives, bool denied) {
    Formula formula;
    if (!denied) {
        std::vector<Rows> all;
        for (const Atoms& atoms : alternatives) {
            Rows& known = all.emplace_back();
            for (const Atom& atom : atoms) {
                if (!atom.unknown) known.push_back(atom.row);
            }
            if (known.empty()) return formula;  // one of them says nothing, and may be the true one
        }
        if (!all.empty()) add_choice(std::move(all), formula);
        return formula;
    }
    for (const Atoms& atoms : alternatives) {
        std::vector<Rows> denials;
        for (const Atom& atom : atoms) {
            if (atom.unknown) {
                denials.clear();
                break;
            }
            if (atom.follows) continue;
            denials.push_back({{atom.row.y, atom.row.x, -atom.row.distance - 1}});
        }
        if (!denials.empty()) add_choice(std::move(denials), formula);
    }
    return formula;
}

}  // namespace valla::chronology
