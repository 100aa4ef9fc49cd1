#include "lineage/quote_messages.hpp"

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

}  // namespace

std::vector<casefile::CheckedMessage> quote_messages(const casefile::Case& the_case,
                                                     const QuoteCheck& quotes) {
    const casefile::Tables& tables = the_case.tables();
    std::vector<casefile::CheckedMessage> messages;
    for (const QuoteProblem& problem : quotes.problems) {
        const casefile::TextRow& quote = tables.texts[tables.value[problem.row.number]];
        const std::uint32_t offset = tables.offset[problem.row.number];
        const text::Span span = quote.owned ? text::Span{offset, offset} : quote.span;
        const casefile::CardId card = tables.card[problem.row.number];
        messages.push_back({card, message_about(problem, span)});
    }
    constexpr std::string_view names[] = {"no-transcript", "quote-differs"};
    casefile::leave_out_waived(the_case, names, messages);
    return messages;
}

}  // namespace valla::lineage
