#include "render/pressure_views.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "render/dispute_views.hpp"
#include "render/statement.hpp"
#include "render/text_parts.hpp"

namespace valla::render {

namespace {

// The properties of the vocabulary `coercion`.
constexpr std::string_view certain_field = "made after reported pressure";
constexpr std::string_view possible_field = "perhaps made after reported pressure";

}  // namespace

bool knows_pressure(const Case& the_case) {
    const auto& fields = the_case.vocabulary().fields();
    return std::any_of(fields.begin(), fields.end(),
                       [](const auto& field) { return field.name == certain_field; });
}

std::vector<PressureView> pressure_views(const dispute::Assessment& assessment) {
    const Case& the_case = assessment.the_case();
    std::vector<PressureView> certain;
    std::vector<PressureView> possible;
    for (const evidence::StatementId statement : assessment.statements()) {
        const auto& proposition = assessment.evidence().propositions()[statement.proposition()];
        const std::string_view field = the_case.vocabulary().field(proposition.field).name;
        if (statement.denied() || (field != certain_field && field != possible_field)) continue;
        const dispute::Verdict verdict = assessment.verdict(statement);
        if (verdict.standing == dispute::Standing::on_no_version ||
            verdict.standing == dispute::Standing::no_word_left) {
            if (!verdict.from_silence) continue;
        }
        PressureView row;
        row.statement = name_text(the_case, proposition.subject);
        row.pressure = name_text(the_case, {proposition.value.number});
        row.possible = field == possible_field;
        if (!row.possible) row.standing = standing_name(verdict.standing);
        if (const auto card = the_case.introduced_by(proposition.subject))
            row.place = place_of(the_case, *card, 0);
        (row.possible ? possible : certain).push_back(std::move(row));
    }
    const std::size_t known = certain.size();
    for (PressureView& row : possible) {
        const bool is_certain =
            std::any_of(certain.begin(), certain.begin() + static_cast<std::ptrdiff_t>(known),
                        [&](const PressureView& each) {
                            return each.statement == row.statement && each.pressure == row.pressure;
                        });
        if (!is_certain) certain.push_back(std::move(row));
    }
    return certain;
}

std::string pressure_line(const PressureView& row) {
    return fmt::format("  {} {} {}{}{}\n", row.statement, row.possible ? "perhaps after" : "after",
                       row.pressure, row.standing.empty() ? "" : ": " + row.standing,
                       bracketed(row.place));
}

}  // namespace valla::render
