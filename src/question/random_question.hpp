#pragma once

// For the comparison with an obvious evaluator: a small random case, a random question, and its
// answer by trying every version and every substitution.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace valla::question::testing {

inline constexpr int persons = 3;
inline constexpr int events = 3;
inline const std::array<std::string, persons> person_names{"anna", "boris", "carla"};
inline const std::array<std::string, events> event_names{"x", "y", "z"};
inline const std::array<int, 3> days{3, 5, 7};  // of July 1936

enum class Said : std::uint8_t { by, to, present, list, day, before };

/// What can be believed or not: a statement about an event, or that a list is complete.
struct Unit {
    Said said = Said::by;
    int event = 0;
    int value = 0;  ///< a person, a day, an event, or the persons of a list, one bit each
    bool denied = false;
    friend auto operator<=>(const Unit&, const Unit&) = default;
};

/// Points of time: the origin, and the begin and the end of each event. `least[i][j]` is the
/// largest difference that point j can be behind point i, in minutes.
class Times {
  public:
    static constexpr int points = 1 + 2 * events;
    static constexpr std::int64_t endless = 1'000'000'000;
    static int begin(int event) { return 1 + 2 * event; }
    static int end(int event) { return 2 + 2 * event; }

    Times() {
        for (auto& row : most_) row.fill(endless);
        for (int i = 0; i < points; ++i) most_[i][i] = 0;
        for (int e = 0; e < events; ++e) behind(begin(e), end(e), 1);
    }
    /// `later` is at least so many minutes behind `earlier`.
    void behind(int earlier, int later, std::int64_t minutes) {
        most_[later][earlier] = std::min(most_[later][earlier], -minutes);
    }
    void close() {
        for (int k = 0; k < points; ++k) {
            for (int i = 0; i < points; ++i) {
                for (int j = 0; j < points; ++j)
                    most_[i][j] = std::min(most_[i][j], most_[i][k] + most_[k][j]);
            }
        }
    }
    [[nodiscard]] bool possible() const {
        for (int i = 0; i < points; ++i) {
            if (most_[i][i] < 0) return false;
        }
        return true;
    }
    [[nodiscard]] bool must_be_behind(int earlier, int later, std::int64_t minutes) const {
        return most_[later][earlier] <= -minutes;
    }

  private:
    std::array<std::array<std::int64_t, points>, points> most_{};
};

struct RandomCase {
    std::vector<Unit> lines;  ///< a list stands for its members too
    std::vector<int> sources;

    [[nodiscard]] std::string text() const {
        std::string out =
            "case k\n  researcher: anna\nperson anna\nperson boris\nperson carla\n"
            "event x\nevent y\nevent z\nsource a\nsource b\n";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Unit& line = lines[i];
            out += "event " + event_names[line.event] + "\n  ";
            const std::string denied = line.denied ? ", not: " : ": ";
            switch (line.said) {
                case Said::by: out += "by" + denied + person_names[line.value]; break;
                case Said::to: out += "to" + denied + person_names[line.value]; break;
                case Said::present: out += "present" + denied + person_names[line.value]; break;
                case Said::day:
                    out += "on: " + std::to_string(days[line.value]) + " July 1936";
                    break;
                case Said::before: out += "before: " + event_names[line.value]; break;
                case Said::list: {
                    std::string list;
                    for (int p = 0; p < persons; ++p) {
                        if ((line.value >> p & 1) == 0) continue;
                        list += (list.empty() ? "" : " and ") + person_names[p];
                    }
                    out += "present, only: " + list;
                    break;
                }
            }
            out += std::string("\n  source: ") + (sources[i] == 0 ? "a" : "b") + "\n";
        }
        return out;
    }

    [[nodiscard]] std::vector<Unit> units() const {
        std::set<Unit> all;
        for (const Unit& line : lines) {
            all.insert(line);
            for (int p = 0; line.said == Said::list && p < persons; ++p) {
                if ((line.value >> p & 1) != 0) all.insert({Said::present, line.event, p, false});
            }
        }
        return {all.begin(), all.end()};
    }
};

inline Times times_of(const std::set<Unit>& units) {
    Times times;
    for (const Unit& unit : units) {
        if (unit.said == Said::day) {
            const std::int64_t first = std::int64_t{days[unit.value]} * 1440;
            times.behind(0, Times::begin(unit.event), first);
            times.behind(Times::end(unit.event), 0, -first - 1440);
        } else if (unit.said == Said::before) {
            times.behind(Times::end(unit.event), Times::begin(unit.value), 0);
        }
    }
    times.close();
    return times;
}

inline bool consistent(const std::set<Unit>& units) {
    for (const Unit& a : units) {
        for (const Unit& b : units) {
            if (a.event != b.event) continue;
            if (a.said == b.said && a.value == b.value && a.denied != b.denied) return false;
            if (a.said == Said::day && b.said == Said::day && a.value != b.value) return false;
            const bool off_the_list = a.said == Said::list && b.said == Said::present &&
                                      !b.denied && (a.value >> b.value & 1) == 0;
            if (off_the_list) return false;
        }
    }
    return times_of(units).possible();
}

/// All largest sets of units that can stand together.
inline std::vector<std::set<Unit>> versions_of(const std::vector<Unit>& units) {
    const std::uint32_t count = std::uint32_t{1} << units.size();
    std::vector<bool> stands(count);
    const auto set_of = [&](std::uint32_t bits) {
        std::set<Unit> set;
        for (std::size_t i = 0; i < units.size(); ++i) {
            if ((bits >> i & 1) != 0) set.insert(units[i]);
        }
        return set;
    };
    std::vector<std::set<Unit>> versions;
    for (std::uint32_t bits = 0; bits < count; ++bits) {
        // A set can stand only if it does without any one of its units.
        bool parts = true;
        for (std::size_t i = 0; i < units.size() && parts; ++i)
            parts = (bits >> i & 1) == 0 || stands[bits & ~(std::uint32_t{1} << i)];
        stands[bits] = parts && consistent(set_of(bits));
    }
    for (std::uint32_t bits = 0; bits < count; ++bits) {
        bool largest = stands[bits];
        for (std::size_t i = 0; i < units.size() && largest; ++i)
            largest = (bits >> i & 1) != 0 || !stands[bits | std::uint32_t{1} << i];
        if (largest) versions.push_back(set_of(bits));
    }
    return versions;
}

/// A variable or what is named: events are numbered from 0, and so are persons.
struct Term {
    bool variable = false;
    int number = 0;
};

enum class Asks : std::uint8_t { by, to, present, kind, is, before, after, begins, before_day, on };

/// One statement of a question. The subject of `is` is a person.
struct Statement {
    Asks asks = Asks::by;
    Term subject;
    Term value;
    int other_value = -1;  ///< "anna or boris"
    bool denied = false;
    bool silence = false;
    bool possible = false;

    [[nodiscard]] bool about_persons() const { return asks == Asks::is; }
    [[nodiscard]] bool about_time() const { return asks >= Asks::before; }
    [[nodiscard]] bool has_person() const { return asks <= Asks::present || asks == Asks::is; }
};

/// Variables 0 and 1 are events, 2 and 3 persons.
using Substitution = std::array<int, 4>;

struct RandomQuestion {
    std::vector<std::vector<Statement>> sides;  ///< joined by `or`

    static std::string variable(int number) { return std::string("?") + "abpq"[number]; }
    static std::string term(const Term& term, bool person) {
        if (term.variable) return variable(term.number + (person ? 2 : 0));
        return person ? person_names[term.number] : event_names[term.number];
    }
    [[nodiscard]] std::set<int> variables() const {
        std::set<int> all;
        for (const auto& side : sides) {
            for (const Statement& each : side) {
                if (each.subject.variable)
                    all.insert(each.subject.number + (each.about_persons() ? 2 : 0));
                const bool days_only = each.asks == Asks::before_day || each.asks == Asks::on;
                if (each.value.variable && each.asks != Asks::kind && !days_only)
                    all.insert(each.value.number + (each.has_person() ? 2 : 0));
            }
        }
        return all;
    }
    static std::string text(const Statement& each) {
        std::string out;
        if (each.silence) out += "no word that ";
        if (each.possible) out += "can ";
        if (each.denied) out += "not ";
        if (each.asks == Asks::begins) out += "begin of ";
        out += term(each.subject, each.about_persons());
        const std::string day = std::to_string(days[each.value.number]) + " July 1936";
        switch (each.asks) {
            case Asks::by: out += " by "; break;
            case Asks::to: out += " to "; break;
            case Asks::present: out += " present "; break;
            case Asks::kind: return out + " kind event";
            case Asks::is: out += " is "; break;
            case Asks::before: out += " before "; break;
            case Asks::after: out += " after "; break;
            case Asks::begins: out += " before begin of "; break;
            case Asks::before_day: return out + " before " + day;
            case Asks::on: return out + " on " + day;
        }
        out += term(each.value, each.has_person());
        if (each.other_value >= 0) out += " or " + person_names[each.other_value];
        return out;
    }
    /// Each side says of each variable what it is, so that nothing can stand for anything at all.
    [[nodiscard]] std::string text() const {
        std::string out;
        for (const auto& side : sides) {
            if (!out.empty()) out += " or ";
            std::string words;
            for (const int number : variables()) {
                words += (words.empty() ? "" : " and ") + variable(number) +
                         (number < 2 ? " kind event" : " kind person");
            }
            for (const Statement& each : side) words += (words.empty() ? "" : " and ") + text(each);
            out += words;
        }
        return out;
    }
    [[nodiscard]] bool looks_at_silence() const { return any(&Statement::silence); }
    [[nodiscard]] bool looks_at_possibility() const { return any(&Statement::possible); }

  private:
    [[nodiscard]] bool any(bool Statement::*flag) const {
        return std::any_of(sides.begin(), sides.end(), [&](const auto& side) {
            return std::any_of(side.begin(), side.end(),
                               [&](const Statement& each) { return each.*flag; });
        });
    }
};

/// Whether statements hold among the units of one version.
class Oracle {
  public:
    explicit Oracle(const std::set<Unit>& units) : units_(units), times_(times_of(units)) {}

    [[nodiscard]] bool holds(const RandomQuestion& question, const Substitution& chosen) const {
        return std::any_of(question.sides.begin(), question.sides.end(), [&](const auto& side) {
            return std::all_of(side.begin(), side.end(),
                               [&](const Statement& each) { return holds(each, chosen); });
        });
    }

  private:
    [[nodiscard]] bool holds(const Statement& each, const Substitution& chosen) const {
        const auto number = [&](const Term& term, bool person) {
            return term.variable ? chosen[term.number + (person ? 2 : 0)] : term.number;
        };
        const int subject = number(each.subject, each.about_persons());
        const int value = number(each.value, each.has_person());
        if (each.asks == Asks::kind) return true;
        const bool first = holds(each, subject, value);
        if (each.other_value < 0) return first;
        const bool second = holds(each, subject, each.other_value);
        return each.denied || each.silence ? first && second : first || second;
    }

    [[nodiscard]] bool holds(const Statement& each, int subject, int value) const {
        if (each.asks == Asks::is) return (subject == value) != each.denied;
        if (each.silence) return !stated(each, subject, value, each.denied);
        if (each.possible && each.about_time()) return can(each, subject, value);
        if (each.possible) return !stated(each, subject, value, !each.denied);
        return stated(each, subject, value, each.denied);
    }

    [[nodiscard]] bool stated(const Statement& each, int subject, int value, bool denied) const {
        if (each.about_time()) return must(each, subject, value, denied);
        const Said said = each.asks == Asks::by   ? Said::by
                          : each.asks == Asks::to ? Said::to
                                                  : Said::present;
        if (units_.contains({said, subject, value, denied})) return true;
        if (!denied || said != Said::present) return false;
        return std::any_of(units_.begin(), units_.end(), [&](const Unit& unit) {
            return unit.said == Said::list && unit.event == subject &&
                   (unit.value >> value & 1) == 0;
        });
    }

    struct Order {
        int earlier = 0;
        int later = 0;
        std::int64_t minutes = 0;
    };
    /// What a statement about time says, all of it at once.
    static std::vector<Order> meaning(const Statement& each, int subject, int value) {
        const std::int64_t day = std::int64_t{days[each.value.number]} * 1440;
        switch (each.asks) {
            case Asks::before: return {{Times::end(subject), Times::begin(value), 0}};
            case Asks::after: return {{Times::end(value), Times::begin(subject), 0}};
            // The begin of something is its first minute.
            case Asks::begins: return {{Times::begin(subject), Times::begin(value), 1}};
            case Asks::before_day: return {{Times::end(subject), 0, -day}};
            default:
                return {{0, Times::begin(subject), day}, {Times::end(subject), 0, -day - 1440}};
        }
    }

    [[nodiscard]] bool must(const Statement& each, int subject, int value, bool denied) const {
        const auto orders = meaning(each, subject, value);
        if (!denied) {
            return std::all_of(orders.begin(), orders.end(), [&](const Order& order) {
                return times_.must_be_behind(order.earlier, order.later, order.minutes);
            });
        }
        // One of them must be the other way round.
        return std::any_of(orders.begin(), orders.end(), [&](const Order& order) {
            return times_.must_be_behind(order.later, order.earlier, 1 - order.minutes);
        });
    }

    [[nodiscard]] bool can(const Statement& each, int subject, int value) const {
        const auto orders = meaning(each, subject, value);
        const auto possible_with = [&](const std::vector<Order>& tried) {
            Times times = times_;
            for (const Order& order : tried) {
                if (order.earlier == order.later && order.minutes > 0) return false;
                times.behind(order.earlier, order.later, order.minutes);
            }
            times.close();
            return times.possible();
        };
        if (!each.denied) return possible_with(orders);
        return std::any_of(orders.begin(), orders.end(), [&](const Order& order) {
            return possible_with({{order.later, order.earlier, 1 - order.minutes}});
        });
    }

    const std::set<Unit>& units_;
    Times times_;
};

/// Each row as "anna | x", and how it stands.
inline std::map<std::string, std::string> expected(const RandomCase& the_case,
                                                   const RandomQuestion& question) {
    const std::vector<std::set<Unit>> versions = versions_of(the_case.units());
    std::set<Unit> shared;
    for (const Unit& unit : the_case.units()) {
        if (std::all_of(versions.begin(), versions.end(),
                        [&](const auto& version) { return version.contains(unit); }))
            shared.insert(unit);
    }
    const std::set<int> variables = question.variables();
    const bool late = question.looks_at_silence() || question.looks_at_possibility();
    const std::string mark = question.looks_at_silence() ? ", from silence"
                             : late                      ? ", as possible"
                                                         : "";
    const Oracle common(shared);
    std::vector<Oracle> oracles;
    for (const auto& version : versions) oracles.emplace_back(version);
    std::map<std::string, std::string> rows;
    Substitution chosen{};
    for (int number = 0; number < 81; ++number) {
        int rest = number;
        bool wanted = true;
        std::string row;
        for (int i = 0; i < 4; ++i, rest /= 3) {
            chosen[i] = rest % 3;
            // A variable that the question does not have takes one value only.
            if (!variables.contains(i)) {
                wanted = wanted && chosen[i] == 0;
            } else {
                row += row.empty() ? "" : " | ";
                row += i < 2 ? event_names[chosen[i]] : person_names[chosen[i]];
            }
        }
        if (!wanted) continue;
        const auto holding = std::count_if(oracles.begin(), oracles.end(), [&](const Oracle& each) {
            return each.holds(question, chosen);
        });
        if (holding == 0) continue;
        const bool everywhere = static_cast<std::size_t>(holding) == oracles.size();
        const bool plain = !late && common.holds(question, chosen);
        rows[row] = (plain        ? "not contradicted"
                     : everywhere ? "in any case"
                                  : "only on some versions") +
                    mark;
    }
    return rows;
}

}  // namespace valla::question::testing
