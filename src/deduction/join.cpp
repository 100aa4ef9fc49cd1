#include "deduction/join.hpp"

#include <algorithm>
#include <cassert>

namespace valla::deduction {

namespace {

/// Makes matches with the same terms one, which holds when any of them does.
void merge_equal(std::vector<ExternalMatch>& matches) {
    std::map<std::vector<TermId>, std::size_t> places;
    std::size_t kept = 0;
    for (std::size_t at = 0; at < matches.size(); ++at) {
        const auto [place, is_new] = places.try_emplace(matches[at].terms, kept);
        if (is_new) {
            if (kept != at) matches[kept] = std::move(matches[at]);
            ++kept;
            continue;
        }
        ExternalMatch& match = matches[place->second];
        if (match.alternatives.empty() || matches[at].alternatives.empty()) {
            match.alternatives.clear();
        } else {
            for (auto& tokens : matches[at].alternatives) {
                match.alternatives.push_back(std::move(tokens));
            }
        }
    }
    matches.resize(kept);
}

}  // namespace

std::span<const ExternalMatch> ExternalCalls::ask(ExternalId external,
                                                  std::span<const TermId> arguments,
                                                  std::uint64_t bound) {
    Question question{external, bound, {arguments.begin(), arguments.end()}};
    for (std::size_t place = 0; place < arguments.size(); ++place) {
        if ((bound >> place & 1) == 0) question.terms[place] = {};
    }
    const auto [found, is_new] = answers_.try_emplace(question);
    std::vector<ExternalMatch>& answer = found->second;
    if (is_new) {
        externals_[external.index].function(found->first.terms, bound, answer);
        std::erase_if(answer, [&](const ExternalMatch& match) {
            assert(match.terms.size() == arguments.size());
            for (std::size_t place = 0; place < arguments.size(); ++place) {
                const bool given = (bound >> place & 1) != 0;
                if (given && match.terms[place] != arguments[place]) return true;
            }
            return false;
        });
        merge_equal(answer);
    }
    return answer;
}

Join::Join(const FactStore& facts, const Conjunction& conjunction, const Plan& plan,
           ExternalCalls& calls, const FactSet* visible)
    : facts_(facts),
      conjunction_(conjunction),
      calls_(calls),
      visible_(visible),
      levels_(plan.steps.size()),
      windows_(conjunction.atoms.size()),
      terms_(plan.variables),
      atom_levels_(conjunction.atoms.size(), 0),
      matches_(conjunction.externals.size(), nullptr) {
    for (std::size_t depth = 0; depth < levels_.size(); ++depth) {
        const Step& step = plan.steps[depth];
        levels_[depth].step = &step;
        const bool is_atom = step.kind == StepKind::scan || step.kind == StepKind::lookup ||
                             step.kind == StepKind::range || step.kind == StepKind::find;
        if (is_atom) atom_levels_[step.number] = static_cast<std::uint32_t>(depth);
    }
}

void Join::add_absent(const Conjunction& conjunction, const Plan& plan) {
    absent_.push_back(std::make_unique<Join>(facts_, conjunction, plan, calls_, visible_));
    absent_.back()->terms_.resize(std::max(terms_.size(), absent_.back()->terms_.size()));
}

void Join::prepare(Level& level) {
    const Step& step = *level.step;
    const bool is_atom = step.kind == StepKind::scan || step.kind == StepKind::lookup ||
                         step.kind == StepKind::range || step.kind == StepKind::find;
    if (!is_atom) return;
    level.relation = &facts_.relation(step.predicate);
    const std::uint32_t arity = level.relation->arity();
    level.columns.clear();
    for (std::uint32_t column = 0; column < arity; ++column) {
        level.columns.push_back(level.relation->column(column));
    }
    level.window = windows_[step.number];
    level.window.end = std::min(level.window.end, level.relation->size());
    level.all_count = visible_ == nullptr && level.window.begin == 0 &&
                      level.window.end == level.relation->size();
    level.laid_out.assign(arity, {});
    if (step.kind == StepKind::lookup) {
        level.grouped = &facts_.grouped(step.predicate, step.key_columns);
        level.rows = level.grouped->rows();
        for (std::uint32_t column = 0; column < arity && level.rows.size() > 0; ++column) {
            level.laid_out[column] = level.grouped->terms(column);
        }
    } else if (step.kind == StepKind::range) {
        // The key, the column of the range, and the others for the sake of reading them in order.
        std::vector<std::uint32_t> order;
        for (std::uint32_t column = 0; column < arity; ++column) {
            if ((step.key_columns >> column & 1) != 0) order.push_back(column);
        }
        order.push_back(step.range_column);
        for (std::uint32_t column = 0; column < arity; ++column) {
            if (std::find(order.begin(), order.end(), column) == order.end()) {
                order.push_back(column);
            }
        }
        level.sorted = &facts_.sorted(step.predicate, order);
        level.rows = level.sorted->rows();
        for (std::size_t number = 0; number < order.size(); ++number) {
            level.laid_out[order[number]] = level.sorted->terms(number);
        }
    }
}

void Join::reset() {
    for (Level& level : levels_) prepare(level);
    for (const std::unique_ptr<Join>& absent : absent_) absent->begun_ = false;
    for (const std::unique_ptr<Join>& absent : absent_) {
        for (Level& level : absent->levels_) absent->prepare(level);
    }
    begun_ = false;
}

bool Join::accept(const Step& step) {
    for (const Comparison& comparison : step.comparisons) {
        if (!compare(comparison.comparator, term(comparison.left), term(comparison.right))) {
            return false;
        }
    }
    for (const std::uint32_t number : step.absent) {
        Join& absent = *absent_[number];
        std::copy(terms_.begin(), terms_.end(), absent.terms_.begin());
        absent.begun_ = false;
        if (absent.next()) return false;
    }
    return true;
}

template <bool is_laid_out>
bool Join::accept_row(Level& level, std::size_t place) {
    const auto& columns = is_laid_out ? level.laid_out : level.columns;
    if (!level.all_count) {
        const Row row = is_laid_out ? level.rows[place] : static_cast<Row>(place);
        if (row < level.window.begin || row >= level.window.end) return false;
        if (visible_ != nullptr && !visible_->contains(level.relation->fact(row))) return false;
    }
    const Step& step = *level.step;
    for (const ColumnVariable& bind : step.binds) {
        terms_[bind.variable.index] = columns[bind.column][place];
    }
    for (const ColumnVariable& check : step.checks) {
        if (terms_[check.variable.index] != columns[check.column][place]) return false;
    }
    level.place = place;
    level.is_laid_out = is_laid_out;
    return (step.comparisons.empty() && step.absent.empty()) || accept(step);
}

/// The next of the rows of a lookup or a range: first those of the index, then those on its chain.
bool Join::advance_rows(Level& level) {
    while (level.at < level.end) {
        if (accept_row<true>(level, level.at++)) return true;
    }
    while (level.appended != no_row) {
        const Row row = level.appended;
        level.appended = level.grouped->next_appended(row);
        if (accept_row<false>(level, row)) return true;
    }
    return false;
}

void Join::open_range(Level& level) {
    const Step& step = *level.step;
    const SortedIndex& index = *level.sorted;
    std::size_t begin = 0;
    std::size_t end = index.size();
    const auto narrow = [&](std::size_t number, TermId least, TermId most) {
        const std::span<const TermId> terms = index.terms(number);
        const auto from = terms.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto to = terms.begin() + static_cast<std::ptrdiff_t>(end);
        const auto low = std::lower_bound(from, to, least);
        begin = static_cast<std::size_t>(low - terms.begin());
        end = static_cast<std::size_t>(std::upper_bound(low, to, most) - terms.begin());
    };
    for (std::size_t part = 0; part < step.key.size(); ++part) {
        narrow(part, term(step.key[part]), term(step.key[part]));
    }
    TermId least{0};
    TermId most{0xFFFFFFFF};
    bool empty = false;
    if (step.lower) {
        least = term(*step.lower);
        empty = step.lower_open && least.index == 0xFFFFFFFF;
        if (step.lower_open) ++least.index;
    }
    if (step.upper) {
        most = term(*step.upper);
        empty = empty || (step.upper_open && most.index == 0);
        if (step.upper_open) --most.index;
    }
    empty = empty || most < least;
    if (!empty) narrow(step.key.size(), least, most);
    level.at = begin;
    level.end = empty ? begin : end;
}

void Join::open(Level& level) {
    const Step& step = *level.step;
    level.appended = no_row;
    level.at = 0;
    level.end = 1;
    switch (step.kind) {
        case StepKind::start:
        case StepKind::assign: return;
        case StepKind::scan:
            level.at = level.window.begin;
            level.end = level.window.end;
            return;
        case StepKind::range: open_range(level); return;
        case StepKind::lookup: {
            key_.clear();
            for (const Argument& part : step.key) key_.push_back(term(part));
            const Matches found = level.grouped->matches(key_);
            level.at = found.begin;
            level.end = found.end;
            level.appended = found.appended;
            return;
        }
        case StepKind::find: return;
        case StepKind::external: {
            key_.clear();
            for (const Argument& part : step.key) key_.push_back(term(part));
            const ExternalId external = conjunction_.externals[step.number].external;
            level.matches = calls_.ask(external, key_, step.key_columns);
            level.end = level.matches.size();
            return;
        }
    }
}

bool Join::advance(Level& level) {
    const Step& step = *level.step;
    switch (step.kind) {
        case StepKind::start: return level.at++ == 0 && accept(step);
        case StepKind::assign:
            if (level.at++ != 0) return false;
            terms_[step.binds[0].variable.index] = term(step.key[0]);
            return accept(step);
        case StepKind::scan:
            while (level.at < level.end) {
                if (accept_row<false>(level, level.at++)) return true;
            }
            return false;
        case StepKind::lookup:
        case StepKind::range: return advance_rows(level);
        case StepKind::find: {
            if (level.at++ != 0) return false;
            key_.clear();
            for (const Argument& part : step.key) key_.push_back(term(part));
            const Row row = level.relation->find(key_);
            return row != no_row && accept_row<false>(level, row);
        }
        case StepKind::external:
            while (level.at < level.end) {
                const ExternalMatch& match = level.matches[level.at++];
                for (const ColumnVariable& bind : step.binds) {
                    terms_[bind.variable.index] = match.terms[bind.column];
                }
                bool agrees = true;
                for (const ColumnVariable& check : step.checks) {
                    agrees = agrees && terms_[check.variable.index] == match.terms[check.column];
                }
                matches_[step.number] = &match;
                if (agrees && accept(step)) return true;
            }
            return false;
    }
    return false;
}

bool Join::next() {
    if (!begun_) {
        begun_ = true;
        open_ = 1;
        open(levels_[0]);
    }
    while (open_ > 0) {
        if (!advance(levels_[open_ - 1])) {
            --open_;
        } else if (open_ == levels_.size()) {
            return true;
        } else {
            open(levels_[open_++]);
        }
    }
    return false;
}

std::uint64_t Join::next_count() {
    Level& last = levels_.back();
    const Step& step = *last.step;
    const bool has_rows = step.kind == StepKind::scan || step.kind == StepKind::lookup ||
                          step.kind == StepKind::range;
    const bool all_count = has_rows && last.all_count && step.checks.empty() &&
                           step.comparisons.empty() && step.absent.empty();
    if (!next()) return 0;
    std::uint64_t count = 1;
    if (!all_count) return count;
    count += last.end - last.at;
    last.at = last.end;
    for (; last.appended != no_row; last.appended = last.grouped->next_appended(last.appended)) {
        ++count;
    }
    return count;
}

}  // namespace valla::deduction
