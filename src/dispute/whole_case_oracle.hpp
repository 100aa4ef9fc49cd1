#pragma once

// For the tests: how everything in a small case stands by the words of docs/semantics.md. Long
// because it has all of them.

#include "dispute/testing.hpp"
#include "dispute/whole_case.hpp"

namespace valla::dispute::testing {

/// Reads a WholeCase without the engines: makes its units, tries every set of them for clashes, and
/// leaves versions to Oracle, which goes by their definition.
class WholeCaseOracle {
  public:
    explicit WholeCaseOracle(const WholeCase& shown) : case_(shown) {
        // An account that contradicts itself is taken claim by claim.
        for (bool again = true; again;) {
            make_units();
            find_clashes();
            again = false;
            for (const Set clash : clashes_) {
                for (std::size_t i = 0; i < case_.accounts.size(); ++i) {
                    const auto unit = account_units_.find(static_cast<int>(i));
                    if (unit == account_units_.end() || clash != only(unit->second)) continue;
                    again = torn_.insert(static_cast<int>(i)).second || again;
                }
            }
        }
        make_problem();
    }

    [[nodiscard]] std::size_t units() const { return units_.size(); }

    /// Statements that nobody makes and no rule or argument of a card concludes: what is so of the
    /// one where it is so of the other. They are listed nowhere.
    [[nodiscard]] const std::set<std::string>& only_by_identity() const {
        return only_by_identity_;
    }

    /// How each statement about an event stands, by its words; or what the reading is refused for.
    [[nodiscard]] std::map<std::string, std::string> standings() const {
        const Oracle oracle(problem_);
        if (oracle.cycle()) return {{"preferences-in-a-circle", ""}};
        if (oracle.accepted_clash()) return {{"accepted-clash", ""}};
        std::map<std::string, std::string> all;
        std::size_t next = 0;
        for (const auto& [words, said] : statements_) {
            const std::vector<Set>& supports = problem_.statements[next++];
            const auto alleged = alleged_.find(words);
            const bool only_alleged = supports.empty() && alleged != alleged_.end();
            const Standing standing = oracle.standing(only_alleged ? alleged->second : supports);
            all[words] = (only_alleged ? "only alleged, " : "") + std::string(name(standing)) +
                         (said ? "" : ", inferred");
        }
        return all;
    }

  private:
    struct TimeLine {
        TellingLine::Kind kind;
        int event = 0;
        int number = 0;
        friend auto operator<=>(const TimeLine&, const TimeLine&) = default;
        [[nodiscard]] std::string words() const {
            const std::string text = "e" + std::to_string(event);
            return kind == TellingLine::Kind::before
                       ? text + " before e" + std::to_string(number)
                       : text + " on <" + std::to_string(number) + " July 1936>";
        }
    };
    struct List {
        int event = 0;
        std::set<int> persons;
        friend auto operator<=>(const List&, const List&) = default;
    };
    /// What one unit says, and on whose word.
    struct Contents {
        std::set<Fact> facts;
        std::set<Fact> alleged;  ///< may clash, and nothing more
        std::set<TimeLine> times;
        std::set<List> lists;
        std::set<int> tells_of;
        std::optional<std::size_t> argument;
        std::optional<int> account;
        std::optional<bool> same;
        std::set<int> sources;
    };

    [[nodiscard]] bool lives(int source) const { return case_.rejected != source; }

    /// The claims of a line, one after the other.
    static std::vector<Contents> claims_of(const TellingLine& line) {
        std::vector<Contents> claims;
        const int event = line.fact.event;
        const auto add = [&](auto member, const auto& value) {
            Contents claim;
            (claim.*member).insert(value);
            claim.tells_of.insert(event);
            claims.push_back(claim);
        };
        switch (line.kind) {
            case TellingLine::Kind::fact:
                add(line.alleged ? &Contents::alleged : &Contents::facts, line.fact);
                if (!line.alleged) break;
                add(&Contents::alleged, Fact{event, Said::occurred, 0, false});
                return claims;
            case TellingLine::Kind::on_day:
            case TellingLine::Kind::before:
                add(&Contents::times, TimeLine{line.kind, event, line.number});
                break;
            case TellingLine::Kind::did_not_occur:
                add(&Contents::facts, Fact{event, Said::occurred, 0, true});
                claims.back().tells_of.clear();
                return claims;
            case TellingLine::Kind::only:
                for (const int person : line.persons)
                    add(&Contents::facts, Fact{event, Said::present, person, false});
                add(&Contents::lists, List{event, line.persons});
                break;
        }
        add(&Contents::facts, Fact{event, Said::occurred, 0, false});
        return claims;
    }

    /// What a claim says, whoever says it: claims alike are one unit.
    using Key = std::tuple<std::set<Fact>, std::set<Fact>, std::set<TimeLine>, std::set<List>>;
    static Key key_of(const Contents& claim) {
        return {claim.facts, claim.alleged, claim.times, claim.lists};
    }

    static void merge(Contents& into, const Contents& claim) {
        into.facts.insert(claim.facts.begin(), claim.facts.end());
        into.alleged.insert(claim.alleged.begin(), claim.alleged.end());
        into.times.insert(claim.times.begin(), claim.times.end());
        into.lists.insert(claim.lists.begin(), claim.lists.end());
        into.tells_of.insert(claim.tells_of.begin(), claim.tells_of.end());
    }

    void make_units() {
        units_.clear();
        account_units_.clear();
        statements_.clear();
        std::map<Key, Contents> alone;
        std::map<int, std::map<Key, Contents>> own;  // of accounts
        Contents shared;
        const auto note = [&](const Contents& claim) {
            for (const Fact& fact : claim.facts) statements_[fact.words()] = true;
            for (const Fact& fact : claim.alleged) statements_[fact.words()] = true;
            for (const TimeLine& time : claim.times) statements_[time.words()] = true;
        };
        const auto add_alone = [&](const Contents& claim, int source) {
            note(claim);
            if (!lives(source)) return;
            Contents& unit = alone[key_of(claim)];
            merge(unit, claim);
            unit.sources.insert(source);
        };
        for (const TellingLine& line : case_.lines) {
            for (const Contents& claim : claims_of(line)) {
                if (line.accounts.empty()) {
                    add_alone(claim, line.source);
                } else if (case_.claims_singly) {
                    for (const int account : line.accounts)
                        add_alone(claim, case_.accounts[static_cast<std::size_t>(account)]);
                } else if (line.accounts.size() == case_.accounts.size()) {
                    note(claim);
                    for (const int account : line.accounts) {
                        const int source = case_.accounts[static_cast<std::size_t>(account)];
                        if (!lives(source)) continue;
                        merge(shared, claim);
                        shared.sources.insert(source);
                    }
                } else {
                    const int account = *line.accounts.begin();
                    const int source = case_.accounts[static_cast<std::size_t>(account)];
                    note(claim);
                    if (torn_.contains(account)) add_alone(claim, source);
                    else if (lives(source)) merge(own[account][key_of(claim)], claim);
                }
            }
        }
        // Both accounts are there, and say the same on cards of their own.
        bool both = case_.accounts.size() == 2 && torn_.empty() && !case_.claims_singly;
        for (const int source : case_.accounts) both = both && lives(source);
        if (both) {
            std::vector<Key> common;
            for (const auto& [key, claim] : own[0]) {
                if (own[1].contains(key) && claim.lists.empty()) common.push_back(key);
            }
            for (const Key& key : common) {
                merge(shared, own[0][key]);
                for (const int account : {0, 1}) {
                    shared.sources.insert(case_.accounts[static_cast<std::size_t>(account)]);
                    own[account].erase(key);
                }
            }
        }
        for (const auto& [key, contents] : alone) units_.push_back(contents);
        if (!shared.sources.empty()) units_.push_back(shared);
        for (std::size_t i = 0; i < case_.accounts.size(); ++i) {
            const int account = static_cast<int>(i);
            if (torn_.contains(account) || case_.claims_singly || !lives(case_.accounts[i]))
                continue;
            Contents unit;
            for (const auto& [key, claim] : own[account]) merge(unit, claim);
            unit.account = account;
            unit.sources = {case_.accounts[i]};
            account_units_[account] = static_cast<std::uint32_t>(units_.size());
            units_.push_back(unit);
        }
        for (std::size_t i = 0; i < case_.arguments.size(); ++i) {
            if (!lives(case_.arguments[i].source)) continue;
            Contents unit;
            unit.argument = i;
            unit.sources = {case_.arguments[i].source};
            units_.push_back(unit);
        }
        for (const bool same : {true, false}) {
            const auto& source = same ? case_.same : case_.different;
            if (!source || !lives(*source)) continue;
            Contents unit;
            unit.same = same;
            unit.sources = {*source};
            units_.push_back(unit);
        }
    }

    /// What a unit is left for: everything, only as a premise of arguments, or for all but that.
    enum class Use : std::uint8_t { all, premises, but_premises };

    struct Closed {
        std::set<Fact> facts;     ///< that may clash
        std::set<Fact> premises;  ///< that arguments may use
    };

    void close(std::set<Fact>& facts, bool same) const {
        for (bool more = true; more;) {
            std::set<Fact> found;
            for (const Fact& fact : facts) {
                if (case_.rule && fact.field == Said::by && !fact.denied)
                    found.insert({fact.event, Said::with, fact.person, false});
                if (same && fact.field != Said::occurred && fact.person < 2)
                    found.insert({fact.event, fact.field, 1 - fact.person, fact.denied});
            }
            const std::size_t before = facts.size();
            facts.insert(found.begin(), found.end());
            more = facts.size() > before;
        }
    }

    [[nodiscard]] bool may_be_one(int person, int other) const {
        return person == other || (case_.same && lives(*case_.same) && person < 2 && other < 2);
    }
    /// Whether somebody is not on a list: nobody there may be one with him, unless they are said to
    /// be `different`.
    [[nodiscard]] bool is_off(const List& list, int person, bool different) const {
        return std::none_of(list.persons.begin(), list.persons.end(), [&](int each) {
            return person == each || (may_be_one(person, each) && !different);
        });
    }

    /// Whether a unit of these says that the two are different; one of them may be left out.
    [[nodiscard]] bool says_different(Set set, std::uint32_t limited, bool without_limited) const {
        for (std::uint32_t k = 0; k < units_.size(); ++k) {
            if (has(set, k) && units_[k].same == false && !(k == limited && without_limited))
                return true;
        }
        return false;
    }

    /// Where they are said to be one as well, nothing holds, and what follows is not looked for.
    [[nodiscard]] bool says_only_different(Set set, std::uint32_t limited,
                                           bool without_limited) const {
        for (std::uint32_t k = 0; k < units_.size(); ++k) {
            if (has(set, k) && units_[k].same == true) return false;
        }
        return says_different(set, limited, without_limited);
    }

    [[nodiscard]] Closed closed(Set set, std::uint32_t limited, Use use) const {
        Closed all;
        bool same_in_facts = false;
        bool same_in_premises = false;
        const bool apart_in_facts = says_only_different(set, limited, use == Use::premises);
        const bool apart_in_premises = says_only_different(set, limited, use == Use::but_premises);
        const auto in_facts = [&](std::uint32_t k) { return k != limited || use != Use::premises; };
        const auto in_premises = [&](std::uint32_t k) {
            return k != limited || use != Use::but_premises;
        };
        for (std::uint32_t k = 0; k < units_.size(); ++k) {
            if (!has(set, k)) continue;
            const Contents& unit = units_[k];
            const auto add_facts = [&](std::set<Fact>& facts, bool different) {
                facts.insert(unit.facts.begin(), unit.facts.end());
                for (const List& list : unit.lists) {
                    for (int person = 0; person < 3; ++person) {
                        if (is_off(list, person, different))
                            facts.insert({list.event, Said::present, person, true});
                    }
                }
            };
            if (in_facts(k)) add_facts(all.facts, apart_in_facts);
            if (in_premises(k)) add_facts(all.premises, apart_in_premises);
            if (unit.same == true) {
                same_in_facts = same_in_facts || in_facts(k);
                same_in_premises = same_in_premises || in_premises(k);
            }
        }
        for (bool more = true; more;) {
            close(all.facts, same_in_facts);
            close(all.premises, same_in_premises);
            const std::size_t before = all.facts.size() + all.premises.size();
            for (std::uint32_t k = 0; k < units_.size(); ++k) {
                if (!has(set, k) || !units_[k].argument) continue;
                const Inferring& argument = case_.arguments[*units_[k].argument];
                const bool goes_through =
                    std::all_of(argument.from.begin(), argument.from.end(),
                                [&](const Fact& fact) { return all.premises.contains(fact); });
                if (!goes_through) continue;
                if (in_facts(k)) all.facts.insert(argument.hence);
                if (in_premises(k)) all.premises.insert(argument.hence);
            }
            more = all.facts.size() + all.premises.size() > before;
        }
        return all;
    }

    [[nodiscard]] static bool times_are_impossible(const std::set<TimeLine>& times) {
        // Points: begin and end of each event; the last one is the calendar.
        constexpr std::size_t count = 7;
        constexpr long far = 1'000'000;
        constexpr long day = 1440;
        std::array<std::array<long, count>, count> most{};  // x - y at most
        for (auto& row : most) row.fill(far);
        for (std::size_t event = 0; event < 3; ++event) most[2 * event][2 * event + 1] = -1;
        for (const TimeLine& time : times) {
            const auto begin = static_cast<std::size_t>(2 * time.event);
            if (time.kind == TellingLine::Kind::on_day) {
                most[6][begin] = std::min(most[6][begin], -day * time.number);
                most[begin + 1][6] = std::min(most[begin + 1][6], day * (time.number + 1));
            } else {
                const auto other = static_cast<std::size_t>(2 * time.number);
                most[begin + 1][other] = std::min(most[begin + 1][other], 0L);
            }
        }
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t j = 0; j < count; ++j)
                    most[i][j] = std::min(most[i][j], most[i][k] + most[k][j]);
            }
        }
        for (std::size_t k = 0; k < count; ++k) {
            if (most[k][k] < 0) return true;
        }
        return false;
    }

    [[nodiscard]] bool clashes(Set set, std::uint32_t limited, Use use) const {
        const Closed all = closed(set, limited, use);
        std::set<int> told;
        std::set<TimeLine> times;
        std::set<List> lists;
        std::set<int> accounts;
        std::set<bool> identities;
        std::set<Fact> facts = all.facts;
        for (std::uint32_t k = 0; k < units_.size(); ++k) {
            if (!has(set, k) || (k == limited && use == Use::premises)) continue;
            const Contents& unit = units_[k];
            facts.insert(unit.alleged.begin(), unit.alleged.end());
            told.insert(unit.tells_of.begin(), unit.tells_of.end());
            times.insert(unit.times.begin(), unit.times.end());
            lists.insert(unit.lists.begin(), unit.lists.end());
            if (unit.account) accounts.insert(*unit.account);
            if (unit.same) identities.insert(*unit.same);
        }
        if (accounts.size() > 1 || identities.size() > 1 || times_are_impossible(times))
            return true;
        const bool different = identities.contains(false);
        for (const Fact& fact : facts) {
            Fact other = fact;
            other.denied = !fact.denied;
            if (facts.contains(other)) return true;
            if (fact.field == Said::occurred && fact.denied && told.contains(fact.event))
                return true;
            if (fact.denied) continue;
            for (const List& list : lists) {
                const bool off = is_off(list, fact.person, different);
                if (fact.field == Said::present && fact.event == list.event && off) return true;
            }
            if (case_.never && fact.field == Said::with && all.facts.contains(fact) &&
                all.facts.contains({fact.event, Said::against, fact.person, false}))
                return true;
            if (fact.field != Said::chief) continue;
            for (int person = 0; person < fact.person; ++person) {
                if (may_be_one(person, fact.person) && !different) continue;
                if (facts.contains({fact.event, Said::chief, person, false})) return true;
            }
        }
        return std::any_of(case_.rivals.begin(), case_.rivals.end(), [&](const auto& pair) {
            return facts.contains(pair.first) && facts.contains(pair.second);
        });
    }
    static constexpr std::uint32_t nobody = 31;
    [[nodiscard]] bool clashes(Set set) const { return clashes(set, nobody, Use::all); }

    [[nodiscard]] std::vector<Set> by_size() const {
        std::vector<Set> sets;
        for (Set set = 0; set < only(static_cast<std::uint32_t>(units_.size())); ++set)
            sets.push_back(set);
        std::stable_sort(sets.begin(), sets.end(), [](Set a, Set b) {
            return __builtin_popcount(a) < __builtin_popcount(b);
        });
        return sets;
    }
    static bool contains_one(Set set, const std::vector<Set>& sets) {
        return std::any_of(sets.begin(), sets.end(), [set](Set each) { return within(each, set); });
    }

    void find_clashes() {
        clashes_.clear();
        for (const Set set : by_size()) {
            if (!contains_one(set, clashes_) && clashes(set)) clashes_.push_back(set);
        }
    }

    void make_problem() {
        problem_.units = static_cast<std::uint32_t>(units_.size());
        problem_.mask = only(problem_.units) - 1;
        for (const Set clash : clashes_) {
            CaseTie tie;
            tie.members = clash;
            for (const UnitId unit : units_of(clash)) {
                const bool as_premise = clashes(clash, unit.index, Use::premises);
                const bool otherwise = clashes(clash, unit.index, Use::but_premises);
                if (as_premise && !otherwise) tie.uncharged |= only(unit.index);
            }
            if (tie.uncharged == clash) tie.uncharged = 0;
            problem_.ties.push_back(tie);
        }
        rank();
        for (std::uint32_t k = 0; case_.accepted && k < problem_.units; ++k) {
            if (units_[k].facts.contains(*case_.accepted) ||
                units_[k].alleged.contains(*case_.accepted))
                problem_.accepted |= only(k);
        }
        state();
    }

    /// Each source has a rank, and 0 is that of whoever nothing is said of; a unit has the best of
    /// its words.
    void rank() {
        problem_.rank_count = 4;
        std::set<int> known;
        for (const auto& [better, worse] : case_.preferred) {
            problem_.preferences.emplace_back(better + 1, worse + 1);
            known.insert({better, worse});
        }
        for (const Contents& unit : units_) {
            std::uint32_t best = 0;
            for (const int source : unit.sources) {
                // Preferences go from the lower number to the higher, or in a circle.
                if (best == 0 && known.contains(source))
                    best = static_cast<std::uint32_t>(source) + 1;
            }
            problem_.ranks.push_back(best);
        }
    }

    void state() {
        // That two are one and that they are different goes not together: each is tried for itself.
        Closed all;
        for (const bool same : {true, false}) {
            Set set = problem_.mask;
            for (std::uint32_t k = 0; k < units_.size(); ++k) {
                if (units_[k].same == !same) set &= ~only(k);
            }
            const Closed some = closed(set, nobody, Use::all);
            all.facts.insert(some.facts.begin(), some.facts.end());
            all.premises.insert(some.premises.begin(), some.premises.end());
        }
        std::set<Fact> concluded;
        for (const Fact& fact : all.facts) {
            if (case_.rule && fact.field == Said::by && !fact.denied)
                concluded.insert({fact.event, Said::with, fact.person, false});
        }
        for (const Contents& unit : units_) {
            if (!unit.argument) continue;
            const Inferring& argument = case_.arguments[*unit.argument];
            if (std::all_of(argument.from.begin(), argument.from.end(),
                            [&](const Fact& fact) { return all.premises.contains(fact); }))
                concluded.insert(argument.hence);
        }
        for (const Fact& fact : all.facts) {
            const bool fresh = statements_.try_emplace(fact.words(), false).second;
            if (fresh && !concluded.contains(fact)) only_by_identity_.insert(fact.words());
        }
        std::map<std::string, std::vector<Set>> supports;
        for (const Set set : by_size()) {
            std::set<std::string> words;
            for (const Fact& fact : closed(set, nobody, Use::all).facts) words.insert(fact.words());
            for (const UnitId unit : units_of(set)) {
                for (const TimeLine& time : units_[unit.index].times) words.insert(time.words());
            }
            for (const std::string& each : words) {
                if (!contains_one(set, supports[each])) supports[each].push_back(set);
            }
        }
        for (std::uint32_t k = 0; k < units_.size(); ++k) {
            for (const Fact& fact : units_[k].alleged) alleged_[fact.words()].push_back(only(k));
        }
        for (const auto& [words, said] : statements_)
            problem_.statements.push_back(supports[words]);
    }

    const WholeCase& case_;
    std::set<int> torn_;
    std::vector<Contents> units_;
    std::map<int, std::uint32_t> account_units_;
    std::vector<Set> clashes_;
    std::map<std::string, bool> statements_;  ///< by words; whether somebody says it
    std::set<std::string> only_by_identity_;
    std::map<std::string, std::vector<Set>> alleged_;  ///< by words, the units that allege it
    Case problem_;
};

}  // namespace valla::dispute::testing
