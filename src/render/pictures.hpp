#pragma once

#include "drawing/graph_drawing.hpp"
#include "drawing/timeline_drawing.hpp"
#include "render/assertions.hpp"

namespace valla::render {

/// Where a card of the case in `folder` (see folder_of) stands in a page that holds the cards: the
/// fragment that links lead to. Letters, digits, dots and hyphens of Latin stay, every other byte
/// is written as two hexadecimal digits, so that no two files share an anchor.
std::string card_anchor(std::string_view folder, const PlaceView& place);

/// Everything that has a time, or an order known to something else: its bounds as they follow from
/// what is not set aside. Lanes are kinds of what happened.
drawing::Timeline timeline_picture(const dispute::Assessment& assessment);

/// Who has it from whom: an arrow from each one to those who report him; dashed where the link is
/// hedged. Only hands behind claims of the case.
drawing::GraphPicture lineage_picture(const dispute::Assessment& assessment);

/// The arguments: premises, the inference, what it concludes; what would undo it is set against it.
drawing::GraphPicture arguments_picture(const dispute::Assessment& assessment);

/// People and bodies: how they belong together, and what they demanded, threatened and promised.
drawing::GraphPicture people_picture(const dispute::Assessment& assessment);

}  // namespace valla::render
