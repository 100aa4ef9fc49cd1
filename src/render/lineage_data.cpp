// What `trace`, `sources` and `audit` give to programs: JSON and CSV.

#include "render/csv_writer.hpp"
#include "render/json_parts.hpp"
#include "render/lineage_views.hpp"
#include "render/text_parts.hpp"
#include "text/render.hpp"

namespace valla::render {

namespace {

Json stated_json(const StatedView& statement) {
    return {{"text", statement.text}, {"place", place_json(statement.place)}};
}

Json pressure_json(const PressureView& row) {
    Json json{{"statement", row.statement}, {"pressure", row.pressure}};
    if (row.possible) json["possible"] = true;
    else json["standing"] = row.standing;
    json["place"] = place_json(row.place);
    return json;
}

Json hand_json(const HandView& hand) {
    Json json{{"kind", hand.kind}, {"text", hand.text}};
    if (!hand.link.empty()) json["link"] = hand.link;
    if (hand.derived) json["derived"] = true;
    return json;
}

Json traced_chain_json(const TracedChainView& chain) {
    Json json{{"hands", list_of(chain.hands, hand_json)}, {"depth", chain.depth}};
    if (chain.circular) json["circular"] = true;
    json["hedges"] = chain.hedges;
    json["places"] = list_of(chain.places, place_json);
    return json;
}

Json roots_json(const RootsView& roots) {
    return {{"most", roots.most},
            {"least", roots.least},
            {"falls-without", roots.sources},
            {"unnamed", roots.unnamed},
            {"researcher", roots.researcher}};
}

Json statement_trace_json(const StatementTraceView& trace) {
    Json json = stated_json(trace.statement);
    json["chains"] = list_of(trace.chains, traced_chain_json);
    json["alleged"] = list_of(trace.alleged, traced_chain_json);
    json["complete"] = trace.complete;
    json["common-hands"] = trace.common_hands;
    json["common-hands-with-hedged"] = trace.common_hands_with_hedged;
    json["roots"] = roots_json(trace.firm);
    json["roots-with-hedged"] = roots_json(trace.with_hedged);
    json["circles"] = trace.circles;
    return json;
}

Json through_json(const ThroughView& through) {
    return {{"id", through.name},
            {"name", through.label},
            {"alone", list_of(through.alone, stated_json)},
            {"alone-with-hedged", list_of(through.alone_with_hedged, stated_json)},
            {"in-part", list_of(through.in_part, stated_json)}};
}

Json reliance_json(const RelianceView& row) {
    return {{"id", row.name},
            {"kind", row.kind},
            {"name", row.label},
            {"alone", row.alone},
            {"in-part", row.in_part},
            {"alone-with-hedged", row.alone_with_hedged},
            {"in-part-with-hedged", row.in_part_with_hedged},
            {"arguments", row.arguments},
            {"inferred-alone", row.inferred_alone},
            {"inferred-in-part", row.inferred_in_part}};
}

Json single_root_json(const SingleRootView& root) {
    return {{"id", root.source},
            {"name", root.label},
            {"statements", list_of(root.statements, stated_json)}};
}

Json interested_json(const InterestedView& line) {
    Json json = stated_json(line.statement);
    json["party"] = line.party;
    if (!line.saying.empty()) json["only-said-in"] = line.saying;
    return json;
}

Json silent_json(const SilentView& silent) {
    return {{"text", silent.text}, {"because", list_of(silent.because, stated_json)}};
}

Json quote_json(const QuoteView& quote) {
    Json json{{"quote", quote.quote},
              {"place", place_json(quote.place)},
              {"source", quote.source},
              {"transcript", quote.path}};
    if (!quote.unreadable.empty()) json["unreadable"] = quote.unreadable;
    if (quote.line > 0) {
        json["nearest"] = quote.nearest;
        json["line"] = quote.line;
        json["words-other"] = quote.slips;
    }
    return json;
}

std::string chain_text(const TracedChainView& chain) {
    std::string text;
    for (const HandView& hand : chain.hands) {
        if (!text.empty()) text += " through ";
        text += hand.text;
        if (!hand.link.empty()) text += " (" + hand.link + ")";
    }
    return text;
}

}  // namespace

std::string trace_as_json(const AnswerHead& head, const TraceView& trace) {
    Json json = envelope(head, "trace");
    json["asked"] = trace.asked;
    json["statements"] = list_of(trace.statements, statement_trace_json);
    json["through"] = list_of(trace.through, through_json);
    Json unsaid = Json::array();
    for (const StatedView& each : trace.unsaid) unsaid.push_back(each.text);
    json["said-by-nobody"] = unsaid;
    return dumped(json);
}

std::string trace_as_csv(const AnswerHead& head, const TraceView& trace) {
    CsvWriter csv(head, {"statement", "chain", "depth", "alleged", "circular", "hedges", "roots",
                         "roots-with-hedged", "falls-without", "file", "line"});
    for (const StatementTraceView& each : trace.statements) {
        for (const bool alleged : {false, true}) {
            for (const TracedChainView& chain : alleged ? each.alleged : each.chains) {
                for (const PlaceView& place : chain.places) {
                    csv.row({each.statement.text, chain_text(chain), std::to_string(chain.depth),
                             alleged ? "alleged" : "", chain.circular ? "circular" : "",
                             joined(chain.hedges), std::to_string(each.firm.most),
                             std::to_string(each.with_hedged.most), joined(each.firm.sources),
                             place.file, std::to_string(place.line)});
                }
            }
        }
    }
    for (const ThroughView& through : trace.through) {
        for (const auto* list : {&through.alone, &through.in_part}) {
            for (const StatedView& each : *list) {
                csv.row({each.text, through.name, "", "", "", "", "", "",
                         list == &through.alone ? through.name : "", each.place.file,
                         std::to_string(each.place.line)});
            }
        }
    }
    return csv.text();
}

std::string sources_as_json(const AnswerHead& head, const std::vector<RelianceView>& rows) {
    Json json = envelope(head, "sources");
    json["sources"] = list_of(rows, reliance_json);
    return dumped(json);
}

std::string sources_as_csv(const AnswerHead& head, const std::vector<RelianceView>& rows) {
    CsvWriter csv(head, {"id", "kind", "name", "alone", "in-part", "alone-with-hedged",
                         "in-part-with-hedged", "arguments", "inferred-alone", "inferred-in-part"});
    for (const RelianceView& row : rows) {
        csv.row({row.name, row.kind, row.label, std::to_string(row.alone),
                 std::to_string(row.in_part), std::to_string(row.alone_with_hedged),
                 std::to_string(row.in_part_with_hedged), std::to_string(row.arguments),
                 std::to_string(row.inferred_alone), std::to_string(row.inferred_in_part)});
    }
    return csv.text();
}

std::string audit_as_json(const AnswerHead& head, const AuditView& audit) {
    Json json = envelope(head, "audit");
    json["single-roots"] = list_of(audit.single_roots, single_root_json);
    json["hearsay"] = list_of(audit.hearsay, stated_json);
    json["interested"] = list_of(audit.interested, interested_json);
    json["made-after-pressure"] = list_of(audit.pressure, pressure_json);
    json["only-alleged"] = list_of(audit.only_alleged, stated_json);
    json["silence"] = list_of(audit.silent, silent_json);
    json["researcher-only"] = list_of(audit.researcher_only, stated_json);
    json["judgements"] = list_of(audit.judgements, interested_json);
    json["circles"] = audit.circles;
    json["quotes"] = list_of(audit.quotes, quote_json);
    json["quotes-compared"] = audit.quotes_checked;
    json["quotes-without-transcript"] = audit.quotes_unchecked;
    return dumped(json);
}

std::string audit_as_csv(const AnswerHead& head, const AuditView& audit) {
    CsvWriter csv(head, {"finding", "statement", "detail", "file", "line"});
    const auto add = [&](const std::string& finding, const StatedView& statement,
                         const std::string& detail) {
        csv.row({finding, statement.text, detail, statement.place.file,
                 std::to_string(statement.place.line)});
    };
    for (const SingleRootView& root : audit.single_roots) {
        for (const StatedView& each : root.statements) add("single-root", each, root.source);
    }
    for (const StatedView& each : audit.hearsay) add("hearsay", each, "");
    for (const InterestedView& each : audit.interested)
        add(each.saying.empty() ? "interested" : "interested-only-said", each.statement,
            each.party);
    for (const PressureView& each : audit.pressure)
        add(each.possible ? "perhaps-made-after-pressure" : "made-after-pressure",
            {each.statement, each.place}, each.pressure);
    for (const StatedView& each : audit.only_alleged) add("only-alleged", each, "");
    for (const SilentView& each : audit.silent) {
        for (const StatedView& line : each.because)
            add("silence", {each.text, line.place}, line.text);
    }
    for (const StatedView& each : audit.researcher_only) add("researcher-only", each, "");
    for (const InterestedView& each : audit.judgements)
        add("judgement", each.statement, each.party);
    for (const auto& circle : audit.circles) csv.row({"circle", "", joined(circle), "", ""});
    for (const QuoteView& quote : audit.quotes) {
        add("quote-differs", {quote.quote, quote.place},
            quote.unreadable.empty()
                ? quote.path + (quote.line > 0 ? ":" + std::to_string(quote.line) : "")
                : quote.unreadable);
    }
    return csv.text();
}

}  // namespace valla::render
