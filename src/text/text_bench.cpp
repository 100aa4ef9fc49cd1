#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "text/render.hpp"
#include "text/source.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"

namespace valla::text {
namespace {

/// About a megabyte of short lines, one in eight of them not ASCII.
std::string many_lines() {
    std::string lines;
    for (int line = 0; lines.size() < 1'000'000; ++line) {
        lines += line % 8 == 0 ? "  by: Зиновьев, 東京\n" : "  by: zinoviev, kamenev and others\n";
    }
    return lines;
}

void first_invalid_byte(benchmark::State& state) {
    const std::string bytes = many_lines();
    for (auto _ : state) benchmark::DoNotOptimize(first_invalid(bytes));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes.size()));
}
BENCHMARK(first_invalid_byte);

void position_in_a_file(benchmark::State& state) {
    const Source source("many.valla", many_lines());
    std::uint32_t offset = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(source.position(offset));
        offset = (offset + 7919) % 1'000'000;
    }
}
BENCHMARK(position_in_a_file);

void message_for_people(benchmark::State& state) {
    const Source source("many.valla", many_lines());
    const PlacedMessage placed{&source, Message("unknown-id", {500'000, 500'007})
                                            .with("id", "kamenef")
                                            .with("suggestion", "kamenev")};
    for (auto _ : state) benchmark::DoNotOptimize(render_for_people(placed));
}
BENCHMARK(message_for_people);

void nearest_of_ten_thousand_words(benchmark::State& state) {
    std::vector<std::string> words;
    for (int number = 0; number < 10'000; ++number) {
        words.push_back("person-" + std::to_string(number));
    }
    const std::vector<std::string_view> known(words.begin(), words.end());
    for (auto _ : state) benchmark::DoNotOptimize(nearest_word("preson-7312", known));
}
BENCHMARK(nearest_of_ten_thousand_words);

}  // namespace
}  // namespace valla::text
