#include "consequence/synopsis.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "chronology/envelope.hpp"
#include "lineage/reliance.hpp"

namespace valla::consequence {

using evidence::Claim;
using evidence::ClaimId;
using evidence::ClaimKind;
using evidence::Evidence;
using evidence::RivalAccounts;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

/// What several accounts say, each thing once.
class Telling {
  public:
    Telling(const Evidence& evidence, const std::vector<NameId>& accounts)
        : evidence_(evidence), accounts_(accounts) {
        for (std::uint32_t i = 0; i < evidence.claims().size(); ++i) {
            const Claim& claim = evidence.claims()[i];
            if (!claim.account.none()) add({i});
        }
        for (Told& each : told_) {
            std::sort(each.accounts.begin(), each.accounts.end());
            each.accounts.erase(std::unique(each.accounts.begin(), each.accounts.end()),
                                each.accounts.end());
        }
    }
    [[nodiscard]] std::vector<Told>& told() { return told_; }

    [[nodiscard]] std::tuple<NameId, std::uint16_t> place(const Told& told) const {
        if (told.statement.none()) {
            const evidence::Closing& closing = evidence_.closings()[told.closing];
            return {closing.subject, closing.field.row};
        }
        const auto& proposition = evidence_.propositions()[told.statement.proposition()];
        return {proposition.subject, proposition.field.row};
    }

  private:
    void add(ClaimId id) {
        const Claim& claim = evidence_[id];
        std::vector<std::size_t> of;
        for (const NameId account : evidence::accounts_of(evidence_.the_case(), claim.card)) {
            const auto found = std::find(accounts_.begin(), accounts_.end(), account);
            if (found != accounts_.end())
                of.push_back(static_cast<std::size_t>(found - accounts_.begin()));
        }
        if (of.empty()) return;
        const std::size_t at =
            claim.kind == ClaimKind::closing ? find_closing(claim.closing) : find(claim.statement);
        told_[at].accounts.insert(told_[at].accounts.end(), of.begin(), of.end());
        told_[at].claims.push_back(id);
    }
    std::size_t find(StatementId statement) {
        const auto [found, fresh] = by_statement_.try_emplace(statement.number, told_.size());
        if (fresh) told_.push_back({statement, Told::no_closing, {}, {}});
        return found->second;
    }
    /// Two lists are one when they close the same field of the same thing with the same values.
    std::size_t find_closing(std::uint32_t number) {
        const evidence::Closing& closing = evidence_.closings()[number];
        for (std::size_t i = 0; i < told_.size(); ++i) {
            if (!told_[i].statement.none()) continue;
            const evidence::Closing& other = evidence_.closings()[told_[i].closing];
            if (other.subject == closing.subject && other.field == closing.field &&
                other.part == closing.part && other.only_of == closing.only_of &&
                other.values == closing.values)
                return i;
        }
        told_.push_back({{}, number, {}, {}});
        return told_.size() - 1;
    }

    const Evidence& evidence_;
    const std::vector<NameId>& accounts_;
    std::vector<Told> told_;
    std::map<std::uint32_t, std::size_t> by_statement_;
};

/// The claims of time by which a statement bounds times.
std::vector<chronology::ClaimId> time_claims_of(const Assessment& assessment, const Told& told) {
    std::vector<chronology::ClaimId> claims;
    for (const ClaimId line : told.claims) {
        for (const chronology::ClaimId id :
             assessment.times().of_unit(assessment.evidence()[line].unit)) {
            if (assessment.times()[id].statement == told.statement) claims.push_back(id);
        }
    }
    return claims;
}

/// Whether no time satisfies two of them.
bool times_exclude(const Assessment& assessment, const std::vector<Told>& told) {
    const chronology::TimeClaims& times = assessment.times();
    for (std::size_t a = 0; a < told.size(); ++a) {
        if (told[a].statement.none()) continue;
        const auto first = time_claims_of(assessment, told[a]);
        for (std::size_t b = 0; b < a && !first.empty(); ++b) {
            if (told[b].statement.none()) continue;
            const auto second = time_claims_of(assessment, told[b]);
            if (second.empty()) continue;
            chronology::ClaimSet mask = times.mask_where([](ClaimId) { return false; });
            for (const chronology::ClaimId claim : first) mask.insert(claim);
            for (const chronology::ClaimId claim : second) mask.insert(claim);
            if (!chronology::Envelope(times, mask).clashes().empty()) return true;
        }
    }
    return false;
}

/// Whether some tie other than that they are accounts of one thing holds two things told of one
/// field apart.
bool excludes(const Assessment& assessment, const std::vector<Told>& told) {
    const auto says = [&](StatementId statement) {
        return std::any_of(told.begin(), told.end(), [&](const Told& each) {
            return !each.statement.none() && each.statement == statement;
        });
    };
    for (const Told& each : told) {
        if (!each.statement.none() && says(each.statement.negation())) return true;
    }
    if (times_exclude(assessment, told)) return true;
    const auto& problem = assessment.problem();
    for (std::uint32_t tie = 0; tie < problem.problem().ties(); ++tie) {
        if (problem.problem().kind({tie}) == dispute::TieKind::neighbourhood) continue;
        const dispute::ClashReason& reason = problem.reason({tie});
        const bool both = reason.kind == dispute::ClashKind::single_value &&
                          says(reason.statement) && says(reason.other);
        if (both) return true;
        if (reason.kind != dispute::ClashKind::closed_list || !says(reason.statement)) continue;
        for (const Told& each : told) {
            if (!each.statement.none()) continue;
            const auto& closing = assessment.evidence().closings()[each.closing];
            if (closing.subject == reason.subject && closing.field == reason.field) return true;
        }
    }
    return false;
}

/// What is said to be part of something, or to have happened during it.
void add_parts(const Evidence& evidence, std::set<NameId>& names) {
    static const std::uint16_t during = builtin_field(BaseKind::event, "during");
    static const std::uint16_t part_of = builtin_field(BaseKind::event, "part of");
    for (bool grown = true; grown;) {
        grown = false;
        for (std::uint32_t i = 0; i < evidence.propositions().size(); ++i) {
            const auto& each = evidence.propositions()[evidence::PropositionId{i}];
            if (each.field.row != during && each.field.row != part_of) continue;
            if (each.value.tag != casefile::ValueTag::name) continue;
            if (evidence.claims_of(StatementId::of({i}, false)).empty()) continue;
            if (names.contains({each.value.number}))
                grown = names.insert(each.subject).second || grown;
        }
    }
}

const RivalAccounts* find_rivals(const Evidence& evidence, NameId name) {
    for (const RivalAccounts& each : evidence.rival_accounts()) {
        const auto& accounts = each.accounts;
        if (each.of == name || std::find(accounts.begin(), accounts.end(), name) != accounts.end())
            return &each;
    }
    return nullptr;
}

/// Of each account, whether some line of it has a word left.
std::vector<bool> have_word(const Assessment& assessment, const std::vector<NameId>& accounts) {
    const Evidence& evidence = assessment.evidence();
    std::vector<bool> have(accounts.size(), false);
    for (std::size_t i = 0; i < evidence.claims().size(); ++i) {
        if (evidence.claims()[i].account.none() || !assessment.live().claims[i]) continue;
        for (const NameId account :
             evidence::accounts_of(assessment.the_case(), evidence.claims()[i].card)) {
            const auto found = std::find(accounts.begin(), accounts.end(), account);
            if (found != accounts.end())
                have[static_cast<std::size_t>(found - accounts.begin())] = true;
        }
    }
    return have;
}

}  // namespace

std::optional<Synopsis> synopsis(const Assessment& assessment, NameId name) {
    const Evidence& evidence = assessment.evidence();
    const RivalAccounts* const rivals = find_rivals(evidence, name);
    if (rivals == nullptr) return std::nullopt;
    Synopsis made;
    made.of = rivals->of;
    made.accounts = rivals->accounts;
    made.both_possible = rivals->both_possible;
    made.has_word = have_word(assessment, made.accounts);
    if (std::find(made.has_word.begin(), made.has_word.end(), true) == made.has_word.end())
        return std::nullopt;

    Telling telling(evidence, made.accounts);
    std::map<std::tuple<NameId, std::uint16_t>, std::vector<std::size_t>> places;
    auto& told = telling.told();
    std::set<NameId> names{made.of};
    for (std::size_t i = 0; i < told.size(); ++i) {
        names.insert(std::get<0>(telling.place(told[i])));
        if (told[i].accounts.size() < made.accounts.size())
            places[telling.place(told[i])].push_back(i);
    }
    std::set<std::size_t> parted;
    for (const auto& [place, members] : places) {
        std::set<std::size_t> speaking;
        for (const std::size_t i : members)
            speaking.insert(told[i].accounts.begin(), told[i].accounts.end());
        if (speaking.size() < 2 || members.size() < 2) continue;
        parted.insert(members.begin(), members.end());
    }
    for (std::size_t i = 0; i < told.size(); ++i) {
        const bool all = told[i].accounts.size() == made.accounts.size();
        if (all) made.shared.push_back(told[i]);
        else if (!parted.contains(i)) made.some.push_back(told[i]);
    }
    // In the order in which they are first told.
    for (std::size_t i = 0; i < told.size(); ++i) {
        const auto& members = places[telling.place(told[i])];
        if (!parted.contains(i) || members.front() != i) continue;
        Parting parting;
        std::tie(parting.subject, parting.field.row) = telling.place(told[i]);
        for (const std::size_t member : members) parting.told.push_back(told[member]);
        parting.excludes = excludes(assessment, parting.told);
        made.parted.push_back(std::move(parting));
    }

    add_parts(evidence, names);
    for (const NameId account : made.accounts) names.erase(account);
    for (const StatementId statement : assessment.statements()) {
        const auto& proposition = evidence.propositions()[statement.proposition()];
        if (!names.contains(proposition.subject) || !lineage::is_listed(evidence, statement))
            continue;
        const Verdict verdict = assessment.verdict(statement);
        if (verdict.only_alleged || verdict.from_silence) continue;
        if (verdict.standing == dispute::Standing::not_contradicted ||
            verdict.standing == dispute::Standing::in_any_case)
            made.holds.push_back({statement, verdict});
    }
    return made;
}

std::vector<Synopsis> synopses(const Assessment& assessment) {
    std::vector<Synopsis> all;
    for (const RivalAccounts& rivals : assessment.evidence().rival_accounts()) {
        if (auto one = synopsis(assessment, rivals.of)) all.push_back(std::move(*one));
    }
    return all;
}

}  // namespace valla::consequence
