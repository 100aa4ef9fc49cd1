// How fast deduction/ joins, next to SQLite in memory on the same rows with the indexes that its
// planner would want and its statistics made. docs/deduction.md says how to run it and what came
// out. Both have their indexes made before the clock starts; both count, or both give all rows in
// order.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include "deduction/belief.hpp"
#include "deduction/closure.hpp"
#include "deduction/query.hpp"
#include "deduction/supports.hpp"

namespace valla::bench {
namespace {

using namespace deduction;

constexpr Variable a{0};
constexpr Variable b{1};
constexpr Variable c{2};
constexpr Variable d{3};

using Pair = std::pair<std::uint32_t, std::uint32_t>;

class Sqlite {
  public:
    Sqlite() { check(sqlite3_open(":memory:", &base_)); }
    ~Sqlite() { sqlite3_close(base_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    void run(const std::string& text) const {
        check(sqlite3_exec(base_, text.c_str(), nullptr, nullptr, nullptr));
    }

    /// A table of two columns, clustered by one and indexed by the other.
    void fill(const std::string& table, const std::vector<Pair>& rows) const {
        run("create table " + table + " (x integer, y integer, primary key (x, y)) without rowid");
        run("begin");
        sqlite3_stmt* insert = nullptr;
        const std::string text = "insert or ignore into " + table + " values (?, ?)";
        check(sqlite3_prepare_v2(base_, text.c_str(), -1, &insert, nullptr));
        for (const auto& [x, y] : rows) {
            sqlite3_bind_int64(insert, 1, x);
            sqlite3_bind_int64(insert, 2, y);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("commit");
        run("create index " + table + "_y on " + table + " (y, x)");
        run("analyze");
    }

    /// The rows of an answer, and the sum of its first column.
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> ask(const std::string& text) const {
        sqlite3_stmt* select = nullptr;
        check(sqlite3_prepare_v2(base_, text.c_str(), -1, &select, nullptr));
        std::pair<std::uint64_t, std::uint64_t> result;
        while (sqlite3_step(select) == SQLITE_ROW) {
            ++result.first;
            result.second += static_cast<std::uint64_t>(sqlite3_column_int64(select, 0));
        }
        sqlite3_finalize(select);
        return result;
    }

  private:
    static void check(int result) {
        if (result == SQLITE_OK) return;
        std::fprintf(stderr, "sqlite: %s\n", sqlite3_errstr(result));
        std::exit(1);
    }
    sqlite3* base_ = nullptr;
};

/// The same rows in both, and what is asked of them.
struct Data {
    Sqlite sqlite;
    FactStore facts;
    std::vector<PredicateId> relations;

    void add(const std::string& name, const std::vector<Pair>& rows) {
        sqlite.fill(name, rows);
        relations.push_back(facts.add_predicate(2));
        for (const auto& [x, y] : rows) facts.add(relations.back(), {TermId{x}, TermId{y}});
    }
};

std::uint32_t below(std::mt19937& random, std::uint32_t limit) {
    return static_cast<std::uint32_t>(random() % limit);
}

/// Numbers of which few are frequent: 1 / rank.
std::uint32_t skewed(std::mt19937& random, std::uint32_t limit) {
    const double share = static_cast<double>(random()) / 4294967296.0;
    return static_cast<std::uint32_t>(std::pow(static_cast<double>(limit), share)) - 1;
}

std::vector<Pair> random_pairs(std::uint32_t seed, std::uint32_t count, std::uint32_t xs,
                               std::uint32_t ys) {
    std::mt19937 random(seed);
    std::vector<Pair> rows(count);
    for (auto& [x, y] : rows) {
        x = below(random, xs);
        y = below(random, ys);
    }
    return rows;
}

std::vector<Pair> skewed_pairs(std::uint32_t seed, std::uint32_t count, std::uint32_t xs,
                               std::uint32_t ys) {
    std::mt19937 random(seed);
    std::vector<Pair> rows(count);
    for (auto& [x, y] : rows) {
        x = skewed(random, xs);
        y = skewed(random, ys);
    }
    return rows;
}

/// A forest of this many links in which no chain has more than `depth`.
std::vector<Pair> forest(std::uint32_t links, std::uint32_t depth) {
    std::mt19937 random(5);
    std::vector<Pair> rows;
    const std::uint32_t width = links / depth;
    for (std::uint32_t level = 1; level <= depth; ++level) {
        for (std::uint32_t at = 0; at < width; ++at) {
            rows.emplace_back(level * width + at, (level - 1) * width + below(random, width));
        }
    }
    return rows;
}

/// One set of data at a time is kept, for the benchmarks that follow each other.
template <class Make>
Data& kept(const std::string& name, Make make) {
    static std::string key;
    static std::unique_ptr<Data> data;
    if (key != name) {
        data = std::make_unique<Data>();
        make(*data);
        key = name;
    }
    return *data;
}

Data& star_data() {
    return kept("star", [](Data& data) {
        data.add("r", random_pairs(1, 333'000, 100'000, 1'000'000));
        data.add("s", random_pairs(2, 333'000, 100'000, 1'000'000));
        data.add("t", random_pairs(3, 334'000, 100'000, 1'000'000));
    });
}

Data& graph_data() {
    return kept("graph",
                [](Data& data) { data.add("r", random_pairs(4, 1'000'000, 400'000, 400'000)); });
}

Data& dense_data() {
    return kept("dense",
                [](Data& data) { data.add("r", random_pairs(4, 1'000'000, 60'000, 60'000)); });
}

Data& skewed_data() {
    return kept("skewed", [](Data& data) {
        data.add("r", skewed_pairs(6, 1'000'000, 1'000'000, 1'000'000));
    });
}

Data& range_data() {
    return kept("range", [](Data& data) {
        std::mt19937 random(7);
        std::vector<Pair> events;
        for (std::uint32_t event = 0; event < 1'000'000; ++event) {
            events.emplace_back(2'000'000 + event, 100'000 + below(random, 36'500));
        }
        std::vector<Pair> windows;
        for (std::uint32_t window = 0; window < 2'000; ++window) {
            const std::uint32_t from = 100'000 + below(random, 36'500);
            windows.emplace_back(from, from + 1 + below(random, 30));
        }
        data.add("r", events);
        data.add("w", windows);
    });
}

Data& forest_data() {
    return kept("forest", [](Data& data) { data.add("r", forest(100'000, 20)); });
}

/// A query and the same in SQL.
struct Case {
    Data& (*data)();
    Query (*query)(const Data& data);
    const char* sql;
};

Atom atom(const Data& data, std::size_t relation, Argument left, Argument right) {
    return {data.relations[relation], {left, right}};
}

const std::vector<std::pair<std::string, Case>>& cases() {
    static const std::vector<std::pair<std::string, Case>> all{
        {"star_count",
         {star_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b), atom(data, 1, a, c),
                                              atom(data, 2, a, d)}},
                           .counts = true};
          },
          "select count(*) from r join s on s.x = r.x join t on t.x = r.x"}},
        {"path_count",
         {graph_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b), atom(data, 0, b, c),
                                              atom(data, 0, c, d)}},
                           .counts = true};
          },
          "select count(*) from r join r s on s.x = r.y join r t on t.x = s.y"}},
        {"path_rows_in_order",
         {graph_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b), atom(data, 0, b, c)}},
                           .show = {a, c}};
          },
          "select distinct r.x, s.y from r join r s on s.x = r.y order by r.x, s.y"}},
        {"path_groups",
         {graph_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b), atom(data, 0, b, c)}},
                           .show = {a},
                           .counts = true};
          },
          "select r.x, count(*) from r join r s on s.x = r.y group by r.x order by r.x"}},
        {"triangle_count",
         {dense_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b), atom(data, 0, b, c),
                                              atom(data, 0, c, a)}},
                           .counts = true};
          },
          "select count(*) from r join r s on s.x = r.y join r t on t.x = s.y and t.y = r.x"}},
        {"absent_count",
         {dense_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b)}},
                           .absent = {{.atoms = {atom(data, 0, b, c), atom(data, 0, c, a)}}},
                           .counts = true};
          },
          "select count(*) from r where not exists (select 1 from r s join r t on t.x = s.y "
          "where s.x = r.y and t.y = r.x)"}},
        {"skewed_triangle_count",
         {skewed_data,
          [](const Data& data) {
              return Query{
                  .body = {.atoms = {atom(data, 0, a, b), atom(data, 0, b, c), atom(data, 0, c, a)},
                           .comparisons = {{Comparator::less, TermId{2'000}, a}}},
                  .counts = true};
          },
          "select count(*) from r join r s on s.x = r.y join r t on t.x = s.y and t.y = r.x "
          "where r.x > 2000"}},
        {"skewed_path_count",
         {skewed_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 0, a, b), atom(data, 0, b, c)},
                                    .comparisons = {{Comparator::less, TermId{2'000}, b}}},
                           .counts = true};
          },
          "select count(*) from r join r s on s.x = r.y where r.y > 2000"}},
        {"range_count",
         {range_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 1, a, b), atom(data, 0, c, d)},
                                    .comparisons = {{Comparator::not_greater, a, d},
                                                    {Comparator::less, d, b}}},
                           .counts = true};
          },
          "select count(*) from w join r on r.y >= w.x and r.y < w.y"}},
        // Each row once on both sides: an event has one day, and windows are different. SQLite's
        // index by day and event has all that it reads of events.
        {"range_rows_in_order",
         {range_data,
          [](const Data& data) {
              return Query{.body = {.atoms = {atom(data, 1, a, b), atom(data, 0, c, d)},
                                    .comparisons = {{Comparator::not_greater, a, d},
                                                    {Comparator::less, d, b}}},
                           .show = {a, b, c}};
          },
          "select w.x, w.y, r.x from w join r on r.y >= w.x and r.y < w.y order by w.x, w.y, r.x"}},
    };
    return all;
}

void ours(benchmark::State& state, const Case& of) {
    Data& data = of.data();
    const Query query = of.query(data);
    Answer result = *answer(data.facts, query);
    for (auto _ : state) {
        result = *answer(data.facts, query);
        benchmark::DoNotOptimize(result.rows);
    }
    state.counters["rows"] = static_cast<double>(result.rows);
    state.counters["count"] = result.counts.empty() ? 0 : static_cast<double>(result.counts[0]);
}

void sqlites(benchmark::State& state, const Case& of) {
    const Data& data = of.data();
    std::pair<std::uint64_t, std::uint64_t> result;
    for (auto _ : state) result = data.sqlite.ask(of.sql);
    state.counters["rows"] = static_cast<double>(result.first);
    state.counters["count"] = static_cast<double>(result.second);
}

/// Two steps from each of many nodes, one query per node.
void selective(benchmark::State& state) {
    Data& data = graph_data();
    std::uint64_t rows = 0;
    for (auto _ : state) {
        rows = 0;
        for (std::uint32_t node = 0; node < 2'000; ++node) {
            rows +=
                answer(data.facts,
                       {.body = {.atoms = {atom(data, 0, TermId{node}, b), atom(data, 0, b, c)}},
                        .show = {b, c}})
                    ->rows;
        }
    }
    state.counters["rows"] = static_cast<double>(rows);
}

void selective_sqlite(benchmark::State& state) {
    const Data& data = graph_data();
    std::uint64_t rows = 0;
    for (auto _ : state) {
        rows = 0;
        for (std::uint32_t node = 0; node < 2'000; ++node) {
            rows += data.sqlite
                        .ask("select r.y, s.y from r join r s on s.x = r.y where r.x = " +
                             std::to_string(node) + " order by r.y, s.y")
                        .first;
        }
    }
    state.counters["rows"] = static_cast<double>(rows);
}

void closure_pairs(benchmark::State& state) {
    Data& data = forest_data();
    const Closure closure(data.facts, data.relations[0]);
    std::size_t pairs = 0;
    for (auto _ : state) pairs = closure.pairs().to.size();
    state.counters["count"] = static_cast<double>(pairs);
}

/// The same by a recursive rule, with the graph of all derivations.
void closure_rules(benchmark::State& state) {
    Data& data = forest_data();
    Program program;
    const PredicateId link = program.add_predicate(2);
    const PredicateId reaches = program.add_predicate(2);
    static_cast<void>(
        program.add_rule({.heads = {{reaches, {a, b}}}, .body = {.atoms = {{link, {a, b}}}}}));
    static_cast<void>(program.add_rule(
        {.heads = {{reaches, {a, c}}}, .body = {.atoms = {{link, {a, b}}, {reaches, {b, c}}}}}));
    std::size_t pairs = 0;
    for (auto _ : state) {
        Deduction deduction(program);
        const Relation& relation = data.facts.relation(data.relations[0]);
        for (Row row = 0; row < relation.size(); ++row) {
            deduction.facts().add(link, {relation.column(0)[row], relation.column(1)[row]});
        }
        static_cast<void>(deduction.run());
        pairs = deduction.facts().relation(reaches).size();
        state.counters["bytes_per_instance"] = static_cast<double>(deduction.memory_bytes()) /
                                               static_cast<double>(deduction.graph().instances());
    }
    state.counters["count"] = static_cast<double>(pairs);
}

void closure_sqlite(benchmark::State& state) {
    const Data& data = forest_data();
    std::pair<std::uint64_t, std::uint64_t> result;
    for (auto _ : state) {
        result = data.sqlite.ask(
            "with recursive c(x, y) as (select x, y from r union "
            "select c.x, r.y from c join r on r.x = c.y) select count(*) from c");
    }
    state.counters["count"] = static_cast<double>(result.second);
}

/// All that one node of a graph of a million links reaches.
void reached(benchmark::State& state) {
    Data& data = graph_data();
    const Closure closure(data.facts, data.relations[0]);
    std::size_t count = 0;
    for (auto _ : state) count = closure.reached_from({1}).size();
    state.counters["count"] = static_cast<double>(count);
}

void reached_sqlite(benchmark::State& state) {
    const Data& data = graph_data();
    std::pair<std::uint64_t, std::uint64_t> result;
    for (auto _ : state) {
        result = data.sqlite.ask(
            "with recursive c(y) as (select y from r where x = 1 union "
            "select r.y from c join r on r.x = c.y) select count(*) from c");
    }
    state.counters["count"] = static_cast<double>(result.second);
}

/// Family rules over a forest: what holds from nothing, then one link out and in again.
struct Kinship {
    Program program;
    PredicateId link = program.add_predicate(2);
    PredicateId reaches = program.add_predicate(2);
    std::unique_ptr<Deduction> deduction;

    Kinship() {
        static_cast<void>(
            program.add_rule({.heads = {{reaches, {a, b}}}, .body = {.atoms = {{link, {a, b}}}}}));
        static_cast<void>(
            program.add_rule({.heads = {{reaches, {a, c}}},
                              .body = {.atoms = {{link, {a, b}}, {reaches, {b, c}}}}}));
        deduction = std::make_unique<Deduction>(program);
        for (const auto& [from, to] : forest(100'000, 20)) {
            deduction->facts().add(link, {TermId{from}, TermId{to}});
        }
        static_cast<void>(deduction->run());
    }
    static Kinship& one() {
        static Kinship kinship;
        return kinship;
    }
};

void belief_from_nothing(benchmark::State& state) {
    const Deduction& deduction = *Kinship::one().deduction;
    const Mask mask = Mask::all(deduction);
    for (auto _ : state) {
        const Belief belief(deduction, mask);
        benchmark::DoNotOptimize(belief.holding().size());
    }
    state.counters["instances"] = deduction.graph().instances();
}

void belief_change(benchmark::State& state) {
    const Deduction& deduction = *Kinship::one().deduction;
    Belief belief(deduction, Mask::all(deduction));
    std::mt19937 random(9);
    for (auto _ : state) {
        const FactId fact{below(random, 100'000)};
        belief.remove(fact);
        belief.add(fact);
    }
}

void supports_of_one(benchmark::State& state) {
    const Deduction& deduction = *Kinship::one().deduction;
    std::mt19937 random(9);
    static_cast<void>(deduction.graph().derivations({0}));
    for (auto _ : state) {
        const FactId fact{below(random, deduction.facts().size())};
        benchmark::DoNotOptimize(supports(deduction, fact).sets.size());
    }
}

[[maybe_unused]] const bool registered = [] {
    const auto add = [](const std::string& name, auto function) {
        benchmark::RegisterBenchmark(name.c_str(), function)->Unit(benchmark::kMillisecond);
    };
    for (const auto& [name, of] : cases()) {
        add(name + "/valla", [&of = of](benchmark::State& state) { ours(state, of); });
        add(name + "/sqlite", [&of = of](benchmark::State& state) { sqlites(state, of); });
    }
    add("selective/valla", selective);
    add("selective/sqlite", selective_sqlite);
    add("reached_from_one/valla", reached);
    add("reached_from_one/sqlite", reached_sqlite);
    add("forest_closure/valla", closure_pairs);
    add("forest_closure_rules/valla", closure_rules);
    add("forest_closure/sqlite", closure_sqlite);
    add("belief_from_nothing", belief_from_nothing);
    benchmark::RegisterBenchmark("belief_remove_and_add", belief_change)
        ->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("supports_of_one", supports_of_one)->Unit(benchmark::kMicrosecond);
    return true;
}();

}  // namespace
}  // namespace valla::bench
