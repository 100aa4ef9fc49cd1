#pragma once

#include <span>
#include <string>
#include <vector>

#include "drawing/style.hpp"
#include "drawing/timeline_drawing.hpp"

namespace valla::drawing {

/// What some accounts say alike of one thing.
struct ComparisonCell {
    std::vector<std::uint32_t> accounts;  ///< indexes of Comparison::accounts, ascending; not empty
    std::string text;
    std::string link;  ///< a fragment of the page; empty: none
};

/// What accounts say of one thing.
struct ComparisonRow {
    std::string label;
    std::vector<ComparisonCell> cells;
    bool excludes = false;  ///< the cells cannot all be so
};

struct ComparisonSection {
    std::string title;
    std::vector<ComparisonRow> rows;
    bool parts = false;  ///< of what accounts part over: who says nothing of it is shown
};

struct ComparisonAccount {
    std::string letter;  ///< short, unique: "A"
    std::string name;
    std::string ground;  ///< on whose word it is
    /// Which of Comparison::times.accounts it is, by which its colour is chosen; of the default,
    /// the one in its own place.
    std::uint32_t number = no_account;
};

/// Several accounts of one thing.
struct Comparison {
    std::string title;
    std::string note;  ///< below the title; may be empty
    std::vector<ComparisonAccount> accounts;
    std::vector<ComparisonSection> sections;
    Timeline times;  ///< with these accounts, and maybe others
};

struct ComparisonWords {
    std::string excludes = "cannot both be so";
    std::string silent = "says nothing of it";
    std::string times = "When it was, by each of them";
};

/// A row of the table that says what the columns show.
struct ComparisonTableRow {
    std::string section;
    std::string label;
    std::vector<std::string> cells;  ///< by account; empty for who says nothing
    bool excludes = false;
};

struct ComparisonDrawing {
    TimelinePanel columns;
    TimelineDrawing times;  ///< without panels when nothing has a date or an order
    std::vector<ComparisonTableRow> rows;
};

/// Draws a column for each account, headed by its letter, name and ground, and a row for each thing
/// that they speak of. What neighbouring columns say alike is one box across them; where what two
/// neighbours say cannot both be so, a sign of inequality stands between them. Below, when what
/// they speak of was by each of them (draw_timeline).
///
/// Columns share the width of the options, and make the picture wider where each would have less
/// than 120 pixels. At least one account.
ComparisonDrawing draw_comparison(const Comparison& comparison, const TimelineOptions& options = {},
                                  const ComparisonWords& words = {});

/// Several of them as one SVG file, one below the other, with its own style. At least one.
std::string draw_comparison_file(std::span<const Comparison> comparisons,
                                 const TimelineOptions& options = {},
                                 const ComparisonWords& words = {});

}  // namespace valla::drawing
