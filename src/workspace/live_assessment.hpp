#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dispute/assessment.hpp"
#include "workspace/bearing.hpp"
#include "workspace/workspace.hpp"

namespace valla::workspace {

/// What it took to bring an assessment up to date.
struct Refreshed {
    bool as_a_whole = false;  ///< the whole case was assessed anew
    std::size_t cards = 0;    ///< that were assessed, counted each time that they were
    /// Lines that state something whose standing may have changed; all of them when as_a_whole.
    std::vector<casefile::RowId> rows;
};

/// How everything in a workspace's case stands, kept up to date under edits: after each it answers
/// what an assessment of the same files from nothing would, at a cost that follows what the edit
/// can bear on.
///
///     Workspace workspace(std::move(files), read_file);
///     LiveAssessment live(workspace);
///     live.update(workspace.edit({"people.valla", {10, 12}, "anna"}));
///     live.verdict(row)->standing
///
/// What an edit can bear on is assessed as a case of its own, a *part*, which from then on answers
/// for the statements in it; the others are answered as before. A part is larger than the edit: it
/// has the cards about what the edited cards are about, the events that times tie to these, and
/// whatever some of that cannot stand together with, or follows from. Nothing tied to what a part
/// answers for is left outside; otherwise the part is taken larger, until that is so.
///
/// The whole case is assessed anew when the edit changes a rule, an identity, or how cards are
/// read; and after every edit where some rule or argument looks at silence, where somebody takes
/// ids for one, under a reading, and where not all clashes of times could be listed.
///
/// Not for several threads at a time. The workspace must outlive it, and each of its edits must be
/// handed over before anything is asked.
class LiveAssessment {
  public:
    /// Under the reading of this name; none, or one that is not there: under nobody's.
    explicit LiveAssessment(const Workspace& workspace, std::string reading = "");

    /// Takes in an edit; `delta` is what Workspace::edit() gave.
    Refreshed update(const MessageDelta& delta);

    /// Why there is no assessment: the reading judges what cannot be judged so.
    [[nodiscard]] const std::optional<text::Message>& failure() const { return failure_; }

    /// How what a line states stands: of a card that is there, a claim or a conclusion of an
    /// argument. Nothing of what states nothing, and after a failure.
    [[nodiscard]] std::optional<dispute::Verdict> verdict(casefile::RowId row) const;
    /// The same of the statement that a happening occurred, or a claim, sequence or account holds,
    /// when some card says so by speaking of it.
    [[nodiscard]] std::optional<dispute::Verdict> occurrence(casefile::NameId name) const;

    /// An assessment of some cards, and what it answers for.
    class Part {
      public:
        [[nodiscard]] const dispute::Assessment& assessment() const { return *assessment_; }
        [[nodiscard]] dispute::Assessment& assessment() { return *assessment_; }
        /// What it answers for: other parts answer for the rest of what it holds.
        [[nodiscard]] bool has(evidence::StatementId statement) const;
        [[nodiscard]] bool has(dispute::UnitId unit) const;

      private:
        friend class LiveAssessment;
        friend class Spread;
        void index();

        std::unique_ptr<dispute::Assessment> assessment_;
        const LiveAssessment* owner_ = nullptr;
        std::uint32_t number_ = 0;
        std::size_t nodes_ = 0;  ///< how many it answers for
        bool all_ = false;       ///< of the whole case, and nothing was edited since
        using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  ///< sorted
        Pairs claims_of_row_;
        Pairs tellings_of_claim_;
        Pairs rows_of_conclusion_;  ///< by statement: the lines of arguments that conclude it
        Pairs conclusion_of_row_;   ///< the other way round
        std::unordered_map<std::uint32_t, std::uint32_t> argument_of_name_;
    };
    /// All parts. Each statement and each clash of the case is in just one of them.
    [[nodiscard]] std::vector<Part*> parts() const;

  private:
    friend class Spread;
    /// What a part answers for: a line, or that something occurred or an argument is sound.
    using Node = std::uint32_t;
    static constexpr Node name_flag = std::uint32_t{1} << 31;
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    static Node node(casefile::RowId row) { return row.number; }
    static Node node(casefile::NameId name) { return name.number | name_flag; }

    struct Region;

    const casefile::Case& the_case() const { return workspace_->the_case(); }
    Refreshed assess_all();
    [[nodiscard]] std::uint32_t part_of(Node node) const;
    [[nodiscard]] static bool can_be_divided(const dispute::Assessment& assessment);
    [[nodiscard]] std::unordered_set<std::uint32_t> dirty_cards(const MessageDelta& delta);
    void add_nodes(casefile::CardId card, std::vector<Node>& nodes, Reach& reach) const;
    void add_accounts(casefile::CardId card, Region& region, std::vector<Node>& nodes) const;
    [[nodiscard]] bool widen(Region& region, std::vector<Node> open);
    [[nodiscard]] std::vector<casefile::CardId> completed(const Region& region) const;
    void hand_over(const Region& region, std::unique_ptr<Part> part, Refreshed& refreshed);
    void note_unnamed(casefile::CardId card);

    const Workspace* workspace_;
    std::string reading_;
    std::optional<text::Message> failure_;
    std::optional<Bearing> bearing_;
    chronology::AboutPolicy about_;
    bool local_ = false;
    std::vector<std::unique_ptr<Part>> parts_;
    std::vector<std::uint32_t> row_parts_;
    std::vector<std::uint32_t> name_parts_;
    std::unordered_set<std::uint32_t> unnamed_;
};

}  // namespace valla::workspace
