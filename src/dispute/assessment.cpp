#include "dispute/assessment.hpp"

#include <algorithm>
#include <map>

#include "dispute/time_theory.hpp"

namespace valla::dispute {

using chronology::ClaimSet;
using evidence::Evidence;
using lineage::Target;

namespace {

/// Accounts that contradict themselves are taken apart, and what was hidden in them may tear
/// others; a case has only so many.
constexpr int most_rounds = 16;

}  // namespace

tl::expected<std::unique_ptr<Assessment>, text::Message> Assessment::of(
    const casefile::Case& the_case, const Terms& terms) {
    std::unique_ptr<Assessment> made(new Assessment(the_case, terms));
    const evidence::Grain grain = Reading::grain_of(the_case, terms.reading);
    const std::vector<NameId> credited = Reading::credited_in(the_case, terms.reading);
    const auto about = chronology::AboutPolicy::of(the_case, terms.reading);
    made->pose(about, [&](const std::vector<NameId>& taken_apart) {
        made->gather(grain, taken_apart, credited, {});
        // Accounts and lines with no word left share nothing with the others.
        const std::vector<bool> words_left = made->live_.claims;
        if (made->has_shared_lines_to_lose())
            made->gather(grain, taken_apart, credited, words_left);
    });
    if (auto message = made->judge()) return tl::unexpected(std::move(*message));
    made->withdraw();
    return made;
}

std::unique_ptr<Assessment> Assessment::of_cards(const casefile::Case& the_case,
                                                 const std::vector<casefile::CardId>& cards,
                                                 const chronology::AboutPolicy& about) {
    std::unique_ptr<Assessment> made(new Assessment(the_case, {}));
    made->pose(about, [&](const std::vector<NameId>& taken_apart) {
        made->gather_cards(cards, taken_apart);
    });
    made->solver_ =
        std::make_unique<Solver>(made->problem_->problem(), made->mask_, made->theory_.get());
    made->withdraw();
    return made;
}

template <typename Gather>
void Assessment::pose(const chronology::AboutPolicy& about, Gather gather_apart) {
    std::vector<NameId> taken_apart;
    for (int round = 0; round < most_rounds; ++round) {
        gather_apart(taken_apart);
        pose_gathered(about);
        const auto& torn = problem_->torn_accounts();
        if (torn.empty()) break;
        taken_apart.insert(taken_apart.end(), torn.begin(), torn.end());
    }
    pose_times();
    mask_ = units_left(live_);
}

void Assessment::pose_gathered(const chronology::AboutPolicy& about) {
    const auto live = [&](evidence::ClaimId claim) { return live_.claims[claim.number]; };
    times_ =
        std::make_unique<chronology::TimeClaims>(chronology::TimeClaims::of(*evidence_, about));
    case_times_ = std::make_unique<inference::CaseTimes>(*times_, times_->mask_where(live));
    std::vector<UnitId> credited;
    for (const Judgement& each : reading_.judgements) {
        if (each.kind != Judgement::Kind::credit) continue;
        for (const UnitId unit : units_of(each.target)) credited.push_back(unit);
    }
    inference_ = std::make_unique<inference::Inference>(
        *evidence_, case_times_.get(),
        [&](evidence::UnitId unit) {
            return std::find(credited.begin(), credited.end(), UnitId{unit.number}) !=
                   credited.end();
        },
        terms_.questions, live);
    problem_ =
        std::make_unique<CaseProblem>(*evidence_, *inference_, *case_times_, *times_, live_.claims);
}

void Assessment::pose_times() {
    if (problem_->times_complete()) return;
    auto theory = std::make_unique<TimeTheory>(*times_, *case_times_);
    const std::vector<UnitId> near = theory->neighbourhood();
    if (!near.empty()) problem_->problem().add_neighbourhood(near);
    theory_ = std::move(theory);
}

void Assessment::gather(evidence::Grain grain, const std::vector<NameId>& taken_apart,
                        const std::vector<NameId>& credited, const std::vector<bool>& live) {
    evidence_ =
        std::make_unique<Evidence>(Evidence::of(*case_, grain, taken_apart, credited, live));
    reading_ = Reading::of(*evidence_, terms_.reading);
    derivations_ = std::make_unique<lineage::Derivations>(lineage::Derivations::of(*evidence_));
    rejections_ = std::make_unique<lineage::Rejections>(*evidence_, *derivations_);
    std::vector<Target> rejected = reading_.rejected();
    rejected.insert(rejected.end(), terms_.without.begin(), terms_.without.end());
    live_ = rejections_->live(rejected, terms_.links);
}

void Assessment::gather_cards(const std::vector<casefile::CardId>& cards,
                              const std::vector<NameId>& taken_apart) {
    evidence_ = std::make_unique<Evidence>(Evidence::of_cards(*case_, cards, taken_apart));
    // With nothing rejected every word is left.
    live_.claims.assign(evidence_->claims().size(), true);
    live_.units.assign(evidence_->units().size(), true);
}

bool Assessment::has_shared_lines_to_lose() const {
    for (std::size_t i = 0; i < live_.claims.size(); ++i) {
        if (live_.claims[i]) continue;
        const evidence::UnitKind kind = (*evidence_)[evidence_->claims()[i].unit].kind;
        if (kind == evidence::UnitKind::account || kind == evidence::UnitKind::shared) return true;
    }
    return false;
}

void Assessment::withdraw() {
    const deduction::Deduction& deduction = inference_->deduction();
    Problem& problem = problem_->problem();
    std::vector<std::optional<StatementId>> what_is_there(deduction.absences());
    for (std::uint32_t i = 0; i < deduction.absences(); ++i) {
        const auto fact = deduction.absent_fact({i});
        if (!fact) continue;
        what_is_there[i] = problem.add_statement();
        for (const inference::Support& support :
             inference_->supports(*fact, CaseProblem::most_supports).list) {
            std::vector<UnitId> units;
            for (const BeliefId belief : support.beliefs) units.push_back({belief.index});
            problem.add_support(std::span<const UnitId>(units));
        }
    }
    solver_->extend();
    std::vector<bool> there(what_is_there.size(), false);
    for (std::size_t i = 0; i < there.size(); ++i) {
        if (!what_is_there[i]) continue;
        const Standing standing = solver_->of(*what_is_there[i]).standing;
        there[i] = standing == Standing::not_contradicted || standing == Standing::in_any_case;
    }
    if (std::find(there.begin(), there.end(), true) == there.end()) return;
    always_there_ = std::move(there);
    // Everything is believed, so that what does not follow now follows in no version.
    const auto can_be_so = [&](deduction::Element element) {
        return element.kind() != deduction::ElementKind::absence || !always_there_[element.index()];
    };
    withdrawn_.assign(deduction.facts().size(), false);
    for (const deduction::FactId fact : inference_->inferred()) {
        if (!inference_->is_from_silence(fact)) continue;
        withdrawn_[fact.index] =
            deduction::supports(deduction, fact, {.sets = 1}, can_be_so).sets.empty();
    }
}

UnitSet Assessment::units_left(const lineage::LiveWords& live) const {
    UnitSet mask;
    for (std::uint32_t i = 0; i < evidence_->units().size(); ++i) {
        if (live.units[i]) mask.insert({i});
    }
    const ClaimSet times = times_->mask_where(
        [&](evidence::ClaimId claim) { return static_cast<bool>(live.claims[claim.number]); });
    for (std::uint32_t i = 0; i < times_->claims().size(); ++i) {
        const bool is_telling = times_->claims()[i].kind == chronology::TimeClaimKind::telling;
        if (is_telling && times.contains({i})) mask.insert({case_times_->units() + i});
    }
    return mask;
}

UnitSet Assessment::mask_without(std::span<const Target> targets) const {
    std::vector<Target> rejected = reading_.rejected();
    rejected.insert(rejected.end(), targets.begin(), targets.end());
    return units_left(rejections_->live(rejected, terms_.links));
}

std::vector<UnitId> Assessment::units_of(const Target& target) const {
    std::vector<UnitId> units;
    if (target.name.none()) {
        for (const evidence::ClaimId claim : evidence_->claims_of(target.statement))
            units.push_back({(*evidence_)[claim].unit.number});
    } else {
        const lineage::Fall fall = rejections_->fall(target, lineage::Links::firm);
        for (const evidence::ClaimId claim : fall.claims)
            units.push_back({(*evidence_)[claim].unit.number});
        for (const evidence::ClaimId claim : fall.weakened)
            units.push_back({(*evidence_)[claim].unit.number});
        for (const evidence::UnitId unit : fall.units) units.push_back({unit.number});
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

void Assessment::rank(Problem& problem) {
    std::vector<std::pair<Target, RankId>> ranks;
    const auto rank_of = [&](const Target& target) {
        for (const auto& [known, rank] : ranks) {
            if (known == target) return rank;
        }
        ranks.emplace_back(target, problem.add_rank());
        return ranks.back().second;
    };
    std::vector<std::pair<RankId, RankId>> order;
    for (const Judgement& each : reading_.judgements) {
        if (each.kind != Judgement::Kind::prefer) continue;
        const RankId better = rank_of(each.target);
        const RankId worse = rank_of(each.over);
        problem.prefer(better, worse);
        order.emplace_back(better, worse);
    }
    if (ranks.empty()) return;
    const auto is_better = [&](RankId a, RankId b) {
        std::vector<RankId> open{a};
        std::vector<bool> seen(problem.ranks(), false);
        while (!open.empty()) {
            const RankId each = open.back();
            open.pop_back();
            for (const auto& [better, worse] : order) {
                if (better != each || seen[worse.index]) continue;
                if (worse == b) return true;
                seen[worse.index] = true;
                open.push_back(worse);
            }
        }
        return false;
    };
    // A word ranks by its origin, a unit by its best word that is left.
    std::map<std::uint32_t, RankId> best;
    const auto offer = [&](UnitId unit, RankId rank) {
        const auto [found, fresh] = best.try_emplace(unit.index, rank);
        if (!fresh && is_better(rank, found->second)) found->second = rank;
    };
    const casefile::Tables& tables = case_->tables();
    for (const auto& [target, rank] : ranks) {
        if (target.name.none()) {
            for (const UnitId unit : units_of(target)) offer(unit, rank);
            continue;
        }
        std::vector<NameId> origins{target.name};
        const auto works = derivations_->works_of(target.name);
        origins.insert(origins.end(), works.begin(), works.end());
        const auto is_origin = [&](const casefile::Hop& hop) {
            return std::any_of(origins.begin(), origins.end(),
                               [&](NameId name) { return hop.name == name || hop.locus == name; });
        };
        const auto has_origin = [&](const auto& words) {
            return std::any_of(words.begin(), words.end(), [&](const evidence::WordRef& word) {
                return live_.words[word.word] &&
                       is_origin(tables.hops[tables.words[word.word].first_hop]);
            });
        };
        for (std::uint32_t i = 0; i < evidence_->claims().size(); ++i) {
            const evidence::Claim& claim = evidence_->claims()[i];
            bool ranked =
                claim.account == target.name || (*evidence_)[claim.unit].name == target.name;
            ranked = ranked || has_origin(evidence_->words_of(claim));
            if (ranked && live_.claims[i]) offer({claim.unit.number}, rank);
        }
        for (const evidence::Argument& argument : evidence_->arguments()) {
            bool ranked = argument.name == target.name;
            for (const NameId by : argument.by) ranked = ranked || by == target.name;
            ranked = ranked || has_origin(evidence_->words_of(argument));
            if (ranked) offer({argument.unit.number}, rank);
        }
    }
    for (const auto& [unit, rank] : best) solver_->set_rank({unit}, rank);
}

std::optional<text::Message> Assessment::judge() {
    Problem& problem = problem_->problem();
    solver_ = std::make_unique<Solver>(problem, mask_, theory_.get());
    const bool prefers =
        std::any_of(reading_.judgements.begin(), reading_.judgements.end(),
                    [](const Judgement& each) { return each.kind == Judgement::Kind::prefer; });
    if (prefers) {
        rank(problem);
        solver_->extend();
    }
    for (const Judgement& each : reading_.judgements) {
        const std::vector<UnitId> units = units_of(each.target);
        if (units.empty()) idle_.push_back(each.row);
        if (each.kind != Judgement::Kind::accept) continue;
        for (const UnitId unit : units) {
            if (mask_.contains(unit)) solver_->accept(unit);
        }
    }
    const auto objection = solver_->objection();
    if (!objection) return std::nullopt;
    const std::string name(case_->tables().names.text(reading_.name));
    if (!objection->preference_cycle.empty())
        return text::Message("preferences-in-a-circle", {}).with("reading", name);
    return text::Message("accepted-clash", {}).with("reading", name);
}

Verdict Assessment::verdict(evidence::StatementId statement) const {
    Verdict verdict;
    verdict.said = !evidence_->claims_of(statement).empty();
    const auto known = problem_->statement(statement);
    const auto fact = inference_->fact(statement);
    if (known) {
        const Answer answer = solver_->of(*known);
        verdict.standing = answer.standing;
        verdict.limit = answer.limit;
        // Not all ways to it are known, so that "on no version" may be too little.
        const bool certain = answer.standing == Standing::not_contradicted ||
                             answer.standing == Standing::in_any_case;
        if (!problem_->complete(*known) && !certain) verdict.standing = Standing::open;
    }
    verdict.inferred = !verdict.said && fact && inference_->is_inferred(*fact) &&
                       (withdrawn_.empty() || !withdrawn_[fact->index]);
    verdict.from_silence = verdict.inferred && inference_->is_from_silence(*fact);
    verdict.possible = verdict.inferred && inference_->is_possible(*fact);
    const auto as_alleged = problem_->as_alleged(statement);
    if (verdict.standing == Standing::no_word_left && as_alleged) {
        const Answer answer = solver_->of(*as_alleged);
        verdict.only_alleged = answer.standing != Standing::no_word_left;
        verdict.standing = answer.standing;
        verdict.limit = answer.limit;
    }
    return verdict;
}

Verdict Assessment::verdict(const evidence::Argument& argument) const {
    const inference::Relation conclusion = inference::Translation::conclusion();
    // The statement that the inference goes through is one of its own name; see RuleBook.
    for (const deduction::FactId fact : inference_->inferred()) {
        const evidence::StatementId statement = inference_->statement(fact);
        if (statement.none()) continue;
        const auto& proposition = evidence_->propositions()[statement.proposition()];
        if (proposition.subject == argument.name && proposition.field == conclusion.field)
            return verdict(statement);
    }
    return {};
}

std::vector<evidence::StatementId> Assessment::statements() const {
    std::vector<evidence::StatementId> all;
    std::vector<bool> seen(std::size_t{evidence_->propositions().size()} * 2, false);
    const auto& vocabulary = case_->vocabulary();
    for (const evidence::Claim& claim : evidence_->claims()) {
        if (claim.statement.none() || seen[claim.statement.number]) continue;
        seen[claim.statement.number] = true;
        const auto& proposition = evidence_->propositions()[claim.statement.proposition()];
        if (!evidence::is_label(vocabulary, proposition.field)) all.push_back(claim.statement);
    }
    for (const deduction::FactId fact : inference_->inferred()) {
        const evidence::StatementId statement = inference_->statement(fact);
        if (statement.none() || seen[statement.number]) continue;
        if (!withdrawn_.empty() && withdrawn_[fact.index]) continue;
        seen[statement.number] = true;
        all.push_back(statement);
    }
    return all;
}

std::optional<chronology::ClaimId> Assessment::telling(UnitId unit) const {
    if (unit.index < case_times_->units()) return std::nullopt;
    return case_times_->telling({unit.index});
}

}  // namespace valla::dispute
