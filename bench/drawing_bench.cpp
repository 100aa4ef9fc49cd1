// How long drawings take: layered layouts of large graphs, and timelines.

#include <benchmark/benchmark.h>

#include "drawing/samples.hpp"

namespace valla::drawing {
namespace {

void lay_out_graph_of(benchmark::State& state) {
    const auto nodes = static_cast<std::uint32_t>(state.range(0));
    const LayeredGraph graph =
        testing::generated_layered_graph(nodes, nodes * 3 / 2, nodes / 10 + 2, 1);
    std::uint64_t crossings = 0;
    for (auto _ : state) {
        const LayeredLayout layout = lay_out(graph);
        crossings = layout.crossings;
        benchmark::DoNotOptimize(layout.size);
    }
    state.counters["crossings"] = static_cast<double>(crossings);
}
BENCHMARK(lay_out_graph_of)->Arg(100)->Arg(1'000)->Arg(5'000)->Unit(benchmark::kMillisecond);

/// Edges to nodes near by only, as chains of reports have: few bends.
void lay_out_slender_graph_of(benchmark::State& state) {
    const auto nodes = static_cast<std::uint32_t>(state.range(0));
    const LayeredGraph graph = testing::generated_layered_graph(nodes, nodes * 3 / 2, 20, 1);
    for (auto _ : state) benchmark::DoNotOptimize(lay_out(graph).size);
}
BENCHMARK(lay_out_slender_graph_of)->Arg(1'000)->Arg(5'000)->Unit(benchmark::kMillisecond);

void draw_timeline_of(benchmark::State& state) {
    const Timeline timeline = testing::generated_timeline(
        static_cast<std::uint32_t>(state.range(0)), 6, 2 * state.range(0) + 30);
    std::size_t bytes = 0;
    for (auto _ : state) {
        const TimelineDrawing drawing = draw_timeline(timeline);
        bytes = 0;
        for (const TimelinePanel& panel : drawing.panels) bytes += panel.svg.size();
    }
    state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(draw_timeline_of)->Arg(5)->Arg(50)->Arg(500)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace valla::drawing
