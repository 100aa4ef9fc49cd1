// Any bytes through all of text/ that reads what users write: nothing crashes, and what holds for
// good text holds for bad text too.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/render.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

using namespace valla::text;

namespace {

void hold(bool promise) {
    if (!promise) std::abort();
}

void check_characters(std::string_view bytes) {
    std::string again;
    bool all_valid = true;
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded decoded = decode(bytes, at);
        hold(decoded.size > 0 && at + decoded.size <= bytes.size());
        if (decoded.valid) append(again, decoded.code_point);
        all_valid = all_valid && decoded.valid;
        at += decoded.size;
    }
    hold(all_valid == !first_invalid(bytes).has_value());
    hold(!all_valid || again == bytes);
    hold(!is_ascii(bytes) || all_valid);
}

void check_forms(std::string_view bytes) {
    const std::string shown = printable(bytes);
    hold(!first_invalid(shown).has_value() && printable(shown) == shown);
    hold(cell_width(shown) <= shown.size());
    if (const auto folded = fold_look_alikes(bytes)) hold(!fold_look_alikes(*folded).has_value());
    if (!first_invalid(bytes)) {
        if (const auto composed = to_nfc(bytes)) hold(!to_nfc(*composed).has_value());
        const std::string skeleton = confusable_skeleton(bytes);
        hold(!first_invalid(skeleton).has_value());
    }
}

void check_words(std::string_view bytes) {
    const std::string_view half = bytes.substr(0, bytes.size() / 2);
    const std::uint32_t slips = slips_between(half, bytes, 5);
    hold(slips <= 6 && slips == slips_between(bytes, half, 5));
    hold(slips_between(bytes, bytes, 5) == 0);
    hold(nearest_word(bytes, {half, bytes}) != bytes || half == bytes || bytes.empty());
}

/// Every place that the first three bytes ask for, so also those that lie past the end.
void check_messages(std::string_view bytes) {
    if (bytes.size() < 3) return;
    const auto number = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const std::uint32_t begin = number(0) * 256U + number(1);
    const Span span{begin, begin + number(2)};
    const Source source(std::string(bytes.substr(0, 20)), std::string(bytes.substr(3)));
    const PlacedMessage placed{&source, Message("unknown-id", span).with("id", bytes)};
    const std::string shown = render_for_people(placed);
    hold(!first_invalid(shown).has_value() && shown.ends_with('\n'));
    hold(!first_invalid(render_as_json("check", {placed})).has_value());
    const Position position = source.position(begin);
    const Span line = source.line(position.line);
    hold(line.begin <= line.end && line.end <= source.bytes().size());
    hold(position.column >= 1 && position.utf16_column >= position.column);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    check_characters(bytes);
    check_forms(bytes);
    check_words(bytes);
    check_messages(bytes);
    return 0;
}
