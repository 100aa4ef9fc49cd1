#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "app/answering.hpp"
#include "dispute/assessment.hpp"

namespace valla::app {

/// The id of a reading of the case; "no-such-id" with what was most likely meant, or
/// "not-a-reading" when it is something else.
tl::expected<casefile::NameId, text::Message> find_reading(const casefile::Case& the_case,
                                                           const std::string& name);

/// The ids that a command names.
tl::expected<std::vector<casefile::NameId>, text::Message> find_ids(
    const casefile::Case& the_case, const std::vector<std::string>& ids);

/// What is to be left out, as it is written on a command line: an id, a place in a source
/// ("conquest at note 78"), or several of them joined with `and`.
tl::expected<std::vector<lineage::Target>, text::Message> find_targets(
    const casefile::Case& the_case, const std::string& text);

/// Adds to `terms` what the options `--reading` and `--without` of a request say; the message when
/// they name what the case does not have.
std::optional<text::Message> read_terms(const Request& request, const casefile::Case& the_case,
                                        dispute::Terms& terms);

/// How many of each thing are to be listed: what `--limit` says, or 100. "not-a-number" for what is
/// no number from 1 on.
tl::expected<std::size_t, text::Message> limit_of(const Request& request);

/// The case as the options `--reading` and `--without` of a request want it.
tl::expected<std::unique_ptr<dispute::Assessment>, text::Message> assess(
    const Request& request, const casefile::Case& the_case);

}  // namespace valla::app
