#pragma once

#include <cstdint>

namespace valla::drawing {

/// A length or a coordinate in tenths of a CSS pixel: whole numbers, so that the same picture has
/// the same bytes on any machine. x grows to the right, y downwards. Write `12 * px`.
using Length = std::int32_t;
inline constexpr Length px = 10;

struct Point {
    Length x = 0;
    Length y = 0;

    friend constexpr bool operator==(Point, Point) = default;
};

struct Size {
    Length width = 0;
    Length height = 0;

    friend constexpr bool operator==(Size, Size) = default;
};

struct Box {
    Length x = 0;
    Length y = 0;
    Length width = 0;
    Length height = 0;

    [[nodiscard]] constexpr Length right() const { return x + width; }
    [[nodiscard]] constexpr Length bottom() const { return y + height; }
    [[nodiscard]] constexpr Point centre() const { return {x + width / 2, y + height / 2}; }
    /// Whether the insides have a point in common; boxes that only touch do not intersect.
    [[nodiscard]] constexpr bool intersects(const Box& other) const {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    friend constexpr bool operator==(const Box&, const Box&) = default;
};

}  // namespace valla::drawing
