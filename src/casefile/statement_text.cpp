#include "casefile/statement_text.hpp"

#include <algorithm>

#include "casefile/check.hpp"
#include "vocabulary/fields.hpp"

namespace valla::casefile {

tl::expected<std::vector<RowId>, std::vector<text::PlacedMessage>> read_statements(
    Case& the_case, std::string text, std::string path) {
    const FieldId ask{vocabulary::builtin_field(BaseKind::question, "ask")};
    const KindId question{static_cast<std::uint16_t>(BaseKind::question)};
    const CardId card = the_case.read_aside(std::move(path), std::move(text), question, ask);

    const Checker checker(the_case);
    std::vector<text::PlacedMessage> messages;
    for (text::Message& message : checker.card_messages(card))
        messages.push_back(placed(the_case, {card, std::move(message)}));
    Checker::Unknowns unknowns;
    checker.collect_unknowns(card, unknowns);
    for (const auto& [number, unknown] : unknowns) {
        if (auto message = checker.unknown_message(unknown)) {
            messages.push_back(placed(the_case, *message));
            continue;
        }
        // The card that declares it may be one that could not be read; it is missing all the same.
        text::Message message("unknown-id", unknown.mention.span);
        message.with("id", the_case.tables().names.text(unknown.name)).with("kind", "event");
        messages.push_back(placed(the_case, {card, std::move(message)}));
    }
    const Tables& tables = the_case.tables();
    const CardRow& row = the_case.card(card);
    std::vector<RowId> statements;
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (tables.role[at] == RowRole::mentioned) statements.push_back({at});
    }
    if (statements.empty() && messages.empty()) {
        text::Message message("missing-word", {});
        messages.push_back(placed(the_case, {card, message.with("expected", "a statement")}));
    }
    if (!has_errors(messages)) return statements;
    text::sort_messages(messages);
    return tl::unexpected(std::move(messages));
}

}  // namespace valla::casefile
