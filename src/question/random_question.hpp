#pragma once

// A random question to a random case, and its answer by trying every version and every
// substitution.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "question/random_case.hpp"

namespace valla::question::testing {

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
    std::vector<int> count;                     ///< variables; none: rows are wanted
    std::vector<int> group;

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
    /// As a card that asks it, under the reading r where there is one.
    [[nodiscard]] std::string card(bool reading) const {
        return "question q\n  ask: " + text() + "\n" + layout(reading);
    }
    /// As a rule that gives its rows, and a card that asks for these.
    [[nodiscard]] std::string rule(bool reading) const {
        const std::set<int> both = variables();
        const std::string found = variable(*both.begin()) + " found " + variable(*both.rbegin());
        return "property found\n  of: event\n  value: event or person\nrule finding\n  if: " +
               text() + "\n  then: " + found + "\nquestion q\n  ask: " + found + "\n" +
               layout(reading);
    }
    /// Whether a rule can give its rows: each is of an event and something else.
    [[nodiscard]] bool is_rule() const {
        const std::set<int> both = variables();
        return sides.size() == 1 && count.empty() && both.size() == 2 && *both.begin() < 2;
    }

  private:
    [[nodiscard]] std::string layout(bool reading) const {
        std::string out;
        const auto list = [&](const std::string& field, const std::vector<int>& numbers) {
            for (std::size_t i = 0; i < numbers.size(); ++i)
                out += (i == 0 ? "  " + field + ": " : " and ") + variable(numbers[i]);
            if (!numbers.empty()) out += '\n';
        };
        list("count", count);
        list("group by", group);
        return out + (reading ? "  under: r\n" : "");
    }

  public:
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
    explicit Oracle(const Facts& facts) : facts_(facts), times_(times_of(facts)) {}

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
        return among(facts_, {said, subject, value, denied});
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

    const Facts& facts_;
    Times times_;
};

/// What all substitutions give in one version: rows as "anna | x", or with a count behind them.
inline std::set<std::string> rows_of(const RandomQuestion& question, const Oracle& oracle) {
    const std::set<int> variables = question.variables();
    std::set<std::string> rows;
    std::map<std::string, std::set<std::string>> counted;
    // Without groups there is one count, be it of nothing.
    if (!question.count.empty() && question.group.empty()) counted[""];
    const auto words = [](const Substitution& chosen, const auto& numbers) {
        std::string row;
        for (const int i : numbers) {
            row += row.empty() ? "" : " | ";
            row += i < 2 ? event_names[chosen[i]] : person_names[chosen[i]];
        }
        return row;
    };
    for (int number = 0; number < 81; ++number) {
        int rest = number;
        bool wanted = true;
        Substitution chosen{};
        for (int i = 0; i < 4; ++i, rest /= 3) {
            chosen[i] = rest % 3;
            // A variable that the question does not have takes one value only.
            wanted = wanted && (variables.contains(i) || chosen[i] == 0);
        }
        if (!wanted || !oracle.holds(question, chosen)) continue;
        if (question.count.empty()) rows.insert(words(chosen, variables));
        else counted[words(chosen, question.group)].insert(words(chosen, question.count));
    }
    for (const auto& [row, values] : counted)
        rows.insert(row + " # " + std::to_string(values.size()));
    return rows;
}

/// Each row and how it stands.
inline std::map<std::string, std::string> expected(const Versions& versions,
                                                   const RandomQuestion& question) {
    const bool late = question.looks_at_silence() || question.looks_at_possibility();
    const std::string mark = question.looks_at_silence() ? ", from silence"
                             : late                      ? ", as possible"
                                                         : "";
    std::map<std::string, std::size_t> holding;
    for (const Facts& version : versions.held) {
        for (const std::string& row : rows_of(question, Oracle(version))) ++holding[row];
    }
    // A count is of one version, so that it is the same in each at best.
    const bool plain = !late && question.count.empty();
    const auto shared =
        plain ? rows_of(question, Oracle(versions.shared)) : std::set<std::string>();
    std::map<std::string, std::string> rows;
    for (const auto& [row, times] : holding) {
        rows[row] = (shared.contains(row)            ? "not contradicted"
                     : times == versions.held.size() ? "in any case"
                                                     : "only on some versions") +
                    mark;
    }
    return rows;
}

}  // namespace valla::question::testing
