// What `trace`, `sources` and `audit` show to people.

#include <algorithm>

#include <fmt/format.h>

#include "render/lineage_views.hpp"
#include "render/text_parts.hpp"
#include "text/unicode.hpp"

namespace valla::render {

namespace {

std::string line_of(const StatedView& statement, std::string_view margin) {
    return fmt::format("{}{}  [{}]\n", margin, statement.text, place_text(statement.place));
}

/// Chains put together as a tree of hands, from the documents in hand back to the origins.
class HandTree {
  public:
    explicit HandTree(const std::vector<TracedChainView>& chains) {
        nodes_.emplace_back();
        for (const TracedChainView& chain : chains) add(chain);
    }

    [[nodiscard]] std::string drawn(std::string_view margin) const {
        struct Line {
            std::string left;
            std::string right;
        };
        struct Open {
            std::size_t node;
            std::string lead;    ///< what stands before it
            std::string deeper;  ///< what stands before what is under it
        };
        std::vector<Line> lines;
        std::vector<Open> open;
        const auto push_children = [&](std::size_t node, const std::string& before, bool top) {
            const auto& children = nodes_[node].children;
            for (std::size_t i = children.size(); i-- > 0;) {
                const bool last = i + 1 == children.size();
                open.push_back({children[i], top ? "" : before + (last ? "└─ " : "├─ "),
                                top ? "" : before + (last ? "   " : "│  ")});
            }
        };
        push_children(0, "", true);
        while (!open.empty()) {
            const Open each = open.back();
            open.pop_back();
            const Node& node = nodes_[each.node];
            lines.push_back({each.lead + node.text, node.note});
            push_children(each.node, each.deeper, false);
        }
        std::uint32_t width = 0;
        for (const Line& line : lines) width = std::max(width, text::cell_width(line.left));
        std::string text;
        for (const Line& line : lines) {
            text += margin;
            text += line.left;
            if (!line.right.empty()) {
                text.append(width + 2 - text::cell_width(line.left), ' ');
                text += line.right;
            }
            text += '\n';
        }
        return text;
    }

  private:
    struct Node {
        std::string text;
        std::string note;
        std::vector<std::size_t> children;
    };

    void add(const TracedChainView& chain) {
        std::size_t at = 0;
        for (std::size_t i = chain.hands.size(); i-- > 0;) {
            const HandView& hand = chain.hands[i];
            std::string text = hand.text;
            if (hand.kind == "researcher") text += ", the researcher";
            if (!hand.link.empty()) text += " (" + hand.link + ")";
            const auto& children = nodes_[at].children;
            const auto same = std::find_if(children.begin(), children.end(), [&](std::size_t each) {
                return nodes_[each].text == text;
            });
            if (same != children.end()) {
                at = *same;
                continue;
            }
            nodes_.push_back({text, "", {}});
            nodes_[at].children.push_back(nodes_.size() - 1);
            at = nodes_.size() - 1;
        }
        std::string note = chain.circular     ? "goes round in a circle"
                           : chain.depth == 0 ? "at first hand"
                                              : "origin, through " + counted(chain.depth, "hand");
        if (!chain.hedges.empty()) note += "; says so " + enumerated(chain.hedges, " and ");
        nodes_[at].note = note;
    }

    std::vector<Node> nodes_;
};

std::string without_text(const RootsView& roots) {
    std::vector<std::string> names = roots.sources;
    if (roots.researcher) names.emplace_back("the researcher");
    if (roots.unnamed) names.emplace_back("whoever is without a name");
    return enumerated(names, " and ");
}

std::string roots_text(const RootsView& roots) {
    const bool exact = roots.least == roots.most;
    std::string text;
    if (!exact) text = fmt::format("between {} and {} independent roots", roots.least, roots.most);
    else if (roots.most == 1) text = roots.unnamed ? "at most one root" : "one root";
    else text = fmt::format("{}{} independent roots", roots.unnamed ? "at most " : "", roots.most);
    return text + ": falls without " + without_text(roots);
}

std::string circle_text(const std::vector<std::string>& circle) {
    std::string text = circle.front();
    for (std::size_t i = circle.size(); i-- > 1;) text += " has it from " + circle[i] + ", which";
    return text + " has it from " + circle.front();
}

std::string trace_block(const StatementTraceView& trace) {
    std::string text;
    if (!trace.chains.empty()) {
        text += HandTree(trace.chains).drawn("    ");
        if (!trace.complete) text += "    and more chains than are shown here\n";
        if (!trace.common_hands.empty()) {
            text += fmt::format("  every chain goes through {}\n",
                                enumerated(trace.common_hands, " and "));
        }
        if (trace.common_hands_with_hedged != trace.common_hands &&
            !trace.common_hands_with_hedged.empty()) {
            text += fmt::format("  with hedged derivations every chain goes through {}\n",
                                enumerated(trace.common_hands_with_hedged, " and "));
        }
        text += "  " + roots_text(trace.firm) + '\n';
        if (!(trace.firm == trace.with_hedged)) {
            text += fmt::format("  with hedged derivations {}\n", roots_text(trace.with_hedged));
        }
    }
    if (!trace.alleged.empty()) {
        text += "  only alleged\n";
        text += HandTree(trace.alleged).drawn("    ");
    }
    for (const auto& circle : trace.circles)
        text += "  circular reporting: " + circle_text(circle) + '\n';
    return text;
}

}  // namespace

std::string trace_as_text(const TraceView& trace) {
    std::string text;
    for (const StatedView& each : trace.unsaid) text += "nobody says: " + each.text + '\n';
    // Statements that came down in the same way are shown together.
    std::vector<std::pair<std::string, std::string>> blocks;
    for (const StatementTraceView& each : trace.statements) {
        const std::string block = trace_block(each);
        const auto same = std::find_if(blocks.begin(), blocks.end(),
                                       [&](const auto& known) { return known.second == block; });
        const std::string head = line_of(each.statement, "");
        if (same != blocks.end()) same->first += head;
        else blocks.emplace_back(head, block);
    }
    for (const auto& [head, block] : blocks) {
        if (!text.empty()) text += '\n';
        text += head + block;
    }
    for (const ThroughView& each : trace.through) {
        if (!text.empty()) text += '\n';
        text += "through " + each.name;
        if (!each.label.empty()) text += ": " + each.label;
        text += '\n';
        const auto list = [&](std::string_view title, const std::vector<StatedView>& statements) {
            if (statements.empty()) return;
            text += fmt::format("  {} ({})\n", title, statements.size());
            for (const StatedView& statement : statements) text += line_of(statement, "    ");
        };
        list("said by nobody else", each.alone);
        list("said by nobody else, as far as hedged derivations hold", each.alone_with_hedged);
        list("said by others too", each.in_part);
    }
    if (text.empty()) text = fmt::format("nobody says anything of {}\n", trace.asked);
    return text;
}

std::string sources_as_text(const std::vector<RelianceView>& rows) {
    if (rows.empty()) return "the case names no source for anything\n";
    const bool inferred = std::any_of(rows.begin(), rows.end(), [](const RelianceView& row) {
        return row.inferred_alone > 0 || row.inferred_in_part > 0;
    });
    const auto figure = [](std::uint32_t firm, std::uint32_t hedged) {
        return firm == hedged
                   ? std::to_string(firm)
                   : fmt::format("{} to {}", std::min(firm, hedged), std::max(firm, hedged));
    };
    std::string text = fmt::format("{:>9} {:>9} {:>9}", "alone", "in part", "arguments");
    if (inferred) text += fmt::format(" {:>15}", "inferred");
    text += '\n';
    for (const RelianceView& row : rows) {
        text += fmt::format("{:>9} {:>9} {:>9}", figure(row.alone, row.alone_with_hedged),
                            figure(row.in_part, row.in_part_with_hedged), row.arguments);
        if (inferred) {
            text += fmt::format(
                " {:>15}", fmt::format("{}, {} in part", row.inferred_alone, row.inferred_in_part));
        }
        text += fmt::format("  {} {}", row.kind, row.name);
        if (!row.label.empty()) text += ": " + row.label;
        text += '\n';
    }
    return text;
}

std::string audit_as_text(const AuditView& audit) {
    std::string text;
    const auto heading = [&](std::string_view title) {
        if (!text.empty()) text += '\n';
        text += title;
        text += '\n';
    };
    /// As many as are to be shown, and how many more there are.
    const auto rows = [&](const auto& all, std::string_view margin, const auto& line) {
        const std::size_t shown_rows = std::min(all.size(), audit.limit);
        for (std::size_t i = 0; i < shown_rows; ++i) text += line(all[i]);
        if (shown_rows < all.size())
            text += fmt::format("{}and {} more\n", margin, all.size() - shown_rows);
    };
    const auto section = [&](std::string_view title, const auto& all, const auto& line) {
        if (all.empty()) return;
        heading(title);
        rows(all, "  ", line);
    };
    const auto stated_line = [](const StatedView& each) { return line_of(each, "  "); };

    if (!audit.single_roots.empty()) heading("ON A SINGLE ROOT");
    for (std::size_t i = 0; i < std::min(audit.single_roots.size(), audit.limit); ++i) {
        const SingleRootView& root = audit.single_roots[i];
        text += fmt::format("  {}{}{}: {}\n", root.source.empty() ? "without a name" : root.source,
                            root.label.empty() ? "" : ", ", root.label,
                            counted(root.statements.size(), "statement"));
        rows(root.statements, "    ", [](const StatedView& each) { return line_of(each, "    "); });
    }
    if (audit.single_roots.size() > audit.limit) {
        text += fmt::format("  and {}\n",
                            counted(audit.single_roots.size() - audit.limit, "more root"));
    }
    section("ON HEARSAY OF DEPTH TWO OR MORE", audit.hearsay, stated_line);
    section("ON THE SAYING OF AN INTERESTED PARTY", audit.interested,
            [](const InterestedView& each) {
                return fmt::format("  {}: {}{}  [{}]\n", each.party, each.statement.text,
                                   each.saying.empty() ? "" : ", only said, in " + each.saying,
                                   place_text(each.statement.place));
            });
    section("MADE AFTER REPORTED PRESSURE", audit.pressure, pressure_line);
    section("ONLY ALLEGED", audit.only_alleged, stated_line);
    section("ON SILENCE", audit.silent, [](const SilentView& each) {
        std::string lines = fmt::format("  {}\n", each.text);
        for (const StatedView& line : each.because) lines += line_of(line, "    ");
        return lines;
    });
    section("ON NOBODY BUT THE RESEARCHER", audit.researcher_only, stated_line);
    section("JUDGEMENTS WITH NO GROUNDS GIVEN", audit.judgements, [](const InterestedView& each) {
        return fmt::format("  {}, by {}  [{}]\n", each.statement.text, each.party,
                           place_text(each.statement.place));
    });
    section("SOURCES THAT DERIVE FROM ONE ANOTHER", audit.circles,
            [](const std::vector<std::string>& circle) {
                std::string walk = circle.front();
                for (std::size_t i = 1; i < circle.size(); ++i) walk += " from " + circle[i];
                return "  " + walk + " from " + circle.front() + '\n';
            });
    section("QUOTATIONS THAT DIFFER FROM THE TRANSCRIPT", audit.quotes, [](const QuoteView& quote) {
        if (!quote.unreadable.empty()) {
            return fmt::format("  {}: {}  [{}]\n", quote.source, quote.unreadable,
                               place_text(quote.place));
        }
        const std::string line =
            fmt::format("  \"{}\"  [{}]\n", quote.quote, place_text(quote.place));
        if (quote.line == 0)
            return line + fmt::format("    nothing like it is in {}\n", quote.path);
        return line + fmt::format("    \"{}\"  [{}:{}], {}\n", quote.nearest, quote.path,
                                  quote.line, counted(quote.slips, "word") + " other");
    });
    if (audit.quotes_checked + audit.quotes_unchecked > 0) {
        if (!text.empty()) text += '\n';
        text += fmt::format("{} of {} compared with a transcript.\n", audit.quotes_checked,
                            counted(audit.quotes_checked + audit.quotes_unchecked, "quotation"));
    }
    if (text.empty()) text = "nothing to remark\n";
    return text;
}

}  // namespace valla::render
