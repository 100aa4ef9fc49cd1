#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace valla::casefile {

/// A case file in its normal form (syntax/format.hpp), with the look-alikes of the language's marks
/// in structured values replaced too; nothing when the file is broken. Needs no other file of the
/// case: the values of fields that only a vocabulary of the case's own knows are left as they are.
std::optional<std::string> normal_form(std::string_view bytes);

/// Whether a text can be the id of a card: an id that does not read as a date.
bool is_usable_id(std::string_view text);

}  // namespace valla::casefile
