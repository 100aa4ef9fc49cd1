#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "deduction/fact_store.hpp"
#include "deduction/rule.hpp"

namespace valla::deduction {

/// What holds, and what must not.
struct Alternative {
    Conjunction body = {};
    std::vector<Conjunction> absent = {};
};

/// What rows are sorted by: a variable that is shown, or without one the count.
struct SortKey {
    std::optional<Variable> variable = {};
    bool descending = false;
};

/// What is looked for among facts.
///
///     // Who was present at a meeting where weber was not?
///     Query query{.body = {.atoms = {{present, {meeting, who}}}},
///                 .absent = {{.atoms = {{present, {meeting, weber}}}}},
///                 .show = {who}};
struct Query {
    Conjunction body = {};
    std::vector<Conjunction> absent = {};
    /// Of each list one alternative holds. Variables that are shown must be bound in all.
    std::vector<std::vector<Alternative>> one_of = {};
    std::vector<Variable> show = {};
    /// Whether equal rows are one.
    bool distinct = true;
    /// Whether rows are groups: `show` says what makes one, and its count is that of the different
    /// terms of the variables in `count`; without any, that of the solutions.
    bool counts = false;
    std::vector<Variable> count = {};
    /// Rows are in the order of their terms, the first foremost; these go before.
    std::vector<SortKey> order = {};
    /// What terms are sorted by; without it by their numbers.
    std::function<std::uint64_t(TermId)> rank = {};
    std::optional<std::size_t> most_rows = {};
    /// How many solutions are kept for each row as its reasons.
    std::size_t most_reasons = 0;
};
inline constexpr std::size_t alternative_limit = 1024;

/// A solution behind a row: a fact for each atom of the alternative, and its externals' matches.
struct Reason {
    std::vector<FactId> facts;
    std::vector<ExternalMatch> matches;
    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Rows of terms, in the order that the query asks for.
struct Answer {
    std::size_t width = 0;
    std::size_t rows = 0;
    std::vector<TermId> terms;                 ///< row after row
    std::vector<std::uint64_t> counts;         ///< per row, where the query counts
    std::vector<std::vector<Reason>> reasons;  ///< per row, where the query wants them

    [[nodiscard]] std::span<const TermId> row(std::size_t number) const {
        return std::span(terms).subspan(number * width, width);
    }
};

/// Answers a query over the facts of which `visible` says that they count; without it, over all.
/// Refused when a variable is unbound that is shown, counted or compared, or when there are too
/// many alternatives.
///
/// Each alternative is joined by nested loops over indexes in the order of make_plan(), or with a
/// Leapfrog where its atoms form a circle and the loops would visit many rows. Rows are the same,
/// and in the same order, whatever the order in which the facts were added. Cost beyond the join:
/// sorting, linear in solutions.
tl::expected<Answer, RuleProblem> answer(const FactStore& facts, const Query& query,
                                         std::span<const External> externals = {},
                                         const FactSet* visible = nullptr);

}  // namespace valla::deduction
