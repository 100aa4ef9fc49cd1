// Reading a case: the tree alone, reading and checking all of it, and one edit; beside them one
// pass that counts lines, which is the least that reading a text can cost.
//
//     scripts/bench casefile
//     scripts/bench workspace
//
// Bytes per second are those of the text. `text_ratio` is peak memory of the tables over the text,
// measured as the growth of the process.

#include <cstdlib>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>

#include "case_generator.hpp"
#include "casefile/case.hpp"
#include "casefile/check.hpp"
#include "syntax/tree.hpp"

namespace {

using valla::casefile::Case;

tl::expected<std::string, valla::text::Message> no_file(const std::string& path) {
    return tl::unexpected(valla::text::Message("no-such-file", {}).with("path", path));
}

const std::string& text_of(std::int64_t claims) {
    static std::int64_t made = 0;
    static std::string text;
    if (made != claims) text = valla::bench::generate_case(static_cast<std::uint32_t>(claims));
    made = claims;
    return text;
}

void set_rates(benchmark::State& state, std::size_t bytes) {
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void count_lines(benchmark::State& state) {
    const std::string& text = text_of(state.range(0));
    for (auto _ : state) {
        std::int64_t lines = 0;
        for (const char c : text) lines += c == '\n' ? 1 : 0;
        benchmark::DoNotOptimize(lines);
    }
    set_rates(state, text.size());
}

void parse_tree(benchmark::State& state) {
    const std::string& text = text_of(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(valla::syntax::parse(text).lines.size());
    set_rates(state, text.size());
}

/// Resident memory of this process in bytes, now; 0 where the system does not say.
std::int64_t resident_bytes() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word != "VmRSS:") continue;
        std::int64_t kilobytes = 0;
        status >> kilobytes;
        return kilobytes * 1024;
    }
    return 0;
}

void read_case(benchmark::State& state) {
    const std::string& text = text_of(state.range(0));
    std::int64_t claims = 0;
    std::int64_t grown = 0;
    for (auto _ : state) {
        const std::int64_t before = resident_bytes();
        std::vector<valla::text::Source> files;
        files.emplace_back("case.valla", text);
        const Case a_case = Case::read(std::move(files), no_file);
        claims = a_case.tables().row_count();
        grown = resident_bytes() - before;
    }
    set_rates(state, text.size());
    state.counters["claims"] = static_cast<double>(claims);
    state.counters["text_ratio"] = static_cast<double>(grown) / static_cast<double>(text.size());
}

void read_and_check(benchmark::State& state) {
    const std::string& text = text_of(state.range(0));
    for (auto _ : state) {
        std::vector<valla::text::Source> files;
        files.emplace_back("case.valla", text);
        const Case a_case = Case::read(std::move(files), no_file);
        const auto messages = valla::casefile::check(a_case);
        if (!messages.empty()) state.SkipWithError("the generated case has mistakes");
    }
    set_rates(state, text.size());
}

constexpr std::int64_t smallest = 10'000;
constexpr std::int64_t largest = 1'000'000;

BENCHMARK(count_lines)
    ->RangeMultiplier(10)
    ->Range(smallest, largest)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(parse_tree)->RangeMultiplier(10)->Range(smallest, largest)->Unit(benchmark::kMillisecond);
BENCHMARK(read_case)->RangeMultiplier(10)->Range(smallest, largest)->Unit(benchmark::kMillisecond);
BENCHMARK(read_and_check)
    ->RangeMultiplier(10)
    ->Range(smallest, largest)
    ->Unit(benchmark::kMillisecond);

}  // namespace
