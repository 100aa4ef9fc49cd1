#include "render/assertions.hpp"

#include <algorithm>

#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using casefile::Tables;
using casefile::ValueTag;
using dispute::Assessment;
using evidence::Claim;
using evidence::ClaimId;
using evidence::Evidence;
using evidence::StatementId;
using evidence::UnitKind;
namespace row_flags = casefile::row_flags;

namespace {

std::string one_line(const std::string& text) {
    std::string line = text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

std::string value_of(const Evidence& evidence, const evidence::Propositions::Proposition& each) {
    const Case& the_case = evidence.the_case();
    if (each.row != RowId{}) {
        const CardId card = the_case.tables().card[each.row.number];
        return value_text(the_case, card, each.field, the_case.tables().value_of(each.row));
    }
    if (each.value.tag == ValueTag::statement)
        return assertion_text(evidence, StatementId{each.value.number});
    const auto sample = evidence.propositions().sample(each.value);
    return value_text(the_case, sample.card, each.field, sample.value);
}

std::string occurrence_text(const Case& the_case, NameId subject, bool denied) {
    const auto kind = the_case.base_of(subject);
    const bool happens = !kind || vocabulary::kinds::happenings.has(*kind);
    const std::string name = name_text(the_case, subject);
    if (happens) return name + (denied ? " did not occur" : " occurred");
    return name + (denied ? " does not hold" : " holds");
}

GroundView ground_of(const Evidence& evidence, const Claim& claim) {
    const Case& the_case = evidence.the_case();
    const Tables& tables = the_case.tables();
    GroundView ground;
    const bool has_row = claim.row != RowId{};
    ground.place = place_of(the_case, claim.card, has_row ? tables.begin[claim.row.number] : 0);
    if (has_row && !tables.hedge[claim.row.number].none())
        ground.hedge = the_case.vocabulary().hedge(tables.hedge[claim.row.number]).name;
    if (!claim.account.none()) {
        const bool shared = evidence[claim.unit].kind == UnitKind::shared;
        for (const NameId account : shared ? evidence::accounts_of(the_case, claim.card)
                                           : std::vector<NameId>{claim.account})
            ground.account +=
                (ground.account.empty() ? "" : " and ") + name_text(the_case, account);
    }
    ground.alleged = claim.alleged;
    return ground;
}

void add_grounds(const Evidence& evidence, ClaimId id, const lineage::LiveWords& live,
                 std::vector<GroundView>& grounds) {
    const Claim& claim = evidence[id];
    GroundView ground = ground_of(evidence, claim);
    ground.left = live.claims[id.number];
    const auto words = evidence.words_of(claim);
    if (words.empty()) {
        ground.word = "the researcher";
        grounds.push_back(ground);
    }
    for (const evidence::WordRef& word : words) {
        ground.word = word_text(evidence.the_case(), evidence.the_case().tables().words[word.word]);
        ground.left = live.claims[id.number] && live.words[word.word];
        grounds.push_back(ground);
    }
}

}  // namespace

std::string assertion_text(const Evidence& evidence, StatementId statement) {
    const Case& the_case = evidence.the_case();
    const auto& each = evidence.propositions()[statement.proposition()];
    if (evidence.propositions().is_occurrence(statement.proposition()))
        return occurrence_text(the_case, each.subject, statement.denied());
    const std::string subject = name_text(the_case, each.subject);
    if (each.field == inference::Translation::conclusion().field)
        return "the inference " + subject + " goes through";
    std::string text = statement.denied() ? "not " : "";
    if ((each.part & row_flags::begin_of_subject) != 0) text += "begin of ";
    if ((each.part & row_flags::end_of_subject) != 0) text += "end of ";
    text += subject + ' ';
    text += the_case.vocabulary().field(each.field).name;
    const std::string value = one_line(value_of(evidence, each));
    if (!value.empty()) text += ' ' + value;
    const RowId row = each.row == RowId{} && each.value.behind != 0
                          ? evidence.propositions().row_with(each.value.behind)
                          : each.row;
    if (row != RowId{}) {
        const std::string behind = qualifiers_text(the_case, row);
        if (!behind.empty()) text += ' ' + behind;
    }
    return text;
}

std::vector<GroundView> grounds_of(const Evidence& evidence, StatementId statement,
                                   const lineage::LiveWords& live) {
    std::vector<GroundView> grounds;
    std::vector<CardId> cards;
    for (const ClaimId id : evidence.claims_of(statement)) {
        const Claim& claim = evidence[id];
        // A card on which something is said to have occurred in so many words says it once.
        if (std::find(cards.begin(), cards.end(), claim.card) != cards.end() &&
            claim.kind == evidence::ClaimKind::occurrence)
            continue;
        cards.push_back(claim.card);
        add_grounds(evidence, id, live, grounds);
    }
    return grounds;
}

std::vector<GroundView> grounds_of(const Evidence& evidence, ClaimId claim,
                                   const lineage::LiveWords& live) {
    std::vector<GroundView> grounds;
    add_grounds(evidence, claim, live, grounds);
    return grounds;
}

std::string unit_text(const Assessment& assessment, dispute::UnitId id) {
    const Evidence& evidence = assessment.evidence();
    const Case& the_case = evidence.the_case();
    if (const auto telling = assessment.telling(id)) {
        const auto& claim = assessment.times()[*telling];
        return name_text(the_case, claim.source) + " tells of " +
               name_text(the_case, claim.subject);
    }
    const evidence::Unit& unit = evidence.units()[id.index];
    std::string name = unit.name.none() ? "" : name_text(the_case, unit.name);
    switch (unit.kind) {
        case UnitKind::statement: return assertion_text(evidence, unit.statement);
        case UnitKind::account: return "the account " + name;
        case UnitKind::shared: return "what all accounts of " + name + " say";
        case UnitKind::argument: return "the inference " + name;
        case UnitKind::origin: return "all that " + name + " says";
        case UnitKind::identity: {
            for (const evidence::Identity& identity : evidence.identities()) {
                if (identity.unit.number != id.index) continue;
                std::string text;
                for (const NameId each : identity.names)
                    text += (text.empty() ? "" : " and ") + name_text(the_case, each);
                return text + (identity.same ? " are the same" : " are different");
            }
            return name;
        }
        case UnitKind::closing: {
            const evidence::Closing& closing = evidence.closings()[evidence[unit.first].closing];
            std::string text = name_text(the_case, closing.subject) + ' ';
            text += the_case.vocabulary().field(closing.field).name;
            text += closing.only_of.none()
                        ? " nobody and nothing but "
                        : " of " + name_text(the_case, closing.only_of) + " nobody but ";
            std::string values;
            for (const evidence::ValueKey& value : closing.values) {
                values += values.empty() ? "" : " and ";
                values += value.tag == ValueTag::name ? name_text(the_case, {value.number}) : "...";
            }
            return text + values;
        }
    }
    return name;
}

std::vector<GroundView> grounds_of(const Assessment& assessment, dispute::UnitId id) {
    const Evidence& evidence = assessment.evidence();
    std::vector<GroundView> grounds;
    if (const auto telling = assessment.telling(id)) {
        for (const ClaimId claim : assessment.times().grounds_of(*telling))
            add_grounds(evidence, claim, assessment.live(), grounds);
        return grounds;
    }
    const evidence::Unit& unit = evidence.units()[id.index];
    switch (unit.kind) {
        case UnitKind::statement: return grounds_of(evidence, unit.statement, assessment.live());
        case UnitKind::argument:
            for (const evidence::Argument& argument : evidence.arguments()) {
                if (argument.name != unit.name) continue;
                GroundView ground;
                ground.place = place_of(evidence.the_case(), argument.cards.front(), 0);
                for (const evidence::WordRef& word : evidence.words_of(argument)) {
                    ground.word = word_text(evidence.the_case(),
                                            evidence.the_case().tables().words[word.word]);
                    ground.left = assessment.live().words[word.word];
                    grounds.push_back(ground);
                }
                if (grounds.empty()) {
                    ground.word = "the researcher";
                    grounds.push_back(ground);
                }
            }
            return grounds;
        default: {
            // One ground for each word that a bundle of lines stands on, where it first stands.
            std::vector<GroundView> all;
            for (const ClaimId claim : evidence.claims_of(evidence::UnitId{id.index}))
                add_grounds(evidence, claim, assessment.live(), all);
            for (GroundView& each : all) {
                const bool known =
                    std::any_of(grounds.begin(), grounds.end(),
                                [&](const GroundView& other) { return other.word == each.word; });
                if (!known) grounds.push_back(std::move(each));
            }
            return grounds;
        }
    }
}

}  // namespace valla::render
