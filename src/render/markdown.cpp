#include "render/markdown.hpp"

#include <fmt/format.h>

#include "render/text_parts.hpp"

namespace valla::render {

namespace {

std::string entry(const std::string& text, const PlaceView& place) {
    return fmt::format("- {} ({})\n", text, markdown_text(place_text(place)));
}

std::string line_entry(const LineView& line, bool with_subject) {
    if (!with_subject) return entry(markdown_text(line.text), line.place);
    const std::string subject =
        line.subject_part.empty() ? line.subject : line.subject_part + " of " + line.subject;
    return entry(markdown_text(subject + ' ' + line.text), line.place);
}

std::string line_entries(const std::vector<LineView>& lines) {
    std::string text;
    for (const LineView& line : lines) text += line_entry(line, true);
    return text;
}

/// A heading with an empty line around it.
std::string title(int level, const std::string& text) {
    return fmt::format("\n{} {}\n\n", std::string(static_cast<std::size_t>(level), '#'), text);
}

std::string card(const CardView& view, bool with_subjects) {
    std::string words = view.researchers_own ? ", on the researcher's own word" : "";
    for (std::size_t i = 0; !view.researchers_own && i < view.words.size(); ++i) {
        words += (i == 0 ? ", on the word of " : "; and of ") + view.words[i].text;
        if (!view.words[i].passage.empty()) words += " (" + view.words[i].passage + ")";
    }
    std::string text = fmt::format("\n{}\n\n", markdown_text(place_text(view.place) + words));
    for (const LineView& line : view.lines) text += line_entry(line, with_subjects);
    return text;
}

std::string labelled(const std::string& kind, const std::string& name, const std::string& label) {
    return fmt::format("{} **{}**{}{}", markdown_text(kind), markdown_text(name),
                       label.empty() ? "" : ": ", markdown_text(label));
}

}  // namespace

std::string markdown_text(std::string_view text) {
    static constexpr std::string_view marks = "\\`*_[]<>&!#|~";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            if (!out.empty() && out.back() != ' ') out += ' ';
            continue;
        }
        // What only begins a block where it begins a line: lists, and lines under headings.
        const bool numbered = (c == '.' || c == ')') && !out.empty() &&
                              out.find_first_not_of("0123456789") == std::string::npos;
        const bool begins = out.empty() && (c == '-' || c == '+' || c == '=');
        if (marks.find(c) != std::string_view::npos || numbered || begins) out += '\\';
        out += c;
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string report_as_markdown(const ReportView& report) {
    std::string text =
        "# " + markdown_text(report.label.empty() ? report.name : report.label) + "\n\n";
    text += fmt::format("{} cards, {} lines that state something, {} chains of sources",
                        report.cards, report.claims, report.chains.size());
    if (!report.researcher.empty()) text += "; researcher: " + markdown_text(report.researcher);
    text += ".\n" + title(2, "Who and what");
    for (const ListRow& row : report.things)
        text += entry(labelled(row.kind, row.name, row.label), row.place);

    text += title(2, "On whose word");
    for (const ChainView& chain : report.chains) {
        const std::size_t hops = chain.word.hops.size();
        text += title(
            3, fmt::format("{} ({}, {})", markdown_text(chain.word.text),
                           counted(chain.lines.size(), "line"),
                           hops == 1 ? "at first hand" : "through " + counted(hops - 1, "hand")));
        text += line_entries(chain.lines);
    }
    if (!report.researchers_own.empty()) {
        text += title(3, "The researcher, with no source given");
        text += line_entries(report.researchers_own);
    }

    if (!report.accounts.empty()) text += title(2, "Accounts side by side");
    for (const AccountsView& accounts : report.accounts) {
        text += title(3, "Of " + markdown_text(accounts.of));
        for (const AccountView& account : accounts.accounts) {
            std::string words;
            for (const WordView& word : account.words)
                words += (words.empty() ? ": " : "; ") + word.text;
            text += title(4, markdown_text(account.name + words));
            text += line_entries(account.lines);
        }
        if (accounts.shared.empty()) continue;
        text += title(4, "In each of them") + line_entries(accounts.shared);
    }

    const auto subjects = [&](const char* of, const std::vector<SubjectView>& list) {
        if (!list.empty()) text += title(2, of);
        for (const SubjectView& subject : list) {
            text += title(3, labelled(subject.kind, subject.name, subject.label));
            for (const CardView& each : subject.cards) text += card(each, false);
            for (const CardView& each : subject.said_elsewhere) text += card(each, true);
        }
    };
    subjects("Arguments as stated", report.arguments);
    subjects("Demands, threats and promises as stated", report.commitments);
    if (!report.not_reasoned.empty()) {
        text += title(2, "Present, read and shown, but not yet reasoned over");
        text += markdown_text(joined(report.not_reasoned, ", ")) + '\n';
    }
    return text;
}

}  // namespace valla::render
