#pragma once

#include <string>
#include <vector>

#include "text/message.hpp"
#include "text/source.hpp"

namespace valla::text {

/// A message together with the text that it is about. `source` is null for a message that is about
/// no place in a file (a missing folder, an unknown option).
struct PlacedMessage {
    const Source* source = nullptr;
    Message message;  ///< its span counts from the begin of the source
};

/// Sorts by file name, then place, then name, then words, and drops repetitions.
void sort_messages(std::vector<PlacedMessage>& messages);

/// For people: the place, the sentence, the user's own line with the place marked, and the help:
///
///     people.valla:12:7: error: nothing is called "kamenef" [unknown-id]
///        12 |   by: kamenef
///           |       ^^^^^^^ did you mean "kamenev"?
///
/// Line and column begin at 1, the column counts characters, and the mark stands under the place in
/// terminal cells, also behind wide and combining characters. Of a long line the part around the
/// place is shown, and so of a long text in the sentence. Bytes that a terminal would act on are
/// shown as <U+XXXX> or <XX>.
std::string render_for_people(const PlacedMessage& message);

/// The one envelope in which every command gives its messages as JSON, errors in its options
/// included; described field by field in docs/json.md. `command` is the command's name.
std::string render_as_json(const std::string& command, const std::vector<PlacedMessage>& messages);

/// The same envelope's version, raised whenever a field changes its meaning.
inline constexpr int json_version = 1;

}  // namespace valla::text
