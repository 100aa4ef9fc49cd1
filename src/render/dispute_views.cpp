#include "render/dispute_views.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "render/statement.hpp"

namespace valla::render {

using dispute::Assessment;
using dispute::ClashKind;
using dispute::ClashReason;
using dispute::Limit;
using dispute::Member;
using dispute::Standing;
using dispute::TieId;
using dispute::TieKind;
using dispute::UnitId;
using dispute::Verdict;
using evidence::StatementId;

namespace {

constexpr std::size_t most_opponents = 20;
constexpr std::size_t most_grounds_in_each_version = 8;

std::string reading_name(const Assessment& assessment) {
    const NameId name = assessment.reading().name;
    return name.none() ? "" : name_text(assessment.the_case(), name);
}

const evidence::Propositions::Proposition& proposition_of(const Assessment& assessment,
                                                          StatementId statement) {
    return assessment.evidence().propositions()[statement.proposition()];
}

/// The units by which a statement stands, as far as they are left.
std::vector<UnitId> units_behind(const Assessment& assessment, StatementId statement) {
    std::vector<UnitId> units;
    for (const evidence::ClaimId claim : assessment.evidence().claims_of(statement))
        units.push_back({assessment.evidence()[claim].unit.number});
    if (const auto fact = assessment.inference().fact(statement)) {
        for (const auto& support :
             assessment.inference().supports(*fact, dispute::CaseProblem::most_supports).list) {
            for (const auto belief : support.beliefs) units.push_back({belief.index});
        }
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    std::erase_if(units, [&](UnitId unit) { return !assessment.mask().contains(unit); });
    return units;
}

/// Whether what contradicts a line of an account is only that the account has a rival.
bool only_its_account(const Assessment& assessment, StatementId statement) {
    bool in_account = false;
    for (const evidence::ClaimId id : assessment.evidence().claims_of(statement)) {
        const auto& unit = assessment.evidence()[assessment.evidence()[id].unit];
        if (unit.kind != evidence::UnitKind::account) return false;
        in_account = true;
    }
    if (!in_account) return false;
    const auto& problem = assessment.problem();
    for (std::uint32_t tie = 0; tie < problem.problem().ties(); ++tie) {
        if (problem.problem().kind({tie}) == TieKind::neighbourhood) continue;
        const ClashReason& reason = problem.reason({tie});
        if (reason.kind == ClashKind::rival_accounts) continue;
        if (reason.statement == statement || reason.other == statement ||
            reason.statement == statement.negation())
            return false;
        if (reason.kind != ClashKind::times) continue;
        const auto& about = proposition_of(assessment, statement);
        const auto flags = assessment.the_case().vocabulary().field(about.field).flags;
        const bool temporal = (flags & vocabulary::field_flags::temporal) != 0;
        for (const dispute::Slot& slot : problem.problem().slots({tie})) {
            for (const evidence::ClaimId id : assessment.evidence().claims_of(statement)) {
                if (temporal && slot.unit().index == assessment.evidence()[id].unit.number)
                    return false;
            }
        }
    }
    return true;
}

/// Finds for a set of units why they cannot stand together.
class Reasons {
  public:
    explicit Reasons(const Assessment& assessment) : problem_(assessment.problem()) {
        const dispute::Problem& problem = problem_.problem();
        for (std::uint32_t tie = 0; tie < problem.ties(); ++tie) {
            if (problem.kind({tie}) == TieKind::clash) {
                std::vector<std::uint32_t> units;
                for (const dispute::Slot& slot : problem.slots({tie}))
                    units.push_back(slot.unit().index);
                std::sort(units.begin(), units.end());
                clashes_.try_emplace(units, TieId{tie});
            } else if (problem.kind({tie}) == TieKind::group) {
                for (const dispute::Slot& slot : problem.slots({tie}))
                    groups_[slot.unit().index].push_back({tie});
            }
        }
    }
    [[nodiscard]] ClashReason of(std::span<const Member> members) const {
        std::vector<std::uint32_t> units;
        for (const Member& member : members) units.push_back(member.unit.index);
        std::sort(units.begin(), units.end());
        if (const auto found = clashes_.find(units); found != clashes_.end())
            return problem_.reason(found->second);
        if (units.size() == 2) {
            const auto first = groups_.find(units[0]);
            const auto second = groups_.find(units[1]);
            if (first != groups_.end() && second != groups_.end()) {
                for (const TieId tie : first->second) {
                    const auto& there = second->second;
                    if (std::find(there.begin(), there.end(), tie) != there.end())
                        return problem_.reason(tie);
                }
            }
        }
        ClashReason times;
        times.kind = ClashKind::times;
        return times;
    }

  private:
    const dispute::CaseProblem& problem_;
    std::map<std::vector<std::uint32_t>, TieId> clashes_;
    std::map<std::uint32_t, std::vector<TieId>> groups_;
};

std::string because_of(const Case& the_case, CardId card) {
    static const std::uint16_t because =
        vocabulary::builtin_field(vocabulary::BaseKind::rivals, "because");
    const casefile::CardRow& row = the_case.card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (the_case.tables().field[at].row == because)
            return the_case.text_value(card, the_case.tables().value[at]);
    }
    return "";
}

/// What a card says for itself that names a clash; empty where none does.
std::string because_text(const Assessment& assessment, const ClashReason& reason) {
    const bool by_card = reason.kind == ClashKind::rivals || reason.kind == ClashKind::never;
    return by_card ? because_of(assessment.the_case(), reason.card) : "";
}

std::string why_text(const Assessment& assessment, const ClashReason& reason, const Words& words) {
    const Case& the_case = assessment.the_case();
    const auto field = [&] { return field_text(the_case, reason.field, words); };
    const auto card = [&] { return name_text(the_case, the_case.card(reason.card).name, words); };
    switch (reason.kind) {
        case ClashKind::denial: return words("the one says what the other denies");
        case ClashKind::occurrence:
            return words("the one tells of what, by the other, did not occur");
        case ClashKind::closed_list:
            return words.say("the list of \"{0}\" is said to be complete", field());
        case ClashKind::single_value:
            return words.say("\"{0}\" has one value at one time", field());
        case ClashKind::rivals: return words.say("{0} says that they exclude each other", card());
        case ClashKind::rival_accounts: return words("they are accounts of one thing");
        case ClashKind::identity: return words("ids mean one thing or different things");
        case ClashKind::times: return words("these times are impossible together");
        case ClashKind::never: return words.say("{0} says that this cannot be", card());
    }
    return "";
}

bool touches(const Assessment& assessment, UnitId unit, const std::vector<NameId>& ids) {
    if (ids.empty()) return true;
    const auto is_asked = [&](NameId name) {
        return std::find(ids.begin(), ids.end(), name) != ids.end();
    };
    const evidence::Evidence& evidence = assessment.evidence();
    if (const auto telling = assessment.telling(unit)) {
        const auto& claim = assessment.times()[*telling];
        return is_asked(claim.source) || is_asked(claim.subject);
    }
    const evidence::Unit& each = evidence.units()[unit.index];
    if (is_asked(each.name)) return true;
    for (const evidence::ClaimId id : evidence.claims_of(evidence::UnitId{unit.index})) {
        const evidence::Claim& claim = evidence[id];
        if (claim.statement.none()) {
            if (claim.kind == evidence::ClaimKind::closing &&
                is_asked(evidence.closings()[claim.closing].subject))
                return true;
            continue;
        }
        const auto& proposition = evidence.propositions()[claim.statement.proposition()];
        if (is_asked(proposition.subject)) return true;
        const auto tag = proposition.value.tag;
        if (tag == casefile::ValueTag::name && is_asked(NameId{proposition.value.number}))
            return true;
    }
    return false;
}

/// What cannot stand together with the units behind a statement.
std::vector<std::string> opponents(const Assessment& assessment, StatementId statement) {
    std::vector<std::string> texts;
    auto& solver = const_cast<Assessment&>(assessment).solver();
    std::set<std::uint32_t> own;
    const std::vector<UnitId> behind = units_behind(assessment, statement);
    for (const UnitId unit : behind) own.insert(unit.index);
    for (const UnitId unit : behind) {
        const auto clashes = solver.clashes_of(unit, most_opponents);
        for (std::uint32_t i = 0; i < clashes.size(); ++i) {
            std::string text;
            for (const Member& member : clashes[i]) {
                if (own.contains(member.unit.index) && member.unit == unit) continue;
                text += (text.empty() ? "" : " with ") + unit_text(assessment, member.unit);
            }
            if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end())
                texts.push_back(std::move(text));
        }
    }
    return texts;
}

}  // namespace

std::vector<std::string> sources_of_inference(const Assessment& assessment,
                                              deduction::FactId fact) {
    std::vector<std::string> names;
    const Case& the_case = assessment.the_case();
    const auto& graph = assessment.inference().deduction().graph();
    for (const deduction::InstanceId instance : graph.derivations(fact)) {
        const deduction::RuleId rule = graph.rule(instance);
        if (rule.index >= assessment.inference().rules().sources().size()) continue;
        const inference::RuleSource& source = assessment.inference().rules().source(rule);
        std::string text;
        if (source.kind == inference::RuleSource::Kind::rule) {
            text = "the rule " + name_text(the_case, the_case.card(source.card).name);
        } else if (source.kind == inference::RuleSource::Kind::argument) {
            const auto& argument = assessment.evidence().arguments()[source.argument];
            for (const NameId by : argument.by)
                text += (text.empty() ? "" : " and ") + name_text(the_case, by);
            if (text.empty()) text = "the researcher";
            text += " in " + name_text(the_case, argument.name);
        }
        if (!text.empty() && std::find(names.begin(), names.end(), text) == names.end())
            names.push_back(text);
    }
    return names;
}

std::string standing_name(Standing standing) {
    switch (standing) {
        case Standing::not_contradicted: return "not contradicted";
        case Standing::in_any_case: return "in any case";
        case Standing::only_on_some_versions: return "only on some versions";
        case Standing::on_no_version: return "on no version";
        case Standing::no_word_left: return "no word left";
        case Standing::open: return "open";
    }
    return "";
}

std::string limit_words(Limit limit) {
    switch (limit) {
        case Limit::none: return "not every way to it is known";
        case Limit::steps: return "too many versions to go through";
        case Limit::conflicts: return "the search for a version was given up";
        case Limit::refinements: return "too many candidates were no versions";
        case Limit::questions: return "too much had to be asked of the times";
    }
    return "";
}

std::string why_they_clash(const Assessment& assessment, std::span<const Member> members) {
    const ClashReason reason = Reasons(assessment).of(members);
    ClashView clash;
    clash.why = why_text(assessment, reason, in_english());
    clash.because = because_text(assessment, reason);
    return why_and_because(clash);
}

std::string why_and_because(const ClashView& clash) {
    return clash.because.empty() ? clash.why : clash.why + ": " + clash.because;
}

StandingView standing_view(const Assessment& assessment, StatementId statement) {
    const Verdict verdict = assessment.verdict(statement);
    StandingView view;
    view.subject = name_text(assessment.the_case(), proposition_of(assessment, statement).subject);
    view.text = assertion_text(assessment.evidence(), statement);
    view.standing = standing_name(verdict.standing);
    view.only_alleged = verdict.only_alleged;
    view.inferred = verdict.inferred;
    view.from_silence = verdict.from_silence;
    view.possible = verdict.possible;
    if (verdict.standing == Standing::open) view.limit = limit_words(verdict.limit);
    view.grounds = grounds_of(assessment.evidence(), statement, assessment.live());
    const auto fact = assessment.inference().fact(statement);
    if (verdict.inferred && fact) view.by = sources_of_inference(assessment, *fact);
    const bool contested = verdict.standing == Standing::only_on_some_versions ||
                           verdict.standing == Standing::on_no_version;
    if (contested) {
        view.only_its_account = only_its_account(assessment, statement);
        view.against = opponents(assessment, statement);
    }
    if (verdict.standing == Standing::in_any_case) {
        const auto known = assessment.problem().statement(statement);
        const auto& problem = assessment.problem().problem();
        for (std::uint32_t i = problem.first_support(*known);
             i < problem.end_support(*known) && view.versions.size() < most_grounds_in_each_version;
             ++i) {
            std::string text;
            for (const UnitId unit : problem.support(i))
                text += (text.empty() ? "" : " with ") + unit_text(assessment, unit);
            view.versions.push_back(std::move(text));
        }
    }
    return view;
}

StandingsView standings_view(const Assessment& assessment, const std::vector<NameId>& ids) {
    StandingsView view;
    view.reading = reading_name(assessment);
    for (const StatementId statement : assessment.statements()) {
        const auto& proposition = proposition_of(assessment, statement);
        const bool asked = std::find(ids.begin(), ids.end(), proposition.subject) != ids.end();
        if (!ids.empty() && !asked) continue;
        static const std::uint16_t kind =
            vocabulary::builtin_field(vocabulary::BaseKind::event, "kind");
        if (ids.empty() && proposition.field.row == kind) continue;
        view.statements.push_back(standing_view(assessment, statement));
    }
    // What is inferred stands with the rest that is said of its subject.
    std::map<std::string, std::size_t> first;
    for (const StandingView& each : view.statements) first.try_emplace(each.subject, first.size());
    std::stable_sort(view.statements.begin(), view.statements.end(),
                     [&](const StandingView& a, const StandingView& b) {
                         return first.at(a.subject) < first.at(b.subject);
                     });
    return view;
}

ClashesView clashes_view(Assessment& assessment, const std::vector<NameId>& ids, std::size_t limit,
                         const Words& words) {
    ClashesView view;
    view.reading = reading_name(assessment);
    const dispute::ClashList list = assessment.solver().minimal_clashes(limit);
    view.complete = list.complete();
    const Reasons reasons(assessment);
    for (std::uint32_t i = 0; i < list.size(); ++i) {
        const bool asked = std::any_of(list[i].begin(), list[i].end(), [&](const Member& member) {
            return touches(assessment, member.unit, ids);
        });
        if (!asked) continue;
        ClashView clash;
        const ClashReason reason = reasons.of(list[i]);
        clash.why = why_text(assessment, reason, words);
        clash.because = because_text(assessment, reason);
        if (!reason.subject.none())
            clash.about = name_text(assessment.the_case(), reason.subject, words);
        for (const Member& member : list[i]) {
            clash.members.push_back({unit_text(assessment, member.unit, words), member.charged,
                                     grounds_of(assessment, member.unit, words)});
        }
        view.clashes.push_back(std::move(clash));
    }
    // The smallest first, and those about one thing together.
    std::map<std::string, std::size_t> smallest;
    for (const ClashView& clash : view.clashes) {
        const auto [found, fresh] = smallest.try_emplace(clash.about, clash.members.size());
        if (!fresh) found->second = std::min(found->second, clash.members.size());
    }
    std::stable_sort(
        view.clashes.begin(), view.clashes.end(), [&](const ClashView& a, const ClashView& b) {
            const auto key = [&](const ClashView& clash) {
                return std::tuple(smallest.at(clash.about), clash.about, clash.members.size());
            };
            return key(a) < key(b);
        });
    return view;
}

VersionsView versions_view(Assessment& assessment, const std::vector<NameId>& ids,
                           std::size_t limit, std::size_t most_units, const Words& words) {
    VersionsView view;
    view.reading = reading_name(assessment);
    for (const dispute::ComponentId component : assessment.solver().components()) {
        const auto members = assessment.solver().members(component);
        const bool asked = std::any_of(members.begin(), members.end(),
                                       [&](UnitId unit) { return touches(assessment, unit, ids); });
        if (!asked || members.size() < 2) continue;
        DisputeView each;
        for (const UnitId unit : members) each.units.push_back(unit_text(assessment, unit, words));
        if (members.size() > most_units) {
            each.complete = false;
            view.disputes.push_back(std::move(each));
            continue;
        }
        const dispute::Versions versions = assessment.solver().versions(component, limit);
        // A component in which nothing clashes any more has one version, and is no dispute.
        if (versions.complete && versions.list.size() < 2 && !assessment.reading().name.none() &&
            !versions.list.empty() && versions.list[0].size() == members.size())
            continue;
        each.complete = versions.complete;
        each.charges_ignored = assessment.solver().charges_ignored(component);
        for (const auto& version : versions.list) {
            DisputeView::VersionView one;
            for (const UnitId unit : members) {
                const bool in = std::binary_search(version.begin(), version.end(), unit);
                (in ? one.in : one.out).push_back(unit_text(assessment, unit, words));
            }
            each.versions.push_back(std::move(one));
        }
        view.disputes.push_back(std::move(each));
    }
    return view;
}

ReadingsView readings_view(const Assessment& first, const Assessment& second, const Words& words) {
    ReadingsView view;
    view.first = reading_name(first);
    view.second = reading_name(second);
    const auto standings = [&](const Assessment& assessment) {
        std::vector<std::pair<std::string, std::string>> all;
        for (const StatementId statement : assessment.statements()) {
            const Verdict verdict = assessment.verdict(statement);
            std::string text = standing_name(verdict.standing);
            if (verdict.only_alleged) text = "only alleged, " + text;
            if (verdict.from_silence) text = verdict.possible ? "as possible" : "from silence";
            all.emplace_back(assertion_text(assessment.evidence(), statement, words), text);
        }
        return all;
    };
    const auto before = standings(first);
    const auto after = standings(second);
    const std::map<std::string, std::string> known(before.begin(), before.end());
    std::set<std::string> seen;
    for (const auto& [text, standing] : after) {
        if (!seen.insert(text).second) continue;
        const auto found = known.find(text);
        const std::string was = found == known.end() ? "does not follow" : found->second;
        if (was != standing) view.changes.push_back({text, was, standing});
    }
    for (const auto& [text, standing] : before) {
        if (seen.insert(text).second) view.changes.push_back({text, standing, "does not follow"});
    }
    for (const dispute::Judgement& each : second.reading().judgements) {
        ReadingsView::JudgementView judgement;
        const Case& the_case = second.the_case();
        const CardId card = the_case.tables().card[each.row.number];
        judgement.place = place_of(the_case, card, the_case.tables().begin[each.row.number]);
        judgement.text = line_view(the_case, each.row.number, each.row.number + 1, words).text;
        const auto& idle = second.idle_judgements();
        judgement.changes_nothing = std::find(idle.begin(), idle.end(), each.row) != idle.end();
        view.judgements.push_back(std::move(judgement));
    }
    return view;
}

}  // namespace valla::render
