// What chronology/ does in the assessment of a whole case, step by step, for cases of which one is
// ten times as large as the other: whether a step grows faster than the case.

#include <memory>
#include <vector>

#include <benchmark/benchmark.h>

#include "chronology/impossible_sets.hpp"
#include "chronology/time_claims.hpp"
#include "live_case.hpp"
#include "read_case.hpp"

namespace {

using namespace valla;
using chronology::ClaimSet;
using chronology::TimeClaims;
using chronology::Timeline;

struct Made {
    explicit Made(std::uint32_t claims) {
        the_case = bench::read_case(bench::clustered_case(claims));
        evidence = std::make_unique<evidence::Evidence>(evidence::Evidence::of(*the_case));
    }
    std::unique_ptr<casefile::Case> the_case;
    std::unique_ptr<evidence::Evidence> evidence;
};

/// One case at a time is kept, for the benchmarks that follow each other.
const Made& made(const benchmark::State& state) {
    static std::unique_ptr<Made> kept;
    static std::int64_t size = 0;
    if (size != state.range(0)) {
        kept.reset();
        kept = std::make_unique<Made>(static_cast<std::uint32_t>(state.range(0)));
        size = state.range(0);
    }
    return *kept;
}

void gather_times(benchmark::State& state) {
    const evidence::Evidence& evidence = *made(state).evidence;
    std::size_t rows = 0;
    for (auto _ : state) rows = TimeClaims::of(evidence).network().constraints().size();
    state.counters["constraints"] = static_cast<double>(rows);
}

void mask_times(benchmark::State& state) {
    const TimeClaims times = TimeClaims::of(*made(state).evidence);
    for (auto _ : state) benchmark::DoNotOptimize(times.all());
}

void bound_times(benchmark::State& state) {
    const TimeClaims times = TimeClaims::of(*made(state).evidence);
    const ClaimSet mask = times.all();
    std::size_t aside = 0;
    for (auto _ : state) aside = Timeline(times.network(), mask).set_aside().size();
    state.counters["set_aside"] = static_cast<double>(aside);
}

void list_clashes_of_times(benchmark::State& state) {
    const TimeClaims times = TimeClaims::of(*made(state).evidence);
    const ClaimSet mask = times.all();
    Timeline timeline(times.network(), mask);
    chronology::ClaimSets found;
    for (auto _ : state)
        found = impossible_sets(timeline, times.choices_in(mask), {.sets = 20'000});
    state.counters["sets"] = static_cast<double>(found.sets.size());
    state.counters["complete"] = found.complete ? 1 : 0;
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Unit(benchmark::kMillisecond)->Arg(100'000)->Arg(1'000'000);
}

BENCHMARK(gather_times)->Apply(sizes);
BENCHMARK(mask_times)->Apply(sizes);
BENCHMARK(bound_times)->Apply(sizes);
BENCHMARK(list_clashes_of_times)->Apply(sizes);

}  // namespace
