// How fast chronology/ answers, next to the least work that anybody could do on the same arrays,
// and next to z3 and cvc5 where they are installed. docs/chronology.md says how to run it and what
// came out.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <string>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "chronology/choice.hpp"
#include "chronology/impossible_sets.hpp"
#include "chronology/suspects.hpp"
#include "chronology/timeline.hpp"
#include "evidence_network.hpp"

namespace valla::bench {
namespace {

using chronology::ClaimId;
using chronology::ClaimSet;
using chronology::Graph;
using chronology::Minutes;
using chronology::Position;
using chronology::Segment;
using chronology::Side;
using chronology::Timeline;

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// One network at a time is kept, for the benchmarks that follow each other.
const EvidenceNetwork& network_of(const EvidenceShape& shape) {
    static std::string key;
    static std::unique_ptr<EvidenceNetwork> kept;
    const std::string wanted = std::to_string(shape.events) + " " +
                               std::to_string(shape.wrong_dates) + " " +
                               std::to_string(shape.disjunctions);
    if (key != wanted) {
        kept.reset();
        kept = std::make_unique<EvidenceNetwork>(evidence_network(shape));
        key = wanted;
    }
    return *kept;
}

EvidenceShape shape_of(const benchmark::State& state) {
    EvidenceShape shape;
    shape.events = static_cast<std::uint32_t>(state.range(0));
    return shape;
}

/// Every label pulled once on each side, from labels that do not change: no solver can look at all
/// constraints for less.
void two_passes(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    const Graph graph(evidence.network, ClaimSet::all(evidence.network.claims()));
    std::vector<Minutes> labels(graph.positions(), chronology::unbounded);
    std::vector<Minutes> result(graph.positions());
    for (auto _ : state) {
        for (const Side side : {Side::latest, Side::earliest}) {
            const auto& table = graph.supports(side);
            for (Position at = chronology::first_position; at < graph.positions(); ++at) {
                const Segment segment = table.of(at);
                Minutes value = labels[at];
                for (std::uint32_t k = segment.begin; k < segment.end; ++k) {
                    value =
                        std::min(value, labels[table.arcs()[k].other] + table.arcs()[k].distance);
                }
                result[at] = value;
            }
            benchmark::DoNotOptimize(result.data());
            benchmark::ClobberMemory();
        }
    }
    state.counters["constraints"] = static_cast<double>(evidence.network.constraints().size());
}

/// The same straight over the rows as they were given, in no order of time.
void two_passes_over_rows(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    std::vector<Minutes> labels(evidence.network.points(), chronology::unbounded);
    for (auto _ : state) {
        for (const chronology::Constraint& row : evidence.network.constraints()) {
            labels[row.x.index] = std::min(labels[row.x.index], labels[row.y.index] + row.distance);
        }
        benchmark::ClobberMemory();
        std::fill(labels.begin(), labels.end(), chronology::unbounded);
        for (const chronology::Constraint& row : evidence.network.constraints()) {
            labels[row.y.index] = std::min(labels[row.y.index], labels[row.x.index] + row.distance);
        }
        benchmark::ClobberMemory();
        std::fill(labels.begin(), labels.end(), chronology::unbounded);
    }
}

void load(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    const ClaimSet all = ClaimSet::all(evidence.network.claims());
    double bytes = 0;
    for (auto _ : state) {
        const Timeline timeline(evidence.network, all);
        if (!timeline.consistent()) state.SkipWithError("the network should be consistent");
        bytes = static_cast<double>(timeline.memory_bytes() + evidence.network.memory_bytes());
    }
    const auto constraints = static_cast<double>(evidence.network.constraints().size());
    state.counters["constraints"] = constraints;
    state.counters["bytes_per_constraint"] = bytes / constraints;
}

void load_only_graph(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    const ClaimSet all = ClaimSet::all(evidence.network.claims());
    for (auto _ : state) benchmark::DoNotOptimize(Graph(evidence.network, all));
}

void explain_all(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    const Timeline timeline(evidence.network, ClaimSet::all(evidence.network.claims()));
    std::size_t steps = 0;
    for (auto _ : state) {
        steps = 0;
        for (Position at = chronology::first_position; at < timeline.graph().positions(); ++at) {
            for (const Side side : {Side::latest, Side::earliest}) {
                steps += chain_of(timeline.bounds(side), at).size();
            }
        }
    }
    state.counters["steps"] = static_cast<double>(steps);
}

/// Microseconds of each call, as the counters median and p99.
class Latencies {
  public:
    template <typename Call>
    void time(Call call) {
        const auto begin = std::chrono::steady_clock::now();
        call();
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - begin;
        taken_.push_back(took.count());
    }
    void report(benchmark::State& state, const std::string& name) {
        std::sort(taken_.begin(), taken_.end());
        state.counters[name + "_median_us"] = taken_[taken_.size() / 2];
        state.counters[name + "_p99_us"] = taken_[taken_.size() * 99 / 100];
    }

  private:
    std::vector<double> taken_;
};

void change_one_claim(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    Timeline timeline(evidence.network, ClaimSet::all(evidence.network.claims()));
    std::mt19937 random(5);
    Latencies removals;
    Latencies additions;
    for (auto _ : state) {
        const ClaimId claim{static_cast<std::uint32_t>(random() % evidence.network.claims())};
        removals.time([&] { timeline.remove(claim); });
        additions.time([&] { timeline.add(claim); });
    }
    removals.report(state, "remove");
    additions.report(state, "add");
}

void reject_largest_source(benchmark::State& state) {
    const EvidenceNetwork& evidence = network_of(shape_of(state));
    const ClaimSet all = ClaimSet::all(evidence.network.claims());
    ClaimSet without = all;
    for (const ClaimId claim : evidence.largest_source()) without.erase(claim);
    Timeline timeline(evidence.network, all);
    double restored = 0;
    for (auto _ : state) {
        const double begin = thread_seconds();
        timeline.set_mask(without);
        const double middle = thread_seconds();
        timeline.set_mask(all);
        state.SetIterationTime(middle - begin);
        restored += thread_seconds() - middle;
    }
    state.counters["claims"] = static_cast<double>(all.size() - without.size());
    state.counters["restore_s"] = restored / static_cast<double>(state.iterations());
}

void load_with_wrong_dates(benchmark::State& state) {
    EvidenceShape shape = shape_of(state);
    shape.wrong_dates = static_cast<std::uint32_t>(state.range(1));
    const EvidenceNetwork& evidence = network_of(shape);
    const ClaimSet all = ClaimSet::all(evidence.network.claims());
    std::size_t sets = 0;
    std::size_t members = 0;
    for (auto _ : state) {
        Timeline timeline(evidence.network, all);
        sets = 0;
        members = 0;
        for (const ClaimId claim : timeline.set_aside()) {
            members += timeline.impossible_set(claim).claims.size();
            ++sets;
        }
    }
    state.counters["impossible_sets"] = static_cast<double>(sets);
    state.counters["claims_in_them"] = static_cast<double>(members);
}

/// The same with the claims that look wrong ranked last beforehand.
void rank_suspects_and_load(benchmark::State& state) {
    EvidenceShape shape = shape_of(state);
    shape.wrong_dates = static_cast<std::uint32_t>(state.range(1));
    const EvidenceNetwork& evidence = network_of(shape);
    const ClaimSet all = ClaimSet::all(evidence.network.claims());
    std::size_t sets = 0;
    for (auto _ : state) {
        state.PauseTiming();
        chronology::Network network = evidence.network;
        state.ResumeTiming();
        std::uint32_t last = network.claims();
        for (const ClaimId claim : suspects(network, all)) network.set_rank(claim, last++);
        Timeline timeline(network, all);
        sets = 0;
        for (const ClaimId claim : timeline.set_aside()) {
            benchmark::DoNotOptimize(timeline.impossible_set(claim));
            ++sets;
        }
    }
    state.counters["impossible_sets"] = static_cast<double>(sets);
}

/// So many impossible sets around wrong dates, the smallest first, of a network at hand; and how
/// many there are of each number of claims but the largest listed, of which there may be more.
void list_impossible_sets(benchmark::State& state) {
    EvidenceShape shape = shape_of(state);
    shape.wrong_dates = static_cast<std::uint32_t>(state.range(1));
    const EvidenceNetwork& evidence = network_of(shape);
    const Timeline timeline(evidence.network, ClaimSet::all(evidence.network.claims()));
    chronology::ImpossibleSets found;
    chronology::SearchLimits limits;
    limits.sets = static_cast<std::size_t>(state.range(2));
    limits.steps = std::max(limits.steps, 10'000 * limits.sets);
    for (auto _ : state) found = impossible_sets(timeline, limits);
    state.counters["sets"] = static_cast<double>(found.sets.size());
    state.counters["largest"] =
        found.sets.empty() ? 0 : static_cast<double>(found.sets.back().claims.size());
    state.counters["complete"] = found.complete ? 1 : 0;
    for (const auto& set : found.sets) {
        if (set.claims.size() < found.sets.back().claims.size())
            state.counters["of_" + std::to_string(set.claims.size())] += 1;
    }
}

/// So many events of a day, of which no two may overlap, in a day less.
void refuse_too_many_events(benchmark::State& state) {
    const auto count = static_cast<std::uint32_t>(state.range(0));
    chronology::Network network;
    ClaimSet mask;
    std::vector<std::pair<chronology::PointId, chronology::PointId>> events;
    std::vector<chronology::Choice> choices;
    const auto add_claim = [&] { return network.add_claim(network.claims()); };
    for (std::uint32_t k = 0; k < count; ++k) {
        const auto begin = network.add_point();
        const auto end = network.add_point();
        events.emplace_back(begin, end);
        mask.insert(add_claim());
        network.at_most(begin, end, -chronology::minutes_per_day);
        network.not_before(begin, 0);
        network.not_after(end, (count - 1) * chronology::minutes_per_day);
    }
    for (std::uint32_t a = 0; a < count; ++a) {
        for (std::uint32_t b = a + 1; b < count; ++b) {
            chronology::Choice choice{add_claim(), {}};
            mask.insert(choice.owner);
            choice.alternatives.push_back(add_claim());
            network.at_most(events[a].second, events[b].first, 0);
            choice.alternatives.push_back(add_claim());
            network.at_most(events[b].second, events[a].first, 0);
            choices.push_back(choice);
        }
    }
    chronology::Selection selection;
    for (auto _ : state) {
        Timeline timeline(network, mask);
        selection = select(timeline, choices);
        if (selection.outcome != chronology::Choosing::impossible)
            state.SkipWithError("should be impossible");
    }
    state.counters["decisions"] = static_cast<double>(selection.decisions);
    state.counters["conflicts"] = static_cast<double>(selection.conflicts);
}

/// Everything from nothing, then one way of settling all disjunctions.
void load_and_select(benchmark::State& state) {
    EvidenceShape shape = shape_of(state);
    shape.disjunctions = static_cast<std::uint32_t>(state.range(1));
    const EvidenceNetwork& evidence = network_of(shape);
    chronology::Network network = evidence.network;
    ClaimSet mask = ClaimSet::all(network.claims());
    std::vector<chronology::Choice> choices;
    for (const EitherOrder& either : evidence.disjunctions) {
        chronology::Choice choice{network.add_claim(network.claims()), {}};
        mask.insert(choice.owner);
        choice.alternatives.push_back(network.add_claim(network.claims()));
        network.at_most(either.first_end, either.second_begin, 0);
        choice.alternatives.push_back(network.add_claim(network.claims()));
        network.at_most(either.second_end, either.first_begin, 0);
        choices.push_back(choice);
    }
    chronology::Selection selection;
    for (auto _ : state) {
        Timeline timeline(network, mask);
        selection = select(timeline, choices);
        if (selection.outcome != chronology::Choosing::possible)
            state.SkipWithError("should be possible");
    }
    state.counters["decisions"] = static_cast<double>(selection.decisions);
    state.counters["conflicts"] = static_cast<double>(selection.conflicts);
}

double children_seconds() {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    const auto seconds = [](timeval time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Consistency alone, asked of another solver: its own processor time, its reading of the text
/// included.
void other_solver(benchmark::State& state, const std::string& command) {
    EvidenceShape shape = shape_of(state);
    shape.disjunctions = static_cast<std::uint32_t>(state.range(1));
    const std::string program = command.substr(0, command.find(' '));
    if (std::system(("command -v " + program + " >/dev/null").c_str()) != 0) {
        state.SkipWithError("not installed");
        return;
    }
    const std::string file = "chronology_bench.smt2";
    const std::string answer = "chronology_bench.answer";
    std::ofstream(file) << as_smt(network_of(shape));
    for (auto _ : state) {
        const double begin = children_seconds();
        const int status =
            std::system(("timeout 300 " + command + " " + file + " >" + answer).c_str());
        state.SetIterationTime(children_seconds() - begin);
        std::string line;
        std::getline(std::ifstream(answer), line);
        if (status != 0 || line != "sat") state.SkipWithError("no answer in 300 s");
    }
    std::remove(file.c_str());
    std::remove(answer.c_str());
}

constexpr auto z3 = "z3 auto_config=false smt.arith.solver=1";
constexpr auto cvc5 = "cvc5 --produce-unsat-cores";

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Unit(benchmark::kMillisecond)->Arg(10'000)->Arg(100'000)->Arg(1'000'000);
}

BENCHMARK(two_passes)->Apply(sizes);
BENCHMARK(two_passes_over_rows)->Apply(sizes);
BENCHMARK(load_only_graph)->Apply(sizes)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(load)->Apply(sizes)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(explain_all)->Apply(sizes);
BENCHMARK(change_one_claim)->Apply(sizes)->Iterations(20'000);
BENCHMARK(reject_largest_source)->Apply(sizes)->UseManualTime();
BENCHMARK(load_with_wrong_dates)
    ->Unit(benchmark::kMillisecond)
    ->Args({10'000, 30})
    ->Args({100'000, 300})
    ->Args({1'000'000, 3'000});
BENCHMARK(rank_suspects_and_load)
    ->Unit(benchmark::kMillisecond)
    ->Args({10'000, 30})
    ->Args({100'000, 300})
    ->Args({1'000'000, 3'000});
BENCHMARK(list_impossible_sets)
    ->Unit(benchmark::kMillisecond)
    ->Args({10'000, 30, 100})
    ->Args({10'000, 30, 20'000})
    ->Args({100'000, 300, 100})
    ->Args({100'000, 300, 20'000});
BENCHMARK(refuse_too_many_events)->Unit(benchmark::kMicrosecond)->Arg(8)->Arg(12)->Arg(16);
BENCHMARK(load_and_select)
    ->Unit(benchmark::kMillisecond)
    ->Args({10'000, 1'000})
    ->Args({10'000, 5'000});
BENCHMARK_CAPTURE(other_solver, z3, z3)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1)
    ->Args({10'000, 0})
    ->Args({10'000, 5'000})
    ->Args({100'000, 0});
BENCHMARK_CAPTURE(other_solver, cvc5, cvc5)
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1)
    ->Args({10'000, 0});

}  // namespace
}  // namespace valla::bench
