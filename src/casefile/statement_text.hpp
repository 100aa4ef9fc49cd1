#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "casefile/case.hpp"
#include "text/render.hpp"

namespace valla::casefile {

/// Reads statements that stand in no card, such as those on a command line:
///
///     read_statements(the_case, "confession-of-bakayev begun by 17 July 1936")
///
/// gives one row for each value of each statement. They are as those of a question's `ask`: `?x`,
/// `can` and `no word that` are allowed, and only mentioned, so that nothing is claimed by them.
/// The text is kept in the case, under `path` for its messages, beside its files and in no card of
/// a name. Fails with all that is wrong with the text: ids that nothing declares or that are of the
/// wrong kind, and what does not read as a statement.
tl::expected<std::vector<RowId>, std::vector<text::PlacedMessage>> read_statements(
    Case& the_case, std::string text, std::string path = "statement");

}  // namespace valla::casefile
