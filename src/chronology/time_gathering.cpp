// From the claims of a case to constraints: the one pass that fills a TimeClaims.

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "chronology/time_claims.hpp"
#include "chronology/time_days.hpp"
#include "chronology/time_fields.hpp"
#include "chronology/time_grounds.hpp"

namespace valla::chronology {

using casefile::CardId;
using casefile::QualifierKey;
using casefile::RowRole;
using casefile::Tables;
using casefile::Value;
using casefile::ValueTag;
using vocabulary::BaseKind;
namespace row_flags = casefile::row_flags;
namespace kinds = vocabulary::kinds;

namespace {

/// The rows of the table of time fields by the rows of the language's table of fields.
class FieldIndex {
  public:
    FieldIndex() : by_row_(vocabulary::builtin_fields().size()) {
        for (const TimeField& field : time_fields()) {
            const BaseKind kind = field.name == "dated" || field.name == "published"
                                      ? BaseKind::source
                                  : field.meaning == FieldMeaning::order ? BaseKind::sequence
                                                                         : BaseKind::event;
            by_row_[vocabulary::builtin_field(kind, field.name)] = &field;
        }
        published_ = vocabulary::builtin_field(BaseKind::source, "published");
    }
    [[nodiscard]] const TimeField* find(casefile::FieldId field) const {
        return field.row < by_row_.size() ? by_row_[field.row] : nullptr;
    }
    [[nodiscard]] bool is_published(casefile::FieldId field) const {
        return field.row == published_;
    }

  private:
    std::vector<const TimeField*> by_row_;
    std::uint16_t published_ = 0;
};

const FieldIndex& fields() {
    static const FieldIndex index;
    return index;
}

}  // namespace

/// Goes over the claims of the evidence and fills a TimeClaims.
class TimeGathering {
  public:
    explicit TimeGathering(TimeClaims& out)
        : out_(out),
          evidence_(*out.evidence_),
          case_(evidence_.the_case()),
          tables_(case_.tables()) {}

    void run() {
        out_.owners_.push_back({});  // of the calendar
        gather_groups();
        out_.by_unit_.reserve(groups_.size());
        out_.points_.reserve(evidence_.cards().size());
        add_happenings();
        add_tellings();
        for (std::size_t k = 0; k < groups_.size(); ++k) add_statement(k);
        for (const evidence::Identity& identity : evidence_.identities()) add_identity(identity);
        add_days();
    }

  private:
    /// The claims of the evidence that make one claim of the network.
    struct Group {
        evidence::UnitId unit;
        evidence::StatementId statement;
    };
    /// `same day as` between two events, to be looked at again when windows are known.
    struct SameDay {
        ClaimId owner;
        SubjectEnd one;
        SubjectEnd other;
        bool denied = false;
    };

    [[nodiscard]] bool is_source(NameId name) const {
        return case_.base_of(name) == BaseKind::source;
    }

    void gather_groups() {
        std::unordered_map<std::uint64_t, std::size_t> place;
        for (std::uint32_t id = 0; id < evidence_.claims().size(); ++id) {
            const evidence::Claim& claim = evidence_.claims()[id];
            if (claim.kind != evidence::ClaimKind::statement || claim.statement.none()) continue;
            const auto& proposition = evidence_.propositions()[claim.statement.proposition()];
            const TimeField* field = fields().find(proposition.field);
            if (field == nullptr) continue;
            const bool bound = field->meaning == FieldMeaning::kind ||
                               is_source(proposition.subject) || claim.implies_occurrence;
            if (!bound) continue;
            // What is not an instant can still be over within a minute.
            if (field->meaning == FieldMeaning::kind &&
                (claim.statement.denied() || !takes_no_time(proposition.row))) {
                continue;
            }
            if (is_source(proposition.subject) && field->meaning == FieldMeaning::bounds)
                dated_sources_.insert(proposition.subject.number);
            const std::uint64_t key =
                std::uint64_t{claim.unit.number} << 32 | claim.statement.number;
            const auto [found, fresh] = place.try_emplace(key, groups_.size());
            if (fresh) groups_.push_back({claim.unit, claim.statement});
            grounds_of_groups_.note(found->second, {id});
        }
        grounds_of_groups_.deal(groups_.size());
    }

    [[nodiscard]] bool takes_no_time(RowId row) const {
        const std::string_view name = tables_.names.text({tables_.value[row.number]});
        const auto kind = case_.vocabulary().find_kind(name);
        return kind && case_.vocabulary().kind(*kind).instantaneous;
    }

    PointId new_point(NameId name) {
        const PointId point = out_.network_.add_point();
        if (point != Network::origin) out_.owners_.push_back(name);
        return point;
    }

    void add_points(NameId name) {
        const auto [found, fresh] = out_.points_.try_emplace(name.number);
        if (!fresh) return;
        found->second.begin = new_point(name);
        found->second.end = new_point(name);
        if (is_source(name)) found->second.publication = new_point(name);
        out_.names_.push_back(name);
    }

    ClaimId new_claim(TimeClaim claim) {
        const ClaimId id = out_.network_.add_claim(out_.network_.claims());
        out_.claims_.push_back(claim);
        return id;
    }

    void add_row(const Constraint& row) {
        Added added = Added::yes;
        if (row.x == row.y) {
            // Something before itself: no constraint between two points says so, but dates do.
            if (row.distance >= 0) return;
            out_.network_.not_after(row.x, -1);
            added = out_.network_.not_before(row.x, 0);
        } else if (row.y == Network::origin) {
            added = out_.network_.not_after(row.x, row.distance);
        } else if (row.x == Network::origin) {
            added = out_.network_.not_before(row.y, -row.distance);
        } else {
            added = out_.network_.at_most(row.x, row.y, row.distance);
        }
        if (added != Added::yes) out_.claims_.back().beyond_limit = true;
    }

    /// In the order of the cards, happenings and dated sources alike.
    void add_happenings() {
        for (const CardId card : evidence_.cards()) {
            const NameId name = case_.card(card).name;
            if (name.none()) continue;
            const auto base = case_.base_of(name);
            if (!base || (!kinds::happenings.has(*base) && !dated_sources_.contains(name.number)))
                continue;
            add_points(name);
        }
        for (const NameId name : out_.names_) {
            TimeClaims::Points& points = out_.points_.at(name.number);
            TimeClaim nature;
            nature.subject = name;
            points.nature = new_claim(nature);
            add_row({points.begin, points.end, -1});
            // The last minute of composing is no later than the minute of coming out.
            if (points.publication != Network::origin) add_row({points.end, points.publication, 1});
        }
    }

    void add_tellings() {
        struct Telling {
            NameId source;
            NameId happening;
        };
        std::vector<Telling> tellings;
        TimeGrounds grounds;
        std::vector<std::size_t> told;
        std::unordered_map<std::uint64_t, std::size_t> place;
        for (std::uint32_t id = 0; id < evidence_.claims().size(); ++id) {
            const evidence::Claim& claim = evidence_.claims()[id];
            if (!claim.implies_occurrence || claim.statement.none()) continue;
            const NameId happening =
                evidence_.propositions()[claim.statement.proposition()].subject;
            if (!out_.points_.contains(happening.number) || is_source(happening)) continue;
            told.clear();
            for (const evidence::WordRef& word : evidence_.words_of(claim)) {
                const casefile::WordRow& row = tables_.words[word.word];
                for (std::uint32_t k = 0; k < row.hop_count; ++k) {
                    const NameId source = tables_.hops[row.first_hop + k].name;
                    if (source.none() || source == happening ||
                        !out_.points_.contains(source.number)) {
                        continue;
                    }
                    const std::uint64_t key = std::uint64_t{source.number} << 32 | happening.number;
                    const auto [found, fresh] = place.try_emplace(key, tellings.size());
                    if (fresh) tellings.push_back({source, happening});
                    // Once, though several words of the claim may come through the source.
                    const std::size_t telling = found->second;
                    if (std::find(told.begin(), told.end(), telling) != told.end()) continue;
                    told.push_back(telling);
                    grounds.note(telling, {id});
                }
            }
        }
        grounds.deal(tellings.size());
        for (std::size_t k = 0; k < tellings.size(); ++k) {
            const Telling& telling = tellings[k];
            TimeClaim claim;
            claim.kind = TimeClaimKind::telling;
            claim.subject = telling.happening;
            claim.source = telling.source;
            keep_grounds(grounds.of(k), claim);
            new_claim(claim);
            add_row({out_.points_.at(telling.happening.number).begin,
                     out_.points_.at(telling.source.number).end, -1});
        }
    }

    void keep_grounds(std::span<const evidence::ClaimId> grounds, TimeClaim& claim) {
        claim.first_ground = static_cast<std::uint32_t>(out_.grounds_.size());
        claim.ground_count = static_cast<std::uint32_t>(grounds.size());
        out_.grounds_.insert(out_.grounds_.end(), grounds.begin(), grounds.end());
    }

    /// The ends of a happening or source, of its begin or end alone, or of when it came out.
    struct Ends {
        SubjectEnd begin;
        SubjectEnd end;
    };
    static Ends moment(PointId point, bool is_end, bool itself) {
        if (itself) return {{point, 0}, {point, 0}};
        return is_end ? Ends{{point, -1}, {point, 0}} : Ends{{point, 0}, {point, 1}};
    }

    /// Nothing for what has no time.
    [[nodiscard]] std::optional<Ends> ends_of(NameId name, std::uint16_t part, bool itself) const {
        const auto found = out_.points_.find(name.number);
        if (found == out_.points_.end()) return std::nullopt;
        const TimeClaims::Points& points = found->second;
        if ((part & row_flags::begin_of_subject) != 0) return moment(points.begin, false, itself);
        if ((part & row_flags::end_of_subject) != 0) return moment(points.end, true, itself);
        return Ends{{points.begin, 0}, {points.end, 0}};
    }

    [[nodiscard]] std::optional<TimeValue> value_of(Value value, bool itself, bool& about) const {
        switch (value.tag) {
            case ValueTag::date: {
                DateMeaning date = meaning_of(tables_.dates[value.number], out_.about_.width);
                about = about || date.about;
                return TimeValue::of(std::move(date));
            }
            case ValueTag::name:
            case ValueTag::begin_of:
            case ValueTag::end_of: {
                const std::uint16_t part =
                    value.tag == ValueTag::begin_of ? row_flags::begin_of_subject
                    : value.tag == ValueTag::end_of ? row_flags::end_of_subject
                                                    : std::uint16_t{0};
                const auto ends = ends_of({value.number}, part, itself);
                if (!ends) return std::nullopt;
                return TimeValue::of({Boundary::at(ends->begin.point, ends->begin.offset),
                                      Boundary::at(ends->end.point, ends->end.offset)});
            }
            default: return std::nullopt;
        }
    }

    /// The value of a row, and those behind it with `or`; `then` for steps.
    [[nodiscard]] std::vector<Value> values_of(RowId row, QualifierKey key) const {
        std::vector<Value> values;
        if (key == QualifierKey::or_) values.push_back(tables_.value_of(row));
        const auto [first, last] = tables_.qualifiers_of(row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables_.qualifiers[i].key == key) values.push_back(tables_.qualifiers[i].value);
        }
        return values;
    }

    void add_statement(std::size_t number) {
        const Group& group = groups_[number];
        const auto& proposition = evidence_.propositions()[group.statement.proposition()];
        const TimeField& field = *fields().find(proposition.field);
        const RowId row = proposition.row;
        TimeClaim claim;
        claim.kind = TimeClaimKind::statement;
        claim.unit = group.unit;
        claim.statement = group.statement;
        claim.subject = proposition.subject;
        if (field.meaning == FieldMeaning::order) claim.subject = {tables_.value[row.number]};
        auto ends = ends_of(claim.subject, proposition.part, field.moments);
        if (!ends) return;
        if (fields().is_published(proposition.field)) {
            ends = moment(out_.points_.at(claim.subject.number).publication, false, false);
        }
        same_days_.clear();
        const auto alternatives = alternatives_of(field, row, *ends, claim.about);
        if (!alternatives) return;
        const bool denied = group.statement.denied();
        // Of several days one is meant: which, is left to the constraints between minutes.
        if (!denied && alternatives->size() > 1) same_days_.clear();
        // That the days differ says nothing of minutes until the days are known.
        const Formula formula =
            denied && !same_days_.empty() ? Formula{} : formula_of(*alternatives, denied);
        if (formula.rows.empty() && formula.choices.empty() && same_days_.empty()) return;
        keep_grounds(grounds_of_groups_.of(number), claim);
        const ClaimId owner = new_claim(claim);
        for (const Constraint& each : formula.rows) add_row(each);
        out_.by_unit_[group.unit.number].push_back(owner);
        for (const auto& choice : formula.choices) add_choice(owner, choice);
        for (const SameDay& each : same_days_)
            pending_days_.push_back({owner, each.one, each.other, denied});
    }

    /// Each of the things that somebody takes for one has the time of the one before it.
    void add_identity(const evidence::Identity& identity) {
        if (!identity.same) return;
        NameId before;
        for (const NameId name : identity.names) {
            const auto found = out_.points_.find(name.number);
            if (found == out_.points_.end()) continue;
            const NameId other = std::exchange(before, name);
            if (other.none() || other == name) continue;
            const TimeClaims::Points& one = out_.points_.at(other.number);
            const TimeClaims::Points& two = found->second;
            TimeClaim claim;
            claim.kind = TimeClaimKind::identity;
            claim.unit = identity.unit;
            claim.subject = name;
            claim.source = other;
            keep_grounds(evidence_.claims_of(identity.unit), claim);
            out_.by_unit_[identity.unit.number].push_back(new_claim(claim));
            add_equal(one.begin, two.begin);
            add_equal(one.end, two.end);
            if (is_source(name) && is_source(other)) add_equal(one.publication, two.publication);
        }
    }

    void add_equal(PointId one, PointId two) {
        add_row({one, two, 0});
        add_row({two, one, 0});
    }

    void add_choice(ClaimId owner, const std::vector<std::vector<Constraint>>& alternatives) {
        Choice choice{owner, {}};
        for (const auto& rows : alternatives) {
            TimeClaim claim = out_.claims_[owner.index];
            claim.kind = TimeClaimKind::alternative;
            claim.owner = owner;
            choice.alternatives.push_back(new_claim(claim));
            for (const Constraint& each : rows) add_row(each);
            if (out_.claims_.back().beyond_limit) out_.claims_[owner.index].beyond_limit = true;
        }
        out_.choices_.push_back(std::move(choice));
    }

    /// Nothing when some value has no time, and so nothing is said.
    [[nodiscard]] std::optional<std::vector<Atoms>> alternatives_of(const TimeField& field,
                                                                    RowId row, const Ends& ends,
                                                                    bool& about) {
        std::vector<Atoms> all;
        const auto append = [&](std::vector<Atoms> more) {
            all.insert(all.end(), std::make_move_iterator(more.begin()),
                       std::make_move_iterator(more.end()));
        };
        switch (field.meaning) {
            case FieldMeaning::kind: {
                const Distance minute{1, 1, false, false, false};
                all.push_back(says_lasts(ends.begin, ends.end, minute));
                return all;
            }
            case FieldMeaning::lasts:
            case FieldMeaning::within: {
                const Distance distance =
                    distance_of(tables_.durations[tables_.value[row.number]], out_.about_.width);
                about = about || distance.about;
                if (field.meaning == FieldMeaning::lasts) {
                    all.push_back(says_lasts(ends.begin, ends.end, distance));
                    return all;
                }
                return distances(row, ends, distance, about);
            }
            default: break;
        }
        const auto key =
            field.meaning == FieldMeaning::order ? QualifierKey::then : QualifierKey::or_;
        for (const Value value : values_of(row, key)) {
            const auto read = value_of(value, field.moments, about);
            if (!read) return std::nullopt;
            if (field.meaning != FieldMeaning::same_day) {
                append(says(field, ends.begin, ends.end, *read));
                continue;
            }
            append(says_same_day(ends.begin, *read));
            if (!read->is_date) {
                same_days_.push_back(
                    {{}, ends.begin, {read->event.begin.from, *read->event.begin.least}});
            }
        }
        return all;
    }

    /// `within`: each time behind the length holds.
    std::optional<std::vector<Atoms>> distances(RowId row, const Ends& ends,
                                                const Distance& distance, bool& about) const {
        std::vector<Atoms> all;
        for (const auto& [key, near] :
             {std::pair{QualifierKey::before, Near::before},
              std::pair{QualifierKey::after, Near::after}, std::pair{QualifierKey::of, Near::of}}) {
            for (const Value value : values_of(row, key)) {
                const auto read = value_of(value, false, about);
                if (!read) return std::nullopt;
                std::vector<Atoms> more = says_within(ends.begin, ends.end, distance, near, *read);
                if (all.empty()) {
                    all = std::move(more);
                    continue;
                }
                std::vector<Atoms> both;
                for (const Atoms& one : all) {
                    for (const Atoms& other : more) {
                        both.push_back(one);
                        both.back().insert(both.back().end(), other.begin(), other.end());
                    }
                }
                all = std::move(both);
            }
        }
        return all;
    }

    /// Where one of the two begins within some weeks, on which day is a choice.
    void add_days() {
        if (pending_days_.empty()) return;
        std::vector<std::optional<DayWindow>> windows;
        {
            const Timeline timeline(out_.network_, out_.all());
            for (const SameDay& each : pending_days_)
                windows.push_back(shared_window(timeline, each.one, each.other));
        }
        for (std::size_t k = 0; k < pending_days_.size(); ++k) {
            if (!windows[k]) continue;
            const SameDay& pair = pending_days_[k];
            add_choice(pair.owner, pair.denied
                                       ? on_different_days(pair.one, pair.other, *windows[k])
                                       : on_one_day(pair.one, pair.other, *windows[k]));
        }
    }

    TimeClaims& out_;
    const evidence::Evidence& evidence_;
    const casefile::Case& case_;
    const Tables& tables_;
    std::vector<Group> groups_;
    TimeGrounds grounds_of_groups_;  ///< by their place there
    std::vector<SameDay> same_days_;
    std::vector<SameDay> pending_days_;
    std::unordered_set<std::uint32_t> dated_sources_;
};

TimeClaims TimeClaims::of(const evidence::Evidence& evidence, const AboutPolicy& about) {
    TimeClaims times(evidence, about);
    TimeGathering(times).run();
    return times;
}

}  // namespace valla::chronology
