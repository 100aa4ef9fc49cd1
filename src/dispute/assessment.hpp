#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <tl/expected.hpp>

#include "dispute/case_problem.hpp"
#include "dispute/solver.hpp"
#include "lineage/rejection.hpp"
#include "text/message.hpp"

namespace valla::dispute {

/// On what a case is assessed: under whose reading, and what is left out before it is read.
struct Terms {
    NameId reading;                        ///< none: nobody's
    std::vector<lineage::Target> without;  ///< besides what the reading rejects
    /// Statements that will be asked of inference().question(), one entry a question.
    std::vector<std::vector<casefile::RowId>> questions;
    /// Which derivations carry what is rejected and left out.
    lineage::Links links = lineage::Links::firm;
};

/// How a statement stands, and on what.
struct Verdict {
    Standing standing = Standing::no_word_left;
    Limit limit = Limit::none;  ///< why it is open
    bool only_alleged = false;  ///< nobody says it but by way of allegation
    bool inferred = false;      ///< no claim states it; rules or arguments give it
    bool from_silence = false;  ///< and only by looking at silence or at what is possible
    bool possible = false;      ///< and that without looking at silence: it is possible, no more
    bool said = false;          ///< some claim states it, perhaps with no word left
};

/// A case as a whole under one reading: its evidence, what follows, what cannot stand together, and
/// how everything stands in view of all versions (docs/semantics.md).
///
///     auto assessment = Assessment::of(the_case, {});
///     (*assessment)->verdict(statement).standing
///     (*assessment)->solver().minimal_clashes(20)
///
/// Fails with "readings-accept-clash" and "preferences-in-a-circle" when the reading judges what
/// cannot be judged so. The case must outlive it.
class Assessment {
  public:
    static tl::expected<std::unique_ptr<Assessment>, text::Message> of(
        const casefile::Case& the_case, const Terms& terms);
    /// Some cards of a case, in canonical order, under nobody's reading, with nothing left out:
    /// what the whole case says of statements that nothing outside these cards bears on. At a cost
    /// that follows the cards. `about` is AboutPolicy::of(the_case). Has no rejections() and no
    /// derivations(), so that nothing can be left out of it.
    static std::unique_ptr<Assessment> of_cards(const casefile::Case& the_case,
                                                const std::vector<casefile::CardId>& cards,
                                                const chronology::AboutPolicy& about);

    [[nodiscard]] const casefile::Case& the_case() const { return *case_; }
    [[nodiscard]] evidence::Evidence& evidence() { return *evidence_; }
    [[nodiscard]] const evidence::Evidence& evidence() const { return *evidence_; }
    [[nodiscard]] const lineage::Rejections& rejections() const { return *rejections_; }
    [[nodiscard]] const lineage::LiveWords& live() const { return live_; }
    [[nodiscard]] const chronology::TimeClaims& times() const { return *times_; }
    [[nodiscard]] inference::CaseTimes& case_times() { return *case_times_; }
    [[nodiscard]] const inference::CaseTimes& case_times() const { return *case_times_; }
    [[nodiscard]] const inference::Inference& inference() const { return *inference_; }
    [[nodiscard]] const CaseProblem& problem() const { return *problem_; }
    [[nodiscard]] CaseProblem& problem() { return *problem_; }
    [[nodiscard]] Solver& solver() { return *solver_; }
    [[nodiscard]] const Solver& solver() const { return *solver_; }
    [[nodiscard]] const Reading& reading() const { return reading_; }
    [[nodiscard]] const lineage::Derivations& derivations() const { return *derivations_; }
    [[nodiscard]] const Terms& terms() const { return terms_; }

    /// What the units of the mask are when nothing more is left out.
    [[nodiscard]] const UnitSet& mask() const { return mask_; }
    /// The mask when some targets are left out besides.
    [[nodiscard]] UnitSet mask_without(std::span<const lineage::Target> targets) const;

    [[nodiscard]] Verdict verdict(evidence::StatementId statement) const;
    /// How an inference stands: whether it goes through.
    [[nodiscard]] Verdict verdict(const evidence::Argument& argument) const;
    /// Every statement that is no label, in canonical order: claimed ones by their first claims,
    /// then what is inferred, but for what only silence would give and is said in every version.
    [[nodiscard]] std::vector<evidence::StatementId> statements() const;

    /// The telling that a unit beyond those of the evidence stands for; nothing for the others.
    [[nodiscard]] std::optional<chronology::ClaimId> telling(UnitId unit) const;

    /// Whether in every version something is so that a rule, argument or question finds absent.
    [[nodiscard]] bool is_always_there(deduction::AbsenceId absence) const {
        return absence.index < always_there_.size() && always_there_[absence.index];
    }

    /// Judgements of the reading whose targets nothing in the case has.
    [[nodiscard]] const std::vector<casefile::RowId>& idle_judgements() const { return idle_; }

  private:
    Assessment(const casefile::Case& the_case, const Terms& terms)
        : case_(&the_case), terms_(terms) {}
    /// The evidence and what is left of it; `live` as in Evidence::of().
    void gather(evidence::Grain grain, const std::vector<NameId>& taken_apart,
                const std::vector<NameId>& credited, const std::vector<bool>& live);
    void gather_cards(const std::vector<casefile::CardId>& cards,
                      const std::vector<NameId>& taken_apart);
    /// Gathers, and finds what follows and cannot stand together, until no account that is a unit
    /// contradicts itself. `gather_apart` is given those that are to be taken apart.
    template <typename Gather>
    void pose(const chronology::AboutPolicy& about, Gather gather_apart);
    void pose_gathered(const chronology::AboutPolicy& about);
    void pose_times();
    [[nodiscard]] bool has_shared_lines_to_lose() const;
    std::optional<text::Message> judge();
    /// Finds what follows in no version, since what it needs to be absent is in all of them.
    void withdraw();
    [[nodiscard]] std::vector<UnitId> units_of(const lineage::Target& target) const;
    void rank(Problem& problem);
    [[nodiscard]] UnitSet units_left(const lineage::LiveWords& live) const;

    const casefile::Case* case_;
    std::unique_ptr<evidence::Evidence> evidence_;
    Reading reading_;
    std::unique_ptr<lineage::Derivations> derivations_;
    std::unique_ptr<lineage::Rejections> rejections_;
    lineage::LiveWords live_;
    std::unique_ptr<chronology::TimeClaims> times_;
    std::unique_ptr<inference::CaseTimes> case_times_;
    std::unique_ptr<inference::Inference> inference_;
    std::unique_ptr<CaseProblem> problem_;
    std::unique_ptr<Theory> theory_;
    UnitSet mask_;
    std::unique_ptr<Solver> solver_;
    std::vector<casefile::RowId> idle_;
    std::vector<bool> always_there_;  ///< by absence; empty when nothing is
    std::vector<bool> withdrawn_;     ///< by fact that is inferred; empty when none is
    Terms terms_;
};

}  // namespace valla::dispute
