#include "consequence/removal.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "lineage/reliance.hpp"

namespace valla::consequence {

using dispute::CaseProblem;
using dispute::UnitId;
using evidence::Claim;
using evidence::ClaimId;
using evidence::UnitKind;
using lineage::Links;
namespace row_flags = casefile::row_flags;

/// What is gone of the words, claims and units.
struct Removal::Gone {
    lineage::Fall fall;
    std::vector<UnitId> units;    ///< tellings among them; ascending
    std::vector<ClaimId> claims;  ///< that were there before
    bool nothing = true;          ///< no claim has lost a word
};

namespace {

template <typename Id>
void sort_and_unite(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// Whether some rule, argument or preference looks at more than at what is believed.
bool looks_beyond_beliefs(const Assessment& assessment) {
    for (const dispute::Judgement& each : assessment.reading().judgements) {
        if (each.kind == dispute::Judgement::Kind::prefer) return true;
    }
    // Accounts that contradict themselves may no longer do so.
    if (!assessment.evidence().taken_apart().empty()) return true;
    for (const evidence::Argument& each : assessment.evidence().arguments()) {
        if (!each.unless.empty()) return true;
    }
    const casefile::Case& the_case = assessment.the_case();
    const casefile::Tables& tables = the_case.tables();
    for (const casefile::CardRow& card : the_case.cards()) {
        if (!card.live || !card.known_kind) continue;
        const auto kind = the_case.vocabulary().kind(card.kind).base;
        if (kind == casefile::BaseKind::question) continue;
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if ((tables.flags[at] & (row_flags::silence | row_flags::possible)) != 0) return true;
        }
    }
    return false;
}

/// What a unit is, in terms that two readings of one case share.
using UnitKey = std::tuple<int, bool, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;

UnitKey key_of(const Assessment& assessment, UnitId id, evidence::Evidence& base) {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    if (const auto telling = assessment.telling(id)) {
        const auto& claim = assessment.times()[*telling];
        return {-1, false, claim.source.number, claim.subject.number, none, none};
    }
    const evidence::Evidence& evidence = assessment.evidence();
    const evidence::Unit& unit = evidence.units()[id.index];
    std::uint32_t row = none;
    std::uint32_t card = none;
    if (unit.kind == UnitKind::closing || unit.kind == UnitKind::identity) {
        row = evidence[unit.first].row.number;
        card = evidence[unit.first].card.number;
    }
    const std::uint32_t statement =
        unit.statement.none() ? none : translated(unit.statement, evidence, base).number;
    return {static_cast<int>(unit.kind), unit.alleged, unit.name.number, statement, row, card};
}

}  // namespace

StatementId translated(StatementId statement, const evidence::Evidence& from,
                       evidence::Evidence& to) {
    const auto& each = from.propositions()[statement.proposition()];
    const auto proposition =
        to.propositions().state(each.subject, each.field, each.part, each.value);
    return StatementId::of(proposition, statement.denied());
}

Removal::Removal(Assessment& base) : Removal(base, Links::firm) {}

Removal::Removal(Assessment& base, Links links) : base_(&base), links_(links) { index(); }

Removal::~Removal() = default;

void Removal::index() {
    const evidence::Evidence& evidence = base_->evidence();
    more_than_masks_ = looks_beyond_beliefs(*base_);
    const auto& derivations = base_->derivations().all();
    has_hedged_ = std::any_of(derivations.begin(), derivations.end(),
                              [](const lineage::Derivation& each) { return each.hedged; });
    const auto conclusion = inference::Translation::conclusion().field;
    conclusions_.assign(evidence.arguments().size(), {});
    place_.assign(std::size_t{evidence.propositions().size()} * 2, unlisted);
    argument_of_.assign(place_.size(), unlisted);
    std::map<std::uint32_t, std::uint32_t> arguments;
    for (std::uint32_t i = 0; i < evidence.arguments().size(); ++i)
        arguments[evidence.arguments()[i].name.number] = i;
    std::uint32_t next = 0;
    for (const StatementId statement : base_->statements()) {
        const auto& proposition = evidence.propositions()[statement.proposition()];
        if (proposition.field == conclusion) {
            const auto found = arguments.find(proposition.subject.number);
            if (found == arguments.end()) continue;
            conclusions_[found->second] = statement;
            argument_of_[statement.number] = found->second;
        } else if (lineage::is_listed(evidence, statement)) {
            place_[statement.number] = next++;
        }
    }
    const auto& times = base_->times();
    for (std::uint32_t i = 0; i < times.claims().size(); ++i) {
        if (times.claims()[i].kind != chronology::TimeClaimKind::telling) continue;
        if (tellings_.empty()) tellings_.resize(evidence.claims().size());
        for (const ClaimId claim : times.grounds_of({i})) tellings_[claim.number].push_back(i);
    }
}

Removal::Gone Removal::gone_without(std::span<const Target> targets) const {
    std::vector<Target> rejected = base_->reading().rejected();
    const auto& left_out = base_->terms().without;
    rejected.insert(rejected.end(), left_out.begin(), left_out.end());
    rejected.insert(rejected.end(), targets.begin(), targets.end());
    Gone gone;
    gone.fall = base_->rejections().fall(rejected, links_);
    const auto& live = base_->live();
    std::vector<std::uint32_t> tellings;
    for (const ClaimId claim : gone.fall.claims) {
        if (!live.claims[claim.number]) continue;
        gone.claims.push_back(claim);
        if (!tellings_.empty()) {
            const auto& on = tellings_[claim.number];
            tellings.insert(tellings.end(), on.begin(), on.end());
        }
    }
    for (const evidence::UnitId unit : gone.fall.units) {
        if (base_->mask().contains({unit.number})) gone.units.push_back({unit.number});
    }
    sort_and_unite(tellings);
    for (const std::uint32_t telling : tellings) {
        const UnitId unit{base_->case_times().units() + telling};
        if (!base_->mask().contains(unit)) continue;
        const auto grounds = base_->times().grounds_of({telling});
        const bool left = std::any_of(grounds.begin(), grounds.end(), [&](ClaimId ground) {
            return live.claims[ground.number] &&
                   !std::binary_search(gone.claims.begin(), gone.claims.end(), ground);
        });
        if (!left) gone.units.push_back(unit);
    }
    sort_and_unite(gone.units);
    gone.nothing = gone.claims.empty() && gone.units.empty() && gone.fall.weakened.empty();
    return gone;
}

/// Whether the unit of a claim that is gone is left, and says less than before.
bool Removal::lessens_its_unit(ClaimId id, const Gone& gone) const {
    const evidence::Evidence& evidence = base_->evidence();
    const Claim& claim = evidence[id];
    if (std::binary_search(gone.fall.units.begin(), gone.fall.units.end(), claim.unit))
        return false;
    if (evidence[claim.unit].kind != UnitKind::statement) return true;
    if (!claim.implies_occurrence) return false;
    const auto claims = evidence.claims_of(claim.unit);
    return std::none_of(claims.begin(), claims.end(), [&](ClaimId other) {
        return evidence[other].implies_occurrence && base_->live().claims[other.number] &&
               !std::binary_search(gone.claims.begin(), gone.claims.end(), other);
    });
}

/// Whether every line that is gone takes its whole unit with it, or leaves a unit that says the
/// same as before.
bool Removal::mask_is_enough(const Gone& gone) const {
    if (gone.claims.empty() && gone.units.empty()) return true;
    if (more_than_masks_) return false;
    const evidence::Evidence& evidence = base_->evidence();
    const bool others_may_share = std::any_of(
        evidence.rival_accounts().begin(), evidence.rival_accounts().end(),
        [&](const auto& rivals) {
            return rivals.accounts.size() > 2 &&
                   std::any_of(rivals.units.begin(), rivals.units.end(), [&](auto unit) {
                       return std::binary_search(gone.fall.units.begin(), gone.fall.units.end(),
                                                 unit);
                   });
        });
    if (others_may_share) return false;
    return std::none_of(gone.claims.begin(), gone.claims.end(), [&](ClaimId claim) {
        // Whether two ids mean one thing decides about clashes.
        return evidence[evidence[claim].unit].kind == UnitKind::identity ||
               lessens_its_unit(claim, gone);
    });
}

std::vector<StatementId> Removal::touched_statements(const Gone& gone, std::vector<UnitId>& units) {
    const dispute::Solver& solver = base_->solver();
    for (const UnitId unit : gone.units) {
        units.push_back(unit);
        const auto component = solver.component(unit);
        if (!component) continue;
        const auto members = solver.members(*component);
        units.insert(units.end(), members.begin(), members.end());
    }
    sort_and_unite(units);
    std::vector<StatementId> statements;
    const evidence::Evidence& evidence = base_->evidence();
    const auto add_claims_of = [&](UnitId unit) {
        if (unit.index >= evidence.units().size()) return;
        for (const ClaimId claim : evidence.claims_of(evidence::UnitId{unit.index})) {
            if (!evidence[claim].statement.none()) statements.push_back(evidence[claim].statement);
        }
    };
    for (const UnitId unit : units) {
        solver.situation().each_statement(unit, [&](dispute::StatementId each) {
            // Those beyond are asked for what is absent.
            if (each.index < base_->problem().statements().size())
                statements.push_back(base_->problem().statements()[each.index]);
        });
        add_claims_of(unit);
    }
    for (const auto* list : {&gone.fall.claims, &gone.fall.weakened}) {
        for (const ClaimId claim : *list) {
            if (!evidence[claim].statement.none()) statements.push_back(evidence[claim].statement);
        }
    }
    sort_and_unite(statements);
    return statements;
}

/// Whether a statement had a line or a word before that it no longer has.
bool Removal::has_lost_a_leg(StatementId statement, const Gone& gone) const {
    const evidence::Evidence& evidence = base_->evidence();
    const auto& live = base_->live();
    for (const ClaimId claim : evidence.claims_of(statement)) {
        if (!live.claims[claim.number]) continue;
        if (std::binary_search(gone.claims.begin(), gone.claims.end(), claim)) return true;
        if (!std::binary_search(gone.fall.weakened.begin(), gone.fall.weakened.end(), claim))
            continue;
        for (const evidence::WordRef& word : evidence.words_of(evidence[claim])) {
            const bool dead =
                std::binary_search(gone.fall.words.begin(), gone.fall.words.end(), word.word);
            if (dead && live.words[word.word]) return true;
        }
    }
    return false;
}

/// Whether a way in which a statement followed is open no longer, under the mask as it is now.
bool Removal::has_lost_a_way(StatementId statement) const {
    const auto known = base_->problem().statement(statement);
    if (!known) return false;
    const dispute::Problem& problem = base_->problem().problem();
    const auto& situation = base_->solver().situation();
    for (std::uint32_t i = problem.first_support(*known); i < problem.end_support(*known); ++i) {
        const auto support = problem.support(i);
        const bool was = std::all_of(support.begin(), support.end(),
                                     [&](UnitId unit) { return base_->mask().contains(unit); });
        if (was && !situation.live(i)) return true;
    }
    return false;
}

void Removal::note(StatementId statement, const Verdict& before, const Verdict& after, bool leans,
                   Loss& loss) const {
    if (statement.number < argument_of_.size() && argument_of_[statement.number] != unlisted) {
        if (!stands_alike(before, after))
            loss.inferences.push_back({argument_of_[statement.number], before, after});
        return;
    }
    if (!is_listed(statement)) return;
    const Change change{statement, before, after};
    if (stands_less(after, before)) loss.falls.push_back(change);
    else if (!stands_alike(before, after)) loss.rises.push_back(change);
    else if (leans) loss.leaned.push_back(change);
}

void Removal::sort(Loss& loss) const {
    const auto place = [&](const Change& change) {
        return change.statement.number < place_.size() ? place_[change.statement.number] : unlisted;
    };
    for (auto* list : {&loss.falls, &loss.rises, &loss.leaned}) {
        std::stable_sort(list->begin(), list->end(),
                         [&](const Change& a, const Change& b) { return place(a) < place(b); });
    }
    std::sort(loss.inferences.begin(), loss.inferences.end(),
              [](const auto& a, const auto& b) { return a.argument < b.argument; });
}

Loss Removal::by_mask(const Gone& gone, Detail detail) {
    Loss loss;
    loss.base = base_;
    dispute::Solver& solver = base_->solver();
    std::vector<UnitId> units;
    const std::vector<StatementId> statements = touched_statements(gone, units);
    std::vector<Verdict> before;
    before.reserve(statements.size());
    for (const StatementId each : statements) before.push_back(base_->verdict(each));
    if (detail == Detail::all) {
        std::map<std::vector<UnitId>, bool> seen;
        for (const UnitId unit : gone.units) {
            const auto clashes = solver.clashes_of(unit, most_clashes);
            loss.clashes_complete = loss.clashes_complete && clashes.complete();
            for (std::uint32_t i = 0; i < clashes.size(); ++i) {
                std::vector<UnitId> members;
                for (const dispute::Member& member : clashes[i]) members.push_back(member.unit);
                if (seen.try_emplace(members, true).second) loss.clashes.push_back(members);
            }
        }
        if (!times_) times_ = std::make_unique<CertainTimes>(*base_);
    }
    solver.push();
    solver.remove(gone.units);
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const bool leans = has_lost_a_leg(statements[i], gone) || has_lost_a_way(statements[i]);
        note(statements[i], before[i], base_->verdict(statements[i]), leans, loss);
    }
    if (detail == Detail::all) loss.bounds = times_->changes(units);
    solver.pop();
    sort(loss);
    return loss;
}

Removal::Answer Removal::by_rereading(std::span<const Target> targets, const Gone& gone) {
    dispute::Terms terms = base_->terms();
    terms.without.insert(terms.without.end(), targets.begin(), targets.end());
    terms.links = links_;
    auto made = Assessment::of(base_->the_case(), terms);
    if (!made) return tl::unexpected(std::move(made.error()));
    Assessment& after = **made;
    evidence::Evidence& evidence = base_->evidence();
    Loss loss;
    loss.base = base_;
    loss.reread = true;
    const std::size_t known = place_.size();
    for (std::uint32_t i = 0; i < known; ++i) {
        if (place_[i] == unlisted && argument_of_[i] == unlisted) continue;
        const StatementId statement{i};
        const StatementId there = translated(statement, evidence, after.evidence());
        const Verdict now = after.verdict(there);
        bool leans = has_lost_a_leg(statement, gone);
        if (const auto supported = base_->problem().statement(statement)) {
            const dispute::Problem& problem = base_->problem().problem();
            for (std::uint32_t s = problem.first_support(*supported);
                 s < problem.end_support(*supported); ++s) {
                const auto support = problem.support(s);
                const auto was = [&](UnitId unit) { return base_->mask().contains(unit); };
                const auto is_gone = [&](UnitId unit) {
                    return std::binary_search(gone.units.begin(), gone.units.end(), unit);
                };
                leans = leans || (std::all_of(support.begin(), support.end(), was) &&
                                  std::any_of(support.begin(), support.end(), is_gone));
            }
        }
        note(statement, base_->verdict(statement), now, leans, loss);
    }
    // What follows only now, since nobody says any more what stood against it.
    for (const StatementId there : after.statements()) {
        const auto& proposition = after.evidence().propositions()[there.proposition()];
        const StatementId here = translated(there, after.evidence(), evidence);
        const bool is_known = here.number < known && (place_[here.number] != unlisted ||
                                                      argument_of_[here.number] != unlisted);
        if (is_known || !after.evidence().claims_of(there).empty()) continue;
        if (proposition.field == inference::Translation::conclusion().field) continue;
        const Change change{here, base_->verdict(here), after.verdict(there)};
        if (stands_less(change.before, change.after)) loss.rises.push_back(change);
    }
    std::map<UnitKey, UnitId> units;
    for (std::uint32_t i = 0; i < base_->problem().problem().units(); ++i) {
        if (base_->mask().contains({i})) units.emplace(key_of(*base_, {i}, evidence), UnitId{i});
    }
    const auto clashes_then = base_->solver().minimal_clashes(most_clashes);
    const auto clashes_now = after.solver().minimal_clashes(most_clashes);
    loss.clashes_complete = clashes_then.complete() && clashes_now.complete();
    std::vector<std::vector<UnitId>> still;
    for (std::uint32_t i = 0; i < clashes_now.size(); ++i) {
        std::vector<UnitId> members;
        for (const dispute::Member& member : clashes_now[i]) {
            const auto found = units.find(key_of(after, member.unit, evidence));
            if (found != units.end()) members.push_back(found->second);
        }
        std::sort(members.begin(), members.end());
        still.push_back(std::move(members));
    }
    std::sort(still.begin(), still.end());
    for (std::uint32_t i = 0; i < clashes_then.size(); ++i) {
        std::vector<UnitId> members;
        for (const dispute::Member& member : clashes_then[i]) members.push_back(member.unit);
        if (!std::binary_search(still.begin(), still.end(), members))
            loss.clashes.push_back(std::move(members));
    }
    loss.bounds = CertainTimes(*base_).compared_with(CertainTimes(after));
    sort(loss);
    return loss;
}

Removal::Answer Removal::answer(std::span<const Target> targets, const Gone& gone, Detail detail) {
    Answer loss =
        mask_is_enough(gone) ? Answer(by_mask(gone, detail)) : by_rereading(targets, gone);
    if (loss && detail == Detail::all) {
        loss->live = base_->live();
        for (const std::uint32_t word : gone.fall.words) loss->live.words[word] = false;
        for (const ClaimId claim : gone.claims) loss->live.claims[claim.number] = false;
        for (const UnitId unit : gone.units) {
            if (unit.index < loss->live.units.size()) loss->live.units[unit.index] = false;
        }
    }
    return loss;
}

Removal::Wordless Removal::wordless_without(std::span<const Target> targets) const {
    Gone gone = gone_without(targets);
    Wordless wordless;
    for (const ClaimId claim : gone.claims) {
        if (lessens_its_unit(claim, gone)) wordless.of_units_left.push_back(claim);
    }
    wordless.units = std::move(gone.units);
    return wordless;
}

Removal::Answer Removal::without(std::span<const Target> targets) {
    return answer(targets, gone_without(targets), Detail::all);
}

Removal::Answer Removal::without_by_rereading(std::span<const Target> targets) {
    return by_rereading(targets, gone_without(targets));
}

tl::expected<Removal*, text::Message> Removal::hedged() {
    if (hedged_) return hedged_.get();
    Assessment* base = base_;
    if (!base_->reading().rejected().empty() || !base_->terms().without.empty()) {
        dispute::Terms terms = base_->terms();
        terms.links = Links::with_hedged;
        auto made = Assessment::of(base_->the_case(), terms);
        if (!made) return tl::unexpected(std::move(made.error()));
        hedged_base_ = std::move(*made);
        base = hedged_base_.get();
    }
    hedged_.reset(new Removal(*base, Links::with_hedged));
    return hedged_.get();
}

std::optional<Removal::Answer> Removal::with_hedged(std::span<const Target> targets) {
    if (!has_hedged_ || links_ == Links::with_hedged) return std::nullopt;
    auto other = hedged();
    if (!other) return Answer(tl::unexpected(std::move(other.error())));
    const Gone firm = gone_without(targets);
    const Gone hedged = (*other)->gone_without(targets);
    if (firm.claims == hedged.claims && firm.units == hedged.units &&
        firm.fall.weakened == hedged.fall.weakened)
        return std::nullopt;
    return (*other)->answer(targets, hedged, Detail::all);
}

tl::expected<std::vector<Rank>, text::Message> Removal::ranks() {
    std::vector<Rank> ranks;
    const auto& names = base_->the_case().tables().names;
    for (const NameId name : base_->rejections().tellers()) {
        const Target target = Target::of(name);
        const std::span<const Target> targets(&target, 1);
        const Gone gone = gone_without(targets);
        const Answer loss = answer(targets, gone, Detail::counts);
        if (!loss) return tl::unexpected(loss.error());
        Rank rank;
        rank.name = name;
        rank.falls = static_cast<std::uint32_t>(loss->falls.size());
        rank.falls_with_hedged = rank.falls;
        rank.leaned = static_cast<std::uint32_t>(loss->leaned.size());
        rank.rises = static_cast<std::uint32_t>(loss->rises.size());
        rank.inferences = static_cast<std::uint32_t>(
            std::count_if(loss->inferences.begin(), loss->inferences.end(),
                          [](const auto& each) { return stands_less(each.after, each.before); }));
        if (has_hedged_) {
            auto other = hedged();
            if (!other) return tl::unexpected(std::move(other.error()));
            const Gone more = (*other)->gone_without(targets);
            if (more.claims != gone.claims || more.units != gone.units) {
                const Answer with = (*other)->answer(targets, more, Detail::counts);
                if (!with) return tl::unexpected(with.error());
                rank.falls_with_hedged = static_cast<std::uint32_t>(with->falls.size());
            }
        }
        ranks.push_back(rank);
    }
    std::sort(ranks.begin(), ranks.end(), [&](const Rank& a, const Rank& b) {
        return std::tuple(b.falls, b.leaned, names.text(a.name)) <
               std::tuple(a.falls, a.leaned, names.text(b.name));
    });
    return ranks;
}

}  // namespace valla::consequence
