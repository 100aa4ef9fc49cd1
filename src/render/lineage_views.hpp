#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "consequence/inferred_reliance.hpp"
#include "consequence/silence.hpp"
#include "lineage/audit.hpp"
#include "lineage/quotes.hpp"
#include "render/data_answers.hpp"
#include "render/pressure_views.hpp"
#include "render/views.hpp"

namespace valla::render {

/// A statement in words, and where the first claim of it stands.
struct StatedView {
    std::string text;
    PlaceView place;
};

/// One pair of hands in a chain.
struct HandView {
    std::string kind;  ///< "named", "unnamed", "described" or "researcher"
    std::string text;  ///< the place in a source, the id, or the words
    std::string link;  ///< how the next one has it from this one: "derives from, evidently"; else a
                       ///< hedge, or nothing
    bool derived = false;  ///< from what is said of the sources, not of this claim
};

/// Chains with the same hands, and where the lines that stand on them are.
struct TracedChainView {
    std::vector<HandView> hands;  ///< origin first
    std::uint32_t depth = 0;
    bool circular = false;
    std::vector<PlaceView> places;
    std::vector<std::string> hedges;  ///< of those lines, each once
};

struct RootsView {
    std::uint32_t most = 0;
    std::uint32_t least = 0;
    std::vector<std::string> sources;
    bool unnamed = false;
    bool researcher = false;
    friend bool operator==(const RootsView&, const RootsView&) = default;
};

struct StatementTraceView {
    StatedView statement;
    std::vector<TracedChainView> chains;
    std::vector<TracedChainView> alleged;
    bool complete = true;
    std::vector<std::string> common_hands;
    std::vector<std::string> common_hands_with_hedged;
    RootsView firm;
    RootsView with_hedged;
    std::vector<std::vector<std::string>> circles;
};

/// What comes through somebody: what nobody else reports, and what others do.
struct ThroughView {
    std::string name;
    std::string label;
    std::vector<StatedView> alone;
    std::vector<StatedView> alone_with_hedged;  ///< the ones more that fall with hedged derivations
    std::vector<StatedView> in_part;            ///< what stands in any case
};

struct TraceView {
    std::string asked;
    std::vector<StatementTraceView> statements;
    std::vector<ThroughView> through;  ///< one, of somebody who hands on words
    std::vector<StatedView> unsaid;    ///< statements that were asked for and nobody makes
};

struct RelianceView {
    std::string name;
    std::string kind;  ///< "place" of a place in a source
    std::string label;
    std::uint32_t alone = 0;
    std::uint32_t in_part = 0;
    std::uint32_t alone_with_hedged = 0;
    std::uint32_t in_part_with_hedged = 0;
    std::uint32_t arguments = 0;
    std::uint32_t inferred_alone = 0;
    std::uint32_t inferred_in_part = 0;
};

struct SingleRootView {
    std::string source;  ///< empty when it has no name
    std::string label;
    std::vector<StatedView> statements;
};

struct InterestedView {
    std::string party;
    std::string saying;  ///< when it is only said: the saying
    StatedView statement;
};

/// What follows only by looking at what nobody says, or at what is possible.
struct SilentView {
    std::string text;
    std::vector<StatedView> because;  ///< the lines that look at it: "no word that ..."
};

struct QuoteView {
    PlaceView place;
    std::string quote;
    std::string source;
    std::string path;
    std::uint32_t line = 0;  ///< of the nearest passage; 0 when there is none
    std::string nearest;
    std::uint32_t slips = 0;
    std::string unreadable;  ///< why the transcript could not be read; else empty
};

struct AuditView {
    std::vector<SingleRootView> single_roots;
    std::vector<StatedView> hearsay;
    std::vector<InterestedView> interested;
    std::vector<StatedView> only_alleged;
    std::vector<StatedView> researcher_only;
    std::vector<SilentView> silent;
    std::vector<InterestedView> judgements;  ///< party: whose judgement
    std::vector<std::vector<std::string>> circles;
    std::vector<PressureView> pressure;
    std::vector<QuoteView> quotes;
    std::uint32_t quotes_checked = 0;
    std::uint32_t quotes_unchecked = 0;
    /// How many lines of each section are shown to people; how many more there are is said.
    std::size_t limit = 100;
};

/// A statement as a person would say it: "confession-of-bakayev begun by 17 July (1936)", "meeting
/// occurred", "not meeting present molotov".
StatedView stated_view(const evidence::Evidence& evidence, evidence::StatementId statement);

/// Every statement about an id, and what comes through it when it hands on words.
TraceView trace_view(const lineage::Roots& roots, NameId name);
/// Statements that were asked for, and their denials.
TraceView trace_view(const lineage::Roots& roots,
                     const std::vector<evidence::StatementId>& statements);
/// `inferred` has the figures of the same rows.
std::vector<RelianceView> sources_view(const Case& a_case,
                                       const std::vector<lineage::Reliance>& reliances,
                                       const std::vector<consequence::InferredReliance>& inferred);
std::vector<SilentView> silent_views(const evidence::Evidence& evidence,
                                     const std::vector<consequence::FromSilence>& silent);
/// Without what rests on silence.
AuditView audit_view(const lineage::Roots& roots, const lineage::Audit& audit,
                     const lineage::QuoteCheck& quotes);

std::string trace_as_text(const TraceView& trace);
std::string trace_as_json(const AnswerHead& head, const TraceView& trace);
std::string trace_as_csv(const AnswerHead& head, const TraceView& trace);
std::string sources_as_text(const std::vector<RelianceView>& rows);
std::string sources_as_json(const AnswerHead& head, const std::vector<RelianceView>& rows);
std::string sources_as_csv(const AnswerHead& head, const std::vector<RelianceView>& rows);
std::string audit_as_text(const AuditView& audit);
std::string audit_as_json(const AnswerHead& head, const AuditView& audit);
std::string audit_as_csv(const AnswerHead& head, const AuditView& audit);

}  // namespace valla::render
