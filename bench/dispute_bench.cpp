// How fast dispute/ answers, and clingo where it is installed. docs/dispute.md says how to run it
// and what came out.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "dispute/solver.hpp"
#include "dispute_case.hpp"

namespace valla::bench {
namespace {

using dispute::ComponentId;
using dispute::Effort;
using dispute::Solver;
using dispute::Standing;
using dispute::StatementId;
using dispute::UnitId;
using dispute::UnitSet;

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// One case at a time is kept, for the benchmarks that follow each other.
const DisputeCase& case_of(const DisputeShape& shape) {
    static std::string key;
    static std::unique_ptr<DisputeCase> kept;
    const std::string wanted = std::to_string(shape.claims) + " " + std::to_string(shape.least) +
                               " " + std::to_string(shape.most) + " " +
                               std::to_string(shape.preferences ? 1 : 0) + " " +
                               std::to_string(shape.ordered_sources);
    if (key != wanted) {
        kept.reset();
        kept = std::make_unique<DisputeCase>(dispute_case(shape));
        key = wanted;
    }
    return *kept;
}

DisputeShape shape_of(const benchmark::State& state) {
    DisputeShape shape;
    shape.claims = static_cast<std::uint32_t>(state.range(0));
    shape.preferences = state.range(1) != 0;
    return shape;
}

void count_standings(benchmark::State& state, const Solver& solver) {
    double counts[6] = {};
    for (std::uint32_t k = 0; k < solver.situation().units(); ++k) {
        ++counts[static_cast<std::size_t>(solver.of(UnitId{k}).standing)];
    }
    for (std::uint32_t k = 0; k < solver.situation().statements(); ++k) {
        ++counts[static_cast<std::size_t>(solver.of(StatementId{k}).standing)];
    }
    state.counters["not_contradicted"] = counts[0];
    state.counters["in_any_case"] = counts[1];
    state.counters["on_some"] = counts[2];
    state.counters["on_none"] = counts[3];
    state.counters["open"] = counts[5];
    state.counters["units"] = solver.situation().units();
}

void solve(benchmark::State& state, const DisputeShape& shape) {
    const DisputeCase& evidence = case_of(shape);
    const UnitSet all = UnitSet::all(evidence.problem.units());
    std::unique_ptr<Solver> solver;
    for (auto _ : state) {
        const double begin = thread_seconds();
        solver = std::make_unique<Solver>(evidence.problem, all);
        state.SetIterationTime(thread_seconds() - begin);
    }
    count_standings(state, *solver);
    const double units = evidence.problem.units();
    state.counters["bytes_per_unit"] = static_cast<double>(solver->memory_bytes()) / units;
    state.counters["input_bytes_per_unit"] =
        static_cast<double>(evidence.problem.memory_bytes()) / units;
    double ignoring = 0;
    for (const ComponentId component : solver->components()) {
        if (solver->charges_ignored(component)) ++ignoring;
    }
    state.counters["charges_ignored"] = ignoring;
}

/// Standing of all units and statements, from nothing.
void solve_all(benchmark::State& state) { solve(state, shape_of(state)); }

/// Clusters of `least` to `most` claims, without preferences.
void solve_large_components(benchmark::State& state) {
    DisputeShape shape;
    shape.claims = static_cast<std::uint32_t>(state.range(0));
    shape.least = static_cast<std::uint32_t>(state.range(1));
    shape.most = static_cast<std::uint32_t>(state.range(2));
    shape.preferences = state.range(3) != 0;
    shape.ordered_sources = static_cast<std::uint32_t>(state.range(4));
    solve(state, shape);
}

/// A source whose units lie in about a thousand components goes, and comes back.
void reject_source(benchmark::State& state) {
    const DisputeCase& evidence = case_of(shape_of(state));
    const UnitSet all = UnitSet::all(evidence.problem.units());
    Solver solver(evidence.problem, all);
    std::vector<std::uint32_t> components_of_source(evidence.problem.units(), 0);
    for (const ComponentId component : solver.components()) {
        std::vector<std::uint32_t> sources;
        for (const UnitId unit : solver.members(component)) {
            sources.push_back(evidence.source_of_unit[unit.index]);
        }
        std::sort(sources.begin(), sources.end());
        sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
        for (const std::uint32_t source : sources) ++components_of_source[source];
    }
    std::uint32_t chosen = 0;
    const auto distance = [&](std::uint32_t source) {
        return std::abs(static_cast<int>(components_of_source[source]) - 1000);
    };
    for (std::uint32_t k = 0; k < evidence.problem.units(); ++k) {
        if (distance(k) < distance(chosen)) chosen = k;
    }
    UnitSet without = all;
    for (std::uint32_t k = 0; k < evidence.problem.units(); ++k) {
        if (evidence.source_of_unit[k] == chosen) without.erase({k});
    }
    double restored = 0;
    double popped = 0;
    for (auto _ : state) {
        const double begin = thread_seconds();
        solver.set_mask(without);
        const double middle = thread_seconds();
        solver.set_mask(all);
        state.SetIterationTime(middle - begin);
        restored += thread_seconds() - middle;
        solver.push();
        solver.set_mask(without);
        const double end = thread_seconds();
        solver.pop();
        popped += thread_seconds() - end;
    }
    state.counters["components"] = components_of_source[chosen];
    state.counters["restore_s"] = restored / static_cast<double>(state.iterations());
    state.counters["pop_s"] = popped / static_cast<double>(state.iterations());
}

void list_minimal_clashes(benchmark::State& state) {
    const DisputeCase& evidence = case_of(shape_of(state));
    Solver solver(evidence.problem, UnitSet::all(evidence.problem.units()));
    for (auto _ : state) {
        const double begin = thread_seconds();
        const dispute::ClashList list = solver.minimal_clashes(100'000'000);
        state.SetIterationTime(thread_seconds() - begin);
        if (!list.complete()) state.SkipWithError("should be complete");
        state.counters["clashes"] = list.size();
    }
}

double children_seconds() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](timeval time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Asks clingo which atoms are in some and which in every answer set of the components in batches
/// of `batch`, a process each, or of all at once when it is 0; its own processor time. Counts the
/// atoms, to be compared with ours.
void clingo(benchmark::State& state) {
    if (std::system("command -v clingo >/dev/null") != 0) {
        state.SkipWithError("not installed");
        return;
    }
    const DisputeCase& evidence = case_of(shape_of(state));
    Solver solver(evidence.problem, UnitSet::all(evidence.problem.units()));
    const auto batch = static_cast<std::uint32_t>(state.range(2));
    std::vector<std::uint32_t> batch_of(evidence.problem.units(), 0);
    std::uint32_t count = 0;
    for (const ComponentId component : solver.components()) {
        for (const UnitId unit : solver.members(component)) {
            batch_of[unit.index] = batch == 0 ? 0 : count / batch;
        }
        ++count;
    }
    const std::uint32_t batches = batch == 0 ? 1 : (count + batch - 1) / batch;
    const auto charge_all = [&](UnitId unit) {
        const auto component = solver.component(unit);
        return component && solver.charges_ignored(*component);
    };
    const std::string file = "dispute_bench.lp";
    const std::string answer = "dispute_bench.answer";
    for (auto _ : state) {
        double seconds = 0;
        double atoms[2] = {};
        for (std::uint32_t k = 0; k < batches; ++k) {
            std::ofstream(file) << as_program(
                evidence, [&](UnitId unit) { return batch_of[unit.index] == k; }, charge_all);
            for (int mode = 0; mode < 2; ++mode) {
                const double begin = children_seconds();
                const std::string command = std::string("timeout 300 clingo --eq=0 -e ") +
                                            (mode == 0 ? "brave" : "cautious") + " " + file + " >" +
                                            answer;
                // 30: all models were found.
                const int status = std::system(command.c_str());
                seconds += children_seconds() - begin;
                if (WEXITSTATUS(status) != 30) state.SkipWithError("no answer in 300 s");
                std::ifstream in(answer);
                std::string last;
                for (std::string line, before; std::getline(in, line); before = line) {
                    if (before.starts_with("Answer:")) last = line;
                }
                atoms[mode] += static_cast<double>(std::count(last.begin(), last.end(), '('));
            }
        }
        state.SetIterationTime(seconds);
        state.counters["in_some"] = atoms[0];
        state.counters["in_every"] = atoms[1];
    }
    std::remove(file.c_str());
    std::remove(answer.c_str());
    double some = 0;
    double every = 0;
    const auto add = [&](Standing standing) {
        if (standing <= Standing::only_on_some_versions) ++some;
        if (standing <= Standing::in_any_case) ++every;
    };
    for (std::uint32_t k = 0; k < evidence.problem.units(); ++k) add(solver.of(UnitId{k}).standing);
    for (std::uint32_t k = 0; batch == 0 && k < evidence.problem.statements(); ++k) {
        add(solver.of(StatementId{k}).standing);
    }
    state.counters["ours_in_some"] = some;
    state.counters["ours_in_every"] = every;
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Unit(benchmark::kMillisecond)->UseManualTime();
    for (const int preferences : {1, 0}) {
        for (const int claims : {10'000, 100'000, 1'000'000}) bench->Args({claims, preferences});
    }
}

BENCHMARK(solve_all)->Apply(sizes);
BENCHMARK(solve_large_components)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Args({10'000, 13, 24, 0, 0})
    ->Args({10'000, 21, 33, 0, 0})
    ->Args({10'000, 31, 43, 0, 0})
    ->Args({10'000, 41, 59, 0, 0})
    ->Args({10'000, 41, 59, 1, 0})
    ->Args({10'000, 41, 59, 0, 12})
    ->Args({200, 200, 200, 0, 0})
    ->Args({200, 200, 200, 1, 0})
    ->Args({200, 200, 200, 0, 12})
    ->Args({2'000, 2'000, 2'000, 0, 0})
    ->Args({2'000, 2'000, 2'000, 1, 0})
    ->Args({2'000, 2'000, 2'000, 0, 12});
BENCHMARK(reject_source)->Unit(benchmark::kMillisecond)->UseManualTime()->Args({1'000'000, 1});
BENCHMARK(list_minimal_clashes)->Apply(sizes);
BENCHMARK(clingo)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1)
    ->Args({1'000, 1, 0})
    ->Args({10'000, 1, 0})
    ->Args({10'000, 0, 0})
    ->Args({10'000, 1, 30})
    ->Args({10'000, 0, 30})
    ->Args({100'000, 1, 30});

}  // namespace
}  // namespace valla::bench
