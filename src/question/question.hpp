#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "casefile/case.hpp"
#include "dispute/assessment.hpp"

namespace valla::question {

using casefile::NameId;
using casefile::RowId;

/// What a case is asked: statements with variables, and how the answer is to be laid out.
struct Question {
    NameId name;  ///< none of one that no card keeps
    std::vector<RowId> ask;
    std::vector<NameId> show;  ///< empty: every variable, in the order in which they stand
    std::vector<NameId> group_by;
    std::vector<NameId> order_by;
    std::vector<NameId> count;
    NameId under;  ///< a reading; none: nobody's
    std::vector<lineage::Target> without;

    /// The `question` card of this name.
    static Question of(const casefile::Case& the_case, NameId name);
    /// The same, with statements that read_statements() gave.
    static Question of(std::vector<RowId> ask);
};

/// Every `question` card of the case, in the order of files and places.
std::vector<NameId> questions_of(const casefile::Case& the_case);

/// What one solution of a question rests on.
struct Reason {
    std::vector<evidence::StatementId> statements;
    /// That lists are complete: indexes of Evidence::closings().
    std::vector<std::uint32_t> closed_lists;
};

/// One row of an answer.
struct AnswerRow {
    std::vector<evidence::ValueKey> values;  ///< one for each column
    std::optional<std::uint64_t> count;
    dispute::Standing standing = dispute::Standing::open;
    bool from_silence = false;  ///< it rests on what nobody says, or on an `unless`
    /// It is no more than possible: the question, or a rule behind it, asks what `can` be.
    bool possible = false;
    std::vector<Reason> reasons;  ///< of its solutions, as many as asked for
};

struct Answer {
    std::vector<std::string> columns;  ///< the variables, "?who"
    bool counted = false;
    std::vector<AnswerRow> rows;
    bool complete = true;  ///< false when there were too many versions to ask in each
    /// Where there are no rows: how many there are with `can` before what is asked of times, when
    /// that is another question.
    std::size_t possible_rows = 0;
    /// How many rows there are besides when what is only alleged counts as claimed; not of
    /// questions that count, or that look at silence or at what is possible.
    std::size_t alleged_rows = 0;
};

/// Answers a question under the terms of an assessment that was made for it: its statements must be
/// question 0 of the assessment's terms.
///
/// Rows are found among all that is claimed or follows, and each has the standing of what it rests
/// on: `not contradicted`, `in any case`, `only on some versions`. Rows that hold on no version are
/// left out. A question that looks at silence, at what is possible or that counts is asked in each
/// version. Fails with "rule-variable-unbound" when a variable could stand for anything.
tl::expected<Answer, text::Message> answer(dispute::Assessment& assessment,
                                           const Question& question, std::size_t most_reasons);

}  // namespace valla::question
