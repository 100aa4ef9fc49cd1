#include "chronology/allen.hpp"

namespace valla::chronology {

namespace {

struct Row {
    std::string_view name;
    std::array<EndConstraint, 4> constraints;
    std::size_t size;
};

constexpr EndConstraint less(End x, End y) { return {x, y, -1}; }
constexpr EndConstraint no_more(End x, End y) { return {x, y, 0}; }

constexpr End b1 = End::first_begin;
constexpr End e1 = End::first_end;
constexpr End b2 = End::second_begin;
constexpr End e2 = End::second_end;

/// In the order of the enumeration; an equality is two constraints.
constexpr std::array<Row, allen_relations> rows{{
    {"before", {{less(e1, b2)}}, 1},
    {"meets", {{no_more(e1, b2), no_more(b2, e1)}}, 2},
    {"overlaps", {{less(b1, b2), less(b2, e1), less(e1, e2)}}, 3},
    {"starts", {{no_more(b1, b2), no_more(b2, b1), less(e1, e2)}}, 3},
    {"during", {{less(b2, b1), less(e1, e2)}}, 2},
    {"finishes", {{less(b2, b1), no_more(e1, e2), no_more(e2, e1)}}, 3},
    {"equals", {{no_more(b1, b2), no_more(b2, b1), no_more(e1, e2), no_more(e2, e1)}}, 4},
    {"finished by", {{less(b1, b2), no_more(e1, e2), no_more(e2, e1)}}, 3},
    {"contains", {{less(b1, b2), less(e2, e1)}}, 2},
    {"started by", {{no_more(b1, b2), no_more(b2, b1), less(e2, e1)}}, 3},
    {"overlapped by", {{less(b2, b1), less(b1, e2), less(e2, e1)}}, 3},
    {"met by", {{no_more(e2, b1), no_more(b1, e2)}}, 2},
    {"after", {{less(e2, b1)}}, 1},
}};

}  // namespace

std::string_view name(Allen relation) { return rows[static_cast<std::size_t>(relation)].name; }

std::optional<Allen> allen_named(std::string_view name) {
    for (std::size_t k = 0; k < rows.size(); ++k) {
        if (rows[k].name == name) return static_cast<Allen>(k);
    }
    return std::nullopt;
}

std::span<const EndConstraint> constraints_of(Allen relation) {
    const Row& row = rows[static_cast<std::size_t>(relation)];
    return {row.constraints.data(), row.size};
}

}  // namespace valla::chronology
