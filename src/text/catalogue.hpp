#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace valla::text {

/// How much a message asks of the user. An *error*: the card cannot be read as written, and the
/// case does not answer until it is mended. A *warning*: it can be read, but hardly as meant; a
/// card may waive it. A *note*: something to know.
enum class Level : std::uint8_t { error, warning, note };

std::string_view level_name(Level level);

/// One row of the catalogue of all messages that Valla can give.
struct MessageKind {
    std::string_view name;  ///< stable; `valla message NAME` prints its page
    Level level;
    std::string_view sentence;  ///< what was seen, then what was expected; `{x}` is a parameter
    std::string_view help;      ///< what to write; variants as fill() reads them
};

/// All messages, sorted by name. The pages, each with a wrong and a right example, are
/// docs/messages/NAME.md; the tests run the examples.
std::span<const MessageKind> catalogue();

namespace detail {
consteval std::uint16_t row_of(std::string_view name);
}

/// The name of a message, checked against the catalogue when the program is compiled:
/// `MessageName name = "unknown-id";`
struct MessageName {
    consteval MessageName(const char* name) : row(detail::row_of(name)) {}
    explicit constexpr MessageName(std::uint16_t row_) : row(row_) {}
    friend bool operator==(MessageName, MessageName) = default;

    std::uint16_t row;
};

}  // namespace valla::text

#include "text/catalogue_rows.hpp"
