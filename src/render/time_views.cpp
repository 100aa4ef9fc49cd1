#include "render/time_views.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "calendar/writing.hpp"
#include "casefile/case_language.hpp"
#include "chronology/time_value.hpp"
#include "render/statement.hpp"

namespace valla::render {

using calendar::LimitRole;
using casefile::Tables;
using chronology::ClaimId;
using chronology::Envelope;
using chronology::Event;
using chronology::Minutes;
using chronology::minutes_per_day;
using chronology::PointId;
using chronology::Side;
using chronology::TimeClaim;
using chronology::TimeClaimKind;
using chronology::Verdict;
using vocabulary::builtin_field;

namespace {

struct DayAndMinute {
    calendar::Day day;
    Minutes minute = 0;
};
DayAndMinute split(Minutes minute) {
    const Minutes midnight = chronology::floor_to_day(minute);
    return {{midnight / minutes_per_day}, minute - midnight};
}

std::string iso(Minutes minute) {
    const DayAndMinute at = split(minute);
    const auto date = calendar::from_day(calendar::Calendar::gregorian, at.day);
    const std::int64_t year = date.year < 0 ? -date.year : date.year;
    return fmt::format("{}{:04}-{:02}-{:02}T{:02}:{:02}", date.year < 0 ? "-" : "", year,
                       int{date.month}, int{date.day}, at.minute / 60, at.minute % 60);
}

/// Makes reasons out of the claims of one envelope.
class Reasons {
  public:
    Reasons(const Envelope& envelope, const lineage::LiveWords* live)
        : times_(envelope.times()),
          live_(live),
          evidence_(times_.evidence()),
          case_(evidence_.the_case()),
          tables_(case_.tables()) {
        for (std::uint32_t number = 0; number < times_.claims().size(); ++number) {
            const TimeClaim& claim = times_.claims()[number];
            if (claim.beyond_limit && claim.kind == TimeClaimKind::statement &&
                envelope.timeline().standing({number}) != chronology::Standing::out)
                beyond_limit_.push_back({number});
        }
    }

    [[nodiscard]] ReasonView of(ClaimId id) const {
        const TimeClaim& claim = times_[id];
        ReasonView view;
        switch (claim.kind) {
            case TimeClaimKind::nature:
                view.kind = "nature";
                view.text = name_text(case_, claim.subject) + " ended after it began";
                return view;
            case TimeClaimKind::telling:
                view.kind = "telling";
                view.text =
                    fmt::format("{} tells of {}, which had begun by then",
                                name_text(case_, claim.source), name_text(case_, claim.subject));
                break;
            case TimeClaimKind::identity:
                view.kind = "identity";
                view.text = fmt::format("{} and {} are the same", name_text(case_, claim.source),
                                        name_text(case_, claim.subject));
                break;
            default:
                view.kind = "statement";
                view.text = text_of(evidence_.propositions()[claim.statement.proposition()].row);
        }
        for (const evidence::ClaimId ground : times_.grounds_of(id)) {
            if (live_ != nullptr && !live_->claims[ground.number]) continue;
            TimeGroundView shown = ground_of(evidence_[ground]);
            const auto same_line = [&](const TimeGroundView& other) {
                return other.place.file == shown.place.file && other.place.line == shown.place.line;
            };
            if (std::none_of(view.grounds.begin(), view.grounds.end(), same_line))
                view.grounds.push_back(std::move(shown));
        }
        if (claim.about) {
            const std::uint32_t row = times_.about().row.number;
            view.about = place_of(case_, tables_.card[row], tables_.begin[row]);
        }
        return view;
    }

    /// In the order given, without what holds by nature.
    [[nodiscard]] std::vector<ReasonView> of(const std::vector<ClaimId>& claims) const {
        std::vector<ReasonView> views;
        for (const ClaimId claim : claims) {
            if (times_[claim].kind != TimeClaimKind::nature) views.push_back(of(claim));
        }
        return views;
    }

    /// By file and place of their first grounds.
    [[nodiscard]] std::vector<ReasonView> by_place(const std::vector<ClaimId>& claims) const {
        std::vector<ReasonView> views = of(claims);
        const auto key = [](const ReasonView& view) {
            const TimeGroundView& ground = view.grounds.front();
            return std::tie(ground.place.file, ground.place.line, view.text);
        };
        std::sort(views.begin(), views.end(),
                  [&](const ReasonView& a, const ReasonView& b) { return key(a) < key(b); });
        return views;
    }

    /// What is said of something and reaches further than is reckoned with.
    [[nodiscard]] std::vector<ReasonView> beyond_limit(NameId name) const {
        std::vector<ClaimId> claims;
        for (const ClaimId claim : beyond_limit_) {
            if (times_[claim].subject == name) claims.push_back(claim);
        }
        return by_place(claims);
    }

    [[nodiscard]] const Case& the_case() const { return case_; }

  private:
    [[nodiscard]] std::string text_of(RowId row) const {
        static const auto order = builtin_field(casefile::BaseKind::sequence, "order");
        if (tables_.field[row.number].row != order) return statement_text(case_, row);
        std::string text = name_text(case_, {tables_.value[row.number]});
        const auto [first, last] = tables_.qualifiers_of(row);
        for (std::size_t i = first; i < last; ++i) {
            const casefile::QualifierRow& next = tables_.qualifiers[i];
            if (next.key == casefile::QualifierKey::then)
                text += ", then " + name_text(case_, {next.value.number});
        }
        return text;
    }

    [[nodiscard]] TimeGroundView ground_of(const evidence::Claim& claim) const {
        TimeGroundView view;
        view.words = words_of(case_, claim.card, live_ != nullptr ? &live_->words : nullptr);
        view.researchers_own = evidence_.words_of(claim).empty();
        view.alleged = claim.alleged;
        const bool has_row = claim.row != RowId{};
        view.place = place_of(case_, claim.card, has_row ? tables_.begin[claim.row.number] : 0);
        if (!has_row || tables_.hedge[claim.row.number].none()) return view;
        view.hedge = case_.vocabulary().hedge(tables_.hedge[claim.row.number]).name;
        const auto [first, last] = tables_.qualifiers_of(claim.row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables_.qualifiers[i].key == casefile::QualifierKey::hedge_by)
                view.hedge += " by " + name_text(case_, {tables_.qualifiers[i].value.number});
        }
        return view;
    }

    const chronology::TimeClaims& times_;
    const lineage::LiveWords* live_;
    const evidence::Evidence& evidence_;
    const Case& case_;
    const Tables& tables_;
    std::vector<ClaimId> beyond_limit_;
};

struct BoundName {
    Side side;
    bool end;
    const char* name;
};
constexpr BoundName bound_names[] = {{Side::earliest, false, "earliest-begin"},
                                     {Side::latest, false, "latest-begin"},
                                     {Side::earliest, true, "earliest-end"},
                                     {Side::latest, true, "latest-end"}};

/// `slack`: how many minutes can come from the steps alone.
std::string sentence_of(const Case& a_case, const BoundName& name, Minutes moment, Minutes slack) {
    const DayAndMinute at = split(moment);
    const auto day = [&] {
        return calendar::day_in_words(at.day, calendar::Calendar::gregorian,
                                      casefile::case_language(a_case));
    };
    if (name.side == Side::latest) {
        const char* verb = name.end ? "over" : "begun";
        if (at.minute == 0 && !name.end) return fmt::format("{} by the begin of {}", verb, day());
        return fmt::format("{} by {}", verb, minute_words(a_case, moment, LimitRole::by, slack));
    }
    const char* verb = name.end ? "over" : "begun";
    if (at.minute == minutes_per_day - 1 && name.end)
        return fmt::format("not {} before the end of {}", verb, day());
    return fmt::format("not {} before {}", verb,
                       minute_words(a_case, moment, LimitRole::not_before, slack));
}

WhenView head_of(const Case& a_case, NameId name) {
    WhenView view;
    view.name = name_text(a_case, name);
    view.label = label_of(a_case, name);
    if (const auto card = a_case.introduced_by(name); card && a_case.card(*card).known_kind)
        view.kind = a_case.vocabulary().kind(a_case.card(*card).kind).name;
    return view;
}

/// Whether two bounds have the same reasons.
bool same_reasons(const BoundView& a, const BoundView& b) {
    return a.reasons.size() == b.reasons.size() &&
           std::equal(a.reasons.begin(), a.reasons.end(), b.reasons.begin(),
                      [](const ReasonView& x, const ReasonView& y) {
                          return x.text == y.text && x.grounds.size() == y.grounds.size();
                      });
}

/// That what is over had begun, and that what has not begun is not over, goes without saying.
void mark_repeats(std::vector<BoundView>& bounds) {
    for (BoundView& bound : bounds) {
        const bool begin = bound.bound == "latest-begin";
        if (!begin && bound.bound != "earliest-end") continue;
        for (const BoundView& other : bounds) {
            const Minutes step = begin ? 1 : -1;
            if (other.bound != (begin ? "latest-end" : "earliest-begin")) continue;
            bound.repeats = other.minute == bound.minute + step && same_reasons(bound, other);
        }
    }
}

WhenView when_of(Envelope& envelope, const Reasons& reasons, NameId name) {
    const chronology::TimeClaims& times = envelope.times();
    WhenView view = head_of(reasons.the_case(), name);
    const Event event = *times.event_of(name);
    view.touched = envelope.touched(event.begin) || envelope.touched(event.end);
    for (const BoundName& each : bound_names) {
        const chronology::EnvelopeBound bound =
            envelope.bound(each.side, each.end ? event.end : event.begin);
        if (!bound.minute) continue;
        BoundView shown;
        shown.bound = each.name;
        shown.minute = *bound.minute;
        const Minutes moment = each.end ? *bound.minute - 1 : *bound.minute;
        shown.moment = iso(moment);
        // A claim adds at most the minute that something lasts and the one that it stays behind.
        const auto slack = static_cast<Minutes>(2 * bound.claims.size());
        shown.sentence = sentence_of(reasons.the_case(), each, moment, slack);
        shown.chain = bound.is_chain;
        shown.exact = bound.exact;
        std::vector<ClaimId> said;
        for (const ClaimId claim : bound.claims) {
            if (times[claim].kind != TimeClaimKind::nature) said.push_back(claim);
        }
        shown.stated = said.size() == 1 && times[said[0]].kind == TimeClaimKind::statement &&
                       times[said[0]].subject == name;
        shown.reasons = bound.is_chain ? reasons.of(said) : reasons.by_place(said);
        view.bounds.push_back(std::move(shown));
    }
    mark_repeats(view.bounds);
    view.beyond_limit = reasons.beyond_limit(name);
    return view;
}

std::string verdict_name(Verdict verdict) {
    switch (verdict) {
        case Verdict::must: return "must";
        case Verdict::can: return "can";
        case Verdict::cannot: return "cannot";
    }
    return "";
}

}  // namespace

std::string minute_words(const Case& a_case, std::int64_t minute, LimitRole role,
                         std::int64_t slack) {
    const std::string day = calendar::day_in_words(split(minute).day, calendar::Calendar::gregorian,
                                                   casefile::case_language(a_case));
    const auto clock = calendar::clock_of_limit(minute, role, slack);
    return clock ? day + ", " + *clock : day;
}

WhenAnswer when_view(Envelope& envelope, const std::vector<NameId>& names,
                     const lineage::LiveWords* live) {
    const Reasons reasons(envelope, live);
    WhenAnswer answer;
    answer.decided = envelope.decided();
    for (const NameId name : names.empty() ? envelope.times().names() : names) {
        WhenView view = when_of(envelope, reasons, name);
        if (names.empty() && view.bounds.empty() && view.beyond_limit.empty()) continue;
        answer.things.push_back(std::move(view));
    }
    const bool touched = std::any_of(answer.things.begin(), answer.things.end(),
                                     [](const WhenView& view) { return view.touched; });
    if (!names.empty() && !touched) return answer;
    for (const chronology::TimeClash& clash : envelope.clashes()) {
        TimeClashView view;
        view.claims = reasons.by_place(clash.claims);
        const std::string gone = reasons.of(clash.set_aside).text;
        for (std::size_t k = 0; k < view.claims.size(); ++k) {
            if (view.claims[k].text == gone) view.set_aside = k;
        }
        answer.clashes.push_back(std::move(view));
    }
    return answer;
}

GoingOnAnswer going_on_view(Envelope& envelope, std::int64_t begin, std::int64_t end,
                            const lineage::LiveWords* live) {
    const Reasons reasons(envelope, live);
    const chronology::TimeClaims& times = envelope.times();
    GoingOnAnswer answer;
    answer.from = minute_words(reasons.the_case(), begin, LimitRole::not_before);
    answer.to = minute_words(reasons.the_case(), end - 1, LimitRole::by);
    for (const NameId name : times.names()) {
        const Event event = *times.event_of(name);
        const chronology::Constraint rows[] = {
            {event.begin, chronology::Network::origin, end - 1},
            {chronology::Network::origin, event.end, -(begin + 1)}};
        const chronology::EnvelopeJudgement judgement = envelope.judge(rows);
        if (judgement.verdict == Verdict::cannot) continue;
        WhenView view = when_of(envelope, reasons, name);
        if (view.bounds.empty()) {
            ++answer.undated;
        } else if (judgement.verdict == Verdict::must) {
            std::erase_if(view.bounds, [](const BoundView& bound) {
                return bound.bound != "latest-begin" && bound.bound != "earliest-end";
            });
            for (BoundView& bound : view.bounds) bound.repeats = false;
            answer.certainly.push_back(std::move(view));
        } else {
            answer.possibly.push_back(std::move(view));
        }
    }
    return answer;
}

namespace {

struct Asked {
    const char* relation;
    chronology::EnvelopeJudgement judgement;
};

std::vector<Asked> relations_of(Envelope& envelope, Event a, Event b) {
    using chronology::Constraint;
    using chronology::Relation;
    const auto holds = [&](std::initializer_list<Constraint> rows) {
        return envelope.judge(std::span<const Constraint>(rows.begin(), rows.size()));
    };
    return {{"before", envelope.judge(Relation::precedes, a, b)},
            {"after", envelope.judge(Relation::precedes, b, a)},
            {"begins before", holds({{a.begin, b.begin, -1}})},
            {"begins after", holds({{b.begin, a.begin, -1}})},
            {"overlaps", envelope.judge(Relation::overlaps, a, b)},
            {"includes", envelope.judge(Relation::includes, a, b)},
            {"within", envelope.judge(Relation::includes, b, a)},
            {"same day", envelope.judge(Relation::same_day, a, b)}};
}

}  // namespace

OrderAnswer order_view(Envelope& envelope, const std::vector<NameId>& names,
                       const lineage::LiveWords* live) {
    const Reasons reasons(envelope, live);
    const chronology::TimeClaims& times = envelope.times();
    const Case& the_case = reasons.the_case();
    OrderAnswer answer;
    std::vector<Event> events;
    for (const NameId name : names) {
        answer.names.push_back(name_text(the_case, name));
        events.push_back(*times.event_of(name));
    }
    for (std::size_t a = 0; a < events.size(); ++a) {
        for (std::size_t b = a + 1; b < events.size(); ++b) {
            for (const Asked& asked : relations_of(envelope, events[a], events[b])) {
                if (events.size() > 2 && asked.judgement.verdict == Verdict::can) continue;
                answer.relations.push_back({answer.names[a], answer.names[b], asked.relation,
                                            verdict_name(asked.judgement.verdict),
                                            asked.judgement.exact,
                                            reasons.by_place(asked.judgement.reasons)});
            }
        }
    }
    if (events.size() == 2) return answer;
    for (std::size_t a = 0; a < events.size(); ++a) {
        std::vector<chronology::Constraint> first;
        std::vector<chronology::Constraint> last;
        for (std::size_t b = 0; b < events.size(); ++b) {
            if (a == b) continue;
            first.push_back({events[a].begin, events[b].begin, 0});
            last.push_back({events[b].end, events[a].end, 0});
        }
        const auto rank = [&](const std::vector<chronology::Constraint>& rows) {
            const chronology::EnvelopeJudgement judgement = envelope.judge(rows);
            RankView view{
                answer.names[a], judgement.verdict != Verdict::cannot, judgement.exact, {}};
            if (!view.possible) view.reasons = reasons.by_place(judgement.reasons);
            return view;
        };
        answer.first.push_back(rank(first));
        answer.last.push_back(rank(last));
    }
    return answer;
}

}  // namespace valla::render
