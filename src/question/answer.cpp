// From a question to rows: one query for all versions where it is monotone, else one a version.

#include <algorithm>
#include <map>
#include <set>

#include "consequence/version_space.hpp"
#include "deduction/belief.hpp"
#include "deduction/query.hpp"
#include "deduction/supports.hpp"
#include "question/alleged.hpp"

namespace valla::question {

using casefile::Case;
using deduction::FactId;
using deduction::TermId;
using deduction::Variable;
using dispute::Assessment;
using dispute::Standing;
using dispute::UnitId;
using evidence::StatementId;

namespace {

/// How many ways to one row are told apart for its standing.
constexpr std::size_t most_ways = 64;
/// How many solutions of one count are looked at for what they rest on.
constexpr std::size_t most_counted = 100'000;

/// What a row rests on besides claims; the last is the most.
enum class Rest : std::uint8_t { on_claims, on_possibility, on_silence };

class Answering {
  public:
    Answering(Assessment& assessment, const Question& question,
              const inference::Translated& translated, std::size_t most_reasons)
        : assessment_(assessment),
          inference_(assessment.inference()),
          case_(assessment.the_case()),
          translated_(translated),
          question_(question),
          most_reasons_(most_reasons) {}

    tl::expected<Answer, text::Message> run() {
        lay_out();
        Answer out;
        for (const Variable column : columns_) out.columns.push_back(text_of(column));
        out.counted = query_.counts;
        // What rests on silence further down is found out only by asking.
        bool by_version = translated_.second_stratum || query_.counts;
        auto problem = by_version ? std::nullopt : ask_once(out, by_version);
        // A count looks at no silence, but is another one on another version.
        if (by_version && !problem) problem = ask_each_version(out);
        if (problem) return tl::unexpected(refused(*problem));
        return out;
    }

  private:
    using Row = std::vector<TermId>;

    [[nodiscard]] std::string text_of(Variable variable) const {
        std::string text(case_.tables().names.text(translated_.variables[variable.index]));
        return text.substr(0, text.find(' '));
    }
    [[nodiscard]] text::Message refused(const deduction::RuleProblem& problem) const {
        if (problem.refusal == deduction::Refusal::too_many_alternatives) {
            return text::Message("too-many-ways", {})
                .with("limit", static_cast<std::int64_t>(deduction::alternative_limit));
        }
        return unbound(problem.variable);
    }
    [[nodiscard]] text::Message unbound(Variable variable) const {
        const bool known = variable.index < translated_.variables.size() &&
                           !translated_.variables[variable.index].none();
        const NameId name = known ? translated_.variables[variable.index] : NameId{};
        return text::Message("rule-variable-unbound", {})
            .with("variable", known ? text_of(variable) : "?")
            .with("kind", inference::likely_kind(case_, question_.ask, name));
    }
    [[nodiscard]] std::optional<Variable> variable_of(NameId name) const {
        const auto& names = translated_.variables;
        // Variables of a card have their card in their names; those of the layout are the same.
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) return std::nullopt;
        return Variable{static_cast<std::uint32_t>(found - names.begin())};
    }

    void lay_out() {
        const auto variables_of = [&](const std::vector<NameId>& names,
                                      std::vector<Variable>& variables) {
            for (const NameId name : names) {
                if (const auto found = variable_of(name)) variables.push_back(*found);
            }
        };
        query_.counts = !question_.count.empty() || !question_.group_by.empty();
        variables_of(query_.counts ? question_.group_by : question_.show, columns_);
        variables_of(question_.count, query_.count);
        if (columns_.empty() && !query_.counts) {
            for (std::uint32_t i = 0; i < translated_.variables.size(); ++i) {
                if (!translated_.variables[i].none()) columns_.push_back({i});
            }
        }
        query_.show = columns_;
        std::vector<Variable> order;
        variables_of(question_.order_by, order);
        for (const Variable each : order) {
            if (std::find(columns_.begin(), columns_.end(), each) != columns_.end())
                query_.order.push_back({each, false});
        }
        query_.one_of.push_back(translated_.alternatives);
        rank_terms();
    }

    /// What a term is sorted by: its words, or its number or first day.
    std::tuple<std::int64_t, std::string, std::uint32_t> key_of(std::uint32_t term) const {
        const casefile::Tables& tables = case_.tables();
        const evidence::ValueKey& value = inference_.terms()[TermId{term}];
        switch (value.tag) {
            case casefile::ValueTag::name:
                return {0, std::string(tables.names.text({value.number})), term};
            case casefile::ValueTag::number: return {value.number, "", term};
            case casefile::ValueTag::text:
            case casefile::ValueTag::date: break;
            default: return {0, "", term};
        }
        const auto sample = assessment_.evidence().propositions().sample(value);
        if (value.tag == casefile::ValueTag::text)
            return {0, case_.text_value(sample.card, sample.value.number), term};
        return {tables.dates[sample.value.number].earliest().day.number, "", term};
    }

    /// Rows are sorted as people sort: by the words of the values.
    void rank_terms() {
        const auto& terms = inference_.terms();
        std::vector<std::tuple<std::int64_t, std::string, std::uint32_t>> keys;
        for (std::uint32_t i = 0; i < terms.size(); ++i) keys.push_back(key_of(i));
        std::sort(keys.begin(), keys.end());
        ranks_.resize(terms.size());
        for (std::size_t i = 0; i < keys.size(); ++i) ranks_[std::get<2>(keys[i])] = i;
        query_.rank = [this](TermId term) { return ranks_[term.index]; };
    }

    /// The order in which one query gives its rows, for those of several versions.
    [[nodiscard]] bool comes_before(const std::pair<Row, std::uint64_t>& a,
                                    const std::pair<Row, std::uint64_t>& b) const {
        const auto ranks_of = [&](const std::pair<Row, std::uint64_t>& row) {
            std::vector<std::uint64_t> ranks;
            for (const deduction::SortKey& key : query_.order) {
                const auto column = std::find(columns_.begin(), columns_.end(), *key.variable);
                const auto at = static_cast<std::size_t>(column - columns_.begin());
                ranks.push_back(ranks_[row.first[at].index]);
            }
            for (const TermId term : row.first) ranks.push_back(ranks_[term.index]);
            ranks.push_back(row.second);
            return ranks;
        };
        return ranks_of(a) < ranks_of(b);
    }

    AnswerRow row_of(std::span<const TermId> terms) const {
        AnswerRow row;
        for (const TermId term : terms) row.values.push_back(inference_.terms()[term]);
        return row;
    }

    template <typename Item>
    static void add_once(std::vector<Item>& items, Item item) {
        if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
    }

    /// What cards state of a fact: with whatever stands behind the value, where the fact is found
    /// whatever that is. And that a list is complete.
    void add_claimed(FactId fact, Reason& reason) const {
        for (const std::uint32_t closing : inference_.closings(fact))
            add_once(reason.closed_lists, closing);
        const StatementId statement = inference_.statement(fact);
        if (statement.none()) return;
        const evidence::Evidence& evidence = assessment_.evidence();
        const auto& wanted = evidence.propositions()[statement.proposition()];
        for (const evidence::UnitId unit : inference_.claimed_by(fact)) {
            for (const evidence::ClaimId id : evidence.claims_of(unit)) {
                const StatementId claimed = evidence[id].statement;
                if (claimed.none() || claimed.denied() != statement.denied()) continue;
                const auto& each = evidence.propositions()[claimed.proposition()];
                const bool says = each.subject == wanted.subject && each.field == wanted.field &&
                                  each.part == wanted.part && each.value.tag == wanted.value.tag &&
                                  each.value.number == wanted.value.number;
                if (says) add_once(reason.statements, claimed);
            }
        }
    }

    /// What a fact says, and, where only the meaning of fields gives it, what that comes from.
    void add_fact(FactId fact, Reason& reason) const {
        const StatementId statement = inference_.statement(fact);
        const bool claimed = !inference_.claimed_by(fact).empty();
        if (!claimed && !statement.none()) add_once(reason.statements, statement);
        add_claimed(fact, reason);
        if (claimed || inference_.is_given(fact) || inference_.is_inferred(fact)) return;
        const auto no_absence = [](deduction::Element element) {
            return element.kind() != deduction::ElementKind::absence;
        };
        const auto behind =
            deduction::supports(inference_.deduction(), fact, {.sets = 1}, no_absence).sets;
        if (behind.empty()) return;
        for (const deduction::Element element : behind.front()) {
            if (element.kind() == deduction::ElementKind::fact)
                add_claimed({element.index()}, reason);
        }
    }

    [[nodiscard]] Reason reason_of(const deduction::Reason& reason) const {
        Reason out;
        for (const FactId fact : reason.facts) add_fact(fact, out);
        // Of what an order in time rests on, one smallest set is named.
        for (const deduction::ExternalMatch& match : reason.matches) {
            if (match.alternatives.empty()) continue;
            for (const deduction::TokenId token : match.alternatives.front()) {
                for (const StatementId statement : time_statements(token))
                    add_once(out.statements, statement);
            }
        }
        return out;
    }

    /// What a unit says of times.
    [[nodiscard]] std::vector<StatementId> time_statements(deduction::TokenId token) const {
        std::vector<StatementId> statements;
        const chronology::TimeClaims& times = assessment_.times();
        for (const chronology::ClaimId id : times.of_unit({token.index})) {
            if (times[id].kind == chronology::TimeClaimKind::statement)
                statements.push_back(times[id].statement);
        }
        return statements;
    }

    /// All sets of units by each of which a solution holds.
    [[nodiscard]] std::vector<std::vector<UnitId>> ways_of(const deduction::Reason& reason) const {
        std::vector<std::vector<UnitId>> ways(1);
        const auto widen = [&](const std::vector<std::vector<UnitId>>& choices) {
            std::vector<std::vector<UnitId>> longer;
            for (const auto& way : ways) {
                for (const auto& choice : choices) {
                    if (longer.size() >= most_ways) break;
                    longer.push_back(way);
                    longer.back().insert(longer.back().end(), choice.begin(), choice.end());
                }
            }
            ways = std::move(longer);
        };
        for (const FactId fact : reason.facts) {
            if (inference_.is_given(fact)) continue;
            std::vector<std::vector<UnitId>> choices;
            for (const auto& support : inference_.supports(fact, most_ways).list) {
                choices.emplace_back();
                for (const auto belief : support.beliefs) choices.back().push_back({belief.index});
            }
            widen(choices);
        }
        for (const deduction::ExternalMatch& match : reason.matches) {
            if (match.alternatives.empty()) continue;
            std::vector<std::vector<UnitId>> choices;
            for (const auto& tokens : match.alternatives) {
                choices.emplace_back();
                for (const auto token : tokens) choices.back().push_back({token.index});
            }
            widen(choices);
        }
        return ways;
    }

    /// What a solution rests on beside claims.
    [[nodiscard]] Rest rest_of(const deduction::Reason& reason) const {
        Rest rest = Rest::on_claims;
        for (const FactId fact : reason.facts) {
            if (inference_.is_possible(fact)) rest = std::max(rest, Rest::on_possibility);
            else if (inference_.is_from_silence(fact)) rest = Rest::on_silence;
        }
        return rest;
    }
    /// The same of a row of one version. Any of its solutions is enough for a row, and a count
    /// needs them all.
    [[nodiscard]] Rest rest_of(const std::vector<deduction::Reason>& solutions) const {
        std::optional<Rest> rest;
        for (const deduction::Reason& each : solutions) {
            const Rest here = rest_of(each);
            rest = !rest ? here : query_.counts ? std::max(*rest, here) : std::min(*rest, here);
        }
        return rest.value_or(Rest::on_claims);
    }

    /// Sets `from_silence`, and adds no rows, when some solution has no way without silence.
    std::optional<deduction::RuleProblem> ask_once(Answer& out, bool& from_silence) {
        query_.most_reasons = most_ways;
        const auto found = deduction::answer(inference_.deduction().facts(), query_,
                                             inference_.program().externals());
        if (!found) return found.error();
        dispute::Problem& problem = assessment_.problem().problem();
        std::vector<dispute::StatementId> statements;
        for (std::size_t i = 0; i < found->rows; ++i) {
            statements.push_back(problem.add_statement());
            bool any = false;
            for (const deduction::Reason& reason : found->reasons[i]) {
                for (auto& way : ways_of(reason)) {
                    std::sort(way.begin(), way.end());
                    way.erase(std::unique(way.begin(), way.end()), way.end());
                    problem.add_support(std::span<const UnitId>(way));
                    any = true;
                }
            }
            from_silence = from_silence || !any;
        }
        assessment_.solver().extend();
        for (std::size_t i = 0; i < found->rows; ++i) {
            AnswerRow row = row_of(found->row(i));
            row.standing = assessment_.solver().of(statements[i]).standing;
            if (from_silence) {
                const auto terms = found->row(i);
                if (row.standing == Standing::not_contradicted)
                    not_contradicted_.emplace(terms.begin(), terms.end());
                continue;
            }
            if (row.standing == Standing::on_no_version || row.standing == Standing::no_word_left)
                continue;
            const std::size_t reasons = std::min(most_reasons_, found->reasons[i].size());
            for (std::size_t k = 0; k < reasons; ++k)
                row.reasons.push_back(reason_of(found->reasons[i][k]));
            out.rows.push_back(std::move(row));
        }
        return std::nullopt;
    }

    /// The units behind whatever the predicates of the question hold.
    [[nodiscard]] std::vector<UnitId> units_of_question() const {
        std::set<std::uint32_t> predicates;
        const auto note = [&](const deduction::Conjunction& conjunction) {
            for (const deduction::Atom& atom : conjunction.atoms)
                predicates.insert(atom.predicate.index);
        };
        for (const deduction::Alternative& each : translated_.alternatives) {
            note(each.body);
            for (const deduction::Conjunction& absent : each.absent) note(absent);
        }
        std::set<std::uint32_t> units;
        const deduction::Deduction& deduction = inference_.deduction();
        const deduction::DerivationGraph& graph = deduction.graph();
        std::vector<FactId> region;
        std::vector<bool> seen(deduction.facts().size(), false);
        const auto reach = [&](FactId fact) {
            if (!seen[fact.index]) region.push_back(fact);
            seen[fact.index] = true;
        };
        for (std::uint32_t i = 0; i < deduction.facts().size(); ++i) {
            if (predicates.contains(deduction.facts().predicate({i}).index)) reach({i});
        }
        // What would be there where something is absent counts as well.
        for (std::size_t i = 0; i < region.size(); ++i) {
            for (const evidence::UnitId unit : inference_.claimed_by(region[i]))
                units.insert(unit.number);
            for (const deduction::InstanceId instance : graph.derivations(region[i])) {
                for (const deduction::Element element : graph.body(instance)) {
                    switch (element.kind()) {
                        case deduction::ElementKind::fact: reach({element.index()}); break;
                        case deduction::ElementKind::token: units.insert(element.index()); break;
                        case deduction::ElementKind::rule:
                            units.insert(inference_.unit_of({element.index()}).number);
                            break;
                        case deduction::ElementKind::absence:
                            if (const auto fact = deduction.absent_fact({element.index()}))
                                reach(*fact);
                            break;
                    }
                }
            }
        }
        if (translated_.times) {
            for (const deduction::TokenId belief : assessment_.case_times().beliefs())
                units.insert(belief.index);
        }
        std::vector<UnitId> all;
        for (const std::uint32_t unit : units) all.push_back({unit});
        return all;
    }

    std::optional<deduction::RuleProblem> ask_each_version(Answer& out) {
        // A count needs all its solutions.
        const bool silent = query_.counts && inference_.deduction().absences() > 0;
        query_.most_reasons = silent ? most_counted : most_ways;
        const consequence::VersionSpace space(assessment_, units_of_question());
        out.complete = space.complete();
        const deduction::Deduction& deduction = inference_.deduction();
        struct Seen {
            AnswerRow row;
            std::size_t versions = 0;
            Rest rest = Rest::on_claims;
        };
        std::map<std::pair<Row, std::uint64_t>, Seen> seen;
        for (const consequence::Version& version : space.versions()) {
            deduction::Mask mask;
            for (std::uint32_t i = 0; i < deduction.facts().size(); ++i) {
                const FactId fact{i};
                const auto units = inference_.claimed_by(fact);
                const bool in = inference_.is_given(fact) ||
                                std::any_of(units.begin(), units.end(), [&](evidence::UnitId unit) {
                                    return version.has(UnitId{unit.number});
                                });
                if (in) mask.facts.insert(fact);
            }
            for (std::uint32_t i = 0; i < assessment_.problem().problem().units(); ++i) {
                if (version.has(UnitId{i})) mask.tokens.insert({i});
            }
            for (std::uint32_t rule = 0; rule < inference_.program().rules(); ++rule) {
                if (!inference_.program().rule({rule}).is_unit) continue;
                if (version.has(UnitId{inference_.unit_of({rule}).number}))
                    mask.rules.insert({rule});
            }
            const deduction::Belief belief(deduction, mask);
            assessment_.case_times().believe(
                [&](deduction::TokenId token) { return version.has(UnitId{token.index}); });
            const auto found = deduction::answer(
                deduction.facts(), query_, inference_.program().externals(), &belief.holding());
            assessment_.case_times().believe({});
            if (!found) return found.error();
            for (std::size_t i = 0; i < found->rows; ++i) {
                const auto terms = found->row(i);
                AnswerRow row = row_of(terms);
                if (!found->reasons.empty()) {
                    const std::size_t reasons = std::min(most_reasons_, found->reasons[i].size());
                    for (std::size_t k = 0; k < reasons; ++k)
                        row.reasons.push_back(reason_of(found->reasons[i][k]));
                }
                const Rest rest = rest_of(found->reasons[i]);
                if (query_.counts) row.count = found->counts[i];
                const std::uint64_t count = row.count.value_or(0);
                auto [place, fresh] = seen.try_emplace({Row(terms.begin(), terms.end()), count});
                if (fresh) place->second = {std::move(row), 0, rest};
                ++place->second.versions;
                place->second.rest = std::max(place->second.rest, rest);
            }
        }
        const Rest asked = translated_.silence          ? Rest::on_silence
                           : translated_.second_stratum ? Rest::on_possibility
                                                        : Rest::on_claims;
        using Place = decltype(seen)::value_type;
        std::vector<const Place*> rows;
        for (const Place& each : seen) rows.push_back(&each);
        std::sort(rows.begin(), rows.end(),
                  [&](const Place* a, const Place* b) { return comes_before(a->first, b->first); });
        for (const Place* place : rows) {
            const Seen* const each = &place->second;
            out.rows.push_back(each->row);
            AnswerRow& row = out.rows.back();
            const Rest rest = std::max(asked, each->rest);
            row.possible = rest == Rest::on_possibility;
            row.from_silence = rest == Rest::on_silence;
            if (rest == Rest::on_claims && not_contradicted_.contains(place->first.first)) {
                row.standing = Standing::not_contradicted;
                continue;
            }
            row.standing = each->versions < space.versions().size()
                               ? Standing::only_on_some_versions
                           : space.complete() ? Standing::in_any_case
                                              : Standing::open;
        }
        return std::nullopt;
    }

    Assessment& assessment_;
    const inference::Inference& inference_;
    const Case& case_;
    const inference::Translated& translated_;
    const Question& question_;
    std::size_t most_reasons_;
    deduction::Query query_;
    std::vector<Variable> columns_;
    std::set<Row> not_contradicted_;  ///< when some other row rests on silence
    std::vector<std::uint64_t> ranks_;
};

}  // namespace

tl::expected<Answer, text::Message> answer(Assessment& assessment, const Question& question,
                                           std::size_t most_reasons) {
    const inference::Inference& inference = assessment.inference();
    auto found = Answering(assessment, question, inference.question(0), most_reasons).run();
    const inference::Translated* possible = inference.possible_question(0);
    if (!found) return found;
    found->alleged_rows = alleged_rows(assessment, question, found->columns);
    if (!found->rows.empty() || possible == nullptr) return found;
    const auto other = Answering(assessment, question, *possible, 0).run();
    if (other) found->possible_rows = other->rows.size();
    return found;
}

}  // namespace valla::question
