#pragma once

// The rows of the catalogue, apart from its interface only because they must be visible when a name
// is checked at compile time. Sorted by name. Wording: say what was seen before what is asked for;
// name the user's things in the user's words; no "invalid", "illegal", "must"; no verdict on
// evidence.

#include "text/catalogue.hpp"

namespace valla::text::detail {

inline constexpr MessageKind rows[] = {
    {"circular-kind", Level::error, "the kind \"{kind}\" is in the end a kind of itself",
     "let one of the kinds in the circle be of: event, person or another kind of the language"},
    {"file-too-large", Level::error, "{path} has 4 GiB or more", "split it into several files"},
    {"no-such-file", Level::error, "there is no file or folder {path}", ""},
    {"not-a-date", Level::error, "\"{text}\" is not a date",
     "{hint}|write it as 13 July 1936, July 1936 or 1936-07-13"},
    {"taken-word", Level::error, "the word \"{word}\" has a meaning already",
     "choose another word, or say the same as the card that declares it"},
    {"unknown-id", Level::error, "nothing is called \"{id}\"",
     "did you mean \"{suggestion}\"?|declare it with a card of its own, such as: {kind} {id}"},
    {"unreadable-file", Level::error, "{path} cannot be read: {reason}", ""},
    {"unwritable-file", Level::error, "{path} cannot be written, and is as it was: {reason}", ""},
};

consteval std::uint16_t row_of(std::string_view name) {
    for (std::size_t row = 0; row < std::size(rows); ++row) {
        if (rows[row].name == name) return static_cast<std::uint16_t>(row);
    }
    throw "no message in src/text/catalogue_rows.hpp has this name";
}

}  // namespace valla::text::detail
