#include "lineage/audit.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace valla::lineage {

using casefile::CardRow;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using evidence::Claim;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

bool is_role_of_parties(std::uint16_t field) {
    static const std::array<std::uint16_t, 6> roles = {
        builtin_field(BaseKind::event, "by"),   builtin_field(BaseKind::event, "to"),
        builtin_field(BaseKind::event, "of"),   builtin_field(BaseKind::event, "against"),
        builtin_field(BaseKind::event, "with"), builtin_field(BaseKind::event, "through")};
    return std::find(roles.begin(), roles.end(), field) != roles.end();
}

class Auditor {
  public:
    explicit Auditor(const Roots& roots)
        : roots_(roots),
          rejections_(roots.chains().rejections()),
          evidence_(rejections_.evidence()),
          tables_(evidence_.the_case().tables()) {
        for (const Claim& claim : evidence_.claims()) note_party(claim);
        std::sort(parties_.begin(), parties_.end());
    }

    Audit run() {
        std::vector<bool> seen(std::size_t{evidence_.propositions().size()} * 2, false);
        for (const Claim& claim : evidence_.claims()) {
            if (claim.statement.none() || seen[claim.statement.number]) continue;
            seen[claim.statement.number] = true;
            if (is_listed(evidence_, claim.statement)) look_at(claim.statement);
        }
        look_at_judgements();
        look_at_sayings();
        for (auto& [root, statements] : by_root_) {
            audit_.single_roots.push_back(
                {NameId{root}, NameId{root}.none(), std::move(statements)});
        }
        std::stable_sort(audit_.single_roots.begin(), audit_.single_roots.end(),
                         [](const SingleRoot& a, const SingleRoot& b) {
                             return a.statements.size() > b.statements.size();
                         });
        audit_.circles = rejections_.derivations().circles(Links::with_hedged);
        return std::move(audit_);
    }

  private:
    void note_party(const Claim& claim) {
        if (claim.row == RowId{} || claim.statement.none() || claim.statement.denied()) return;
        const std::uint32_t row = claim.row.number;
        if (tables_.tag[row] == ValueTag::name && is_role_of_parties(tables_.field[row].row))
            parties_.emplace_back(tables_.subject[row], NameId{tables_.value[row]});
    }
    [[nodiscard]] bool is_party(NameId person, NameId happening) const {
        return std::binary_search(parties_.begin(), parties_.end(), std::pair(happening, person));
    }
    /// Whether somebody is a party to what a statement says.
    [[nodiscard]] bool concerns(NameId person, NameId subject, casefile::Value value) const {
        return person == subject || is_party(person, subject) ||
               (value.tag == ValueTag::name && value.number == person.number);
    }
    [[nodiscard]] bool concerns(NameId person, StatementId statement) const {
        const auto& proposition = evidence_.propositions()[statement.proposition()];
        // Whose judgement or whose book it is he may well say himself.
        const auto judged_by = builtin_field(BaseKind::claim, "judged by");
        const auto author = builtin_field(BaseKind::source, "author");
        const std::uint16_t field = proposition.field.row;
        if (field == judged_by || field == author) return false;
        return concerns(person, proposition.subject,
                        {proposition.value.tag, proposition.value.number});
    }

    void look_at(StatementId statement) {
        bool firm = false;
        bool own = true;
        for (const ClaimId claim : evidence_.claims_of(statement)) {
            firm = firm || !evidence_[claim].alleged;
            own = own && evidence_[claim].word_count == 0;
        }
        if (!firm) audit_.only_alleged.push_back(statement);
        if (own) audit_.researcher_only.push_back(statement);
        if (!firm || own) return;
        look_at_chains(statement);
        if (!roots_.has_single_root(statement, Links::firm)) return;
        const RootCount count = roots_.count(statement, Links::firm);
        const NameId root = count.sources.empty() ? NameId{} : count.sources.front();
        by_root_[root.number].push_back(statement);
    }

    void look_at_chains(StatementId statement) {
        bool hearsay = true;
        bool interested = true;
        NameId party;
        for (const ClaimId id : evidence_.claims_of(statement)) {
            const Claim& claim = evidence_[id];
            if (claim.alleged) continue;
            hearsay = hearsay && claim.word_count > 0 &&
                      roots_.chains().one_without(id, Links::firm, {}).depth() >= 2;
            if (claim.word_count == 0) interested = false;
            for (const evidence::WordRef& word : evidence_.words_of(claim)) {
                const casefile::Hop& origin = tables_.hops[tables_.words[word.word].first_hop];
                const NameId found = interested_in(origin, statement);
                interested = interested && !found.none();
                if (party.none()) party = found;
            }
            if (!hearsay && !interested) return;
        }
        if (hearsay) audit_.hearsay.push_back(statement);
        if (interested) audit_.interested.push_back({party, statement, {}, {}});
    }

    [[nodiscard]] NameId interested_in(const casefile::Hop& origin, StatementId statement) const {
        if (origin.kind != casefile::Hop::Kind::named) return {};
        std::vector<NameId> candidates = rejections_.derivations().authors_of(origin.name);
        candidates.push_back(origin.name);
        for (const NameId each : candidates) {
            const auto kind = evidence_.the_case().base_of(each);
            const bool acts = kind == BaseKind::person || kind == BaseKind::body;
            if (acts && concerns(each, statement)) return each;
        }
        return {};
    }

    void look_at_judgements() {
        const auto judged_by = builtin_field(BaseKind::claim, "judged by");
        for (std::uint32_t number = 0; number < evidence_.claims().size(); ++number) {
            const Claim& claim = evidence_.claims()[number];
            if (claim.row != RowId{} && tables_.field[claim.row.number].row == judged_by &&
                claim.kind == evidence::ClaimKind::statement)
                audit_.judgements.push_back({number});
        }
    }

    /// What a saying says is claimed by nobody, and is shown here because of whom it comes from.
    void look_at_sayings() {
        const auto says = builtin_field(BaseKind::saying, "says");
        for (const CardId id : evidence_.the_case().cards_in_order()) {
            const CardRow& card = evidence_.the_case().card(id);
            if (!card.known_kind || card.name.none() ||
                evidence_.the_case().vocabulary().kind(card.kind).base != BaseKind::saying)
                continue;
            const std::vector<NameId> speakers = rejections_.derivations().authors_of(card.name);
            for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
                if (tables_.field[at].row != says || tables_.tag[at] != ValueTag::statement)
                    continue;
                const RowId said{tables_.value[at]};
                for (const NameId speaker : speakers) {
                    if (concerns(speaker, tables_.subject[said.number], tables_.value_of(said)))
                        audit_.interested.push_back({speaker, {}, card.name, said});
                }
            }
        }
    }

    const Roots& roots_;
    const Rejections& rejections_;
    const Evidence& evidence_;
    const Tables& tables_;
    std::vector<std::pair<NameId, NameId>> parties_;  ///< happening, party
    std::map<std::uint32_t, std::vector<StatementId>> by_root_;
    Audit audit_;
};

}  // namespace

Audit audit(const Roots& roots) { return Auditor(roots).run(); }

}  // namespace valla::lineage
