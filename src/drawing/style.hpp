#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "drawing/svg.hpp"

namespace valla::drawing {

/// Accounts are told apart by a colour and a pattern, of which there are this many; beyond, they
/// repeat in other pairs, and the letter beside them tells.
inline constexpr std::uint32_t account_colours = 8;

/// The style sheet of all drawings, once for a page. Colours are variables with the prefix
/// `--valla-`, set on `.valla-drawing` without specificity so that a page can set them otherwise;
/// they follow the reader's wish for light or dark, and paper is always light. It asks for no font
/// that is not installed, and for nothing from outside.
std::string_view style_sheet();

/// The class that sets the colour of an account: "account-3".
std::string account_class(std::uint32_t account);

/// Defines the hatching of an account, to be used as `fill` with `svg.reference(hatch_name(...))`.
void define_hatch(SvgWriter& svg, std::uint32_t account);
std::string hatch_name(std::uint32_t account);

/// What stands for no account in the functions above.
inline constexpr std::uint32_t no_account = 0xFFFFFFFF;

}  // namespace valla::drawing
