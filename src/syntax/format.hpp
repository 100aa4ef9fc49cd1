#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace valla::syntax {

/// Rewrites the value of a field, given the words of its card's head before the id, the field's
/// name and the value; nothing leaves the value as it is.
using RewriteValue = std::function<std::optional<std::string>(
    std::string_view kind, std::string_view field, std::string_view value)>;

/// A file in its normal form, or nothing when it is broken: bytes that are not UTF-8, a line that
/// is neither card, field, text nor comment, or one whose indentation cannot be compared.
///
/// Fields are indented by two blanks and their text lines by four or more; one blank stands behind
/// a colon and between the words of a head; look-alikes of the language's marks in heads, names and
/// modifiers become the marks; lines end with a line feed and without blanks; a byte-order mark
/// goes. Nothing is reordered, aligned, joined or split, comments and blank lines stay, and the
/// words of a text stay letter for letter. Formatting a formatted file changes nothing.
std::optional<std::string> format(std::string_view bytes, const RewriteValue& rewrite = {});

}  // namespace valla::syntax
