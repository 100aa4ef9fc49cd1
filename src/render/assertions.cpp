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

std::string value_of(const Evidence& evidence, const evidence::Propositions::Proposition& each,
                     const Words& words) {
    const Case& the_case = evidence.the_case();
    if (each.row != RowId{}) {
        const CardId card = the_case.tables().card[each.row.number];
        return value_text(the_case, card, each.field, the_case.tables().value_of(each.row), words);
    }
    if (each.value.tag == ValueTag::statement)
        return assertion_text(evidence, StatementId{each.value.number}, words);
    const auto sample = evidence.propositions().sample(each.value);
    return value_text(the_case, sample.card, each.field, sample.value, words);
}

/// A value with what stands behind it.
std::string whole_value(const Evidence& evidence, const evidence::Propositions::Proposition& each,
                        const Words& words) {
    std::string value = one_line(value_of(evidence, each, words));
    const RowId row = each.row == RowId{} && each.value.behind != 0
                          ? evidence.propositions().row_with(each.value.behind)
                          : each.row;
    if (row == RowId{}) return value;
    const std::string behind = qualifiers_text(evidence.the_case(), row, words);
    if (!behind.empty()) value += (value.empty() ? "" : " ") + behind;
    return value;
}

/// Whether this is something that happens or not, rather than something that holds or not.
bool happens(const Case& the_case, NameId subject) {
    const auto kind = the_case.base_of(subject);
    return !kind || vocabulary::kinds::happenings.has(*kind);
}

bool is_english(const Words& words) { return words.language() == calendar::Language::english; }

GroundView ground_of(const Evidence& evidence, const Claim& claim, const Words& words) {
    const Case& the_case = evidence.the_case();
    const Tables& tables = the_case.tables();
    GroundView ground;
    const bool has_row = claim.row != RowId{};
    ground.place = place_of(the_case, claim.card, has_row ? tables.begin[claim.row.number] : 0);
    if (has_row && !tables.hedge[claim.row.number].none())
        ground.hedge = hedge_text(the_case, tables.hedge[claim.row.number], words);
    if (!claim.account.none()) {
        const bool shared = evidence[claim.unit].kind == UnitKind::shared;
        ground.account =
            shared ? joined_names(the_case, evidence::accounts_of(the_case, claim.card), words)
                   : name_text(the_case, claim.account);
    }
    ground.alleged = claim.alleged;
    return ground;
}

void add_grounds(const Evidence& evidence, ClaimId id, const lineage::LiveWords& live,
                 const Words& words, std::vector<GroundView>& grounds) {
    const Claim& claim = evidence[id];
    GroundView ground = ground_of(evidence, claim, words);
    ground.left = live.claims[id.number];
    const auto chains = evidence.words_of(claim);
    if (chains.empty()) {
        ground.word = words("the researcher");
        grounds.push_back(ground);
    }
    for (const evidence::WordRef& word : chains) {
        ground.word =
            word_text(evidence.the_case(), evidence.the_case().tables().words[word.word], words);
        ground.left = live.claims[id.number] && live.words[word.word];
        grounds.push_back(ground);
    }
}

}  // namespace

std::string assertion_text(const Evidence& evidence, StatementId statement, const Words& words) {
    const Case& the_case = evidence.the_case();
    const auto& each = evidence.propositions()[statement.proposition()];
    std::string subject = name_text(the_case, each.subject, words);
    const bool denied = statement.denied();
    if (evidence.propositions().is_occurrence(statement.proposition())) {
        if (happens(the_case, each.subject))
            return denied ? words.say("{0} did not occur", subject)
                          : words.say("{0} occurred", subject);
        return denied ? words.say("{0} does not hold", subject) : words.say("{0} holds", subject);
    }
    if (each.field == inference::Translation::conclusion().field)
        return words.say("the inference {0} goes through", subject);
    if ((each.part & row_flags::begin_of_subject) != 0)
        subject = words.say("begin of {0}", subject);
    if ((each.part & row_flags::end_of_subject) != 0) subject = words.say("end of {0}", subject);
    const std::string_view field = field_text(the_case, each.field, words);
    std::string value = whole_value(evidence, each, words);
    if (denied && is_english(words)) subject = words.say("not {0}", subject);
    else if (denied) value = words.say("not {0}", value);
    if (value.empty()) return words.say("{0} {1}", subject, field);
    return words.say("{0} {1} {2}", subject, field, value);
}

std::string predicate_text(const Evidence& evidence, StatementId statement, const Words& words) {
    const Case& the_case = evidence.the_case();
    const auto& each = evidence.propositions()[statement.proposition()];
    if (evidence.propositions().is_occurrence(statement.proposition()) || each.part != 0)
        return object_text(evidence, statement, words);
    std::string field(field_text(the_case, each.field, words));
    std::string value = whole_value(evidence, each, words);
    if (statement.denied() && is_english(words)) field = words.say("not {0}", field);
    else if (statement.denied()) value = words.say("not {0}", value);
    if (value.empty()) return field;
    return is_english(words) ? field + ' ' + value : words.say("{0}: {1}", field, value);
}

std::string object_text(const Evidence& evidence, StatementId statement, const Words& words) {
    const auto& each = evidence.propositions()[statement.proposition()];
    if (evidence.propositions().is_occurrence(statement.proposition())) {
        if (happens(evidence.the_case(), each.subject))
            return words(statement.denied() ? Phrase("did not occur") : Phrase("occurred"));
        return words(statement.denied() ? Phrase("does not hold") : Phrase("holds"));
    }
    if (each.part != 0) return assertion_text(evidence, statement, words);
    const std::string value = whole_value(evidence, each, words);
    return statement.denied() ? words.say("not {0}", value) : value;
}

std::string closing_text(const Evidence& evidence, std::uint32_t closing, const Words& words) {
    const evidence::Closing& each = evidence.closings()[closing];
    return words.say("{0} {1} {2}", name_text(evidence.the_case(), each.subject, words),
                     field_text(evidence.the_case(), each.field, words),
                     closed_text(evidence, closing, words));
}

std::string closed_text(const Evidence& evidence, std::uint32_t closing, const Words& words) {
    const Case& the_case = evidence.the_case();
    const evidence::Closing& each = evidence.closings()[closing];
    std::string values;
    for (const evidence::ValueKey& value : each.values) {
        const std::string one =
            value.tag == ValueTag::name ? name_text(the_case, {value.number}, words) : "...";
        values = values.empty() ? one : words.say("{0} and {1}", values, one);
    }
    if (each.only_of.none()) return words.say("nobody and nothing but {0}", values);
    return words.say("of {0} nobody but {1}", name_text(the_case, each.only_of, words), values);
}

std::string joined_names(const Case& a_case, const std::vector<NameId>& names, const Words& words) {
    std::string text;
    for (const NameId each : names) {
        const std::string name = name_text(a_case, each, words);
        text = text.empty() ? name : words.say("{0} and {1}", text, name);
    }
    return text;
}

std::vector<GroundView> grounds_of(const Evidence& evidence, StatementId statement,
                                   const lineage::LiveWords& live, const Words& words) {
    std::vector<GroundView> grounds;
    std::vector<CardId> cards;
    for (const ClaimId id : evidence.claims_of(statement)) {
        const Claim& claim = evidence[id];
        // A card on which something is said to have occurred in so many words says it once.
        if (std::find(cards.begin(), cards.end(), claim.card) != cards.end() &&
            claim.kind == evidence::ClaimKind::occurrence)
            continue;
        cards.push_back(claim.card);
        add_grounds(evidence, id, live, words, grounds);
    }
    return grounds;
}

std::vector<GroundView> grounds_of(const Evidence& evidence, ClaimId claim,
                                   const lineage::LiveWords& live, const Words& words) {
    std::vector<GroundView> grounds;
    add_grounds(evidence, claim, live, words, grounds);
    return grounds;
}

std::string unit_text(const Assessment& assessment, dispute::UnitId id, const Words& words) {
    const Evidence& evidence = assessment.evidence();
    const Case& the_case = evidence.the_case();
    if (const auto telling = assessment.telling(id)) {
        const auto& claim = assessment.times()[*telling];
        return words.say("{0} tells of {1}", name_text(the_case, claim.source, words),
                         name_text(the_case, claim.subject, words));
    }
    const evidence::Unit& unit = evidence.units()[id.index];
    std::string name = unit.name.none() ? "" : name_text(the_case, unit.name, words);
    switch (unit.kind) {
        case UnitKind::statement: return assertion_text(evidence, unit.statement, words);
        case UnitKind::account: return words.say("the account {0}", name);
        case UnitKind::shared: return words.say("what all accounts of {0} say", name);
        case UnitKind::argument: return words.say("the inference {0}", name);
        case UnitKind::origin: return words.say("all that {0} says", name);
        case UnitKind::identity: {
            for (const evidence::Identity& identity : evidence.identities()) {
                if (identity.unit.number != id.index) continue;
                const std::string text = joined_names(the_case, identity.names, words);
                return identity.same ? words.say("{0} are the same", text)
                                     : words.say("{0} are different", text);
            }
            return name;
        }
        case UnitKind::closing: return closing_text(evidence, evidence[unit.first].closing, words);
    }
    return name;
}

std::vector<GroundView> grounds_of(const Assessment& assessment, dispute::UnitId id,
                                   const Words& words) {
    const Evidence& evidence = assessment.evidence();
    std::vector<GroundView> grounds;
    if (const auto telling = assessment.telling(id)) {
        for (const ClaimId claim : assessment.times().grounds_of(*telling))
            add_grounds(evidence, claim, assessment.live(), words, grounds);
        return grounds;
    }
    const evidence::Unit& unit = evidence.units()[id.index];
    switch (unit.kind) {
        case UnitKind::statement:
            return grounds_of(evidence, unit.statement, assessment.live(), words);
        case UnitKind::argument:
            for (const evidence::Argument& argument : evidence.arguments()) {
                if (argument.name != unit.name) continue;
                GroundView ground;
                ground.place = place_of(evidence.the_case(), argument.cards.front(), 0);
                for (const evidence::WordRef& word : evidence.words_of(argument)) {
                    ground.word = word_text(evidence.the_case(),
                                            evidence.the_case().tables().words[word.word], words);
                    ground.left = assessment.live().words[word.word];
                    grounds.push_back(ground);
                }
                if (grounds.empty()) {
                    ground.word = words("the researcher");
                    grounds.push_back(ground);
                }
            }
            return grounds;
        default: {
            // One ground for each word that a bundle of lines stands on, where it first stands.
            std::vector<GroundView> all;
            for (const ClaimId claim : evidence.claims_of(evidence::UnitId{id.index}))
                add_grounds(evidence, claim, assessment.live(), words, all);
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
