#pragma once

#include <vector>

#include "casefile/check.hpp"
#include "lineage/quotes.hpp"

namespace valla::lineage {

/// What `valla check` says of the quotations of a case: "quote-differs" with the nearest passage,
/// at the quotation; "no-transcript" once for each transcript that cannot be read, at the first
/// quotation that it was wanted for. A card may waive them, with `waive:`; a waiver that waives
/// nothing is a message "unused-waiver". In the order of the cards.
///
/// They stand apart from the messages of casefile::check(), which reads no files beside the case.
std::vector<casefile::CheckedMessage> quote_messages(const casefile::Case& the_case,
                                                     const QuoteCheck& quotes);

}  // namespace valla::lineage
