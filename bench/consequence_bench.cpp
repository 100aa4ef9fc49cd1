// Leaving things out of a made-up case of a million claims, ten thousand sources and chains of one
// to six hands, one claim in twenty of them denied by another.
//
//     scripts/bench consequence

#include <random>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "consequence/removal.hpp"
#include "read_case.hpp"

namespace {

using namespace valla;

std::string generate(std::uint32_t claims, std::uint32_t sources) {
    std::mt19937 random(11);
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    std::string text = "case generated\n  researcher: person-0\n";
    for (std::uint32_t i = 0; i < 1000; ++i) text += fmt::format("person person-{}\n", i);
    for (std::uint32_t i = 0; i < sources; ++i) {
        text += fmt::format("source source-{}\n  author: person-{}\n", i, below(1000));
        if (i > 0 && i % 5 == 0)
            text += fmt::format("  derives from{}: source-{}\n", i % 2 == 0 ? "" : ", evidently",
                                below(i));
    }
    for (std::uint32_t i = 0; i < claims / 2; ++i) {
        text += fmt::format("event event-{}\n  by{}: person-{}\n", below(claims / 4),
                            below(20) == 0 ? ", not" : "", below(1000));
        for (std::uint32_t chain = 0, chains = 1 + below(2); chain < chains; ++chain) {
            text += "  source: ";
            const std::uint32_t hops = 1 + below(6);
            for (std::uint32_t hop = 0; hop < hops; ++hop) {
                if (hop > 0) text += " through ";
                text += fmt::format("source-{}", below(sources));
            }
            text += fmt::format(" at page {}\n", below(300));
        }
    }
    return text;
}

struct Made {
    Made() {
        the_case = bench::read_case(generate(1'000'000, 10'000));
        assessment = *dispute::Assessment::of(*the_case, {});
        removal = std::make_unique<consequence::Removal>(*assessment);
    }
    std::unique_ptr<casefile::Case> the_case;
    std::unique_ptr<dispute::Assessment> assessment;
    std::unique_ptr<consequence::Removal> removal;
};

Made& made() {
    static Made all;
    return all;
}

/// `valla without SOURCE` once the case is read and assessed; each time another source.
void without_one(benchmark::State& state) {
    Made& all = made();
    std::uint32_t next = 0;
    std::size_t falls = 0;
    for (auto _ : state) {
        const auto name = all.the_case->tables().names.find(
            casefile::NameSpace::id, fmt::format("source-{}", next++ % 10'000));
        const lineage::Target target = lineage::Target::of(*name);
        falls += all.removal->without({&target, 1})->falls.size();
    }
    state.counters["falls"] = static_cast<double>(falls) / static_cast<double>(state.iterations());
}
BENCHMARK(without_one)->Unit(benchmark::kMillisecond)->Iterations(100);

/// `valla without --each`.
void without_each(benchmark::State& state) {
    Made& all = made();
    for (auto _ : state) {
        const auto ranks = all.removal->ranks();
        state.counters["ranked"] = static_cast<double>(ranks->size());
    }
}
BENCHMARK(without_each)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
