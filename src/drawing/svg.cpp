#include "drawing/svg.hpp"

#include <algorithm>
#include <cassert>

#include "drawing/label.hpp"
#include "text/unicode.hpp"

namespace valla::drawing {

namespace {

bool is_xml_character(char32_t code_point) {
    return code_point >= 0x20 && !(code_point >= 0x7F && code_point < 0xA0) &&
           (code_point & 0xFFFE) != 0xFFFE && !(code_point >= 0xFDD0 && code_point <= 0xFDEF) &&
           !text::is_bidi_override(code_point);
}

[[maybe_unused]] bool is_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == ':';
    });
}

}  // namespace

std::string escape(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + 8);
    for (std::size_t at = 0; at < text.size();) {
        const text::Decoded decoded = text::decode(text, at);
        switch (decoded.code_point) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#39;"; break;
            case '\t':
            case '\n':
            case '\r':
            case 0x2028:
            case 0x2029: escaped += ' '; break;
            default:
                text::append(escaped, decoded.valid && is_xml_character(decoded.code_point)
                                          ? decoded.code_point
                                          : 0xFFFD);
        }
        at += decoded.size;
    }
    return escaped;
}

std::string number(Length length) {
    const std::int64_t wide = length;
    const std::int64_t size = wide < 0 ? -wide : wide;
    std::string text = wide < 0 ? "-" : "";
    text += std::to_string(size / px);
    if (size % px != 0) {
        text += '.';
        text += static_cast<char>('0' + size % px);
    }
    return text;
}

std::string fragment_link(std::string_view fragment) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string link = "#";
    for (const char byte : fragment) {
        const auto value = static_cast<unsigned char>(byte);
        const bool plain = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') ||
                           (value >= '0' && value <= '9') ||
                           std::string_view("-._~").find(byte) != std::string_view::npos;
        if (plain) {
            link += byte;
        } else {
            link += '%';
            link += digits[value / 16];
            link += digits[value % 16];
        }
    }
    return link;
}

std::string PathData::text(std::optional<Length> mirror) const {
    std::string text;
    for (const Step& step : steps_) {
        text += step.letter;
        if (step.letter == 'Z') continue;
        text += number(mirror ? *mirror - step.to.x : step.to.x);
        text += ' ';
        text += number(step.to.y);
    }
    return text;
}

SvgWriter::SvgWriter(const PictureHead& head) : prefix_(head.id) {
    assert(is_name(prefix_) && prefix_.find(':') == std::string::npos);
    if (!head.style.empty()) out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const std::string width = number(head.size.width);
    const std::string height = number(head.size.height);
    open("svg").set("xmlns", "http://www.w3.org/2000/svg").set("class", "valla-drawing");
    set("id", prefix_).set("width", width).set("height", height);
    set("viewBox", "0 0 " + width + " " + height).set("role", "group");
    set("aria-labelledby", id("title"));
    if (!head.description.empty()) set("aria-describedby", id("description"));
    open("title").set("id", id("title")).content(head.title);
    close();
    if (!head.description.empty()) {
        open("desc").set("id", id("description")).content(head.description);
        close();
    }
    if (!head.style.empty()) {
        open("style").content(head.style);
        close();
        leaf("rect").set("class", "paper").set("width", head.size.width);
        set("height", head.size.height);
    }
    if (head.mirrored) mirrors_.push_back({0, head.size.width});
}

void SvgWriter::end_tag_start() {
    if (!in_tag_) return;
    in_tag_ = false;
    if (is_leaf_) {
        out_ += "/>\n";
        is_leaf_ = false;
        open_.pop_back();
        return;
    }
    out_ += '>';
}

SvgWriter& SvgWriter::open(std::string_view element) {
    assert(is_name(element));
    const bool first_child = in_tag_ && !is_leaf_;
    end_tag_start();
    if (first_child) out_ += '\n';
    out_ += '<';
    out_ += element;
    open_.emplace_back(element);
    in_tag_ = true;
    return *this;
}

SvgWriter& SvgWriter::leaf(std::string_view element) {
    open(element);
    is_leaf_ = true;
    return *this;
}

SvgWriter& SvgWriter::set(std::string_view attribute, std::string_view value) {
    assert(in_tag_ && is_name(attribute));
    out_ += ' ';
    out_ += attribute;
    out_ += "=\"";
    out_ += escape(value);
    out_ += '"';
    return *this;
}

SvgWriter& SvgWriter::set(std::string_view attribute, Length value) {
    return set(attribute, number(value));
}

SvgWriter& SvgWriter::set(const Box& box) {
    const Length left = mirrors_.empty() ? box.x : place(box.right());
    return set("x", left).set("y", box.y).set("width", box.width).set("height", box.height);
}

SvgWriter& SvgWriter::set(const PathData& data) { return set("d", data.text(mirror())); }

SvgWriter& SvgWriter::move(Point corner) {
    set("transform", "translate(" + number(place(corner.x)) + " " + number(corner.y) + ")");
    if (!mirrors_.empty()) mirrors_.push_back({open_.size(), 0});
    return *this;
}

SvgWriter& SvgWriter::content(std::string_view text) {
    assert(!is_leaf_);
    end_tag_start();
    out_ += escape(text);
    return *this;
}

void SvgWriter::close() {
    if (in_tag_ && is_leaf_) end_tag_start();
    assert(!open_.empty());
    const std::string element = std::move(open_.back());
    if (!mirrors_.empty() && mirrors_.back().depth == open_.size()) mirrors_.pop_back();
    open_.pop_back();
    if (in_tag_) {
        in_tag_ = false;
        out_ += "/>\n";
        return;
    }
    out_ += "</" + element + ">\n";
}

void SvgWriter::path(std::string_view css_class, const PathData& data) {
    leaf("path").set("class", css_class).set(data);
}

void SvgWriter::line(std::string_view css_class, Point from, Point to) {
    leaf("line").set("class", css_class).set("x1", place(from.x)).set("y1", from.y);
    set("x2", place(to.x)).set("y2", to.y);
}

void SvgWriter::title(std::string_view text) {
    open("title").content(text);
    close();
}

void SvgWriter::open_link(std::string_view fragment) {
    open("a").set("href", fragment_link(fragment));
}

void SvgWriter::text(std::string_view css_class, Point at, std::string_view text, Anchor anchor) {
    // In a mirrored picture a name in Arabic behind "not" is read after it.
    const bool right_to_left = mirrors_.empty() ? is_right_to_left(text) : has_right_to_left(text);
    open("text").set("class", css_class).set("x", place(at.x)).set("y", at.y);
    if (right_to_left) set("direction", "rtl");
    // What SVG calls the start of a line is its right end where text runs to the left.
    const bool swapped = right_to_left != !mirrors_.empty();
    if (anchor == Anchor::middle) set("text-anchor", "middle");
    if (anchor == (swapped ? Anchor::left : Anchor::right)) set("text-anchor", "end");
    content(text);
    close();
}

std::string SvgWriter::id(std::string_view name) const { return prefix_ + "-" + std::string(name); }

std::string SvgWriter::reference(std::string_view name) const { return "url(#" + id(name) + ")"; }

std::string SvgWriter::finish() && {
    while (!open_.empty()) close();
    return std::move(out_);
}

}  // namespace valla::drawing
