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
      atom_rows_(conjunction.atoms.size(), no_row),
      matches_(conjunction.externals.size(), nullptr) {
    for (std::size_t depth = 0; depth < levels_.size(); ++depth) {
        levels_[depth].step = &plan.steps[depth];
    }
}

void Join::add_absent(const Conjunction& conjunction, const Plan& plan) {
    absent_.push_back(std::make_unique<Join>(facts_, conjunction, plan, calls_, visible_));
    absent_.back()->terms_.resize(std::max(terms_.size(), absent_.back()->terms_.size()));
}

void Join::prepare(Level& level) {
    const Step& step = *level.step;
    switch (step.kind) {
        case StepKind::start:
        case StepKind::external:
        case StepKind::assign: return;
        case StepKind::range: {
            std::vector<std::uint32_t> columns;
            for (std::uint32_t column = 0; column < column_limit; ++column) {
                if ((step.key_columns >> column & 1) != 0) columns.push_back(column);
            }
            columns.push_back(step.range_column);
            level.sorted = &facts_.sorted(step.predicate, columns);
            break;
        }
        case StepKind::lookup:
            level.grouped = &facts_.grouped(step.predicate, step.key_columns);
            break;
        case StepKind::scan:
        case StepKind::find: break;
    }
    level.relation = &facts_.relation(step.predicate);
    level.columns.clear();
    for (std::uint32_t column = 0; column < level.relation->arity(); ++column) {
        level.columns.push_back(level.relation->column(column));
    }
    level.window = windows_[step.number];
    level.window.end = std::min(level.window.end, level.relation->size());
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

bool Join::accept_row(const Level& level, Row row) {
    if (visible_ != nullptr && !visible_->contains(level.relation->fact(row))) return false;
    const Step& step = *level.step;
    for (const ColumnVariable& bind : step.binds) {
        terms_[bind.variable.index] = level.columns[bind.column][row];
    }
    for (const ColumnVariable& check : step.checks) {
        if (terms_[check.variable.index] != level.columns[check.column][row]) return false;
    }
    atom_rows_[step.number] = row;
    return (step.comparisons.empty() && step.absent.empty()) || accept(step);
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
    level.rows = index.rows();
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
            level.rows = found.grouped;
            level.end = found.grouped.size();
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
                if (accept_row(level, static_cast<Row>(level.at++))) return true;
            }
            return false;
        case StepKind::lookup:
        case StepKind::range:
            while (level.at < level.end) {
                const Row row = level.rows[level.at++];
                if (row < level.window.begin || row >= level.window.end) continue;
                if (accept_row(level, row)) return true;
            }
            while (level.appended != no_row) {
                const Row row = level.appended;
                level.appended = level.grouped->next_appended(row);
                if (row < level.window.begin || row >= level.window.end) continue;
                if (accept_row(level, row)) return true;
            }
            return false;
        case StepKind::find: {
            if (level.at++ != 0) return false;
            key_.clear();
            for (const Argument& part : step.key) key_.push_back(term(part));
            const Row row = level.relation->find(key_);
            return row != no_row && row >= level.window.begin && row < level.window.end &&
                   accept_row(level, row);
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

}  // namespace valla::deduction
