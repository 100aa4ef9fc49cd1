#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "consequence/certain_times.hpp"
#include "consequence/standing_order.hpp"

namespace valla::consequence {

/// The files of a case, as they are read into one.
struct CaseText {
    std::vector<text::Source> files;  ///< those that end in .valla
    casefile::ReadFile read_file;     ///< the others
};

/// A card that is in one of two cases only, or reads otherwise in the other.
struct CardChange {
    enum class Kind : std::uint8_t { added, removed, changed, table };
    Kind kind = Kind::added;
    std::string path;         ///< in the new case; of what was removed in the old one
    std::uint32_t begin = 0;  ///< byte, in that file
    std::string head;         ///< the first line of the card; of a table its path
    std::string before;       ///< its text; empty of what was added, and of tables
    std::string after;
    std::string old_path;  ///< of what was changed: where it stood
};

/// An answer that changed: how a statement stands, or a bound of time.
struct AnswerChange {
    std::string text;    ///< the statement or the bound in words
    std::string before;  ///< empty: there was no such answer
    std::string after;   ///< empty: there is none any more
    bool time = false;
    /// Indexes of Difference::cards. Each of these alone, undone, gives the old answer back; when
    /// none does, `together` is true and these are the ones that name what the answer names.
    std::vector<std::size_t> cards;
    bool together = false;
};

struct Difference {
    std::vector<CardChange> cards;
    std::vector<AnswerChange> answers;
    /// Whether each change of a card was undone and the case assessed without it; there are too
    /// many of them for that when there are more than most_undone.
    bool each_undone = true;

    static constexpr std::size_t most_undone = 64;
};

/// The answers of an assessed case, in words: the same words for the same thing in any case.
struct Answers {
    struct Row {
        std::string text;
        std::string answer;
        std::vector<std::string> names;  ///< ids that it is about
        bool time = false;
    };
    std::vector<Row> rows;
};
using Answering = std::function<Answers(dispute::Assessment&)>;

/// What became of the answers from one state of a case to another, and by which cards.
///
///     Difference change = difference(old_text, new_text, "reader", in_words);
///
/// Cards are compared by their text, blanks at the end of lines aside; where a card of the same
/// head went in the same file, or else anywhere, and another came, it was changed. A card that only
/// stands elsewhere has not changed. `reading` is the id of a reading of both cases; empty for
/// none. `in_words` gives the answers. Fails when a case gives no answer under the reading, as
/// Assessment::of() does; of files that cannot be read as a case, what can be read of them is
/// compared. Cost: reading and assessing the case once for each of the cards that changed.
tl::expected<Difference, text::Message> difference(const CaseText& before, const CaseText& after,
                                                   const std::string& reading,
                                                   const Answering& in_words);

}  // namespace valla::consequence
