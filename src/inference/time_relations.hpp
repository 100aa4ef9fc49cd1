#pragma once

#include <vector>

#include "inference/terms.hpp"

namespace valla::inference {

/// A statement about time between two happenings, or of one and a date, as rules and questions use
/// them: "?a before begin of ?b".
struct TimeStatement {
    FieldId field;
    std::uint16_t subject_part = 0;  ///< row_flags::begin_of_subject, end_of_subject or none
    NameId subject;
    ValueKey value;  ///< a name, begin_of, end_of, or a date
    bool denied = false;
    friend bool operator==(const TimeStatement&, const TimeStatement&) = default;
};

/// Answers whether statements about time follow from the time claims of the case. The claims are
/// numbered as tokens; which of them are believed is for the caller.
class TimeRelations {
  public:
    TimeRelations() = default;
    TimeRelations(const TimeRelations&) = delete;
    TimeRelations& operator=(const TimeRelations&) = delete;
    virtual ~TimeRelations() = default;

    /// Whether statements with this field are answered; others hold only as cards state them.
    [[nodiscard]] virtual bool covers(FieldId field) const = 0;
    /// The minimal sets of time claims by each of which the statement must hold; the empty set when
    /// it holds anyway; none when it never must.
    virtual std::vector<std::vector<deduction::TokenId>> must(const TimeStatement& statement) = 0;
    /// Whether the statement can hold with all claims that are kept, or, where a version is
    /// looked at, with those of the version.
    virtual bool can(const TimeStatement& statement) = 0;
    /// The minimal sets of time claims with each of which the statement cannot hold; the empty set
    /// when it cannot hold anyway; none when nothing is against it. With a version without such a
    /// set the statement can hold.
    virtual std::vector<std::vector<deduction::TokenId>> cannot(const TimeStatement& statement) = 0;
};

}  // namespace valla::inference
