#include "chronology/envelope.hpp"

#include <algorithm>
#include <numeric>

#include "chronology/time_days.hpp"

namespace valla::chronology {

namespace {

void append(std::vector<ClaimId>& claims, const std::vector<ClaimId>& more) {
    for (const ClaimId claim : more) {
        if (std::find(claims.begin(), claims.end(), claim) == claims.end()) claims.push_back(claim);
    }
}

Constraint negation(const Constraint& row) { return {row.y, row.x, -row.distance - 1}; }

}  // namespace

Envelope::Envelope(const TimeClaims& times, const ClaimSet& mask, std::size_t decision_limit)
    : times_(times),
      limit_(decision_limit),
      network_(times.network()),
      timeline_(network_, mask),
      touched_(network_.points(), false) {
    take_in_choices(mask);
    for (const ClaimId claim : timeline_.set_aside())
        clashes_.push_back(
            {claim, minimal(times_.choices(), timeline_.impossible_set(claim).claims)});
    for (const PointId point : timeline_.touched_points()) touched_[point.index] = true;
    find_groups(mask);
    find_touched();
}

void Envelope::take_in_choices(const ClaimSet& mask) {
    while (true) {
        choices_.clear();
        for (Choice& choice : times_.choices_in(mask)) {
            if (timeline_.standing(choice.owner) == Standing::kept)
                choices_.push_back(std::move(choice));
        }
        if (choices_.empty()) return;
        Selection selection = select(timeline_, choices_, limit_);
        if (selection.outcome == Choosing::limit_reached) decided_ = false;
        if (selection.outcome != Choosing::impossible) return;
        std::vector<ClaimId> clash = minimal(choices_, std::move(selection.clash));
        // Without choices the rest is possible, so that one of them is in the clash.
        std::optional<ClaimId> last;
        for (const Choice& choice : choices_) {
            const bool in = std::find(clash.begin(), clash.end(), choice.owner) != clash.end();
            if (in && (!last || network_.comes_before(*last, choice.owner))) last = choice.owner;
        }
        clashes_.push_back({*last, std::move(clash)});
        timeline_.remove(*last);
    }
}

/// What needs no claim is taken in first, so that no claim is kept in a clash for it.
std::vector<ClaimId> Envelope::minimal(std::span<const Choice> choices,
                                       std::vector<ClaimId> clash) const {
    const auto add_nature = [&](ClaimId claim, std::vector<ClaimId>& all) {
        for (std::uint32_t id = network_.first_row(claim); id < network_.end_row(claim); ++id) {
            for (const PointId point : {network_.row({id}).x, network_.row({id}).y}) {
                if (point != Network::origin) append(all, {times_.nature_of(point)});
            }
        }
    };
    std::vector<ClaimId> all = clash;
    for (const ClaimId claim : clash) add_nature(claim, all);
    std::vector<Choice> own;
    for (const Choice& choice : choices) {
        if (std::find(clash.begin(), clash.end(), choice.owner) == clash.end()) continue;
        for (const ClaimId alternative : choice.alternatives) add_nature(alternative, all);
        own.push_back(choice);
    }
    std::sort(all.begin(), all.end(),
              [&](ClaimId a, ClaimId b) { return network_.comes_before(a, b); });
    return minimal_clash(network_, own, std::move(all), limit_);
}

std::uint32_t Envelope::group_of(PointId point) {
    std::uint32_t at = point.index;
    while (groups_[at] != at) {
        groups_[at] = groups_[groups_[at]];
        at = groups_[at];
    }
    return at;
}

/// Points that constraints or choices tie together, the calendar aside.
void Envelope::find_groups(const ClaimSet& mask) {
    groups_.resize(network_.points());
    std::iota(groups_.begin(), groups_.end(), 0U);
    const auto join = [&](PointId a, PointId b) {
        if (a != Network::origin && b != Network::origin) groups_[group_of(a)] = group_of(b);
    };
    const auto join_rows = [&](ClaimId claim) {
        for (std::uint32_t id = network_.first_row(claim); id < network_.end_row(claim); ++id)
            join(network_.row({id}).x, network_.row({id}).y);
    };
    for (std::uint32_t id = 0; id < network_.claims(); ++id) {
        if (mask.contains({id})) join_rows({id});
    }
    for (const Choice& choice : choices_) {
        PointId first = Network::origin;
        for (const ClaimId alternative : choice.alternatives) {
            join_rows(alternative);
            for (std::uint32_t id = network_.first_row(alternative);
                 id < network_.end_row(alternative); ++id) {
                for (const PointId point : {network_.row({id}).x, network_.row({id}).y}) {
                    if (first == Network::origin) first = point;
                    join(first, point);
                }
            }
        }
    }
}

/// What clashes of choices touch is all that they are tied to.
void Envelope::find_touched() {
    std::vector<bool> groups(network_.points(), false);
    bool any = false;
    for (const TimeClash& clash : clashes_) {
        if (timeline_.standing(clash.set_aside) == Standing::set_aside) continue;
        std::vector<ClaimId> claims = clash.claims;
        for (const Choice& choice : times_.choices()) {
            if (std::find(clash.claims.begin(), clash.claims.end(), choice.owner) ==
                clash.claims.end()) {
                continue;
            }
            claims.insert(claims.end(), choice.alternatives.begin(), choice.alternatives.end());
        }
        for (const ClaimId claim : claims) {
            for (std::uint32_t id = network_.first_row(claim); id < network_.end_row(claim); ++id) {
                for (const PointId point : {network_.row({id}).x, network_.row({id}).y}) {
                    if (point == Network::origin) continue;
                    groups[group_of(point)] = any = true;
                }
            }
        }
    }
    if (!any) return;
    for (std::uint32_t point = 1; point < network_.points(); ++point) {
        if (groups[group_of({point})]) touched_[point] = true;
    }
}

std::vector<Choice> Envelope::choices_about(std::span<const Constraint> rows) {
    std::vector<Choice> about;
    if (choices_.empty() || !decided_) return about;
    std::vector<std::uint32_t> wanted;
    for (const Constraint& row : rows) {
        for (const PointId point : {row.x, row.y}) {
            if (point != Network::origin) wanted.push_back(group_of(point));
        }
    }
    for (const Choice& choice : choices_) {
        const ClaimId first = choice.alternatives.front();
        const Constraint& row = network_.row({network_.first_row(first)});
        const std::uint32_t group = group_of(row.x == Network::origin ? row.y : row.x);
        if (std::find(wanted.begin(), wanted.end(), group) != wanted.end()) about.push_back(choice);
    }
    return about;
}

/// Whether `rows` are possible, by some way to choose, and the bound of the target in that way.
Envelope::Trial Envelope::attempt(std::span<const Constraint> rows, std::span<const Choice> choices,
                                  std::optional<Target> target) {
    Trial trial;
    std::optional<ClaimId> asked;
    if (!rows.empty()) {
        // A point and itself: true, or impossible by nothing else.
        const auto impossible = [](const Constraint& row) {
            return row.x == row.y && row.distance < 0;
        };
        if (std::any_of(rows.begin(), rows.end(), impossible)) {
            trial.outcome = Choosing::impossible;
            return trial;
        }
        asked = network_.add_claim(network_.claims());
        for (const Constraint& row : rows) {
            if (row.x == row.y) continue;
            if (row.y == Network::origin) network_.not_after(row.x, row.distance);
            else if (row.x == Network::origin) network_.not_before(row.y, -row.distance);
            else network_.at_most(row.x, row.y, row.distance);
        }
        timeline_.extend();
    }
    timeline_.push();
    const auto finish = [&](std::vector<ClaimId> clash) {
        timeline_.pop();
        trial.outcome = Choosing::impossible;
        clash = minimal(choices, std::move(clash));
        if (asked) std::erase(clash, *asked);
        trial.clash = std::move(clash);
        return trial;
    };
    if (asked) {
        if (const auto cycle = timeline_.try_add(*asked)) {
            std::vector<ClaimId> clash = owners(network_, *cycle);
            std::sort(clash.begin(), clash.end(),
                      [&](ClaimId a, ClaimId b) { return network_.comes_before(a, b); });
            return finish(std::move(clash));
        }
    }
    Selection selection = select(timeline_, choices, limit_);
    trial.outcome = selection.outcome;
    if (selection.outcome == Choosing::impossible) return finish(std::move(selection.clash));
    if (target && selection.outcome == Choosing::possible) {
        for (const ClaimId alternative : selection.alternatives) timeline_.try_add(alternative);
        trial.bound = target->side == Side::latest ? timeline_.latest(target->point)
                                                   : timeline_.earliest(target->point);
    }
    timeline_.pop();
    return trial;
}

EnvelopeBound Envelope::bound(Side side, PointId point) {
    EnvelopeBound answer;
    if (const auto plain = timeline_.explain(side, point)) {
        answer.minute = side == Side::latest ? timeline_.latest(point) : timeline_.earliest(point);
        answer.claims = plain->claims;
    }
    const Constraint here{point, Network::origin, 0};
    const std::vector<Choice> choices = choices_about({&here, 1});
    answer.exact = decided_;
    if (choices.empty()) return answer;
    Trial trial = attempt({}, choices, Target{side, point});
    while (trial.outcome == Choosing::possible) {
        if (trial.bound == answer.minute) return answer;  // the plain bound is attained
        if (!trial.bound) {
            answer.minute.reset();
            return answer;
        }
        const Minutes reached = *trial.bound;
        const Constraint beyond = side == Side::latest
                                      ? Constraint{Network::origin, point, -(reached + 1)}
                                      : Constraint{point, Network::origin, reached - 1};
        trial = attempt({&beyond, 1}, choices, Target{side, point});
        if (trial.outcome == Choosing::impossible)
            return {reached, std::move(trial.clash), false, true};
    }
    answer.exact = false;
    return answer;
}

EnvelopeJudgement Envelope::judge(std::span<const Constraint> rows) {
    const std::vector<Choice> choices = choices_about(rows);
    EnvelopeJudgement judgement;
    judgement.exact = decided_;
    Trial all = attempt(rows, choices, std::nullopt);
    if (all.outcome == Choosing::impossible) {
        judgement.verdict = Verdict::cannot;
        judgement.reasons = std::move(all.clash);
        return judgement;
    }
    if (all.outcome == Choosing::limit_reached) judgement.exact = false;
    for (const Constraint& row : rows) {
        const Constraint other = negation(row);
        Trial trial = attempt({&other, 1}, choices, std::nullopt);
        if (trial.outcome != Choosing::impossible) {
            if (trial.outcome == Choosing::limit_reached) judgement.exact = false;
            judgement.reasons.clear();
            return judgement;
        }
        append(judgement.reasons, trial.clash);
    }
    judgement.verdict = Verdict::must;
    judgement.exact = true;
    return judgement;
}

EnvelopeJudgement Envelope::judge(Relation relation, Event first, Event second) {
    switch (relation) {
        case Relation::precedes: {
            const Constraint rows[] = {{first.end, second.begin, 0}};
            return judge(rows);
        }
        case Relation::overlaps: {
            const Constraint rows[] = {{first.begin, second.end, -1},
                                       {second.begin, first.end, -1}};
            return judge(rows);
        }
        case Relation::includes: {
            const Constraint rows[] = {{first.begin, second.begin, 0}, {second.end, first.end, 0}};
            return judge(rows);
        }
        case Relation::same_day: break;
    }
    return judge_days(first, second);
}

EnvelopeJudgement Envelope::judge_days(Event first, Event second) {
    const Judgement plain = chronology::judge(timeline_, Relation::same_day, first, second);
    EnvelopeJudgement judgement{plain.verdict, plain.reasons, true};
    const Constraint here{first.begin, second.begin, 0};
    const std::vector<Choice> choices = choices_about({&here, 1});
    if (plain.verdict != Verdict::can) return judgement;
    judgement.exact = decided_;
    if (choices.empty()) return judgement;
    const auto window = shared_window(timeline_, {first.begin}, {second.begin});
    if (!window) {
        judgement.exact = false;
        return judgement;
    }
    const auto any_possible = [&](const Alternatives& alternatives, std::vector<ClaimId>& reasons) {
        for (const auto& rows : alternatives) {
            Trial trial = attempt(rows, choices, std::nullopt);
            if (trial.outcome != Choosing::impossible) {
                if (trial.outcome == Choosing::limit_reached) judgement.exact = false;
                return true;
            }
            append(reasons, trial.clash);
        }
        return false;
    };
    std::vector<ClaimId> reasons;
    if (!any_possible(on_one_day({first.begin}, {second.begin}, *window), reasons)) {
        return {Verdict::cannot, std::move(reasons), true};
    }
    reasons.clear();
    if (!any_possible(on_different_days({first.begin}, {second.begin}, *window), reasons))
        return {Verdict::must, std::move(reasons), true};
    return judgement;
}

}  // namespace valla::chronology
