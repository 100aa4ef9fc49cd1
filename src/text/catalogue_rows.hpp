#pragma once

// The rows of the catalogue, apart from its interface only because they must be visible when a name is
// checked at compile time. Sorted by name. Wording: say what was seen before what is asked for; name the
// user's things in the user's words; no "invalid", "illegal", "must"; no verdict on evidence.

#include "text/catalogue.hpp"

namespace valla::text::detail {

inline constexpr MessageKind rows[] = {
    {"and-in-chain", Level::error, "\"and\" stands inside a chain of sources",
     "write each chain on a source: line of its own"},
    {"card-without-id", Level::error, "this card has no id", "write: {kind} ID, such as: {kind} anna"},
    {"card-without-kind", Level::error, "\"{id}\" stands alone at the begin of a line, where a card begins",
     "write the kind before the id, such as: person {id}; or indent the line, if it belongs to the card above"},
    {"circular-kind", Level::error, "the kind \"{kind}\" is in the end a kind of itself",
     "let one of the kinds in the circle be of: event, person or another kind of the language"},
    {"column-without-field", Level::error, "the column \"{column}\" is not said to hold a field",
     "write: column: {column} as FIELD"},
    {"control-character", Level::error, "the text holds the control character {character}",
     "remove it; a line ends with a line feed, with or without a carriage return before it"},
    {"direction-override", Level::error,
     "{character} makes this text show in another order than it is written", "remove it; isolates and marks (U+2066 to U+2069, U+200E, U+200F) do no harm"},
    {"empty-case", Level::error, "{path} holds no file that ends in .valla", "`valla new {path}` makes a first case there"},
    {"field-elsewhere", Level::error, "a {kind} has no field \"{field}\"; other kinds of card do",
     "`valla kinds {kind}` lists the fields of a {kind}"},
    {"field-missing", Level::error, "the {kind} \"{id}\" has no \"{field}\"", "write, on any of its cards: {field}: ... ({means})"},
    {"field-twice", Level::error, "\"{field}\" stands twice on this card", "keep one of the two"},
    {"field-without-card", Level::error, "this line is indented, but no card stands above it",
     "begin the card with its kind and id at the begin of a line, such as: person anna"},
    {"field-without-name", Level::error, "nothing stands before the colon", "write the name of the field, such as: name: Anna"},
    {"field-without-value", Level::error, "\"{field}\" has no value", "write it behind the colon, or remove the line"},
    {"file-too-large", Level::error, "{path} has 4 GiB or more", "split it into several files"},
    {"id-of-several-words", Level::error, "\"{words}\" is more than one word, where an id is expected",
     "join them with hyphens: {suggestion}"},
    {"id-reads-as-date", Level::error, "the id \"{id}\" could be read as a date", "add a word to it"},
    {"judgement-without-reason", Level::warning, "this judgement has no reason", "write it: because: ..."},
    {"kinds-differ", Level::error, "\"{id}\" is a {kind} here and a {first} in {place}",
     "give one of the two another id"},
    {"line-without-colon", Level::error, "this line has no colon",
     "write: {field}: ...|write FIELD: VALUE; to carry on the text of the field above, indent the line deeper"},
    {"look-alike", Level::note, "this line has marks that look like the language's own and are read as them",
     "`valla fmt` writes the plain ones"},
    {"look-alike-ids", Level::warning, "the id \"{id}\" looks like another id, declared in {place}",
     "if they are one, write it in one script; if not, give one of them another id"},
    {"missing-joiner", Level::error, "\"{word}\" follows \"{before}\" with nothing between", "join ids with \"{joiner}\""},
    {"missing-word", Level::error, "here {expected} is missing", ""},
    {"modifier-not-here", Level::error, "\"{field}\" does not take \"{modifier}\": {reason}", ""},
    {"no-case-card", Level::error, "no card says what case this is",
     "write a card: case ID, with name: and researcher:"},
    {"no-such-column", Level::error, "{path} has no column \"{column}\"", "did you mean \"{suggestion}\"?"},
    {"no-such-file", Level::error, "there is no file or folder {path}", ""},
    {"not-a-choice", Level::error, "\"{word}\" is none of the words for \"{field}\"",
     "did you mean \"{suggestion}\"?|write one of: {choices}"},
    {"not-a-date", Level::error, "\"{text}\" is not a date",
     "{hint}|write it as 13 July 1936, July 1936 or 1936-07-13"},
    {"not-a-number", Level::error, "\"{text}\" is not a whole number", ""},
    {"not-an-id", Level::error, "\"{text}\" is not an id", "an id is letters and digits of any script, and hyphens"},
    {"not-utf8", Level::error, "the bytes {bytes} are not UTF-8", "save the file as UTF-8"},
    {"open-quote", Level::error, "this quotation mark is never closed", "close it; inside the cell write it twice"},
    {"row-of-other-length", Level::error, "this row has {cells} cells, and the header {columns}",
     "put a cell that holds a separator or a line end between quotation marks"},
    {"several-cases", Level::error, "the files belong to two cases, \"{id}\" and \"{first}\" ({place})",
     "keep each case in a folder of its own"},
    {"table-without-header", Level::error, "{path} is empty", "its first line names the columns"},
    {"taken-word", Level::error, "the word \"{word}\" has a meaning already",
     "choose another word, or say the same as the card that declares it"},
    {"text-looks-like-field", Level::warning,
     "this line is text of the field above, but reads like a field \"{field}\"",
     "to make it a field, indent it no deeper than the field above"},
    {"uneven-indentation", Level::error,
     "this line is indented with other characters than the field above it", "indent both with blanks, or both with tabs"},
    {"unexpected-word", Level::error, "\"{word}\" stands where {expected} is expected", ""},
    {"unknown-field", Level::error, "a {kind} has no field \"{field}\"",
     "did you mean \"{suggestion}\"?|`valla kinds {kind}` lists the fields of a {kind}; a card \"property {field}\" declares one"},
    {"unknown-id", Level::error, "nothing is called \"{id}\"",
     "did you mean \"{suggestion}\"?|declare it with a card of its own, such as: {kind} {id}"},
    {"unknown-id-in-places", Level::error, "nothing is called \"{id}\", which {places} places name",
     "did you mean \"{suggestion}\"?|declare it with a card of its own, such as: {kind} {id}"},
    {"unknown-kind", Level::error, "no kind is called \"{id}\"",
     "did you mean \"{suggestion}\"?|declare it with a card: kind {id}, with of: event or what it is a kind of"},
    {"unknown-kind-of-card", Level::error, "no kind of card is called \"{kind}\"",
     "did you mean \"{suggestion}\"?|`valla kinds` lists them; a card \"kind {kind}\" declares one"},
    {"unknown-modifier", Level::error, "\"{word}\" is neither a hedge nor \"not\" nor \"only\"",
     "did you mean \"{suggestion}\"?|a card \"hedge {word}\" declares a hedge"},
    {"unknown-statement-field", Level::error, "\"{word}\" is not a field; after \"{subject}\" one is expected",
     "did you mean \"{suggestion}\"?|a sentence, rather than a statement, ends with a full stop"},
    {"unknown-vocabulary", Level::error, "no vocabulary is called \"{id}\"",
     "did you mean \"{suggestion}\"?|shipped are core, coercion, testimony, genealogy and violations"},
    {"unknown-word", Level::error, "\"{word}\" is not {what}", "did you mean \"{suggestion}\"?"},
    {"unreadable-file", Level::error, "{path} cannot be read: {reason}", ""},
    {"unused-waiver", Level::warning, "there is no \"{message}\" on this card to waive", "remove the line"},
    {"unwritable-file", Level::error, "{path} cannot be written, and is as it was: {reason}", ""},
    {"variable-used-once", Level::error, "{variable} stands in this card only once",
     "a variable says that two places are the same; write the one that is meant"},
    {"waived-error", Level::error, "\"{message}\" is an error and cannot be waived", "mend what it is about"},
    {"waiver-without-reason", Level::warning, "this waiver has no reason", "write: waive: {message} because ..."},
    {"wrong-kind", Level::error, "\"{id}\" is {kind} ({place}); here {expected} is expected", ""},
};

consteval std::uint16_t row_of(std::string_view name) {
    for (std::uint16_t row = 0; row < std::size(rows); ++row) {
        if (rows[row].name == name) return row;
    }
    throw "no message in src/text/catalogue_rows.hpp has this name";
}

}  // namespace valla::text::detail
