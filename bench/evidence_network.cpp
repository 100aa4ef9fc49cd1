#include "evidence_network.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace valla::bench {

using chronology::ClaimId;
using chronology::Constraint;
using chronology::Minutes;
using chronology::minutes_per_day;
using chronology::Network;
using chronology::PointId;

namespace {

constexpr Minutes year = 525'960;
constexpr Minutes span_of_time = 100 * year;

struct Event {
    Minutes begin = 0;
    Minutes end = 0;
    PointId begin_point;
    PointId end_point;
};

struct DraftClaim {
    std::array<Constraint, 4> rows;
    std::uint32_t size = 0;
    std::uint32_t source = 0;
    bool dates = false;

    void at_most(PointId x, PointId y, Minutes distance) { rows[size++] = {x, y, distance}; }
    void within(PointId x, Minutes first, Minutes last) {
        at_most(x, Network::origin, last);
        at_most(Network::origin, x, -first);
    }
};

class Writer {
  public:
    explicit Writer(const EvidenceShape& shape) : shape_(shape), random_(shape.seed) {}

    EvidenceNetwork write() {
        make_events();
        make_sources();
        for (std::uint32_t rank = 0; rank < events_.size(); ++rank) {
            durations(events_[rank]);
            if (chance() < shape_.dated_share) date(events_[rank]);
            for (Minutes ties = number(2, 3); ties > 0; --ties) tie(rank);
        }
        falsify();
        std::shuffle(claims_.begin(), claims_.end(), random_);
        return assemble();
    }

  private:
    double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    Minutes number(Minutes low, Minutes high) {
        return std::uniform_int_distribution<Minutes>(low, high)(random_);
    }

    void make_events() {
        std::vector<Minutes> begins(shape_.events);
        for (Minutes& begin : begins) begin = number(0, span_of_time);
        std::sort(begins.begin(), begins.end());
        std::vector<std::uint32_t> ids(shape_.events);
        for (std::uint32_t k = 0; k < ids.size(); ++k) ids[k] = k;
        std::shuffle(ids.begin(), ids.end(), random_);
        for (std::uint32_t k = 0; k < ids.size(); ++k) {
            const double kind = chance();
            Minutes lasts = 0;
            if (kind >= 0.95) {
                lasts = number(30 * minutes_per_day, 1095 * minutes_per_day);
            } else if (kind >= 0.7) {
                lasts = number(minutes_per_day, 30 * minutes_per_day);
            } else if (kind >= 0.2) {
                lasts = number(10, minutes_per_day);
            }
            events_.push_back({begins[k], begins[k] + lasts, {1 + 2 * ids[k]}, {2 + 2 * ids[k]}});
        }
    }

    void make_sources() {
        cumulated_.resize(std::max<std::size_t>(4, events_.size() / 20));
        double sum = 0;
        for (std::size_t k = 0; k < cumulated_.size(); ++k) {
            sum += 1.0 / static_cast<double>(k + 3);
            cumulated_[k] = sum;
        }
    }

    DraftClaim& claim() {
        claims_.emplace_back();
        const auto source =
            std::lower_bound(cumulated_.begin(), cumulated_.end(), chance() * cumulated_.back());
        claims_.back().source = static_cast<std::uint32_t>(source - cumulated_.begin());
        return claims_.back();
    }

    void durations(const Event& event) {
        claim().at_most(event.begin_point, event.end_point, 0);
        if (chance() < 0.5) {
            const Minutes lasts = event.end - event.begin;
            constexpr Minutes days[] = {1, 3, 30, 1095};
            const auto* limit =
                std::find_if(std::begin(days), std::end(days) - 1,
                             [&](Minutes most) { return lasts <= most * minutes_per_day; });
            claim().at_most(event.end_point, event.begin_point, *limit * minutes_per_day);
        }
    }

    /// The day, month, year or decade of a minute.
    std::pair<Minutes, Minutes> stretch(Minutes minute) {
        const double kind = chance();
        const Minutes days = kind < 0.45 ? 1 : kind < 0.75 ? 30 : kind < 0.92 ? 365 : 3652;
        const Minutes length = days * minutes_per_day;
        const Minutes first = minute / length * length;
        return {first, first + length};
    }

    void date(const Event& event) {
        DraftClaim& when = claim();
        when.dates = true;
        const double kind = chance();
        if (kind < 0.5) {
            const auto [first, last] = stretch(event.begin);
            when.within(event.begin_point, first, last);
            if (chance() < 0.5) {
                const auto [end_first, end_last] = stretch(event.end);
                when.within(event.end_point, end_first, end_last);
            }
        } else if (kind < 0.65) {
            when.at_most(event.begin_point, Network::origin, stretch(event.begin).second);
        } else if (kind < 0.8) {
            when.at_most(Network::origin, event.end_point, -stretch(event.end).first);
        } else if (kind < 0.9) {
            when.at_most(Network::origin, event.begin_point, -stretch(event.begin).first);
        } else {
            const auto [first, last] = stretch((event.begin + event.end) / 2);
            when.at_most(event.begin_point, Network::origin, last);
            when.at_most(Network::origin, event.end_point, -first);
        }
    }

    /// How far apart two things are that somebody tells of together, in ranks.
    Minutes offset() {
        return 1 + static_cast<Minutes>(20 * (std::pow(std::max(chance(), 1e-9), -0.5) - 1));
    }

    static Minutes rounded_up(Minutes gap) {
        constexpr Minutes days[] = {1, 3, 7, 30, 90, 365, 1826};
        for (const Minutes most : days) {
            if (gap <= most * minutes_per_day) return most * minutes_per_day;
        }
        return (gap / (365 * minutes_per_day) + 1) * 365 * minutes_per_day;
    }

    void tie(std::uint32_t rank) {
        const auto last = static_cast<Minutes>(events_.size()) - 1;
        const Minutes far = chance() < 0.95 ? offset() : number(1, std::max<Minutes>(1, last / 2));
        Minutes other = rank + (chance() < 0.5 ? far : -far);
        if (other < 0 || other > last) other = rank > 0 ? rank - 1 : rank + 1;
        if (other > last) return;
        const Event& a = events_[static_cast<std::size_t>(std::min<Minutes>(rank, other))];
        const Event& b = events_[static_cast<std::size_t>(std::max<Minutes>(rank, other))];
        DraftClaim& told = claim();
        const double kind = chance();
        if (b.begin >= a.end) {
            const Minutes gap = b.begin - a.end;
            if (kind < 0.8) {
                told.at_most(a.end_point, b.begin_point, 0);
                if (kind >= 0.5) told.at_most(b.begin_point, a.end_point, rounded_up(gap));
            } else if (kind < 0.9) {
                told.at_most(a.end_point, b.begin_point,
                             -(gap / minutes_per_day * minutes_per_day));
            } else {
                told.at_most(a.begin_point, b.begin_point, 0);
            }
        } else if (b.end <= a.end && kind < 0.6) {
            told.at_most(a.begin_point, b.begin_point, 0);
            told.at_most(b.end_point, a.end_point, 0);
        } else if (b.end <= a.end && kind < 0.8) {
            told.at_most(b.begin_point, a.end_point, 0);
        } else if (b.end > a.end && kind < 0.6) {
            told.at_most(a.begin_point, b.begin_point, 0);
            told.at_most(b.begin_point, a.end_point, 0);
            told.at_most(a.end_point, b.end_point, 0);
        } else {
            told.at_most(a.begin_point, b.begin_point, 0);
            told.at_most(b.begin_point, a.begin_point, rounded_up(b.begin - a.begin));
        }
    }

    void falsify() {
        std::vector<DraftClaim*> dates;
        for (DraftClaim& each : claims_) {
            if (each.dates) dates.push_back(&each);
        }
        std::shuffle(dates.begin(), dates.end(), random_);
        dates.resize(std::min<std::size_t>(dates.size(), shape_.wrong_dates));
        for (DraftClaim* date : dates) {
            const Minutes shift = number(year, 11 * year) * (chance() < 0.5 ? 1 : -1);
            for (Constraint& row : date->rows)
                row.distance += row.x == Network::origin ? -shift : shift;
        }
    }

    EvidenceNetwork assemble() {
        EvidenceNetwork result;
        for (std::uint32_t k = 0; k < 2 * shape_.events; ++k) result.network.add_point();
        std::size_t rows = 0;
        for (const DraftClaim& draft : claims_) rows += draft.size;
        result.network.reserve(claims_.size(), rows);
        for (std::uint32_t rank = 0; rank < claims_.size(); ++rank) {
            const DraftClaim& draft = claims_[rank];
            result.network.add_claim(rank);
            result.source_of_claim.push_back(draft.source);
            for (std::uint32_t k = 0; k < draft.size; ++k) {
                const Constraint& row = draft.rows[k];
                if (row.y == Network::origin) {
                    result.network.not_after(row.x, row.distance);
                } else if (row.x == Network::origin) {
                    result.network.not_before(row.y, -row.distance);
                } else {
                    result.network.at_most(row.x, row.y, row.distance);
                }
            }
        }
        while (result.disjunctions.size() < shape_.disjunctions) {
            const auto rank = static_cast<std::size_t>(number(0, shape_.events - 1));
            const std::size_t other =
                std::min(events_.size() - 1, rank + static_cast<std::size_t>(offset()));
            const Event& a = events_[rank];
            const Event& b = events_[other];
            if (rank == other || a.end > b.begin) continue;
            result.disjunctions.push_back({a.begin_point, a.end_point, b.begin_point, b.end_point});
        }
        return result;
    }

    EvidenceShape shape_;
    std::mt19937_64 random_;
    std::vector<Event> events_;  ///< in the order in which they began
    std::vector<double> cumulated_;
    std::vector<DraftClaim> claims_;
};

void append_difference(std::string& text, PointId x, PointId y, Minutes distance) {
    text += "(<= (- p" + std::to_string(x.index) + " p" + std::to_string(y.index) + ") ";
    text +=
        distance < 0 ? "(- " + std::to_string(-distance) + "))" : std::to_string(distance) + ")";
}

}  // namespace

std::vector<ClaimId> EvidenceNetwork::largest_source() const {
    std::vector<std::size_t> sizes;
    for (const std::uint32_t source : source_of_claim) {
        if (source >= sizes.size()) sizes.resize(source + 1);
        ++sizes[source];
    }
    const auto largest = std::max_element(sizes.begin(), sizes.end()) - sizes.begin();
    std::vector<ClaimId> claims;
    for (std::uint32_t claim = 0; claim < source_of_claim.size(); ++claim) {
        if (source_of_claim[claim] == static_cast<std::uint32_t>(largest))
            claims.push_back({claim});
    }
    return claims;
}

EvidenceNetwork evidence_network(const EvidenceShape& shape) { return Writer(shape).write(); }

std::string as_smt(const EvidenceNetwork& evidence) {
    std::string text = "(set-logic QF_IDL)\n";
    for (std::uint32_t point = 0; point < evidence.network.points(); ++point) {
        text += "(declare-const p" + std::to_string(point) + " Int)\n";
    }
    for (const Constraint& row : evidence.network.constraints()) {
        text += "(assert ";
        append_difference(text, row.x, row.y, row.distance);
        text += ")\n";
    }
    for (const EitherOrder& either : evidence.disjunctions) {
        text += "(assert (or ";
        append_difference(text, either.first_end, either.second_begin, 0);
        append_difference(text, either.second_end, either.first_begin, 0);
        text += "))\n";
    }
    return text + "(check-sat)\n";
}

}  // namespace valla::bench
