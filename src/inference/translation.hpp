#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "deduction/query.hpp"
#include "evidence/evidence.hpp"
#include "evidence/sameness.hpp"
#include "inference/terms.hpp"
#include "inference/time_relations.hpp"
#include "text/message.hpp"

namespace valla::inference {

/// Statements of a card as conjunctions over numbers, of which one has to hold. There are several
/// where the statements are joined with `or`, and where something can be met in several ways: a
/// denial by a report or by a closed list.
struct Translated {
    std::vector<deduction::Alternative> alternatives;  ///< at least one
    bool second_stratum = false;  ///< it looks at silence or at what is possible
    bool silence = false;         ///< it looks at silence
    bool times = false;           ///< it asks of times
    bool must = false;            ///< it asks what must be so by the times
    /// Of each alternative, how many of what must be absent look at silence; the rest after them
    /// look at what is against something that can be so.
    std::vector<std::size_t> silences;
    std::vector<NameId> variables;  ///< the names of variables 0, 1, ...
};

/// A kind of which a variable could well be, by the fields that it stands with: for advice.
std::string_view likely_kind(const casefile::Case& the_case, std::span<const evidence::RowId> rows,
                             NameId variable);

/// Turns statements of rules, arguments and questions into atoms of a deduction program, and keeps
/// the table of predicates: one for each field, part of the subject and polarity.
///
/// Statements about time are asked of the time claims where the other statements bind their terms
/// ("a plain `before` means that it must have been before"); where they do not, only what cards
/// state in just these words is found.
class Translation {
  public:
    /// `sameness` says which ids may be one, and so exclude each other only where a `different`
    /// card says so.
    Translation(evidence::Evidence& evidence, Terms& terms, deduction::Program& program,
                TimeRelations* times, evidence::Sameness sameness);

    /// The statements in these rows; `variables` has those that are numbered already.
    /// Facts that are kept apart as `late` are found `with_late`.
    Translated conjunction(std::span<const evidence::RowId> rows,
                           const std::vector<NameId>& variables = {}, bool with_late = false);
    /// The statements of a question. What it asks with `can` of times is computed when it is
    /// answered, for the version that it is answered on; in a rule it is the absence of what is
    /// against it.
    Translated question(std::span<const evidence::RowId> rows);
    /// The same question with `can` before whatever it asks of times without one.
    Translated possible_question(std::span<const evidence::RowId> rows);
    /// The statements as what a rule gives. Fails with "conclusion-not-statable" for what cannot be
    /// concluded: silence, possibility, a closed list.
    tl::expected<std::vector<deduction::Atom>, text::Message> heads(
        std::span<const evidence::RowId> rows, std::vector<NameId>& variables, bool late = false);

    deduction::PredicateId predicate(const Relation& relation);
    /// That two ids are one, or that they are not.
    static Relation identity(bool denied);
    /// That an argument goes through: of its name and "yes".
    static Relation conclusion();
    /// The predicate of a relation, if something has named it.
    [[nodiscard]] std::optional<deduction::PredicateId> find(const Relation& relation) const;
    /// What a predicate says; nothing when it is none of the table.
    [[nodiscard]] const Relation* relation(deduction::PredicateId predicate) const;
    [[nodiscard]] const std::vector<std::pair<Relation, deduction::PredicateId>>& relations()
        const {
        return relations_;
    }
    /// Of a number in Relation::behind, the same as evidence::ValueKey has it.
    [[nodiscard]] std::uint32_t behind_in_statements(std::uint32_t behind) const {
        return behinds_[behind].in_statements;
    }
    /// Whether what a row says is what a relation with something behind its value speaks of: where
    /// the row has all of it behind its own value, or, among denials, nothing else.
    [[nodiscard]] bool has_behind(evidence::RowId row, const Relation& relation) const;
    /// From now on what is said of one of two that `same` joins is said of the other.
    void join_by(deduction::PredicateId same);
    /// Holds of a subject and the key of the list that was closed. A list with `from` or `until` is
    /// `timed`, and denies nothing of other times.
    deduction::PredicateId closed_predicate(FieldId field, std::uint16_t part, NameId only_of,
                                            bool timed);
    /// Holds of a subject and a value that somebody says is not there: what a closed list without
    /// the value says as well.
    deduction::PredicateId denied_predicate(FieldId field, std::uint16_t part);
    /// The term of a closed list of these values, sorted.
    TermId list_term(const std::vector<ValueKey>& values);

    [[nodiscard]] Terms& terms() { return terms_; }
    [[nodiscard]] const evidence::Sameness& sameness() const { return sameness_; }

  private:
    /// Whether it must be so, can be so, or what is against it.
    enum class Modality : std::uint8_t { must, can, cannot };
    using Variables = std::vector<NameId>;
    /// A conjunction in the making: each alternative holds all that was translated so far.
    using Alternatives = std::vector<deduction::Conjunction>;
    /// Adds one of the ways in which statements can hold.
    void add_way(std::span<const evidence::RowId> rows, const Variables& given, Translated& out);

    deduction::Variable variable(NameId name, Variables& variables);
    deduction::Argument subject(evidence::RowId row, Variables& variables);
    deduction::Argument value(evidence::RowId row, Variables& variables);
    void add_atom(Relation relation, const deduction::Argument& first,
                  const deduction::Argument& second, Alternatives& alternatives);
    void add(evidence::RowId row, Variables& variables, Alternatives& alternatives);
    void add_denied(evidence::RowId row, const Relation& relation, Variables& variables,
                    Alternatives& alternatives);
    /// What is against a statement: its denial, or of a denial the statement.
    void add_contrary(evidence::RowId row, Variables& variables, Alternatives& alternatives);
    void add_closing(std::span<const evidence::RowId> line, Variables& variables,
                     Alternatives& alternatives);
    void add_time(evidence::RowId row, Modality modality, Variables& variables,
                  Alternatives& alternatives);
    void add_comparison(evidence::RowId row, Variables& variables, Alternatives& alternatives);
    void add_is(evidence::RowId row, Variables& variables, Alternatives& alternatives);
    deduction::ExternalId number_external(FieldId field, bool denied);
    [[nodiscard]] bool is_comparison(evidence::RowId row) const;
    [[nodiscard]] bool is_about_time(evidence::RowId row) const;
    /// Whether other statements bind all variables of a statement about time.
    [[nodiscard]] bool is_asked_of_times(evidence::RowId row,
                                         const std::vector<NameId>& bound) const;
    deduction::ExternalId time_external(const Relation& relation, int end, Modality modality);
    [[nodiscard]] Relation relation_of(evidence::RowId row);

    /// What stands behind a value: keywords with their values, sorted.
    struct Behind {
        std::vector<std::tuple<casefile::QualifierKey, casefile::ValueTag, std::uint32_t>> parts;
        std::uint32_t in_statements = 0;
    };
    [[nodiscard]] Behind read_behind(evidence::RowId row) const;
    [[nodiscard]] static bool is_met(const Behind& wanted, const Behind& given, bool denied);
    void conclude(const Relation& relation);
    void carry(const Relation& from, const Relation& to);
    void add_identity(deduction::PredicateId predicate);
    void add_apart_from_list(TermId list);
    void deny_by_list(const Relation& relation, deduction::PredicateId closed,
                      const deduction::Atom& of);
    /// Adds that a value is not on a list, in each of the two ways.
    void add_outside(const deduction::Argument& list, const deduction::Argument& value,
                     Alternatives& alternatives);
    [[nodiscard]] bool is_variable(evidence::RowId row) const;

    evidence::Evidence& evidence_;
    const casefile::Tables& tables_;
    Terms& terms_;
    deduction::Program& program_;
    TimeRelations* times_;
    std::vector<std::pair<Relation, deduction::PredicateId>> relations_;
    std::map<std::tuple<std::uint16_t, std::uint16_t, bool, bool, std::uint32_t>,
             deduction::PredicateId>
        by_relation_;
    std::vector<Behind> behinds_{{}};
    std::vector<Relation> concluded_;  ///< with something behind their values
    std::optional<deduction::PredicateId> same_;
    evidence::Sameness sameness_;
    /// Of a list's term and a value's: that the value is not on it, because `different` cards say
    /// of each on it that may be one with the value that it is not.
    std::optional<deduction::PredicateId> apart_from_list_;
    bool with_late_ = false;
    bool in_question_ = false;
    bool as_possible_ = false;
    std::map<std::uint32_t, std::size_t> by_predicate_;
    std::map<std::tuple<std::uint16_t, std::uint16_t, std::uint32_t, bool>, deduction::PredicateId>
        closed_;
    std::map<std::pair<std::uint16_t, std::uint16_t>, deduction::PredicateId> denied_;
    std::vector<std::vector<ValueKey>> lists_;
    std::map<std::tuple<std::uint16_t, std::uint16_t, int, bool, Modality>, deduction::ExternalId>
        time_;
    std::map<std::pair<std::uint16_t, bool>, deduction::ExternalId> numbers_;
    deduction::ExternalId
        outside_;                  ///< of a list's term and a value's: none on it may be the value
    deduction::ExternalId apart_;  ///< of two terms: they are two and cannot be one
};

}  // namespace valla::inference
