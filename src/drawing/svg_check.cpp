#include "drawing/svg_check.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <pugixml.hpp>

#include "drawing/label.hpp"
#include "drawing/samples.hpp"
#include "text/unicode.hpp"

namespace valla::drawing::testing {

namespace {

const std::set<std::string> elements = {"svg",  "title", "desc", "style", "g",    "a",
                                        "text", "rect",  "path", "line",  "defs", "pattern"};
const std::set<std::string> attributes = {"xmlns",
                                          "class",
                                          "id",
                                          "width",
                                          "height",
                                          "viewBox",
                                          "role",
                                          "aria-labelledby",
                                          "aria-describedby",
                                          "x",
                                          "y",
                                          "rx",
                                          "d",
                                          "x1",
                                          "y1",
                                          "x2",
                                          "y2",
                                          "href",
                                          "transform",
                                          "text-anchor",
                                          "direction",
                                          "fill",
                                          "patternUnits"};

Length length_of(const pugi::xml_node& node, const char* name) {
    return static_cast<Length>(std::lround(node.attribute(name).as_double() * px));
}

class Reader {
  public:
    explicit Reader(const std::string& svg) {
        if (const auto bad = text::first_invalid(svg)) {
            fail("byte " + std::to_string(*bad) + " is not UTF-8");
        }
        for (std::size_t at = 0; at < svg.size();) {
            const text::Decoded decoded = text::decode(svg, at);
            const char32_t c = decoded.code_point;
            const bool allowed = c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
            if (!allowed) fail("a character that XML has not");
            if (text::is_bidi_override(c)) fail("an override of direction");
            at += decoded.size;
        }
        pugi::xml_document document;
        const auto result = document.load_string(
            svg.c_str(), pugi::parse_default | pugi::parse_doctype | pugi::parse_pi |
                             pugi::parse_comments | pugi::parse_ws_pcdata);
        if (!result) fail(std::string("not XML: ") + result.description());
        for (const pugi::xml_node node : document) {
            if (node.type() != pugi::node_element) fail("something beside the root element");
        }
        const pugi::xml_node root = document.first_child();
        picture_.size = {length_of(root, "width"), length_of(root, "height")};
        walk(root);
        for (const std::string& target : references_) {
            if (!ids_.contains(target)) fail("nothing has the id " + target);
        }
    }
    DrawnPicture picture() { return std::move(picture_); }

  private:
    void fail(const std::string& problem) {
        if (picture_.problem.empty()) picture_.problem = problem;
    }

    void walk(const pugi::xml_node& root) {
        struct Step {
            pugi::xml_node node;
            Point origin;
        };
        std::vector<Step> steps = {{root, {}}};
        while (!steps.empty()) {
            Step step = steps.back();
            steps.pop_back();
            if (step.node.type() == pugi::node_pcdata) continue;
            if (step.node.type() != pugi::node_element) {
                fail("something that is neither an element nor text");
                continue;
            }
            read(step.node, step.origin);
            for (auto child = step.node.last_child(); child; child = child.previous_sibling()) {
                steps.push_back({child, step.origin});
            }
        }
    }

    void read(const pugi::xml_node& node, Point& origin) {
        const std::string name = node.name();
        if (!elements.contains(name)) fail("an element " + name);
        for (const pugi::xml_attribute attribute : node.attributes()) {
            const std::string key = attribute.name();
            if (!attributes.contains(key)) fail("an attribute " + key);
            if (key == "id" && !ids_.insert(attribute.value()).second) {
                fail(std::string("two ids ") + attribute.value());
            }
            if (key == "id") picture_.ids.emplace_back(attribute.value());
            if (key == "href") {
                if (attribute.value()[0] != '#') fail("a link that leads out of the page");
                picture_.links.emplace_back(attribute.value());
            }
            const std::string value = attribute.value();
            if (key == "fill" && value.starts_with("url(#")) {
                references_.push_back(value.substr(5, value.size() - 6));
            }
        }
        if (const std::string transform = node.attribute("transform").value(); !transform.empty()) {
            double x = 0;
            double y = 0;
            if (std::sscanf(transform.c_str(), "translate(%lf %lf)", &x, &y) != 2) {
                fail("a transform " + transform);
            }
            origin.x += static_cast<Length>(std::lround(x * px));
            origin.y += static_cast<Length>(std::lround(y * px));
        }
        if (name == "title") picture_.titles.emplace_back(node.text().get());
        if (name == "rect") {
            picture_.boxes.emplace_back(
                node.attribute("class").value(),
                Box{origin.x + length_of(node, "x"), origin.y + length_of(node, "y"),
                    length_of(node, "width"), length_of(node, "height")});
        }
        if (name == "text") read_text(node, origin);
    }

    void read_text(const pugi::xml_node& node, Point origin) {
        DrawnText text;
        text.text = node.text().get();
        text.css_class = node.attribute("class").value();
        const auto has = [&](std::string_view word) {
            return text.css_class.find(word) != std::string::npos;
        };
        const Length font = has("title") ? 15 * px : has("small") ? 11 * px : 12 * px;
        const Length width =
            text_width(text.text, font, has("strong") || has("title") || has("letter"));
        const std::string anchor = node.attribute("text-anchor").value();
        const bool right_to_left = std::string(node.attribute("direction").value()) == "rtl";
        const bool at_right = (anchor == "end") != right_to_left;
        const Length x = origin.x + length_of(node, "x");
        const Length left = anchor == "middle" ? x - width / 2 : at_right ? x - width : x;
        const Length top = origin.y + length_of(node, "y") - ascent(font);
        text.box = {left, top, width, line_height(font)};
        picture_.texts.push_back(std::move(text));
    }

    DrawnPicture picture_;
    std::set<std::string> ids_;
    std::vector<std::string> references_;
};

}  // namespace

DrawnPicture read_picture(const std::string& svg) { return Reader(svg).picture(); }

std::string overlapping_texts(const DrawnPicture& picture) {
    const auto& texts = picture.texts;
    for (std::size_t a = 0; a < texts.size(); ++a) {
        const Box& box = texts[a].box;
        const Box page{0, 0, picture.size.width, picture.size.height};
        if (box.x < 0 || box.right() > page.width || box.bottom() > page.height) {
            return "\"" + texts[a].text + "\" leaves the picture";
        }
        for (std::size_t b = 0; b < a; ++b) {
            // Half a pixel of rounding does not make two texts touch.
            Box smaller = texts[b].box;
            smaller = {smaller.x + px / 2, smaller.y + px / 2, smaller.width - px,
                       smaller.height - px};
            if (smaller.width > 0 && box.intersects(smaller)) {
                return "\"" + texts[b].text + "\" and \"" + texts[a].text + "\" overlap";
            }
        }
    }
    return "";
}

std::vector<std::string> labels_to_try() {
    std::vector<std::string> labels = labels_in_scripts();
    labels.insert(labels.end(), hostile_texts().begin(), hostile_texts().end());
    return labels;
}

const std::vector<std::string>& hostile_texts() {
    static const std::vector<std::string> texts = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</text></svg><svg onload=alert(1)>",
        "&lt;b&gt; &amp;amp; &#x3C; &undefined;",
        "]]> <![CDATA[ x ]]> <!-- -- --> <?pi?> <!DOCTYPE a>",
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "url(https://example.org) expression(1)",
        std::string("a\0b\x01\x02\x1b[31m\x7f", 11),
        "\xC2\x85\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90",
        "\xFF\xFE broken \xC3 utf \xED\xA0\x80 8 \xF4\x90\x80\x80",
        "\xE2\x80\xAE txt.exe \xE2\x80\xAD left",
        "line\none\r\ntwo\ttab\xE2\x80\xA8three",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D <\xD7\xA9> \xE2\x81\xA6 isolated",
        "Z\xCD\x8C\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87\xCC\x88 algo",
        "\xCC\x81 a mark first",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0"
        "\x9F\x91\xA6 family",
        "\xEF\xB7\xBD\xEF\xB7\xBD\xEF\xB7\xBD",
        "   ",
        "",
        std::string(3000, 'x'),
        std::string(2000, '<'),
    };
    return texts;
}

}  // namespace valla::drawing::testing
