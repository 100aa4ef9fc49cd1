#pragma once

// For the comparison with an obvious evaluator: a small random case, what can be believed or not in
// it, and its versions by trying every set.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dispute/oracle.hpp"

namespace valla::question::testing {

inline constexpr int persons = 3;
inline constexpr int events = 3;
inline const std::array<std::string, persons> person_names{"anna", "boris", "carla"};
inline const std::array<std::string, events> event_names{"x", "y", "z"};
inline const std::array<int, 3> days{3, 5, 7};  // of July 1936

enum class Said : std::uint8_t { by, to, present, list, day, before };

/// A statement about an event, or that a list is complete.
struct Fact {
    Said said = Said::by;
    int event = 0;
    int value = 0;  ///< a person, a day, an event, or the persons of a list, one bit each
    bool denied = false;
    friend auto operator<=>(const Fact&, const Fact&) = default;

    [[nodiscard]] bool about_time() const { return said >= Said::day; }
    /// As a line of the event's card.
    [[nodiscard]] std::string line() const {
        const std::string colon = denied ? ", not: " : ": ";
        switch (said) {
            case Said::by: return "by" + colon + person_names[value];
            case Said::to: return "to" + colon + person_names[value];
            case Said::present: return "present" + colon + person_names[value];
            case Said::day: return "on: " + std::to_string(days[value]) + " July 1936";
            case Said::before: return "before: " + event_names[value];
            case Said::list: break;
        }
        std::string list;
        for (int p = 0; p < persons; ++p) {
            if ((value >> p & 1) != 0) list += (list.empty() ? "" : " and ") + person_names[p];
        }
        return "present, only: " + list;
    }
    /// In statement form, which a list has not.
    [[nodiscard]] std::string statement() const {
        std::string text = line();
        text.erase(text.find(denied ? ", not:" : ":"), denied ? 6 : 1);
        return (denied ? "not " : "") + event_names[event] + ' ' + text;
    }
};
using Facts = std::set<Fact>;

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

/// Somebody's inference.
struct Inferred {
    std::vector<Fact> from;
    Fact hence;
};

enum class Judged : std::uint8_t { nothing, reject, prefer, accept };

/// What can be believed or not as a whole.
struct Believed {
    Facts says;                         ///< of all but an inference
    std::optional<Inferred> inference;  ///< what it says once its premises hold
    int account = 0;                    ///< 1 or 2 of an account
    bool words[2] = {false, false};     ///< which sources are behind it
    bool shared = false;                ///< what both accounts tell
};

struct Line {
    Fact fact;         ///< a list stands for its members too
    int source = 0;    ///< of an account, that of the account
    int accounts = 0;  ///< one bit for each of the two accounts of x; 0: of no account
};

inline Times times_of(const Facts& facts) {
    Times times;
    for (const Fact& fact : facts) {
        if (fact.said == Said::day) {
            const std::int64_t first = std::int64_t{days[fact.value]} * 1440;
            times.behind(0, Times::begin(fact.event), first);
            times.behind(Times::end(fact.event), 0, -first - 1440);
        } else if (fact.said == Said::before) {
            times.behind(Times::end(fact.event), Times::begin(fact.value), 0);
        }
    }
    times.close();
    return times;
}

/// Whether two facts exclude each other, times aside.
inline bool exclude(const Fact& a, const Fact& b) {
    if (a.event != b.event) return false;
    if (a.said == b.said && a.value == b.value && a.denied != b.denied) return true;
    if (a.said == Said::day && b.said == Said::day && a.value != b.value) return true;
    if (b.said == Said::list && a.said == Said::present) return exclude(b, a);
    return a.said == Said::list && b.said == Said::present && !b.denied &&
           (a.value >> b.value & 1) == 0;
}

/// Whether a fact is among others or follows from a list.
inline bool among(const Facts& facts, const Fact& wanted) {
    if (facts.contains(wanted)) return true;
    return wanted.denied && wanted.said == Said::present &&
           std::any_of(facts.begin(), facts.end(), [&](const Fact& each) {
               return each.said == Said::list && each.event == wanted.event &&
                      (each.value >> wanted.value & 1) == 0;
           });
}

struct RandomCase {
    std::vector<Line> lines;
    std::vector<Inferred> inferences;
    Judged judged = Judged::nothing;
    std::size_t accepted = 0;  ///< a line

    [[nodiscard]] bool has_accounts() const {
        return std::any_of(lines.begin(), lines.end(),
                           [](const Line& each) { return each.accounts != 0; });
    }
    [[nodiscard]] std::string text() const {
        std::string out =
            "case k\n  researcher: anna\nperson anna\nperson boris\nperson carla\n"
            "event x\nevent y\nevent z\nsource a\nsource b\n";
        if (has_accounts())
            out += "account one\n  of: x\n  source: a\naccount two\n  of: x\n  source: b\n";
        for (const Line& line : lines) {
            out += "event " + event_names[line.fact.event] + "\n  " + line.fact.line() + "\n  ";
            switch (line.accounts) {
                case 1: out += "account: one\n"; break;
                case 2: out += "account: two\n"; break;
                case 3: out += "account: one and two\n"; break;
                default: out += std::string("source: ") + (line.source == 0 ? "a" : "b") + "\n";
            }
        }
        for (std::size_t i = 0; i < inferences.size(); ++i) {
            out += "argument g" + std::to_string(i) + "\n  by: carla\n  from: ";
            for (std::size_t k = 0; k < inferences[i].from.size(); ++k)
                out += (k == 0 ? "" : " and ") + inferences[i].from[k].statement();
            out += "\n  hence: " + inferences[i].hence.statement() + "\n";
        }
        switch (judged) {
            case Judged::nothing: return out;
            case Judged::reject: out += "reading r\n  reject: a\n"; break;
            case Judged::prefer: out += "reading r\n  prefer: b over a\n"; break;
            case Judged::accept:
                out += "reading r\n  accept: " + lines[accepted].fact.statement() + "\n";
        }
        return out + "  because: so it is\n";
    }

    [[nodiscard]] static Facts facts_of(const Line& line) {
        Facts facts{line.fact};
        for (int p = 0; line.fact.said == Said::list && p < persons; ++p) {
            if ((line.fact.value >> p & 1) != 0)
                facts.insert({Said::present, line.fact.event, p, false});
        }
        return facts;
    }

    [[nodiscard]] std::vector<Believed> believed() const {
        std::map<Fact, Believed> plain;
        Facts told[2];
        for (const Line& line : lines) {
            if (line.accounts == 0 && judged == Judged::reject && line.source == 0) continue;
            for (const Fact& fact : facts_of(line)) {
                for (int k = 0; k < 2; ++k) {
                    if ((line.accounts >> k & 1) != 0) told[k].insert(fact);
                }
                if (line.accounts != 0) continue;
                plain[fact].says = {fact};
                plain[fact].words[line.source] = true;
            }
        }
        std::vector<Believed> all;
        for (const auto& [fact, each] : plain) all.push_back(each);
        // What both accounts tell is no part of either.
        Believed shared;
        for (const Fact& fact : Facts(told[0])) {
            if (told[1].erase(fact) == 0) continue;
            told[0].erase(fact);
            shared.says.insert(fact);
        }
        shared.words[0] = shared.words[1] = shared.shared = true;
        if (!shared.says.empty()) all.push_back(shared);
        for (int k = 0; k < 2; ++k) {
            if (!has_accounts()) continue;
            all.push_back({told[k], {}, k + 1, {k == 0, k == 1}, false});
        }
        for (const Inferred& each : inferences) all.push_back({{}, each, 0, {false, false}, false});
        return all;
    }
};

/// All that holds where these are believed.
inline Facts held(const std::vector<const Believed*>& believed) {
    Facts facts;
    for (const Believed* each : believed) facts.insert(each->says.begin(), each->says.end());
    for (bool grown = true; grown;) {
        grown = false;
        for (const Believed* each : believed) {
            if (!each->inference) continue;
            const auto& from = each->inference->from;
            if (std::all_of(from.begin(), from.end(),
                            [&](const Fact& premise) { return among(facts, premise); }))
                grown = facts.insert(each->inference->hence).second || grown;
        }
    }
    return facts;
}

/// The facts among these that cannot all stand; all about times where these are impossible.
inline Facts at_odds(const Facts& facts) {
    Facts odd;
    const bool possible = times_of(facts).possible();
    for (const Fact& a : facts) {
        const bool excluded =
            std::any_of(facts.begin(), facts.end(), [&](const Fact& b) { return exclude(a, b); });
        if (excluded || (!possible && a.about_time())) odd.insert(a);
    }
    return odd;
}

/// The versions of a case, as what holds in each; and what holds by what all of them share.
struct Versions {
    std::vector<Facts> held;
    Facts shared;
    /// That an inference denies what another stands on, in a circle; then charges do not count,
    /// which is left to the test of that.
    bool circle = false;
};

inline Versions versions_of(const RandomCase& the_case) {
    const std::vector<Believed> all = the_case.believed();
    const std::uint32_t count = std::uint32_t{1} << all.size();
    const auto chosen = [&](std::uint32_t bits) {
        std::vector<const Believed*> some;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if ((bits >> i & 1) != 0) some.push_back(&all[i]);
        }
        return some;
    };
    const auto rivals = [](const std::vector<const Believed*>& some) {
        return std::count_if(some.begin(), some.end(),
                             [](const Believed* each) { return each->account != 0; }) == 2;
    };
    dispute::testing::Case problem;
    problem.units = static_cast<std::uint32_t>(all.size());
    problem.mask = count - 1;
    problem.rank_count = 3;
    for (const Believed& each : all) {
        const bool preferred = each.words[1];
        problem.ranks.push_back(preferred ? 1 : each.words[0] ? 2 : 0);
    }
    if (the_case.judged == Judged::prefer) problem.preferences.emplace_back(1, 2);
    if (the_case.judged == Judged::accept) {
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            const Facts wanted{the_case.lines[the_case.accepted].fact};
            if (all[i].account == 0 && !all[i].inference && all[i].says == wanted)
                problem.accepted |= std::uint32_t{1} << i;
        }
    }
    std::vector<bool> stands(count);
    for (std::uint32_t bits = 0; bits < count; ++bits) {
        bool parts = true;
        for (std::size_t i = 0; i < all.size() && parts; ++i)
            parts = (bits >> i & 1) == 0 || stands[bits & ~(std::uint32_t{1} << i)];
        if (!parts) continue;
        const auto some = chosen(bits);
        const Facts facts = held(some);
        const Facts odd = at_odds(facts);
        stands[bits] = odd.empty() && !rivals(some);
        if (stands[bits]) continue;
        dispute::testing::CaseTie clash;
        clash.kind = dispute::TieKind::clash;
        clash.members = bits;
        for (std::uint32_t i = 0; i < all.size() && !rivals(some); ++i) {
            if ((bits >> i & 1) == 0) continue;
            Facts said = all[i].says;
            if (all[i].inference) said.insert(all[i].inference->hence);
            const bool charged = std::any_of(said.begin(), said.end(),
                                             [&](const Fact& fact) { return odd.contains(fact); });
            if (!charged) clash.uncharged |= std::uint32_t{1} << i;
        }
        problem.ties.push_back(clash);
    }
    const dispute::testing::Oracle oracle(problem);
    Versions versions;
    for (const auto& component : oracle.components())
        versions.circle = versions.circle || component.charges_ignored;
    std::uint32_t common = problem.mask;
    for (const std::uint32_t version : oracle.versions()) {
        common &= version;
        versions.held.push_back(held(chosen(version)));
    }
    versions.shared = held(chosen(common));
    return versions;
}

}  // namespace valla::question::testing
