#include "lineage/quote_messages.hpp"

#include <algorithm>

namespace valla::lineage {

namespace {

text::Message message_about(const QuoteProblem& problem, text::Span span) {
    if (problem.unreadable) {
        return text::Message("no-transcript", span)
            .with("path", problem.path)
            .with("reason", problem.unreadable->sentence());
    }
    text::Message message("quote-differs", span);
    message.with("path", problem.path);
    if (problem.nearest.line > 0) {
        message.with("line", problem.nearest.line)
            .with("nearest", problem.nearest.text)
            .with("words", std::to_string(problem.nearest.slips) +
                               (problem.nearest.slips == 1 ? " word" : " words"));
    }
    return message;
}

struct Waiver {
    casefile::CardId card;
    std::string message;
    text::Span span;
    bool used = false;
};

std::vector<Waiver> waivers_of_quotes(const casefile::Case& the_case) {
    const auto waive = vocabulary::builtin_field(vocabulary::BaseKind::event, "waive");
    const casefile::Tables& tables = the_case.tables();
    std::vector<Waiver> waivers;
    for (const casefile::CardId id : the_case.cards_in_order()) {
        const casefile::CardRow& card = the_case.card(id);
        for (std::uint32_t at = card.first_row; at < card.first_row + card.row_count; ++at) {
            if (tables.field[at].row != waive) continue;
            const std::string name = the_case.text_value(id, tables.value[at]);
            if (!casefile::is_about_files(name)) continue;
            const auto size = static_cast<std::uint32_t>(name.size());
            waivers.push_back({id, name, {tables.offset[at], tables.offset[at] + size}, false});
        }
    }
    return waivers;
}

}  // namespace

std::vector<casefile::CheckedMessage> quote_messages(const casefile::Case& the_case,
                                                     const QuoteCheck& quotes) {
    const casefile::Tables& tables = the_case.tables();
    std::vector<Waiver> waivers = waivers_of_quotes(the_case);
    std::vector<casefile::CheckedMessage> messages;
    for (const QuoteProblem& problem : quotes.problems) {
        const casefile::TextRow& quote = tables.texts[tables.value[problem.row.number]];
        const std::uint32_t offset = tables.offset[problem.row.number];
        const text::Span span = quote.owned ? text::Span{offset, offset} : quote.span;
        const casefile::CardId card = tables.card[problem.row.number];
        text::Message message = message_about(problem, span);
        bool waived = false;
        for (Waiver& waiver : waivers) {
            if (waiver.card != card || waiver.message != message.kind().name) continue;
            waiver.used = true;
            waived = true;
        }
        if (!waived) messages.push_back({card, std::move(message)});
    }
    for (const Waiver& waiver : waivers) {
        if (waiver.used) continue;
        messages.push_back(
            {waiver.card,
             text::Message("unused-waiver", waiver.span).with("message", waiver.message)});
    }
    std::stable_sort(messages.begin(), messages.end(), [&](const auto& a, const auto& b) {
        return the_case.precedes(a.card, b.card);
    });
    return messages;
}

}  // namespace valla::lineage
