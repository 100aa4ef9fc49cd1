#include "drawing/comparison_drawing.hpp"

#include <algorithm>
#include <cassert>
#include <list>

#include "drawing/label.hpp"
#include "drawing/style.hpp"
#include "drawing/timeline_panels.hpp"

namespace valla::drawing {

namespace {

constexpr Length gutter = 20 * px;
constexpr Length least_column = 120 * px;
constexpr Length cell_padding = 6 * px;
constexpr Length cell_gap = 4 * px;
constexpr Length row_padding = 4 * px;
constexpr Length band_height = 22 * px;
constexpr int most_lines = 6;

/// A cell as it is drawn: one box across neighbouring columns.
struct PlacedCell {
    const ComparisonCell* cell;
    std::size_t first;
    std::size_t last;
    Label label;
    Box box;
};

struct PlacedRow {
    const ComparisonRow* row;
    Label label;
    Length top = 0;
    Length height = 0;
    std::vector<PlacedCell> cells;
    std::vector<std::size_t> silent;  ///< columns
};

struct Heading {
    std::string text;
    Length top = 0;
};

struct Head {
    Label name;
    Label ground;
};

class Columns {
  public:
    Columns(const TimelineContext& context, const Comparison& comparison,
            const ComparisonWords& words)
        : comparison_(comparison), words_(words) {
        const auto count = static_cast<Length>(std::ssize(comparison.accounts));
        label_width_ = std::min(context.options.width * 24 / 100, 220 * px);
        left_ = panel_margin + label_width_ + gutter;
        const Length room = context.options.width - panel_margin - left_ - gutter * (count - 1);
        column_ = std::max(room / count, least_column);
        width_ = std::max(context.options.width,
                          left_ + column_ * count + gutter * (count - 1) + panel_margin);
        place();
    }

    [[nodiscard]] Size size() const { return {width_, height_}; }

    void draw(SvgWriter& svg) const {
        for (std::size_t i = 0; i < heads_.size(); ++i) draw_head(svg, i);
        for (const Heading& heading : headings_) {
            svg.leaf("rect").set("class", "band").set(Box{0, heading.top, width_, band_height});
            svg.text("strong", {panel_margin, heading.top + band_height * 68 / 100}, heading.text);
        }
        for (const PlacedRow& row : rows_) draw_row(svg, row);
        draw_legend(svg);
    }

  private:
    [[nodiscard]] Length column_left(std::size_t column) const {
        return left_ + (column_ + gutter) * static_cast<Length>(column);
    }
    [[nodiscard]] Length box_width(std::size_t first, std::size_t last) const {
        return column_left(last) + column_ - column_left(first);
    }

    void place() {
        Length y = 0;
        for (const ComparisonAccount& account : comparison_.accounts) {
            Head head{
                wrap(account.letter + "  " + account.name,
                     {.font_size = label_font, .max_width = column_, .max_lines = 3, .bold = true}),
                wrap(account.ground,
                     {.font_size = small_label_font, .max_width = column_, .max_lines = 3})};
            y = std::max(y, head.name.size.height + head.ground.size.height);
            heads_.push_back(std::move(head));
        }
        y += 2 * row_padding;
        for (const ComparisonSection& section : comparison_.sections) {
            if (section.rows.empty()) continue;
            const Label title = wrap(section.title, {.font_size = label_font,
                                                     .max_width = width_ - 2 * panel_margin,
                                                     .max_lines = 1,
                                                     .bold = true});
            headings_.push_back({title.lines.empty() ? "" : title.lines.front(), y});
            y += band_height;
            for (const ComparisonRow& row : section.rows) y = place_row(row, section.parts, y);
        }
        const bool has_legend = uses_excludes_ || uses_silent_;
        legend_top_ = y;
        height_ = y + (has_legend ? 24 * px : 0) + panel_margin;
    }

    Length place_row(const ComparisonRow& row, bool parts, Length top) {
        PlacedRow placed;
        placed.row = &row;
        placed.top = top;
        placed.label =
            wrap(row.label,
                 {.font_size = label_font, .max_width = label_width_, .max_lines = most_lines});
        std::vector<bool> speaks(comparison_.accounts.size(), false);
        std::vector<Length> filled(comparison_.accounts.size(), top + row_padding);
        for (const ComparisonCell& cell : row.cells) {
            assert(!cell.accounts.empty());
            for (std::size_t at = 0; at < cell.accounts.size();) {
                std::size_t end = at + 1;
                while (end < cell.accounts.size() &&
                       cell.accounts[end] == cell.accounts[end - 1] + 1)
                    ++end;
                place_cell(placed, cell, cell.accounts[at], cell.accounts[end - 1], filled);
                at = end;
            }
            for (const std::uint32_t account : cell.accounts) speaks[account] = true;
        }
        Length bottom = top + row_padding + placed.label.size.height;
        for (const Length end : filled) bottom = std::max(bottom, end - cell_gap);
        placed.height = bottom + row_padding - top;
        for (std::size_t i = 0; parts && i < speaks.size(); ++i) {
            if (!speaks[i]) placed.silent.push_back(i);
        }
        uses_silent_ = uses_silent_ || !placed.silent.empty();
        uses_excludes_ = uses_excludes_ || row.excludes;
        rows_.push_back(std::move(placed));
        return bottom + row_padding;
    }

    void place_cell(PlacedRow& row, const ComparisonCell& cell, std::size_t first, std::size_t last,
                    std::vector<Length>& filled) {
        const Length width = box_width(first, last);
        PlacedCell placed{&cell,
                          first,
                          last,
                          wrap(cell.text, {.font_size = label_font,
                                           .max_width = width - 2 * cell_padding,
                                           .max_lines = most_lines}),
                          {}};
        Length y = 0;
        for (std::size_t i = first; i <= last; ++i) y = std::max(y, filled[i]);
        const Length height =
            std::max(placed.label.size.height, line_height(label_font)) + 2 * cell_padding;
        placed.box = {column_left(first), y, width, height};
        for (std::size_t i = first; i <= last; ++i) filled[i] = y + height + cell_gap;
        row.cells.push_back(std::move(placed));
    }

    void draw_head(SvgWriter& svg, std::size_t account) const {
        const Head& head = heads_[account];
        const Length x = column_left(account);
        svg.open("g").set("class", account_class(number_of(account)));
        Length baseline = row_padding + ascent(label_font);
        for (const std::string& line : head.name.lines) {
            svg.text("letter", {x, baseline}, line);
            baseline += line_height(label_font);
        }
        baseline += ascent(small_label_font) - ascent(label_font);
        for (const std::string& line : head.ground.lines) {
            svg.text("small muted", {x, baseline}, line);
            baseline += line_height(small_label_font);
        }
        svg.close();
    }

    void draw_row(SvgWriter& svg, const PlacedRow& row) const {
        Length baseline = row.top + row_padding + cell_padding + ascent(label_font);
        if (row.label.lines.size() > 1) baseline -= cell_padding;
        for (const std::string& line : row.label.lines) {
            svg.text("label", {panel_margin, baseline}, line);
            baseline += line_height(label_font);
        }
        for (const PlacedCell& cell : row.cells) draw_cell(svg, cell);
        const Length middle = row.top + row.height / 2;
        for (const std::size_t column : row.silent) {
            svg.text("muted", {column_left(column) + column_ / 2, middle + label_font * 36 / 100},
                     "–", SvgWriter::Anchor::middle);
        }
        if (row.row->excludes) draw_exclusions(svg, row);
        svg.line("grid", {panel_margin, row.top + row.height},
                 {width_ - panel_margin, row.top + row.height});
    }

    [[nodiscard]] std::uint32_t number_of(std::size_t account) const {
        const std::uint32_t number = comparison_.accounts[account].number;
        return number == no_account ? static_cast<std::uint32_t>(account) : number;
    }

    void draw_cell(SvgWriter& svg, const PlacedCell& cell) const {
        const bool one = cell.cell->accounts.size() == 1;
        svg.open("g").set("class",
                          account_class(one ? number_of(cell.cell->accounts.front()) : no_account));
        if (cell.label.cut) svg.title(cell.cell->text);
        if (!cell.cell->link.empty()) svg.open_link(cell.cell->link);
        svg.leaf("rect").set("class", "node").set(cell.box).set("rx", 3 * px);
        Length baseline = cell.box.y + cell_padding + ascent(label_font);
        for (const std::string& line : cell.label.lines) {
            svg.text("label", {cell.box.x + cell_padding, baseline}, line);
            baseline += line_height(label_font);
        }
        if (!cell.cell->link.empty()) svg.close();
        svg.close();
    }

    /// Between columns that both have something of their own.
    void draw_exclusions(SvgWriter& svg, const PlacedRow& row) const {
        for (std::size_t right = 1; right < comparison_.accounts.size(); ++right) {
            const auto has = [&](std::size_t column, std::size_t but) {
                return std::any_of(row.cells.begin(), row.cells.end(), [&](const PlacedCell& cell) {
                    return cell.first <= column && column <= cell.last &&
                           !(cell.first <= but && but <= cell.last);
                });
            };
            if (!has(right - 1, right) || !has(right, right - 1)) continue;
            draw_unequal(svg, {column_left(right) - gutter / 2, row.top + row.height / 2});
        }
    }

    static void draw_unequal(SvgWriter& svg, Point at) {
        constexpr Length half = 5 * px;
        PathData sign;
        for (const Length y : {-2 * px, 2 * px})
            sign.move({at.x - half, at.y + y}).line({at.x + half, at.y + y});
        sign.move({at.x - 3 * px, at.y + half + px}).line({at.x + 3 * px, at.y - half - px});
        svg.path("edge against", sign);
    }

    void draw_legend(SvgWriter& svg) const {
        const Length middle = legend_top_ + 14 * px;
        const Length baseline = middle + small_label_font * 36 / 100;
        Length x = panel_margin;
        if (uses_excludes_) {
            draw_unequal(svg, {x + 6 * px, middle});
            svg.text("small", {x + 18 * px, baseline}, words_.excludes);
            x += 18 * px + text_width(words_.excludes, small_label_font) + 24 * px;
        }
        if (!uses_silent_) return;
        svg.text("small", {x, baseline}, "–");
        svg.text("small", {x + 18 * px, baseline}, words_.silent);
    }

    const Comparison& comparison_;
    const ComparisonWords& words_;
    Length label_width_ = 0;
    Length left_ = 0;
    Length column_ = 0;
    Length width_ = 0;
    Length height_ = 0;
    Length legend_top_ = 0;
    bool uses_excludes_ = false;
    bool uses_silent_ = false;
    std::vector<Head> heads_;
    std::vector<Heading> headings_;
    std::vector<PlacedRow> rows_;
};

PanelPart columns_panel(const TimelineContext& context, const Comparison& comparison,
                        const ComparisonWords& words) {
    Columns columns(context, comparison, words);
    PanelPart part;
    part.id = context.options.id + "-columns";
    part.title = comparison.title;
    part.size = columns.size();
    part.draw = [columns = std::move(columns)](SvgWriter& svg) { columns.draw(svg); };
    return part;
}

std::vector<ComparisonTableRow> table(const Comparison& comparison) {
    std::vector<ComparisonTableRow> rows;
    for (const ComparisonSection& section : comparison.sections) {
        for (const ComparisonRow& row : section.rows) {
            ComparisonTableRow made{section.title, row.label, {}, row.excludes};
            made.cells.resize(comparison.accounts.size());
            for (const ComparisonCell& cell : row.cells) {
                for (const std::uint32_t account : cell.accounts) {
                    std::string& text = made.cells[account];
                    text += (text.empty() ? "" : "; ") + cell.text;
                }
            }
            rows.push_back(std::move(made));
        }
    }
    return rows;
}

}  // namespace

ComparisonDrawing draw_comparison(const Comparison& comparison, const TimelineOptions& options,
                                  const ComparisonWords& words) {
    assert(!comparison.accounts.empty());
    TimelineContext context{comparison.times, options};
    ComparisonDrawing drawing;
    drawing.columns = drawn_panel(context, columns_panel(context, comparison, words));
    drawing.times = draw_timeline(comparison.times, options);
    drawing.rows = table(comparison);
    return drawing;
}

std::string draw_comparison_file(std::span<const Comparison> comparisons,
                                 const TimelineOptions& options, const ComparisonWords& words) {
    assert(!comparisons.empty());
    // What is drawn below stays where it is until the file is made.
    std::list<TimelineOptions> all_options;
    std::list<TimelineContext> contexts;
    std::list<TimelinePlan> plans;
    std::vector<StackedPart> parts;
    std::set<std::uint32_t> accounts;
    for (const Comparison& comparison : comparisons) {
        assert(!comparison.accounts.empty());
        all_options.push_back(options);
        all_options.back().id += "-" + std::to_string(all_options.size());
        TimelineContext& context =
            contexts.emplace_back(TimelineContext{comparison.times, all_options.back()});
        const std::string heading =
            comparison.note.empty() ? comparison.title : comparison.title + ". " + comparison.note;
        parts.push_back({columns_panel(context, comparison, words), heading});
        const TimelinePlan& plan =
            plans.emplace_back(plan_timeline(comparison.times, all_options.back()));
        std::vector<PanelPart> times = all_parts(context, plan);
        // The legend shows what the panels use, which is known when they have been drawn.
        for (const PanelPart& part : times) (void)drawn_panel(context, part);
        if (!times.empty()) times.push_back(legend_panel(context));
        for (PanelPart& part : times) {
            std::string title = part.title;
            if (&part == &times.front()) title = words.times + ": " + title;
            parts.push_back({std::move(part), std::move(title)});
        }
        accounts.insert(context.accounts.begin(), context.accounts.end());
    }
    TimelineContext context{comparisons.front().times, options};
    context.accounts = std::move(accounts);
    return stacked_file(context, comparisons.front().times.title, parts);
}

}  // namespace valla::drawing
