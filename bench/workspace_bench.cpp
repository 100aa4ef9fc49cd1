// One edit of one card in a case of 100,000 cards: the times of 2,000 edits, one after the other,
// of which the median and the 99th percentile are counters of the run.

#include <algorithm>
#include <chrono>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "case_generator.hpp"
#include "workspace/workspace.hpp"

namespace {

tl::expected<std::string, valla::text::Message> no_file(const std::string& path) {
    return tl::unexpected(valla::text::Message("no-such-file", {}).with("path", path));
}

void edit_one_card(benchmark::State& state) {
    // The generator makes about five claims for each card.
    const std::string text =
        valla::bench::generate_case(static_cast<std::uint32_t>(state.range(0)) * 27 / 5);
    std::vector<valla::text::Source> files;
    files.emplace_back("case.valla", text);
    valla::workspace::Workspace workspace(std::move(files), no_file);
    std::mt19937 random(11);
    std::vector<double> times;
    std::string now = text;
    for (auto _ : state) {
        // A letter is typed into a value, and a line is added and taken away again.
        const std::size_t colon = now.find(": ", random() % now.size());
        if (colon == std::string::npos) continue;
        const auto at = static_cast<std::uint32_t>(colon + 2);
        const std::string typed = random() % 2 == 0 ? "x" : "1";
        const auto begin = std::chrono::steady_clock::now();
        workspace.edit({"case.valla", {at, at}, typed});
        const auto middle = std::chrono::steady_clock::now();
        workspace.edit({"case.valla", {at, at + 1}, ""});
        const auto end = std::chrono::steady_clock::now();
        times.push_back(std::chrono::duration<double, std::milli>(middle - begin).count());
        times.push_back(std::chrono::duration<double, std::milli>(end - middle).count());
    }
    std::sort(times.begin(), times.end());
    if (times.empty()) return;
    state.counters["cards"] = static_cast<double>(workspace.the_case().cards().size());
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["p99_ms"] = times[times.size() * 99 / 100];
    state.counters["max_ms"] = times.back();
}

BENCHMARK(edit_one_card)->Arg(100'000)->Iterations(1'000)->Unit(benchmark::kMillisecond);

}  // namespace
