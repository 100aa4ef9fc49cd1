#pragma once

#include <string>
#include <vector>

#include "drawing/geometry.hpp"

namespace valla::drawing::testing {

/// A line of text in a picture, with the box that it may fill by text_width().
struct DrawnText {
    std::string text;
    std::string css_class;
    Box box;
};

/// A picture read back.
struct DrawnPicture {
    std::string problem;  ///< why it is not what SvgWriter may write; empty when it is
    std::vector<DrawnText> texts;
    std::vector<std::string> titles;
    std::vector<std::string> ids;
    std::vector<std::string> links;                  ///< values of `href`
    std::vector<std::pair<std::string, Box>> boxes;  ///< class and place of rectangles
    Size size;
};

/// Reads a picture with an XML parser, and checks that it is well-formed, that all characters are
/// allowed in XML 1.0, that elements and attributes are those of the drawings, that ids are unique,
/// and that links and references stay within the page.
DrawnPicture read_picture(const std::string& svg);

/// The first two texts whose boxes intersect, for people; empty when there are none.
std::string overlapping_texts(const DrawnPicture& picture);

/// Texts that could break a picture: markup, entities, controls, broken UTF-8, overrides.
const std::vector<std::string>& hostile_texts();

/// These, and labels in many scripts (samples.hpp).
std::vector<std::string> labels_to_try();

}  // namespace valla::drawing::testing
