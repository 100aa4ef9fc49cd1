// How fast days are converted between calendars, and date text is read. Aims: a conversion under 20
// ns, 50 MB of date text a second.
//
// What was measured, and with how much noise, is in docs/dates.md under "Speed".

#include <array>
#include <random>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "calendar/calendars.hpp"
#include "calendar/reading.hpp"
#include "calendar/writing.hpp"

namespace {

using namespace valla::calendar;

std::vector<Day> random_days() {
    std::mt19937 random(1);
    std::vector<Day> days(4096);
    const Day first = to_day(Calendar::gregorian, {1100, 1, 1});
    for (Day& day : days) day = first + random() % 330000;  // the years 1100 to 2000
    return days;
}

void to_day_number(benchmark::State& state) {
    const auto calendar = static_cast<Calendar>(state.range(0));
    std::vector<CalendarDate> dates;
    for (const Day day : random_days()) dates.push_back(from_day(calendar, day));
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(to_day(calendar, dates[at++ & 4095]));
    }
    state.SetLabel(std::string(calendar_name(calendar)));
}
BENCHMARK(to_day_number)->DenseRange(0, calendar_count - 1);

void from_day_number(benchmark::State& state) {
    const auto calendar = static_cast<Calendar>(state.range(0));
    const std::vector<Day> days = random_days();
    std::size_t at = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(from_day(calendar, days[at++ & 4095]));
    }
    state.SetLabel(std::string(calendar_name(calendar)));
}
BENCHMARK(from_day_number)->DenseRange(0, calendar_count - 1);

void read_texts(benchmark::State& state, std::initializer_list<std::string_view> texts) {
    const std::vector<std::string_view> all(texts);
    for (const std::string_view text : all) {
        if (!read_date(text)) state.SkipWithError("not a date");
    }
    std::size_t at = 0;
    std::int64_t bytes = 0;
    for (auto _ : state) {
        const std::string_view text = all[at];
        at = at + 1 == all.size() ? 0 : at + 1;
        benchmark::DoNotOptimize(read_date(text));
        bytes += static_cast<std::int64_t>(text.size());
    }
    state.SetBytesProcessed(bytes);
}

void read_iso(benchmark::State& state) {
    read_texts(state, {"1936-07-13", "1917-11-07", "1936-07", "1936"});
}
BENCHMARK(read_iso);

void read_english(benchmark::State& state) {
    read_texts(state, {"13 July 1936", "17 July 1936", "July 1936", "1 September 1939",
                       "summer 1936", "about 1936", "21 July 1936", "25 October 1917 Julian"});
}
BENCHMARK(read_english);

void read_russian(benchmark::State& state) {
    read_texts(state, {"13 июля 1936", "1 сентября 1939 года", "июль 1936 г.", "около 1936 года"});
}
BENCHMARK(read_russian);

void read_pairs(benchmark::State& state) {
    read_texts(state,
               {"between 13 July 1936 and 20 July 1936", "from 1936 to 1938", "1984?/2004-06~"});
}
BENCHMARK(read_pairs);

/// As dates come in a case: three quarters are days and months in words, the rest everything else.
void read_mixed(benchmark::State& state) {
    read_texts(state, {"13 July 1936", "17 July 1936", "20 July 1936", "21 July 1936", "July 1936",
                       "July 1936", "1936-07-13", "1936", "23 July 1936", "13 July 1936",
                       "about 1936", "between 13 July 1936 and 20 July 1936", "summer 1936",
                       "1984?/2004-06~", "13 июля 1936", "13 July (1936)"});
}
BENCHMARK(read_mixed);

void write_edtf(benchmark::State& state) {
    const Date date = *read_date("13 July 1936");
    for (auto _ : state) benchmark::DoNotOptimize(to_edtf(date));
}
BENCHMARK(write_edtf);

void write_words(benchmark::State& state) {
    const Date date = *read_date("13 July 1936");
    for (auto _ : state) benchmark::DoNotOptimize(to_words(date, Language::english));
}
BENCHMARK(write_words);

}  // namespace
