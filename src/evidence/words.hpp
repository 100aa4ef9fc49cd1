#pragma once

#include <cstdint>
#include <vector>

#include "casefile/case.hpp"

namespace valla::evidence {

/// One chain of sources behind a card, and the passage by which the card has it (none for its own).
struct WordRef {
    std::uint32_t word = 0;  ///< index of Tables::words
    casefile::NameId passage;
    friend bool operator==(const WordRef&, const WordRef&) = default;
};

/// On whose word the lines of a card stand: its own chains, those of the passages that it joins,
/// those of the table that it is a row of, and, when it has none of these, those of its accounts.
/// Nothing for what is the researcher's own word.
std::vector<WordRef> words_of(const casefile::Case& the_case, casefile::CardId card);

/// The accounts that the lines of a card belong to.
std::vector<casefile::NameId> accounts_of(const casefile::Case& the_case, casefile::CardId card);

}  // namespace valla::evidence
