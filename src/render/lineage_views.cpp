#include "render/lineage_views.hpp"

#include <algorithm>
#include <map>

#include "render/assertions.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::Tables;
using evidence::Claim;
using evidence::ClaimId;
using evidence::Evidence;
using evidence::StatementId;
using lineage::Chain;
using lineage::Links;
using lineage::Step;

namespace {

std::string hedge_text(const Case& a_case, vocabulary::HedgeId hedge, NameId by) {
    if (hedge.none()) return "";
    std::string text(a_case.vocabulary().hedge(hedge).name);
    if (!by.none()) text += " by " + name_text(a_case, by);
    return text;
}

PlaceView place_of_claim(const Evidence& evidence, const Claim& claim) {
    const Case& a_case = evidence.the_case();
    const bool has_row = claim.row != RowId{};
    return place_of(a_case, claim.card, has_row ? a_case.tables().begin[claim.row.number] : 0);
}

std::vector<std::string> names_of(const Case& a_case, const std::vector<NameId>& names) {
    std::vector<std::string> texts;
    for (const NameId name : names) texts.push_back(name_text(a_case, name));
    return texts;
}

std::vector<StatedView> stated(const Evidence& evidence,
                               const std::vector<StatementId>& statements) {
    std::vector<StatedView> views;
    for (const StatementId statement : statements) {
        if (lineage::is_listed(evidence, statement))
            views.push_back(stated_view(evidence, statement));
    }
    return views;
}

RootsView roots_view(const Case& a_case, const lineage::RootCount& count) {
    return {count.most, count.least, names_of(a_case, count.sources), count.unnamed,
            count.researcher};
}

/// How the one after a step has it from it.
std::string link_text(const lineage::Roots& roots, const Chain& chain, std::size_t at) {
    const Case& a_case = roots.chains().rejections().evidence().the_case();
    const Tables& tables = a_case.tables();
    const Step& step = chain.steps[at];
    const Step& next = chain.steps[at + 1];
    if (!step.derived) {
        const casefile::Hop& hop = tables.hops[next.hop];
        return hedge_text(a_case, hop.hedge, hop.hedge_by);
    }
    const lineage::Derivations& derivations = roots.chains().rejections().derivations();
    const NameId teller = next.locus.none() ? next.name : next.locus;
    std::string text = "derives from";
    for (const lineage::Derivation* link : derivations.links_between(teller, step.name)) {
        const RowId row = roots.chains().rejections().evidence()[link->claim].row;
        text = a_case.vocabulary().field(tables.field[row.number]).name;
        const std::string modifiers = modifiers_text(a_case, row);
        if (!modifiers.empty()) text += ", " + modifiers;
        if (link->hedged == step.hedged) break;
    }
    return text;
}

HandView hand_view(const lineage::Roots& roots, const Chain& chain, std::size_t at) {
    const Case& a_case = roots.chains().rejections().evidence().the_case();
    const Step& step = chain.steps[at];
    HandView view;
    view.derived = step.derived;
    if (at + 1 < chain.steps.size()) view.link = link_text(roots, chain, at);
    switch (step.kind) {
        case Step::Kind::named:
            view.kind = "named";
            view.text = name_text(a_case, step.locus.none() ? step.name : step.locus);
            break;
        case Step::Kind::researcher:
            view.kind = "researcher";
            view.text = step.name.none() ? "the researcher" : name_text(a_case, step.name);
            break;
        case Step::Kind::unnamed:
            view.kind = "unnamed";
            view.text = "unnamed";
            break;
        case Step::Kind::described: {
            view.kind = "described";
            const casefile::WordRow& word = a_case.tables().words[chain.word];
            view.text = a_case.tables().hops[step.hop].span.in(a_case.text_of(word.card));
            break;
        }
    }
    return view;
}

std::vector<TracedChainView> chain_views(const lineage::Roots& roots,
                                         const std::vector<Chain>& chains) {
    const Evidence& evidence = roots.chains().rejections().evidence();
    const Tables& tables = evidence.the_case().tables();
    std::vector<TracedChainView> views;
    std::map<std::string, std::size_t> known;
    for (const Chain& chain : chains) {
        TracedChainView view;
        std::string key = chain.circular ? "circular" : "";
        for (std::size_t at = 0; at < chain.steps.size(); ++at) {
            view.hands.push_back(hand_view(roots, chain, at));
            key += '\n' + view.hands.back().text + '\t' + view.hands.back().link;
        }
        view.depth = static_cast<std::uint32_t>(chain.depth());
        view.circular = chain.circular;
        const auto [found, fresh] = known.try_emplace(key, views.size());
        if (fresh) views.push_back(std::move(view));
        TracedChainView& same = views[found->second];
        const Claim& claim = evidence[chain.claim];
        const PlaceView place = place_of_claim(evidence, claim);
        const bool there = !same.places.empty() && same.places.back().file == place.file &&
                           same.places.back().line == place.line;
        if (!there) same.places.push_back(place);
        if (claim.row == RowId{} || claim.kind != evidence::ClaimKind::statement) continue;
        NameId by;
        const auto [first, last] = tables.qualifiers_of(claim.row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables.qualifiers[i].key == casefile::QualifierKey::hedge_by)
                by = {tables.qualifiers[i].value.number};
        }
        const std::string hedge =
            hedge_text(evidence.the_case(), tables.hedge[claim.row.number], by);
        const bool new_hedge =
            std::find(same.hedges.begin(), same.hedges.end(), hedge) == same.hedges.end();
        if (!hedge.empty() && new_hedge) same.hedges.push_back(hedge);
    }
    return views;
}

StatementTraceView statement_trace(const lineage::Roots& roots, StatementId statement) {
    const Evidence& evidence = roots.chains().rejections().evidence();
    const Case& a_case = evidence.the_case();
    const lineage::Trace trace = roots.trace(statement);
    StatementTraceView view;
    view.statement = stated_view(evidence, statement);
    view.chains = chain_views(roots, trace.chains);
    view.alleged = chain_views(roots, trace.alleged);
    view.complete = trace.complete;
    view.common_hands = names_of(a_case, trace.common_hands);
    view.common_hands_with_hedged = names_of(a_case, trace.common_hands_with_hedged);
    view.firm = roots_view(a_case, trace.firm);
    view.with_hedged = roots_view(a_case, trace.with_hedged);
    for (const auto& circle : trace.circles) view.circles.push_back(names_of(a_case, circle));
    return view;
}

}  // namespace

StatedView stated_view(const Evidence& evidence, StatementId statement) {
    StatedView view;
    const auto claims = evidence.claims_of(statement);
    if (!claims.empty()) view.place = place_of_claim(evidence, evidence[claims.front()]);
    view.text = assertion_text(evidence, statement);
    return view;
}

TraceView trace_view(const lineage::Roots& roots, NameId name) {
    const lineage::Rejections& rejections = roots.chains().rejections();
    const Evidence& evidence = rejections.evidence();
    const Case& a_case = evidence.the_case();
    TraceView view;
    view.asked = name_text(a_case, name);
    std::vector<bool> seen(std::size_t{evidence.propositions().size()} * 2, false);
    for (const Claim& claim : evidence.claims()) {
        if (claim.statement.none() || seen[claim.statement.number]) continue;
        seen[claim.statement.number] = true;
        if (evidence.propositions()[claim.statement.proposition()].subject != name) continue;
        if (lineage::is_listed(evidence, claim.statement))
            view.statements.push_back(statement_trace(roots, claim.statement));
    }
    const std::vector<NameId> tellers = rejections.tellers();
    if (!std::binary_search(tellers.begin(), tellers.end(), name)) return view;
    ThroughView through;
    through.name = view.asked;
    through.label = label_of(a_case, name);
    const lineage::Target target = lineage::Target::of(name);
    const lineage::Fall firm = rejections.fall(target, Links::firm);
    const lineage::Fall hedged = rejections.fall(target, Links::with_hedged);
    const auto by_place = [&](std::vector<StatementId> statements) {
        std::sort(statements.begin(), statements.end(), [&](StatementId a, StatementId b) {
            return evidence.claims_of(a).front() < evidence.claims_of(b).front();
        });
        return stated(evidence, statements);
    };
    std::vector<StatementId> alone = firm.statements;
    alone.insert(alone.end(), firm.only_alleged.begin(), firm.only_alleged.end());
    std::sort(alone.begin(), alone.end());
    std::vector<StatementId> more;
    for (const auto* list : {&hedged.statements, &hedged.only_alleged}) {
        for (const StatementId each : *list) {
            if (!std::binary_search(alone.begin(), alone.end(), each)) more.push_back(each);
        }
    }
    through.alone = by_place(alone);
    std::vector<StatementId> in_part = firm.weakened_statements;
    std::erase_if(in_part, [&](StatementId each) {
        return std::find(more.begin(), more.end(), each) != more.end();
    });
    through.in_part = by_place(in_part);
    through.alone_with_hedged = by_place(more);
    view.through.push_back(std::move(through));
    return view;
}

TraceView trace_view(const lineage::Roots& roots, const std::vector<StatementId>& statements) {
    const Evidence& evidence = roots.chains().rejections().evidence();
    TraceView view;
    for (const StatementId statement : statements) {
        const StatedView text = stated_view(evidence, statement);
        if (!view.asked.empty()) view.asked += " and ";
        view.asked += text.text;
        const bool known = !evidence.claims_of(statement).empty();
        if (known) view.statements.push_back(statement_trace(roots, statement));
        else view.unsaid.push_back(text);
        if (!evidence.claims_of(statement.negation()).empty())
            view.statements.push_back(statement_trace(roots, statement.negation()));
    }
    return view;
}

std::vector<RelianceView> sources_view(const Case& a_case,
                                       const std::vector<lineage::Reliance>& reliances,
                                       const std::vector<consequence::InferredReliance>& inferred) {
    std::vector<RelianceView> rows;
    for (std::size_t i = 0; i < reliances.size(); ++i) {
        const lineage::Reliance& each = reliances[i];
        RelianceView row;
        row.name = name_text(a_case, each.name);
        const bool place = a_case.tables().names.space(each.name) == casefile::NameSpace::locus;
        const auto first = a_case.introduced_by(each.name);
        if (place) row.kind = "place";
        else if (first && a_case.card(*first).known_kind)
            row.kind = a_case.vocabulary().kind(a_case.card(*first).kind).name;
        if (!place) row.label = label_of(a_case, each.name);
        row.alone = each.alone;
        row.in_part = each.in_part;
        row.alone_with_hedged = each.alone_with_hedged;
        row.in_part_with_hedged = each.in_part_with_hedged;
        row.arguments = each.arguments;
        row.inferred_alone = inferred[i].alone;
        row.inferred_in_part = inferred[i].in_part;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<SilentView> silent_views(const Evidence& evidence,
                                     const std::vector<consequence::FromSilence>& silent) {
    const Case& a_case = evidence.the_case();
    const Tables& tables = a_case.tables();
    std::vector<SilentView> views;
    for (const consequence::FromSilence& each : silent) {
        SilentView view{assertion_text(evidence, each.statement), {}};
        for (const RowId row : each.because) {
            const CardId card = tables.card[row.number];
            const bool looks = tables.has(row, casefile::row_flags::silence) ||
                               tables.has(row, casefile::row_flags::possible);
            view.because.push_back({(looks ? "" : "unless ") + statement_text(a_case, row),
                                    place_of(a_case, card, tables.begin[row.number])});
        }
        views.push_back(std::move(view));
    }
    return views;
}

AuditView audit_view(const lineage::Roots& roots, const lineage::Audit& audit,
                     const lineage::QuoteCheck& quotes) {
    const Evidence& evidence = roots.chains().rejections().evidence();
    const Case& a_case = evidence.the_case();
    const Tables& tables = a_case.tables();
    AuditView view;
    for (const lineage::SingleRoot& root : audit.single_roots) {
        SingleRootView each;
        if (!root.unnamed) {
            each.source = name_text(a_case, root.source);
            each.label = label_of(a_case, root.source);
        }
        each.statements = stated(evidence, root.statements);
        view.single_roots.push_back(std::move(each));
    }
    view.hearsay = stated(evidence, audit.hearsay);
    view.only_alleged = stated(evidence, audit.only_alleged);
    view.researcher_only = stated(evidence, audit.researcher_only);
    for (const lineage::Interested& each : audit.interested) {
        InterestedView line;
        line.party = name_text(a_case, each.party);
        if (each.saying.none()) {
            line.statement = stated_view(evidence, each.statement);
        } else {
            line.saying = name_text(a_case, each.saying);
            line.statement = {
                statement_text(a_case, each.said),
                place_of(a_case, tables.card[each.said.number], tables.begin[each.said.number])};
        }
        view.interested.push_back(std::move(line));
    }
    for (const ClaimId id : audit.judgements) {
        const Claim& claim = evidence[id];
        InterestedView line;
        line.party = name_text(a_case, {tables.value[claim.row.number]});
        line.statement = {name_text(a_case, tables.subject[claim.row.number]),
                          place_of_claim(evidence, claim)};
        view.judgements.push_back(std::move(line));
    }
    for (const auto& circle : audit.circles) view.circles.push_back(names_of(a_case, circle));
    for (const lineage::QuoteProblem& problem : quotes.problems) {
        QuoteView quote;
        const CardId card = tables.card[problem.row.number];
        quote.place = place_of(a_case, card, tables.begin[problem.row.number]);
        quote.quote = a_case.text_value(card, tables.value[problem.row.number]);
        quote.source = name_text(a_case, problem.source);
        quote.path = problem.path;
        quote.line = problem.nearest.line;
        quote.nearest = problem.nearest.text;
        quote.slips = problem.nearest.slips;
        if (problem.unreadable) quote.unreadable = problem.unreadable->sentence();
        view.quotes.push_back(std::move(quote));
    }
    view.quotes_checked = static_cast<std::uint32_t>(quotes.checked);
    view.quotes_unchecked = static_cast<std::uint32_t>(quotes.unchecked);
    return view;
}

}  // namespace valla::render
