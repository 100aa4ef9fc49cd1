// One line changed in a case that is assessed: what it takes until all answers are up to date,
// beside an assessment of the whole case in the same run. The median and the 99th percentile of the
// processor time of all changes are counters; so is the median of the cards that were assessed for
// one.

#include <algorithm>
#include <ctime>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "live_case.hpp"
#include "workspace/live_assessment.hpp"

namespace {

using valla::workspace::LiveAssessment;
using valla::workspace::Workspace;

tl::expected<std::string, valla::text::Message> no_such_file(const std::string& path) {
    return tl::unexpected(valla::text::Message("no-such-file", {}).with("path", path));
}

std::vector<valla::text::Source> files_of(const std::string& text) {
    std::vector<valla::text::Source> files;
    files.emplace_back("case.valla", text);
    return files;
}

void assess_anew(benchmark::State& state) {
    const Workspace workspace(
        files_of(valla::bench::clustered_case(static_cast<std::uint32_t>(state.range(0)))),
        no_such_file);
    for (auto _ : state)
        benchmark::DoNotOptimize(valla::dispute::Assessment::of(workspace.the_case(), {}));
}

void change_one_line(benchmark::State& state) {
    const std::string text =
        valla::bench::clustered_case(static_cast<std::uint32_t>(state.range(0)));
    Workspace workspace(files_of(text), no_such_file);
    LiveAssessment live(workspace);
    std::mt19937 random(11);
    std::vector<double> times;
    std::vector<double> cards;
    std::size_t wholes = 0;
    const auto change = [&](std::uint32_t begin, std::uint32_t end, const std::string& typed) {
        const std::clock_t before = std::clock();
        const auto refreshed = live.update(workspace.edit({"case.valla", {begin, end}, typed}));
        const std::clock_t after = std::clock();
        times.push_back(static_cast<double>(after - before) * 1000 / CLOCKS_PER_SEC);
        cards.push_back(static_cast<double>(refreshed.cards));
        wholes += refreshed.as_a_whole ? 1 : 0;
    };
    for (auto _ : state) {
        // Some event's year, chief or word is another, and then what it was.
        constexpr const char* fields[] = {"  on: 193", "  chief: person-", "  source: person-"};
        const std::string field = fields[random() % 3];
        std::size_t at = text.find(field, random() % text.size());
        if (at == std::string::npos) at = text.find(field);
        const auto digit = static_cast<std::uint32_t>(at + field.size());
        change(digit, digit + 1, text[digit] == '2' ? "3" : "2");
        change(digit, digit + 1, std::string(1, text[digit]));
    }
    std::sort(times.begin(), times.end());
    std::sort(cards.begin(), cards.end());
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["p99_ms"] = times[times.size() * 99 / 100];
    state.counters["cards"] = cards[cards.size() / 2];
    state.counters["wholes"] = static_cast<double>(wholes);
}

BENCHMARK(assess_anew)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(change_one_line)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Iterations(200)
    ->Unit(benchmark::kMillisecond);

}  // namespace
