#include "render/text_answers.hpp"

#include <fmt/format.h>

#include "render/text_parts.hpp"
namespace valla::render {

namespace {

std::string heading(std::string_view text) { return fmt::format("\n{}\n", text); }

/// A text of several lines keeps its lines, each under the margin.
std::string indented(std::string_view text, std::string_view margin) {
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += margin;
    }
    return out;
}

std::string card_line(const LineView& line, std::string_view margin) {
    const std::string deeper = std::string(margin) + "  ";
    return fmt::format("{}{}  [{}]\n", margin, indented(line.text, deeper), place_text(line.place));
}

std::string statement_line(const LineView& line, std::string_view margin) {
    const std::string deeper = std::string(margin) + "  ";
    const std::string subject =
        line.subject_part.empty() ? line.subject : line.subject_part + " of " + line.subject;
    return fmt::format("{}{} {}  [{}]\n", margin, subject, indented(line.text, deeper),
                       place_text(line.place));
}

std::string words_line(const CardView& card) {
    if (card.researchers_own) return "on the researcher's own word";
    std::string text;
    for (const WordView& word : card.words) {
        text += text.empty() ? "on the word of " : "; and of ";
        text += word.text;
        if (!word.passage.empty()) text += " (" + word.passage + ")";
    }
    return text;
}

std::string card_block(const CardView& card, std::string_view margin, bool with_subjects) {
    std::string text = fmt::format("{}{}", margin, place_text(card.place));
    const std::string words = words_line(card);
    if (!words.empty()) text += ", " + words;
    text += '\n';
    const std::string deeper = std::string(margin) + "  ";
    for (const LineView& line : card.lines) {
        text += with_subjects ? statement_line(line, deeper) : card_line(line, deeper);
    }
    return text;
}

}  // namespace

std::string show_as_text(const std::vector<SubjectView>& subjects) {
    std::string text;
    for (const SubjectView& subject : subjects) {
        if (!text.empty()) text += '\n';
        text += fmt::format("{} {}", subject.kind, subject.name);
        if (!subject.label.empty()) text += ": " + indented(subject.label, "  ");
        text += '\n';
        for (const CardView& card : subject.cards) text += card_block(card, "  ", false);
        if (!subject.said_elsewhere.empty()) {
            text += "said of it in passages:\n";
            for (const CardView& card : subject.said_elsewhere)
                text += card_block(card, "  ", true);
        }
        if (!subject.named_by.empty()) {
            text += "named by:\n";
            for (const MentionView& mention : subject.named_by) {
                text += fmt::format("  {} {}: {}  [{}]\n", mention.kind, mention.name, mention.text,
                                    place_text(mention.place));
            }
        }
    }
    return text;
}

std::string list_as_text(const std::vector<ListRow>& rows) {
    std::string text;
    for (const ListRow& row : rows) {
        text += fmt::format("{} {}", row.kind, row.name);
        if (!row.label.empty()) text += ": " + row.label;
        text += fmt::format("  [{}]\n", place_text(row.place));
    }
    return text;
}

std::string report_as_text(const ReportView& report) {
    std::string text = report.label.empty() ? report.name : report.label;
    text += '\n';
    text += fmt::format("{} cards, {} lines that state something, {} chains of sources",
                        report.cards, report.claims, report.chains.size());
    if (!report.researcher.empty()) text += fmt::format("; researcher: {}", report.researcher);
    text += ".\n";

    text += heading("WHO AND WHAT");
    for (const ListRow& row : report.things) {
        text += fmt::format("  {} {}{}{}  [{}]\n", row.kind, row.name,
                            row.label.empty() ? "" : ": ", row.label, place_text(row.place));
    }

    text += heading("ON WHOSE WORD");
    for (const ChainView& chain : report.chains) {
        const std::size_t hops = chain.word.hops.size();
        text += fmt::format("  {} ({} line{}, {})\n", chain.word.text, chain.lines.size(),
                            chain.lines.size() == 1 ? "" : "s",
                            hops == 1
                                ? "at first hand"
                                : fmt::format("through {} hand{}", hops - 1, hops == 2 ? "" : "s"));
        for (const LineView& line : chain.lines) text += statement_line(line, "    ");
    }
    if (!report.researchers_own.empty()) {
        text += "  the researcher, with no source given\n";
        for (const LineView& line : report.researchers_own) text += statement_line(line, "    ");
    }

    if (!report.accounts.empty()) text += heading("ACCOUNTS SIDE BY SIDE");
    for (const AccountsView& accounts : report.accounts) {
        text += fmt::format("  of {}\n", accounts.of);
        for (const AccountView& account : accounts.accounts) {
            text += fmt::format("    {}", account.name);
            for (std::size_t i = 0; i < account.words.size(); ++i) {
                text += (i == 0 ? ": " : "; ") + account.words[i].text;
            }
            text += '\n';
            for (const LineView& line : account.lines) text += statement_line(line, "      ");
        }
        if (!accounts.shared.empty()) {
            text += "    in each of them\n";
            for (const LineView& line : accounts.shared) text += statement_line(line, "      ");
        }
    }

    const auto subjects = [&](std::string_view title, const std::vector<SubjectView>& list) {
        if (list.empty()) return;
        text += heading(title);
        for (const SubjectView& subject : list) {
            text += fmt::format("  {} {}{}{}\n", subject.kind, subject.name,
                                subject.label.empty() ? "" : ": ", subject.label);
            for (const CardView& card : subject.cards) text += card_block(card, "    ", false);
            for (const CardView& card : subject.said_elsewhere)
                text += card_block(card, "    ", true);
        }
    };
    subjects("ARGUMENTS AS STATED", report.arguments);
    subjects("DEMANDS, THREATS AND PROMISES AS STATED", report.commitments);

    if (!report.not_reasoned.empty()) {
        text += heading("PRESENT, READ AND SHOWN, BUT NOT YET REASONED OVER");
        std::string list;
        for (const std::string& kind : report.not_reasoned)
            list += (list.empty() ? "" : ", ") + kind;
        text += "  " + list + '\n';
    }
    return text;
}

}  // namespace valla::render
