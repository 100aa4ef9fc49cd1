// Small random cases, written out as case files and read again: what TimeClaims and Envelope make
// of them, against an obvious solver that knows only the table of docs/language.md.

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "chronology/envelope.hpp"
#include "chronology/random_case.hpp"
#include "chronology/time_testing.hpp"
#include "text/random_cases.hpp"

namespace valla::chronology {
namespace {

using testing::TimedCase;

/// A value of a time field: days of July 1936, or an event, or an end of one.
struct WrittenValue {
    enum class Kind : std::uint8_t { day, span, either, event, begin_of, end_of };
    Kind kind = Kind::day;
    int number = 1;  ///< the day, the first of two days, or the event
    int second = 1;

    [[nodiscard]] std::string text() const {
        switch (kind) {
            case Kind::day: return fmt::format("{} July 1936", number);
            case Kind::span:
                return fmt::format("from {} July 1936 to {} July 1936", number, second);
            case Kind::either: return fmt::format("[1936-07-{:02},1936-07-{:02}]", number, second);
            case Kind::event: return fmt::format("e{}", number);
            case Kind::begin_of: return fmt::format("begin of e{}", number);
            case Kind::end_of: return fmt::format("end of e{}", number);
        }
        return "";
    }
};

struct WrittenLine {
    int subject = 0;
    std::string field;
    bool denied = false;
    std::string length;  ///< of lasts and within: "2 days", and then "before", "after", "of"
    std::string near;
    std::vector<WrittenValue> values;  ///< joined by "or"

    [[nodiscard]] std::string text() const {
        std::string value = length;
        if (!near.empty()) value += " " + near + " ";
        for (std::size_t k = 0; k < values.size(); ++k)
            value += (k > 0 ? " or " : "") + values[k].text();
        return fmt::format("event e{}\n  {}{}: {}\n  source: a\n", subject, field,
                           denied ? ", not" : "", value);
    }
};

struct WrittenCase {
    int events = 2;
    std::vector<WrittenLine> lines;

    [[nodiscard]] std::string text() const {
        std::string all;
        for (int k = 0; k < events; ++k) all += fmt::format("event e{}\n", k);
        for (const WrittenLine& line : lines) all += line.text();
        return all;
    }
};

const std::vector<std::string> relations{
    "on",          "during",   "under way",    "throughout",     "begun by",
    "begun after", "from",     "over by",      "over after",     "until",
    "before",      "after",    "includes",     "meets",          "overlaps",
    "starts",      "finishes", "same time as", "directly after", "directly before"};

WrittenCase random_written_case(std::mt19937& random) {
    const auto number = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    WrittenCase made;
    made.events = number(2, 4);
    const auto value = [&](int subject) {
        WrittenValue each;
        const int kind = number(0, 11);
        each.kind = kind < 4    ? WrittenValue::Kind::day
                    : kind < 5  ? WrittenValue::Kind::span
                    : kind < 6  ? WrittenValue::Kind::either
                    : kind < 9  ? WrittenValue::Kind::event
                    : kind < 10 ? WrittenValue::Kind::begin_of
                                : WrittenValue::Kind::end_of;
        if (each.kind >= WrittenValue::Kind::event) {
            each.number = (subject + number(1, made.events - 1)) % made.events;
        } else {
            each.number = number(1, 8);
            each.second = each.number + number(1, 4);
        }
        return each;
    };
    for (int lines = number(2, 6); lines > 0; --lines) {
        WrittenLine line;
        line.subject = number(0, made.events - 1);
        const int kind = number(0, 9);
        if (kind < 1) {
            line.field = "lasts";
            line.length = fmt::format("{} days", number(1, 3));
        } else if (kind < 2) {
            line.field = "within";
            line.length = number(0, 1) == 0 ? "2 days" : "1 to 2 days";
            const std::string near[] = {"before", "after", "of"};
            line.near = near[number(0, 2)];
            if (line.near == "of") line.length = "2 days";
            line.values = {value(line.subject)};
        } else {
            line.field = relations[static_cast<std::size_t>(number(0, 19))];
            line.values = {value(line.subject)};
            if (number(0, 4) == 0) line.values.push_back(value(line.subject));
        }
        line.denied = number(0, 4) == 0;
        made.lines.push_back(std::move(line));
    }
    return made;
}

/// A place in time: so many minutes behind a point, where point 0 is the begin of 1 July 1936, and
/// event k has the points 2k + 1 and 2k + 2.
struct Spot {
    int point;
    Minutes offset;
};
/// x <= y
struct Order {
    Spot x;
    Spot y;
};
using Orders = std::vector<Order>;

Spot plus(Spot spot, Minutes minutes) { return {spot.point, spot.offset + minutes}; }

/// What a value is: from `low`, and at the latest from `low_latest`; `high` and `high_earliest` the
/// same of its end.
struct Stretch {
    Spot low, low_latest, high_earliest, high;
};

std::vector<Stretch> stretches(const WrittenValue& value, bool itself) {
    using Kind = WrittenValue::Kind;
    const auto midnight = [](int day) { return Spot{0, Minutes{1440} * (day - 1)}; };
    const auto day = [&](int number) {
        return Stretch{midnight(number), midnight(number), midnight(number + 1),
                       midnight(number + 1)};
    };
    const Spot begin{2 * value.number + 1, 0};
    const Spot end{2 * value.number + 2, 0};
    switch (value.kind) {
        case Kind::day: return {day(value.number)};
        case Kind::span:
            return {{midnight(value.number), plus(midnight(value.number + 1), -1),
                     plus(midnight(value.second), 1), midnight(value.second + 1)}};
        case Kind::either: return {day(value.number), day(value.second)};
        case Kind::event: return {{begin, begin, end, end}};
        case Kind::begin_of: {
            const Spot behind = plus(begin, itself ? 0 : 1);
            return {{begin, begin, behind, behind}};
        }
        case Kind::end_of: {
            const Spot last = plus(end, itself ? 0 : -1);
            return {{last, last, end, end}};
        }
    }
    return {};
}

/// What a line says, as alternatives of which one holds; from the sentences of the table.
std::vector<Orders> meaning(const WrittenLine& line) {
    const Spot b{2 * line.subject + 1, 0};
    const Spot e{2 * line.subject + 2, 0};
    const auto equal = [](Spot x, Spot low, Spot high, Orders& orders) {
        orders.push_back({low, x});
        orders.push_back({x, high});
    };
    if (line.field == "lasts") {
        const Minutes most = 1440 * (line.length[0] - '0');
        return {{{e, plus(b, most)}, {plus(b, most), e}}};
    }
    std::vector<Orders> all;
    const bool two = line.length.starts_with("1 to");
    for (const WrittenValue& value : line.values) {
        for (const Stretch& s : stretches(value, line.field == "meets")) {
            Orders& o = all.emplace_back();
            const std::string& f = line.field;
            if (f == "on" || f == "during") o = {{s.low, b}, {e, s.high}};
            if (f == "under way") o = {{plus(b, 1), s.high}, {plus(s.low, 1), e}};
            if (f == "throughout" || f == "includes") o = {{b, s.low_latest}, {s.high_earliest, e}};
            if (f == "begun by") o = {{plus(b, 1), s.high}};
            if (f == "begun after") o = {{s.high_earliest, b}};
            if (f == "from") o = {{s.low, b}, {plus(b, 1), s.high}};
            if (f == "over by") o = {{e, s.high}};
            if (f == "over after") o = {{plus(s.high_earliest, 1), e}};
            if (f == "until") o = {{plus(s.low, 1), e}, {e, s.high}};
            if (f == "before" || f == "directly before") o = {{e, s.low_latest}};
            if (f == "after" || f == "directly after") o = {{s.high_earliest, b}};
            if (f == "meets") equal(e, s.low, s.low_latest, o);
            if (f == "overlaps")
                o = {{plus(b, 1), s.low_latest}, {plus(s.low, 1), e}, {plus(e, 1), s.high}};
            if (f == "starts") {
                equal(b, s.low, s.low_latest, o);
                o.push_back({plus(e, 1), s.high});
            }
            if (f == "finishes") {
                equal(e, s.high_earliest, s.high, o);
                o.push_back({plus(s.low, 1), b});
            }
            if (f == "same time as") {
                equal(b, s.low, s.low_latest, o);
                equal(e, s.high_earliest, s.high, o);
            }
            if (line.near == "after")
                o = {{plus(s.high_earliest, two ? 1440 : 0), b}, {b, plus(s.high, 2880)}};
            if (line.near == "before")
                o = {{plus(e, two ? 1440 : 0), s.low_latest}, {s.low, plus(e, 2880)}};
            if (line.near == "of") o = {{b, plus(s.high, 2880)}, {s.low, plus(e, 2880)}};
        }
    }
    if (!line.denied) return all;
    // Of each alternative something does not hold.
    std::vector<Orders> denials{{}};
    for (const Orders& orders : all) {
        std::vector<Orders> longer;
        for (const Orders& denial : denials) {
            for (const Order& order : orders) {
                longer.push_back(denial);
                longer.back().push_back({plus(order.y, 1), order.x});
            }
        }
        denials = std::move(longer);
    }
    return denials;
}

std::vector<Orders> meaning_of_line(const WrittenLine& line) {
    if (line.field != "lasts" || !line.denied) return meaning(line);
    const Orders length = meaning(line).front();
    std::vector<Orders> denials;
    for (const Order& order : length) denials.push_back({{plus(order.y, 1), order.x}});
    return denials;
}

constexpr Minutes far = testing::oracle_infinite;

/// All bounds of all points over all ways to choose, by Floyd and Warshall's algorithm; empty when
/// no way is possible.
struct Solution {
    std::vector<Minutes> earliest, latest;  ///< by point; -far and far for none
};

void solve(const WrittenCase& written, const std::vector<std::vector<Orders>>& lines,
           std::vector<const Orders*>& chosen, Solution& solution) {
    if (chosen.size() < lines.size()) {
        for (const Orders& orders : lines[chosen.size()]) {
            chosen.push_back(&orders);
            solve(written, lines, chosen, solution);
            chosen.pop_back();
        }
        return;
    }
    const std::size_t size = 2 * static_cast<std::size_t>(written.events) + 1;
    std::vector<std::vector<Minutes>> at(size, std::vector<Minutes>(size, far));
    const auto add = [&](const Order& order) {
        Minutes& entry =
            at[static_cast<std::size_t>(order.x.point)][static_cast<std::size_t>(order.y.point)];
        entry = std::min(entry, order.y.offset - order.x.offset);
    };
    for (std::size_t k = 0; k < size; ++k) at[k][k] = 0;
    for (int k = 0; k < written.events; ++k) add({{2 * k + 1, 1}, {2 * k + 2, 0}});
    for (const Orders* orders : chosen) {
        for (const Order& order : *orders) add(order);
    }
    for (std::size_t k = 0; k < size; ++k) {
        for (std::size_t x = 0; x < size; ++x) {
            for (std::size_t y = 0; y < size; ++y) {
                if (at[x][k] != far && at[k][y] != far)
                    at[x][y] = std::min(at[x][y], at[x][k] + at[k][y]);
            }
        }
    }
    for (std::size_t k = 0; k < size; ++k) {
        if (at[k][k] < 0) return;
    }
    if (solution.latest.empty()) {
        solution.latest.assign(size, -far);
        solution.earliest.assign(size, far);
    }
    for (std::size_t k = 0; k < size; ++k) {
        solution.latest[k] = std::max(solution.latest[k], at[k][0]);
        solution.earliest[k] = std::min(solution.earliest[k], at[0][k] == far ? -far : -at[0][k]);
    }
}

Solution solution_of(const WrittenCase& written, const std::vector<bool>& in) {
    std::vector<std::vector<Orders>> lines;
    for (std::size_t k = 0; k < written.lines.size(); ++k) {
        if (in[k]) lines.push_back(meaning_of_line(written.lines[k]));
    }
    Solution solution;
    std::vector<const Orders*> chosen;
    solve(written, lines, chosen, solution);
    return solution;
}

/// The lines that say what a claim of the network says.
std::vector<bool> lines_of(const WrittenCase& written, const TimedCase& timed,
                           const std::vector<ClaimId>& claims) {
    std::vector<bool> in(written.lines.size(), false);
    const auto cards = timed.the_case->cards_in_order();
    std::size_t first = 0;
    while (timed.the_case->card(cards[first]).name != timed.name("e0")) ++first;
    first += static_cast<std::size_t>(written.events);
    for (const ClaimId claim : claims) {
        for (const evidence::ClaimId ground : timed.times.grounds_of(claim)) {
            const auto card = std::find(cards.begin(), cards.end(), (*timed.evidence)[ground].card);
            in[static_cast<std::size_t>(card - cards.begin()) - first] = true;
        }
    }
    return in;
}

std::string differs(const WrittenCase& written) {
    const TimedCase timed(written.text());
    Envelope envelope(timed.times, timed.times.all());
    const Solution solution = solution_of(written, std::vector<bool>(written.lines.size(), true));
    if (solution.latest.empty() != !envelope.clashes().empty())
        return solution.latest.empty() ? "no clash was found" : "a clash where there is none";
    std::vector<bool> rest(written.lines.size(), true);
    for (const TimeClash& clash : envelope.clashes()) {
        std::vector<bool> in = lines_of(written, timed, clash.claims);
        if (!solution_of(written, in).latest.empty()) return "a clash that is possible";
        for (const ClaimId claim : clash.claims) {
            if (timed.times[claim].kind == TimeClaimKind::nature) continue;
            std::vector<bool> fewer = in;
            const std::vector<bool> gone = lines_of(written, timed, {claim});
            for (std::size_t k = 0; k < fewer.size(); ++k) fewer[k] = fewer[k] && !gone[k];
            if (solution_of(written, fewer).latest.empty()) return "a clash that is not minimal";
        }
        const std::vector<bool> gone = lines_of(written, timed, {clash.set_aside});
        for (std::size_t k = 0; k < rest.size(); ++k) rest[k] = rest[k] && !gone[k];
    }
    const Solution kept = solution_of(written, rest);
    if (kept.latest.empty()) return "what is kept is impossible";
    for (int k = 0; k < 2 * written.events; ++k) {
        const NameId name = timed.name(fmt::format("e{}", k / 2));
        const PointId point = k % 2 == 0 ? *timed.times.begin_of(name) : *timed.times.end_of(name);
        for (const Side side : {Side::latest, Side::earliest}) {
            const EnvelopeBound bound = envelope.bound(side, point);
            const auto wanted = static_cast<std::size_t>(k + 1);
            const Minutes expected =
                side == Side::latest ? kept.latest[wanted] : kept.earliest[wanted];
            const bool none = expected == far || expected == -far;
            const std::string what =
                fmt::format("{} {} of e{}", side == Side::latest ? "latest" : "earliest",
                            k % 2 == 0 ? "begin" : "end", k / 2);
            if (!bound.exact) return what + " is not exact";
            const std::string shown = testing::minute_text(bound.minute);
            const std::string right =
                testing::minute_text(none ? std::nullopt : std::optional(testing::july + expected));
            if (shown != right) return fmt::format("{} is {}, not {}", what, right, shown);
            if (none) continue;
            // The reasons alone give the bound.
            const Solution because = solution_of(written, lines_of(written, timed, bound.claims));
            if ((side == Side::latest ? because.latest : because.earliest)[wanted] != expected)
                return what + " does not follow from its reasons";
        }
    }
    return "";
}

TEST(TimeCasesTest, RandomCasesAgreeWithAnObviousSolver) {
    std::mt19937 random(20'250'711);
    for (int count = 0; count < text::random_cases(2500); ++count) {
        WrittenCase written = random_written_case(random);
        if (differs(written).empty()) continue;
        for (bool smaller = true; smaller;) {
            smaller = false;
            for (std::size_t k = 0; k < written.lines.size() && !smaller; ++k) {
                WrittenCase fewer = written;
                fewer.lines.erase(fewer.lines.begin() + static_cast<std::ptrdiff_t>(k));
                if (differs(fewer).empty()) continue;
                written = fewer;
                smaller = true;
            }
        }
        FAIL() << differs(written) << "\non the case\n" << written.text();
    }
}

}  // namespace
}  // namespace valla::chronology
