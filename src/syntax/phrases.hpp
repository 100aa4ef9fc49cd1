#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/words.hpp"

namespace valla::syntax {

/// A dictionary of phrases of one or more words (`in the name of`, `said to`), each with a number.
/// In a phrase a hyphen and a blank are the same, so that the id `acts-for` is the phrase `acts
/// for`.
class Phrases {
  public:
    /// Enters a phrase. False, and nothing is changed, when it is there already.
    bool add(std::string_view phrase, std::uint16_t number);

    [[nodiscard]] std::optional<std::uint16_t> find(std::string_view phrase) const;

    struct Match {
        std::uint16_t number;
        std::uint16_t words;  ///< how many words it took
    };
    /// The longest phrase that begins at `first`.
    [[nodiscard]] std::optional<Match> longest(std::string_view text, const Word* first,
                                               const Word* last) const;

    /// All phrases, in no particular order; for suggestions.
    [[nodiscard]] std::vector<std::string_view> all() const;

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    template <typename Value>
    using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    Map<std::uint16_t> numbers_;
    Map<std::uint16_t>
        longest_from_;  ///< how many words the longest phrase with this first word has
};

/// The form in which phrases are compared: single blanks for blanks and hyphens, look-alikes
/// folded.
std::string phrase_key(std::string_view phrase);

}  // namespace valla::syntax
