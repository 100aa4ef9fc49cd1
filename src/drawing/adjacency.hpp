#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace valla::drawing {

/// For each node a list of numbers, in compressed rows.
class Adjacency {
  public:
    /// `key(i)` is the node that item i of `count` belongs to; lists keep the order of the items.
    template <typename Key, typename Value>
    Adjacency(std::size_t nodes, std::size_t count, const Key& key, const Value& value)
        : begins_(nodes + 1), values_(count) {
        for (std::size_t item = 0; item < count; ++item) ++begins_[key(item) + 1];
        for (std::size_t node = 0; node < nodes; ++node) begins_[node + 1] += begins_[node];
        std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
        for (std::size_t item = 0; item < count; ++item) values_[next[key(item)]++] = value(item);
    }

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t node) const {
        return std::span(values_).subspan(begins_[node], begins_[node + 1] - begins_[node]);
    }
    [[nodiscard]] std::span<std::uint32_t> of(std::uint32_t node) {
        return std::span(values_).subspan(begins_[node], begins_[node + 1] - begins_[node]);
    }

  private:
    std::vector<std::uint32_t> begins_;
    std::vector<std::uint32_t> values_;
};

}  // namespace valla::drawing
