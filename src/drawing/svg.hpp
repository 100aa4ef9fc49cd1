#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/geometry.hpp"

namespace valla::drawing {

/// Text as the content of an element or the value of an attribute: markup characters are escaped,
/// line ends and tabs become blanks, and what XML 1.0 cannot hold (controls, noncharacters, bytes
/// that are not UTF-8) becomes U+FFFD. Characters that would show the text in another order than it
/// is read (text::is_bidi_override) become U+FFFD too.
///
///     escape("<b> & \"c\"") == "&lt;b&gt; &amp; &quot;c&quot;"
std::string escape(std::string_view text);

/// A length in pixels, with at most one digit after the point: "12", "-0.5".
std::string number(Length length);

/// The target `#fragment` of a link within the page, percent-encoded except for letters, digits and
/// `-._~` of ASCII, so that no fragment leads out of the page.
std::string fragment_link(std::string_view fragment);

/// The `d` of a path, built up segment by segment.
///
///     PathData().move({0, 0}).line({10 * px, 0}).close().text() == "M0 0L10 0Z"
class PathData {
  public:
    PathData& move(Point to) { return add('M', to); }
    PathData& line(Point to) { return add('L', to); }
    PathData& curve(Point control, Point to) { return add('Q', control).add(' ', to); }
    PathData& close() { return add('Z', {}); }
    [[nodiscard]] std::string text() const { return text({}); }

  private:
    friend class SvgWriter;
    PathData& add(char letter, Point to) {
        steps_.push_back({letter, to});
        return *this;
    }
    /// A letter with the point behind it; a blank for a further point, `Z` without one.
    struct Step {
        char letter;
        Point to;
    };
    [[nodiscard]] std::string text(std::optional<Length> mirror) const;

    std::vector<Step> steps_;
};

/// What the root of a picture says about it. `id` is a prefix that keeps the ids of several
/// pictures on one page apart; it is made of letters, digits and hyphens of ASCII, a letter first.
struct PictureHead {
    std::string id = "picture";
    Size size;
    std::string title;        ///< its accessible name
    std::string description;  ///< longer; may be empty
    /// A file of its own: with an XML declaration and this style sheet. Empty: a fragment for a
    /// page that has the style sheet already.
    std::string style;
    /// For readers who read from right to left: all that is drawn stands as in a mirror, and so
    /// runs from right to left, but texts read as they do.
    bool mirrored = false;
};

/// Writes one SVG picture. Names of elements and attributes are the program's own (asserted); every
/// text and value is escaped, so that nothing a user wrote becomes markup.
///
///     SvgWriter svg({.size = {100 * px, 20 * px}, .title = "Example"});
///     svg.open("g").set("class", "row");
///     svg.leaf("rect").set("width", 12 * px).set("height", 5 * px);
///     svg.close();
///     std::string picture = std::move(svg).finish();
///
/// Pictures take colours and fonts from classes only; style.hpp has the sheet.
class SvgWriter {
  public:
    explicit SvgWriter(const PictureHead& head);

    /// Begins an element; attributes are set on it until the next call that writes content.
    SvgWriter& open(std::string_view element);
    SvgWriter& set(std::string_view attribute, std::string_view value);
    SvgWriter& set(std::string_view attribute, Length value);
    /// Sets x, y, width and height.
    SvgWriter& set(const Box& box);
    /// Sets `d`.
    SvgWriter& set(const PathData& data);
    /// Text content of the open element.
    SvgWriter& content(std::string_view text);
    void close();

    /// Has the content of the open element drawn with its corner at a point.
    SvgWriter& move(Point corner);

    /// Begins an element without content, which ends by itself.
    SvgWriter& leaf(std::string_view element);
    void path(std::string_view css_class, const PathData& data);
    void line(std::string_view css_class, Point from, Point to);
    /// A `<title>`, which browsers show as a tooltip of the open element.
    void title(std::string_view text);
    /// Begins a link to a place in the page.
    void open_link(std::string_view fragment);

    enum class Anchor : std::uint8_t { left, middle, right };
    /// One line of selectable text whose baseline is at `at`; left, middle and right are those of
    /// the page (in a mirror, the other ones), in whatever direction the text runs. `direction` is
    /// set for text that begins with a right-to-left character, in a mirror for text that has one.
    void text(std::string_view css_class, Point at, std::string_view text,
              Anchor anchor = Anchor::left);

    /// "prefix-name", an id that no other picture of the page has.
    [[nodiscard]] std::string id(std::string_view name) const;
    /// A value that refers to an element of this picture: "url(#prefix-name)".
    [[nodiscard]] std::string reference(std::string_view name) const;

    /// Ends what is open; the picture.
    std::string finish() &&;

  private:
    void end_tag_start();
    /// What is at `x` from the left is that far left of here, in a mirrored picture.
    [[nodiscard]] std::optional<Length> mirror() const {
        return mirrors_.empty() ? std::nullopt : std::optional(mirrors_.back().right);
    }
    [[nodiscard]] Length place(Length x) const {
        return mirrors_.empty() ? x : mirrors_.back().right - x;
    }

    struct Mirror {
        std::size_t depth;  ///< elements that are open inside of which it holds
        Length right;
    };
    std::vector<Mirror> mirrors_;
    std::string out_;
    std::string prefix_;
    std::vector<std::string> open_;
    bool in_tag_ = false;
    bool is_leaf_ = false;
};

}  // namespace valla::drawing
