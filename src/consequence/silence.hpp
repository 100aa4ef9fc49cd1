#pragma once

#include <vector>

#include "dispute/assessment.hpp"

namespace valla::consequence {

/// Something that follows only because nobody says something else, or because something is
/// possible.
struct FromSilence {
    evidence::StatementId statement;
    /// The lines that look at it: `no word that` and `can` of rules, `unless` of arguments, on the
    /// way to the statement. In the order in which they are met, going back from the statement.
    std::vector<casefile::RowId> because;
};

/// Whether any rule or argument of a case looks at silence or at what is possible at all.
bool looks_at_silence(const casefile::Case& the_case);

/// What rests on silence, that an inference goes through included; in the order of
/// Assessment::statements(). None of it is said by anybody. Where
/// in every version somebody does say what was not to be said, there is no silence.
std::vector<FromSilence> from_silence(const dispute::Assessment& assessment);

}  // namespace valla::consequence
