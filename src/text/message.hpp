#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "text/catalogue.hpp"
#include "text/source.hpp"

namespace valla::text {

/// One named value that a message's sentence mentions: text of the user's, or a number.
struct Parameter {
    std::string_view name;  ///< as between braces in the catalogue; a literal, it is not copied
    std::variant<std::string, std::int64_t> value;
};

/// Something to tell the user: a row of the catalogue, the place it is about, and the values for
/// its sentences. It is a value; nothing is printed until render.hpp prints it.
///
///     Message("unknown-id", span).with("id", "kamenef").with("suggestion", "kamenev")
///
/// The name is checked when the program is compiled. `span` counts from the text that the function
/// which made the message was given; whoever handed in a part of a larger text shifts it.
struct Message {
    Message(MessageName name_, Span span_) : name(name_), span(span_) {}

    Message& with(std::string_view parameter, std::string_view text) & {
        parameters.push_back({parameter, std::string(text)});
        return *this;
    }
    Message& with(std::string_view parameter, std::int64_t number) & {
        parameters.push_back({parameter, number});
        return *this;
    }
    Message&& with(std::string_view parameter, std::string_view text) && {
        return std::move(with(parameter, text));
    }
    Message&& with(std::string_view parameter, std::int64_t number) && {
        return std::move(with(parameter, number));
    }
    Message&& shifted(std::uint32_t offset) && {
        span = span.shifted(offset);
        return std::move(*this);
    }

    /// The value of a parameter as text; empty when it was not given.
    [[nodiscard]] std::string value(std::string_view parameter) const;
    /// What is wrong, one sentence without a full stop.
    [[nodiscard]] std::string sentence() const;
    /// What to write instead; empty when the catalogue has no help for the parameters given.
    [[nodiscard]] std::string help() const;
    [[nodiscard]] const MessageKind& kind() const { return catalogue()[name.row]; }

    MessageName name;
    Span span;
    std::vector<Parameter> parameters;
};

/// Fills `{name}` in `sentence` from `parameters`. A sentence may offer variants with `|` between
/// them, the fullest first; the first of which every name is given is used, and none gives an
/// empty text.
std::string fill(std::string_view sentence, const std::vector<Parameter>& parameters);

}  // namespace valla::text
