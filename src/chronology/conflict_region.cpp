#include "chronology/conflict_region.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace valla::chronology {

namespace {

/// The bounds of one side as the given rows would improve them.
class Improvement {
  public:
    Improvement(const Timeline& timeline, Side side, std::span<const Constraint> rows)
        : bounds_(timeline.bounds(side)), graph_(timeline.graph()), side_(side), rows_(rows) {}

    /// False when more than `limit` labels changed, or were changed too often.
    bool run(std::size_t limit) {
        std::size_t changes_left = 64 * limit;
        for (std::size_t layer = 0; layer < rows_.size(); ++layer) {
            if (!use_rows()) return true;
            while (!waiting_.empty()) {
                const Position at = waiting_.front();
                waiting_.pop_front();
                if (labels_.size() > limit || changes_left-- == 0) return false;
                hand_on(at);
            }
        }
        return true;
    }

    void append_points(std::vector<Position>& points) const {
        for (const auto& [at, label] : labels_) points.push_back(at);
    }

  private:
    [[nodiscard]] Minutes value(Position at) const {
        const auto found = labels_.find(at);
        return found == labels_.end() ? bounds_.value(at) : found->second;
    }

    bool offer(Position at, Minutes label) {
        if (at == calendar || at < first_position || label >= value(at)) return false;
        labels_[at] = label;
        waiting_.push_back(at);
        return true;
    }

    bool use_rows() {
        bool improved = false;
        for (const Constraint& row : rows_) {
            const bool latest = side_ == Side::latest;
            const Position from = graph_.position(latest ? row.y : row.x);
            improved |= offer(graph_.position(latest ? row.x : row.y), value(from) + row.distance);
        }
        return improved;
    }

    void hand_on(Position at) {
        const ArcTable& table = graph_.dependents(side_);
        const Segment segment = table.of(at);
        const Minutes label = value(at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            offer(table.arcs()[k].other, label + table.arcs()[k].distance);
        }
    }

    const Bounds& bounds_;
    const Graph& graph_;
    Side side_;
    std::span<const Constraint> rows_;
    std::unordered_map<Position, Minutes> labels_;
    std::deque<Position> waiting_;
};

}  // namespace

ConflictRegion conflict_region(const Timeline& timeline, std::span<const Constraint> rows,
                               std::size_t point_limit) {
    ConflictRegion region;
    const Graph& graph = timeline.graph();
    std::vector<Position> points;
    for (const Side side : {Side::latest, Side::earliest}) {
        Improvement improvement(timeline, side, rows);
        region.whole &= improvement.run(point_limit);
        improvement.append_points(points);
    }
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());

    const ArcTable& table = graph.supports(Side::latest);
    for (const Position at : points) {
        const Segment segment = table.of(at);
        for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
            if (std::binary_search(points.begin(), points.end(), table.arcs()[k].other)) {
                region.kept_rows.push_back({table.constraints()[k]});
            }
        }
        for (const Side side : {Side::latest, Side::earliest}) {
            for (const CalendarConstraint& date : graph.dates(side).of(at)) {
                if (date.active()) region.kept_rows.push_back(date.constraint());
            }
        }
    }
    std::sort(region.kept_rows.begin(), region.kept_rows.end());
    return region;
}

}  // namespace valla::chronology
