#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "deduction/deduction.hpp"
#include "deduction/supports.hpp"
#include "inference/rules.hpp"

namespace valla::inference {

using deduction::FactId;
using evidence::StatementId;

/// What can be believed or not, in one row of numbers: the units of the evidence by their numbers,
/// then whatever else the time relations count among their grounds.
using BeliefId = deduction::TokenId;

/// The role that a belief has in what follows from it with others.
struct Role {
    bool as_premise = false;  ///< it follows where the belief is but a premise of arguments
    bool otherwise = true;    ///< it follows where the belief is no premise of an argument
    /// Whether what speaks against the statement speaks against the belief: an argument must not
    /// discredit its own witnesses.
    [[nodiscard]] bool charged() const { return otherwise || !as_premise; }
    friend bool operator==(const Role&, const Role&) = default;
};

/// One set of beliefs from which a statement follows, none of which can be left out.
struct Support {
    std::vector<BeliefId> beliefs;  ///< ascending
    std::vector<Role> roles;        ///< in the same order
    friend bool operator==(const Support&, const Support&) = default;
};

struct Supports {
    std::vector<Support> list;  ///< smallest first
    bool complete = true;
};

/// What follows from the claims of a case by its rules and arguments, whichever of them are
/// believed, and from which beliefs.
///
///     Inference inference(evidence, &times);
///     for (FactId fact : inference.inferred()) ...           // what nobody claims in so many
///     words inference.supports(fact, 10).list;                     // from which beliefs it
///     follows
///
/// Claims that are only alleged feed nothing, unless `credited` says yes to their unit. Everything
/// is computed once, by the constructor. The evidence and the time relations must outlive it.
class Inference {
  public:
    using Credited = std::function<bool(evidence::UnitId)>;
    /// Whether a claim has a word left; what has none is as if it were not there.
    using Live = std::function<bool(evidence::ClaimId)>;

    /// `questions` are statements that will be asked later; see question().
    Inference(evidence::Evidence& evidence, TimeRelations* times, const Credited& credited = {},
              std::span<const std::vector<evidence::RowId>> questions = {}, const Live& live = {});

    /// A question in the numbers of the facts; the questions are numbered as they were given.
    [[nodiscard]] const Translated& question(std::size_t number) const {
        return questions_[number];
    }
    /// The same with `can` before what it asks of times; nothing where that is the same question.
    [[nodiscard]] const Translated* possible_question(std::size_t number) const {
        return possible_questions_[number] ? &*possible_questions_[number] : nullptr;
    }
    [[nodiscard]] const deduction::Program& program() const { return *program_; }

    [[nodiscard]] const deduction::Deduction& deduction() const { return *deduction_; }
    [[nodiscard]] const RuleBook& rules() const { return rules_; }
    [[nodiscard]] Translation& translation() { return *translation_; }
    [[nodiscard]] Terms& terms() { return *terms_; }
    [[nodiscard]] const Terms& terms() const { return *terms_; }
    [[nodiscard]] const evidence::Evidence& evidence() const { return *evidence_; }
    /// Which ids may be one, by the `same` cards that feed what is inferred.
    [[nodiscard]] const evidence::Sameness& sameness() const { return translation_->sameness(); }
    /// False when there was too much to infer for one run; what is there is sound.
    [[nodiscard]] bool complete() const { return complete_; }

    /// The fact that a statement makes; nothing when nobody claims it and no rule gives it.
    [[nodiscard]] std::optional<FactId> fact(StatementId statement) const;
    /// What a fact says; none of what has no statement, such as that a list is closed.
    [[nodiscard]] StatementId statement(FactId fact) const { return statements_[fact.index]; }
    /// The units whose claims state a fact, ascending.
    [[nodiscard]] std::span<const evidence::UnitId> claimed_by(FactId fact) const;
    /// Whether a fact needs nobody's word: that an event is an event.
    [[nodiscard]] bool is_given(FactId fact) const;
    /// Whether some derivation of a fact uses a rule or an argument that a card states.
    [[nodiscard]] bool is_inferred(FactId fact) const { return inferred_flags_[fact.index]; }
    /// Whether a fact can follow only by looking at silence or possibility.
    [[nodiscard]] bool is_from_silence(FactId fact) const { return rest(fact) != Rest::on_claims; }
    /// Whether it can follow so without looking at silence: it is possible, and no more.
    [[nodiscard]] bool is_possible(FactId fact) const { return rest(fact) == Rest::on_possibility; }
    /// The closed lists that a fact is; none of other facts. Indexes of Evidence::closings().
    [[nodiscard]] std::vector<std::uint32_t> closings(FactId fact) const;
    /// The facts that rules or arguments of cards give, in the order in which they were found.
    [[nodiscard]] const std::vector<FactId>& inferred() const { return inferred_; }

    /// The minimal sets of beliefs from which a fact follows, without looking at silence.
    [[nodiscard]] Supports supports(FactId fact, std::size_t limit) const;
    /// What a `never` card rules out: a fact of its own for each set of statements, which must not
    /// follow from what is believed.
    struct Ruled {
        FactId fact;
        evidence::CardId card;
    };
    [[nodiscard]] const std::vector<Ruled>& ruled_out() const { return ruled_out_; }

    [[nodiscard]] evidence::UnitId unit_of(deduction::RuleId argument) const;

  private:
    /// What a fact needs at least.
    enum class Rest : std::uint8_t { on_claims, on_possibility, on_silence };
    [[nodiscard]] Rest rest(FactId fact) const {
        return rests_.empty() ? Rest::on_claims : rests_[fact.index];
    }
    void add_claims(const Credited& credited, const Live& live, bool labels);
    void add_qualified(const Credited& credited, const Live& live);
    [[nodiscard]] bool counts(evidence::ClaimId id, const Credited& credited,
                              const Live& live) const;
    [[nodiscard]] bool feeds(evidence::ClaimId id, const Credited& credited,
                             const Live& live) const;
    [[nodiscard]] bool joins(const evidence::Identity& identity, const Credited& credited,
                             const Live& live) const;
    [[nodiscard]] deduction::PredicateId closed_predicate(const evidence::Closing& closing) const;
    void add_kinds();
    void number_statements();
    void find_rests();
    [[nodiscard]] Rest rest_of_instance(deduction::InstanceId instance) const;

    evidence::Evidence* evidence_;
    std::unique_ptr<Terms> terms_;
    std::unique_ptr<deduction::Program> program_;
    std::unique_ptr<Translation> translation_;
    RuleBook rules_;
    std::vector<Translated> questions_;
    std::vector<std::optional<Translated>> possible_questions_;
    std::unique_ptr<deduction::Deduction> deduction_;
    bool complete_ = true;

    /// What is given before the rules are read: terms by predicate, and the unit; none: always.
    struct Given {
        deduction::PredicateId predicate;
        TermId subject;
        TermId value;
        evidence::UnitId unit;
    };
    std::vector<Given> given_;
    std::vector<Rest> rests_;  ///< per fact; empty when nothing looks at what is absent
    std::vector<std::uint32_t> claimed_ends_;
    std::vector<evidence::UnitId> claimed_;
    std::vector<bool> always_;
    std::vector<StatementId> statements_;
    std::vector<FactId> facts_by_statement_;
    std::vector<bool> inferred_flags_;
    std::vector<FactId> inferred_;
    std::vector<Ruled> ruled_out_;
};

}  // namespace valla::inference
