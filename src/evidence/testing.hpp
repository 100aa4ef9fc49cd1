#pragma once

// For the tests of this stage and of those above it: what an Evidence holds, in words.

#include <string>
#include <vector>

#include "casefile/testing.hpp"
#include "evidence/evidence.hpp"

namespace valla::evidence::testing {

/// "meeting present stalin", "not meeting present stalin": a statement as its first row spells it.
inline std::string words_of(const Evidence& evidence, StatementId statement) {
    const auto& proposition = evidence.propositions()[statement.proposition()];
    const casefile::Tables& tables = evidence.the_case().tables();
    std::string text = statement.denied() ? "not " : "";
    if ((proposition.part & casefile::row_flags::begin_of_subject) != 0) text += "begin of ";
    if ((proposition.part & casefile::row_flags::end_of_subject) != 0) text += "end of ";
    text += tables.names.text(proposition.subject);
    if (evidence.propositions().is_occurrence(statement.proposition())) return text;
    text += ' ';
    text += evidence.the_case().vocabulary().field(proposition.field).name;
    const casefile::testing::Rows rows(evidence.the_case());
    const RowId row = proposition.row;
    return text + ' ' +
           rows.value(tables.card[row.number], proposition.field, tables.value_of(row));
}

/// A unit as one line: "account quarrel", "shared confrontation", or the words of its statement.
inline std::string words_of(const Evidence& evidence, UnitId id) {
    const Unit& unit = evidence[id];
    const std::string name =
        unit.name.none() ? "" : std::string(evidence.the_case().tables().names.text(unit.name));
    std::string text = unit.alleged ? "allegedly " : "";
    switch (unit.kind) {
        case UnitKind::statement: return text + words_of(evidence, unit.statement);
        case UnitKind::account: return text + "account " + name;
        case UnitKind::shared: return text + "shared " + name;
        case UnitKind::argument: return text + "argument " + name;
        case UnitKind::origin: return text + "origin " + name;
        case UnitKind::identity: return text + "identity " + name;
        case UnitKind::closing: {
            const Claim& claim = evidence[unit.first];
            const Closing& closing = evidence.closings()[claim.closing];
            text += std::string(evidence.the_case().tables().names.text(closing.subject)) + " " +
                    std::string(evidence.the_case().vocabulary().field(closing.field).name) +
                    " only";
            if (!closing.only_of.none())
                text +=
                    " of " + std::string(evidence.the_case().tables().names.text(closing.only_of));
            return text;
        }
    }
    return text;
}

}  // namespace valla::evidence::testing
