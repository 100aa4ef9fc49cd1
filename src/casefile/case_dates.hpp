#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/reading.hpp"
#include "syntax/tree.hpp"
#include "text/message.hpp"

namespace valla::casefile {

/// What the cards of a case say of how its dates are to be read, apart from their language
/// (case_language.hpp).
struct CaseDates {
    calendar::Calendar calendar = calendar::Calendar::gregorian;
    calendar::Hemisphere hemisphere = calendar::Hemisphere::north;
    std::vector<calendar::PeriodPart> period_parts;

    /// A word of which two cards say different things; the first counts.
    struct Clash {
        std::uint32_t card;  ///< where in the file the second card begins
        text::Message message;
    };
};

/// Adds what a file says: the `calendar:` and `seasons:` lines of its `case` cards, and the `part
/// of a period:` lines of its `case` and `vocabulary` cards. The reader of the case reports
/// mistakes in these lines; a word whose line is mistaken is taken for the whole of each period, so
/// that one mistake is not one more in every date. Gives the clashes with what was added before.
std::vector<CaseDates::Clash> add_dates(std::string_view bytes, const syntax::Tree& tree,
                                        CaseDates& dates);

}  // namespace valla::casefile
