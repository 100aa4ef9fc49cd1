// What rests on whom, over a made-up case of a million claims, ten thousand sources and chains of
// one to six hands; and finding quotations in a transcript of ten million bytes.
//
//     scripts/bench lineage

#include <random>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "lineage/quotes.hpp"
#include "lineage/reliance.hpp"
#include "read_case.hpp"

namespace {

using namespace valla;

/// Cards with two claims each and one or two chains; every fifth source derives from another, some
/// of them evidently.
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
        text += fmt::format("event event-{}\n  by: person-{}\n", below(claims / 4), below(1000));
        for (std::uint32_t chain = 0; chain < 1 + below(2); ++chain) {
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
        evidence = std::make_unique<evidence::Evidence>(evidence::Evidence::of(*the_case));
    }
    std::unique_ptr<casefile::Case> the_case;
    std::unique_ptr<evidence::Evidence> evidence;
};

const Made& made() {
    static const Made all;
    return all;
}

/// `valla sources` without reading the case and gathering its claims.
void sources(benchmark::State& state) {
    const Made& all = made();
    for (auto _ : state) {
        const auto derivations = lineage::Derivations::of(*all.evidence);
        const lineage::Rejections rejections(*all.evidence, derivations);
        const auto rows = lineage::reliances(rejections);
        state.counters["tellers"] = static_cast<double>(rows.size());
    }
    state.counters["claims"] = static_cast<double>(all.evidence->claims().size());
}
BENCHMARK(sources)->Unit(benchmark::kMillisecond)->Iterations(3);

void index(benchmark::State& state) {
    const Made& all = made();
    for (auto _ : state) {
        const auto derivations = lineage::Derivations::of(*all.evidence);
        const lineage::Rejections rejections(*all.evidence, derivations);
        benchmark::DoNotOptimize(rejections.researcher());
    }
}
BENCHMARK(index)->Unit(benchmark::kMillisecond)->Iterations(3);

/// Masks of what is left without one source.
void live_without_one(benchmark::State& state) {
    const Made& all = made();
    const auto derivations = lineage::Derivations::of(*all.evidence);
    const lineage::Rejections rejections(*all.evidence, derivations);
    std::uint32_t number = 0;
    for (auto _ : state) {
        const std::string id = fmt::format("source-{}", number++ % 10'000);
        const auto name = all.the_case->tables().names.find(casefile::NameSpace::id, id);
        benchmark::DoNotOptimize(
            rejections.live(lineage::Target::of(*name), lineage::Links::firm).claims.size());
    }
}
BENCHMARK(live_without_one)->Unit(benchmark::kMillisecond);

/// What falls without each source, one after the other.
void without_each(benchmark::State& state) {
    const Made& all = made();
    const auto derivations = lineage::Derivations::of(*all.evidence);
    const lineage::Rejections rejections(*all.evidence, derivations);
    for (auto _ : state) {
        std::size_t gone = 0;
        for (std::uint32_t i = 0; i < 10'000; ++i) {
            const auto name = all.the_case->tables().names.find(casefile::NameSpace::id,
                                                                fmt::format("source-{}", i));
            gone += rejections.fall(lineage::Target::of(*name), lineage::Links::firm).claims.size();
        }
        state.counters["gone"] = static_cast<double>(gone);
    }
}
BENCHMARK(without_each)->Unit(benchmark::kMillisecond)->Iterations(3);

std::string transcript_text() {
    std::mt19937 random(5);
    std::string text;
    while (text.size() < 10'000'000) {
        // A few words are frequent and most are rare.
        const double share = static_cast<double>(random() % 1'000'000 + 1) / 1'000'000;
        text += fmt::format("word{}{}", static_cast<std::uint32_t>(20 / share),
                            random() % 12 == 0 ? "\n" : " ");
    }
    return text;
}

void make_transcript(benchmark::State& state) {
    const std::string text = transcript_text();
    for (auto _ : state) benchmark::DoNotOptimize(lineage::Transcript("t", text).find("word"));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(make_transcript)->Unit(benchmark::kMillisecond);

void find_nearest(benchmark::State& state) {
    const std::string text = transcript_text();
    const lineage::Transcript transcript("t", text);
    const std::string quotation = text.substr(text.size() / 2, 300) + " something else";
    for (auto _ : state) benchmark::DoNotOptimize(transcript.find(quotation).slips);
}
BENCHMARK(find_nearest)->Unit(benchmark::kMillisecond);

}  // namespace
