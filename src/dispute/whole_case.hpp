#pragma once

// For the tests: small random cases as plain data, their text, and how everything in them stands by
// the words of docs/semantics.md, by trying all sets of units. Nothing of the engines is used.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "dispute/oracle.hpp"

namespace valla::dispute::testing {

enum class Said : std::uint8_t { by, chief, with, against, present, occurred };

/// A statement about an event.
struct Fact {
    int event = 0;
    Said field = Said::by;
    int person = 0;
    bool denied = false;
    friend auto operator<=>(const Fact&, const Fact&) = default;

    [[nodiscard]] std::string words() const {
        constexpr std::array<const char*, 5> fields{"by", "chief", "with", "against", "present"};
        std::string text = (denied ? "not e" : "e") + std::to_string(event);
        if (field == Said::occurred) return text;
        return text + ' ' + fields[static_cast<std::size_t>(field)] + " p" + std::to_string(person);
    }
    /// As it stands in `from:` and `hence:`.
    [[nodiscard]] std::string statement() const {
        std::string text = Fact{event, field, person, false}.words();
        if (denied) text.insert(text.rfind('p'), "not ");
        return text;
    }
};

/// A line of a card about an event, on the word of a source or of an account of the first event.
struct TellingLine {
    enum class Kind : std::uint8_t { fact, on_day, before, did_not_occur, only };
    Kind kind = Kind::fact;
    Fact fact;
    bool alleged = false;   ///< of a fact
    int number = 0;         ///< the day, or the other event
    std::set<int> persons;  ///< the whole list of those present
    int source = 0;
    std::set<int> accounts;
};

struct Inferring {
    std::vector<Fact> from;
    Fact hence;
    int source = 0;
};

struct WholeCase {
    std::vector<TellingLine> lines;
    std::vector<Inferring> arguments;
    std::vector<std::pair<Fact, Fact>> rivals;
    std::optional<int> same;       ///< the source that takes p0 and p1 for one
    std::optional<int> different;  ///< the one that does not
    std::vector<int> accounts;     ///< the source of each account of e0
    bool rule = false;             ///< who did it was there with himself
    bool never = false;
    std::optional<int> rejected;
    std::vector<std::pair<int, int>> preferred;
    std::optional<Fact> accepted;
    bool claims_singly = false;

    [[nodiscard]] bool is_read() const {
        return rejected.has_value() || !preferred.empty() || accepted.has_value() || claims_singly;
    }
    [[nodiscard]] std::string text() const;
};

inline std::string WholeCase::text() const {
    const auto source = [](int number) {
        return "  source: book-" + std::to_string(number) + '\n';
    };
    std::string text =
        "case k\n  researcher: me\nperson me\nperson p0\nperson p1\nperson p2\nsource book-0\n"
        "source book-1\nsource book-2\nevent e0\nevent e1\nevent e2\n"
        "property chief\n  of: event\n  value: person\n  single: yes\n";
    if (rule) text += "rule r\n  if: ?x by ?p\n  then: ?x with ?p\n";
    if (never) text += "never n\n  if: ?x with ?q and ?x against ?q\n  because: so\n";
    for (std::size_t i = 0; i < accounts.size(); ++i)
        text += "account tale-" + std::to_string(i) + "\n  of: e0\n" + source(accounts[i]);
    for (const TellingLine& line : lines) {
        text += "event e" + std::to_string(line.fact.event) + '\n';
        switch (line.kind) {
            case TellingLine::Kind::fact: {
                const std::string words = Fact{line.fact}.words();
                const std::string field = words.substr(words.find(' ', words.find('e')) + 1);
                const std::size_t blank = field.find(' ');
                text += "  " + field.substr(0, blank) + (line.alleged ? ", allegedly" : "") +
                        (line.fact.denied ? ", not: " : ": ") + field.substr(blank + 1) + '\n';
                break;
            }
            case TellingLine::Kind::on_day:
                text += "  on: " + std::to_string(line.number) + " July 1936\n";
                break;
            case TellingLine::Kind::before:
                text += "  before: e" + std::to_string(line.number) + '\n';
                break;
            case TellingLine::Kind::did_not_occur: text += "  occurred: no\n"; break;
            case TellingLine::Kind::only: {
                text += "  present, only: ";
                bool first = true;
                for (const int person : line.persons) {
                    text += (first ? "p" : " and p") + std::to_string(person);
                    first = false;
                }
                text += '\n';
                break;
            }
        }
        if (line.accounts.empty()) {
            text += source(line.source);
            continue;
        }
        text += "  account: ";
        bool first = true;
        for (const int account : line.accounts) {
            text += (first ? "tale-" : " and tale-") + std::to_string(account);
            first = false;
        }
        text += '\n';
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        text += "argument a" + std::to_string(i) + "\n  by: me\n  from: ";
        for (std::size_t k = 0; k < arguments[i].from.size(); ++k)
            text += (k == 0 ? "" : " and ") + arguments[i].from[k].statement();
        text += "\n  hence: " + arguments[i].hence.statement() + '\n' + source(arguments[i].source);
    }
    for (std::size_t i = 0; i < rivals.size(); ++i) {
        text += "rivals v" + std::to_string(i) + "\n  between: " + rivals[i].first.statement() +
                " and " + rivals[i].second.statement() + "\n  because: so\n";
    }
    if (same) text += "same i\n  between: p0 and p1\n" + source(*same);
    if (different) text += "different d\n  between: p0 and p1\n" + source(*different);
    if (is_read()) {
        text += "reading view\n";
        if (rejected) text += "  reject: book-" + std::to_string(*rejected) + '\n';
        for (const auto& [better, worse] : preferred)
            text += "  prefer: book-" + std::to_string(better) + " over book-" +
                    std::to_string(worse) + '\n';
        if (claims_singly) text += "  grain: claims singly\n";
        if (accepted) text += "  accept: " + accepted->statement() + '\n';
        text += "  because: so\n";
    }
    return text;
}

inline WholeCase random_whole_case(std::mt19937& random) {
    const auto below = [&](std::uint32_t limit) { return static_cast<int>(random() % limit); };
    WholeCase made;
    const bool busy = below(3) > 0;
    const auto fact = [&](bool may_deny) {
        constexpr std::array<Said, 7> fields{Said::by,   Said::by,      Said::by,     Said::chief,
                                             Said::with, Said::against, Said::present};
        Fact one;
        one.event = below(busy ? 2 : 3);
        one.field = fields[static_cast<std::size_t>(below(7))];
        one.person = below(3);
        one.denied = may_deny && below(3) == 0;
        return one;
    };
    if (below(3) == 0) made.accounts = {below(3), below(3)};
    for (int i = 0, count = 2 + below(4); i < count; ++i) {
        TellingLine line;
        line.source = below(3);
        line.fact = fact(true);
        switch (below(12)) {
            case 0:
            case 1:
                line.kind = TellingLine::Kind::on_day;
                line.number = 1 + below(3);
                break;
            case 2:
            case 3:
                line.kind = TellingLine::Kind::before;
                line.number = (line.fact.event + 1 + below(2)) % 3;
                break;
            case 4: line.kind = TellingLine::Kind::did_not_occur; break;
            case 5:
                line.kind = TellingLine::Kind::only;
                line.persons.insert(below(3));
                line.persons.insert(below(3));
                break;
            default: line.alleged = below(8) == 0; break;
        }
        if (!made.accounts.empty() && line.kind != TellingLine::Kind::did_not_occur &&
            below(4) > 0) {
            line.fact.event = 0;
            if (line.kind == TellingLine::Kind::before) line.number = 1 + below(2);
            line.accounts.insert(below(2));
            if (below(3) == 0) line.accounts.insert(below(2));
        }
        made.lines.push_back(line);
    }
    for (int i = 0, count = below(3); i < count; ++i) {
        Inferring argument;
        argument.from.push_back(fact(true));
        if (below(3) == 0) argument.from.push_back(fact(false));
        argument.hence = fact(true);
        argument.source = below(3);
        // What concludes one of its premises says nothing.
        if (std::find(argument.from.begin(), argument.from.end(), argument.hence) ==
            argument.from.end())
            made.arguments.push_back(argument);
    }
    if (below(4) == 0) made.rivals.emplace_back(fact(false), fact(false));
    if (below(4) == 0) {
        made.same = below(3);
        if (below(2) == 0) made.different = below(3);
    }
    made.rule = below(3) == 0;
    made.never = below(3) == 0;
    if (below(2) == 0) {
        if (below(3) == 0) made.rejected = below(3);
        if (below(2) == 0) made.preferred.emplace_back(0, 1);
        if (below(3) == 0) made.preferred.emplace_back(1, 2);
        if (!made.preferred.empty() && below(20) == 0)
            made.preferred.emplace_back(made.preferred[0].second, made.preferred[0].first);
        if (below(3) == 0) made.accepted = made.lines.front().fact;
        if (below(6) == 0) made.claims_singly = true;
        if (made.accepted &&
            (made.lines.front().kind != TellingLine::Kind::fact || made.lines.front().alleged))
            made.accepted.reset();
    }
    return made;
}

/// Everything that can be left out of a case, one thing at a time.
inline std::vector<WholeCase> with_one_thing_less(const WholeCase& made) {
    std::vector<WholeCase> all;
    const auto less = [&](auto member) {
        for (std::size_t i = 0; i < (made.*member).size(); ++i) {
            all.push_back(made);
            auto& list = all.back().*member;
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
        }
    };
    less(&WholeCase::lines);
    less(&WholeCase::arguments);
    less(&WholeCase::rivals);
    less(&WholeCase::preferred);
    for (const auto member : {&WholeCase::same, &WholeCase::different, &WholeCase::rejected}) {
        if (!(made.*member)) continue;
        all.push_back(made);
        (all.back().*member).reset();
    }
    for (const auto member : {&WholeCase::rule, &WholeCase::never, &WholeCase::claims_singly}) {
        if (!(made.*member)) continue;
        all.push_back(made);
        all.back().*member = false;
    }
    for (std::size_t i = 0; i < made.lines.size(); ++i) {
        if (!made.lines[i].alleged) continue;
        all.push_back(made);
        all.back().lines[i].alleged = false;
    }
    if (made.accepted) {
        all.push_back(made);
        all.back().accepted.reset();
    }
    return all;
}

}  // namespace valla::dispute::testing
