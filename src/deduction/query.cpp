#include "deduction/query.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "deduction/safety.hpp"
#include "deduction/solutions.hpp"

namespace valla::deduction {

namespace {

/// What a variable has that an alternative does not bind.
constexpr TermId no_term{0xFFFFFFFF};

void append(Alternative& to, const Alternative& from) {
    const auto join = [](auto& all, const auto& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    join(to.body.atoms, from.body.atoms);
    join(to.body.externals, from.body.externals);
    join(to.body.comparisons, from.body.comparisons);
    join(to.absent, from.absent);
}

/// The query as alternatives of which one holds; nothing when they are too many.
std::optional<std::vector<Alternative>> multiplied_out(const Query& query) {
    std::vector<Alternative> result{{query.body, query.absent}};
    for (const std::vector<Alternative>& choice : query.one_of) {
        std::vector<Alternative> longer;
        if (result.size() * choice.size() > alternative_limit) return std::nullopt;
        for (const Alternative& alternative : result) {
            for (const Alternative& chosen : choice) {
                longer.push_back(alternative);
                append(longer.back(), chosen);
            }
        }
        result = std::move(longer);
    }
    return result;
}

std::optional<RuleProblem> problem_of(const Query& query, const Alternative& alternative,
                                      std::span<const External> externals) {
    std::uint32_t count = variable_count(alternative.body);
    for (const Conjunction& absent : alternative.absent) {
        count = std::max(count, variable_count(absent));
    }
    VariableSet wanted = 0;
    for (const std::vector<Variable>& list : {query.show, query.count}) {
        for (const Variable variable : list) count = std::max(count, variable.index + 1);
    }
    if (count > variable_limit) return RuleProblem{Refusal::too_many_variables, {count - 1}, {}};
    for (const std::vector<Variable>& list : {query.show, query.count}) {
        for (const Variable variable : list) wanted |= bit(variable);
    }
    const auto unsafe = [](Variable variable) {
        return RuleProblem{Refusal::unsafe_variable, variable, {}};
    };
    if (const auto unbound = unbound_in(alternative.body, 0, externals)) return unsafe(*unbound);
    const VariableSet bound = variables_of(alternative.body);
    if (const VariableSet unbound = wanted & ~bound; unbound != 0) {
        return unsafe({static_cast<std::uint32_t>(std::countr_zero(unbound))});
    }
    for (const Conjunction& absent : alternative.absent) {
        if (const auto unbound = unbound_in(absent, bound, externals)) return unsafe(*unbound);
    }
    return std::nullopt;
}

class Answerer {
  public:
    Answerer(const FactStore& facts, const Query& query, std::span<const External> externals,
             const FactSet* visible, std::span<const Alternative> alternatives)
        : facts_(facts),
          query_(query),
          visible_(visible),
          alternatives_(alternatives),
          calls_(externals) {
        for (const Alternative& alternative : alternatives) all_ |= variables_of(alternative.body);
        VariableSet columns = 0;
        for (const Variable variable : query.show) columns |= bit(variable);
        columns_ = query.show;
        if (query.counts) {
            for (const Variable variable : query.count) add_column(variable, columns);
            if (query.count.empty()) {
                for (std::uint32_t index = 0; index < variable_limit; ++index) {
                    if ((all_ >> index & 1) != 0) add_column({index}, columns);
                }
            }
        }
        // Facts come once, so that solutions of one alternative differ in some variable.
        are_different_ = alternatives.size() == 1 && (all_ & ~columns) == 0;
    }

    Answer run() {
        answer_.width = query_.show.size();
        if (query_.counts && are_different_ && query_.show.size() <= 1 &&
            query_.most_reasons == 0) {
            count_without_rows();
        } else {
            collect();
            if (query_.counts) {
                count_rows();
            } else {
                take_rows();
            }
        }
        put_in_order();
        return std::move(answer_);
    }

  private:
    void add_column(Variable variable, VariableSet& columns) {
        if ((columns & bit(variable)) != 0) return;
        columns |= bit(variable);
        columns_.push_back(variable);
    }

    void count_without_rows() {
        std::vector<std::uint64_t> counts;
        std::map<std::uint32_t, std::uint64_t> large;
        Solutions solutions(facts_, alternatives_[0], calls_, visible_);
        if (query_.show.empty()) {
            std::uint64_t count = 0;
            while (const std::uint64_t more = solutions.next_count(0)) count += more;
            answer_.rows = 1;
            answer_.counts.push_back(count);
            return;
        }
        while (const std::uint64_t more = solutions.next_count(bit(query_.show[0]))) {
            const std::uint32_t term = solutions.term(query_.show[0]).index;
            if (term >= dense_limit) {
                large[term] += more;
                continue;
            }
            if (term >= counts.size()) counts.resize(std::size_t{term} * 2 + 16, 0);
            counts[term] += more;
        }
        for (std::uint32_t term = 0; term < counts.size(); ++term) {
            if (counts[term] == 0) continue;
            answer_.terms.push_back({term});
            answer_.counts.push_back(counts[term]);
        }
        for (const auto& [term, count] : large) {
            answer_.terms.push_back({term});
            answer_.counts.push_back(count);
        }
        answer_.rows = answer_.terms.size();
    }

    void collect() {
        values_.resize(columns_.size());
        for (const Alternative& alternative : alternatives_) {
            const VariableSet bound = variables_of(alternative.body);
            Solutions solutions(facts_, alternative, calls_, visible_);
            while (solutions.next()) {
                for (std::size_t column = 0; column < columns_.size(); ++column) {
                    const Variable variable = columns_[column];
                    values_[column].push_back(
                        (bound & bit(variable)) != 0 ? solutions.term(variable) : no_term);
                }
                ++solutions_;
                if (query_.most_reasons > 0) keep_reason(alternative, solutions);
            }
        }
        order_.resize(solutions_);
        for (std::uint32_t number = 0; number < solutions_; ++number) order_[number] = number;
        const std::vector<std::span<const TermId>> columns(values_.begin(), values_.end());
        sort_by_terms(order_, columns);
    }

    void keep_reason(const Alternative& alternative, const Solutions& solutions) {
        Reason& reason = reasons_.emplace_back();
        for (std::uint32_t atom = 0; atom < alternative.body.atoms.size(); ++atom) {
            reason.facts.push_back(solutions.fact(atom));
        }
        for (std::uint32_t atom = 0; atom < alternative.body.externals.size(); ++atom) {
            reason.matches.push_back(solutions.match(atom));
        }
    }

    [[nodiscard]] bool same(std::uint32_t a, std::uint32_t b, std::size_t columns) const {
        for (std::size_t column = 0; column < columns; ++column) {
            if (values_[column][a] != values_[column][b]) return false;
        }
        return true;
    }

    /// The row of the solution at this place of the order, and its reasons if it is a new row.
    void add_row(std::size_t place) {
        for (std::size_t column = 0; column < query_.show.size(); ++column) {
            answer_.terms.push_back(values_[column][order_[place]]);
        }
        ++answer_.rows;
        if (query_.most_reasons > 0) answer_.reasons.emplace_back();
    }

    void add_reason(std::size_t place) {
        if (query_.most_reasons > 0) {
            answer_.reasons.back().push_back(std::move(reasons_[order_[place]]));
        }
    }

    /// What facts were added in which order must not show: reasons go by their facts' terms.
    void sort_reasons() {
        for (std::vector<Reason>& reasons : answer_.reasons) {
            std::vector<std::pair<std::vector<std::uint32_t>, std::size_t>> keys;
            for (std::size_t at = 0; at < reasons.size(); ++at) {
                std::vector<std::uint32_t>& key = keys.emplace_back().first;
                keys.back().second = at;
                for (const FactId fact : reasons[at].facts) {
                    key.push_back(facts_.predicate(fact).index);
                    for (const TermId term : facts_.terms(fact)) key.push_back(term.index);
                }
                for (const ExternalMatch& match : reasons[at].matches) {
                    for (const TermId term : match.terms) key.push_back(term.index);
                }
            }
            std::sort(keys.begin(), keys.end());
            std::vector<Reason> sorted;
            for (const auto& [key, at] : keys) {
                if (sorted.size() == query_.most_reasons) break;
                if (sorted.empty() || !(sorted.back() == reasons[at])) {
                    sorted.push_back(std::move(reasons[at]));
                }
            }
            reasons = std::move(sorted);
        }
    }

    void take_rows() {
        if (query_.most_reasons == 0 && (are_different_ || !query_.distinct)) {
            answer_.terms.reserve(solutions_ * answer_.width);
        }
        for (std::size_t place = 0; place < order_.size(); ++place) {
            const bool is_new = place == 0 || !query_.distinct ||
                                !same(order_[place - 1], order_[place], answer_.width);
            if (is_new) add_row(place);
            add_reason(place);
        }
        sort_reasons();
    }

    void count_rows() {
        for (std::size_t place = 0; place < order_.size(); ++place) {
            const bool is_new =
                place == 0 || !same(order_[place - 1], order_[place], answer_.width);
            if (is_new) {
                add_row(place);
                answer_.counts.push_back(0);
            }
            if (is_new || !same(order_[place - 1], order_[place], columns_.size())) {
                ++answer_.counts.back();
            }
            add_reason(place);
        }
        sort_reasons();
        if (query_.show.empty() && answer_.rows == 0) {
            answer_.rows = 1;
            answer_.counts.push_back(0);
            if (query_.most_reasons > 0) answer_.reasons.emplace_back();
        }
    }

    /// Sorts rows, which are in the order of their terms, by the keys of the query, and cuts them
    /// off.
    void put_in_order() {
        const std::size_t rows =
            query_.most_rows ? std::min(*query_.most_rows, answer_.rows) : answer_.rows;
        if (query_.order.empty() && !query_.rank && rows == answer_.rows) return;
        std::vector<std::vector<std::uint64_t>> keys;
        const auto add_key = [&](std::size_t column, bool descending) {
            std::vector<std::uint64_t>& key = keys.emplace_back(answer_.rows);
            for (std::size_t row = 0; row < answer_.rows; ++row) {
                if (column == answer_.width) {
                    key[row] = answer_.counts[row];
                } else {
                    const TermId term = answer_.terms[row * answer_.width + column];
                    key[row] = query_.rank ? query_.rank(term) : term.index;
                }
                if (descending) key[row] = ~key[row];
            }
        };
        for (const SortKey& key : query_.order) {
            if (!key.variable) {
                if (query_.counts) add_key(answer_.width, key.descending);
                continue;
            }
            const auto column = std::find(query_.show.begin(), query_.show.end(), *key.variable);
            if (column == query_.show.end()) continue;
            add_key(static_cast<std::size_t>(column - query_.show.begin()), key.descending);
        }
        for (std::size_t column = 0; query_.rank && column < answer_.width; ++column) {
            add_key(column, false);
        }
        std::vector<std::uint32_t> order(answer_.rows);
        for (std::uint32_t row = 0; row < order.size(); ++row) order[row] = row;
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            for (const std::vector<std::uint64_t>& key : keys) {
                if (key[a] != key[b]) return key[a] < key[b];
            }
            return false;
        });
        Answer sorted;
        sorted.width = answer_.width;
        sorted.rows = rows;
        for (std::size_t place = 0; place < rows; ++place) {
            const std::uint32_t row = order[place];
            const std::span<const TermId> terms = answer_.row(row);
            sorted.terms.insert(sorted.terms.end(), terms.begin(), terms.end());
            if (!answer_.counts.empty()) sorted.counts.push_back(answer_.counts[row]);
            if (!answer_.reasons.empty()) {
                sorted.reasons.push_back(std::move(answer_.reasons[row]));
            }
        }
        answer_ = std::move(sorted);
    }

    static constexpr std::uint32_t dense_limit = 1U << 24;

    const FactStore& facts_;
    const Query& query_;
    const FactSet* visible_;
    std::span<const Alternative> alternatives_;
    ExternalCalls calls_;
    VariableSet all_ = 0;
    /// What is kept of each solution: first what is shown, then what is counted.
    std::vector<Variable> columns_;
    bool are_different_ = false;
    std::vector<std::vector<TermId>> values_;
    std::size_t solutions_ = 0;
    std::vector<Reason> reasons_;
    std::vector<std::uint32_t> order_;
    Answer answer_;
};

}  // namespace

tl::expected<Answer, RuleProblem> answer(const FactStore& facts, const Query& query,
                                         std::span<const External> externals,
                                         const FactSet* visible) {
    const auto alternatives = multiplied_out(query);
    if (!alternatives) {
        return tl::unexpected(RuleProblem{Refusal::too_many_alternatives, {}, {}});
    }
    for (const Alternative& alternative : *alternatives) {
        if (auto problem = problem_of(query, alternative, externals)) {
            return tl::unexpected(*problem);
        }
    }
    return Answerer(facts, query, externals, visible, *alternatives).run();
}

}  // namespace valla::deduction
