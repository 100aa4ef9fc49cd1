#include "dispute_case.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "dispute/preferences.hpp"

namespace valla::bench {

namespace {

using dispute::Member;
using dispute::Problem;
using dispute::RankId;
using dispute::Slot;
using dispute::StatementId;
using dispute::TieId;
using dispute::TieKind;
using dispute::UnitId;

class Writer {
  public:
    explicit Writer(const DisputeShape& shape) : shape_(shape), random_(shape.seed) {}

    DisputeCase write() {
        plan_clusters();
        Problem& problem = result_.problem;
        add_ranks();
        for (std::size_t k = 0; k < sources_.size(); ++k) {
            problem.add_unit(ranks_[k]);
        }
        result_.source_of_unit = sources_;
        result_.clusters = static_cast<std::uint32_t>(clusters_.size());
        for (const Cluster& cluster : clusters_) write_cluster(cluster);
        return std::move(result_);
    }

  private:
    struct Cluster {
        std::vector<UnitId> claims;
        std::vector<UnitId> steps;    ///< of an inference chain
        std::vector<UnitId> account;  ///< none or one
    };

    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>(random_() % limit);
    }
    bool chance(std::uint32_t percent) { return below(100) < percent; }
    template <typename List>
    auto one_of(const List& list) {
        return list[below(static_cast<std::uint32_t>(list.size()))];
    }

    /// Decides how many units each cluster has, and deals unit numbers out in no order.
    void plan_clusters() {
        std::uint32_t units = 0;
        const auto take = [&](std::vector<UnitId>& list, std::uint32_t count) {
            for (; count > 0; --count) list.push_back({units++});
        };
        for (std::uint32_t left = shape_.claims; left > 0;) {
            const std::uint32_t size =
                std::min(left, shape_.least + below(shape_.most - shape_.least + 1));
            left -= size;
            Cluster& cluster = clusters_.emplace_back();
            take(cluster.claims, size);
            if (size >= 3 && chance(35)) take(cluster.steps, 1 + below(4));
            if (size >= 3 && chance(20)) take(cluster.account, 1);
        }
        // Within windows, as the claims of a case lie in files.
        std::vector<std::uint32_t> place(units);
        std::iota(place.begin(), place.end(), 0U);
        constexpr std::uint32_t window = 512;
        for (std::uint32_t k = 0; k < units; k += window) {
            std::shuffle(place.begin() + k, place.begin() + std::min(units, k + window), random_);
        }
        for (Cluster& cluster : clusters_) {
            for (auto* list : {&cluster.claims, &cluster.steps, &cluster.account}) {
                for (UnitId& unit : *list) unit.index = place[unit.index];
            }
        }
        // Sources have very unequal shares.
        const std::uint32_t sources = std::max<std::uint32_t>(units / 100, 8);
        for (std::uint32_t k = 0; k < units; ++k) {
            sources_.push_back(below(1 + below(1 + below(sources))));
        }
    }

    void add_ranks() {
        Problem& problem = result_.problem;
        ranks_.assign(sources_.size(), dispute::unranked);
        if (shape_.ordered_sources > 0) {
            std::vector<RankId> ranks;
            for (std::uint32_t k = 0; k < shape_.ordered_sources; ++k) {
                ranks.push_back(problem.add_rank());
                for (std::uint32_t other = 0; other < k; ++other) {
                    if (chance(40)) problem.prefer(ranks[other], ranks[k]);
                }
            }
            for (RankId& rank : ranks_) rank = one_of(ranks);
        } else if (shape_.preferences) {
            std::vector<RankId> ranks;
            for (int k = 0; k < 6; ++k) {
                ranks.push_back(problem.add_rank());
                if (k > 0) problem.prefer(ranks[ranks.size() - 2], ranks.back());
            }
            for (RankId& rank : ranks_) {
                const std::uint32_t hedge = below(10);
                const std::size_t level = hedge < 1 ? 0U : hedge < 7 ? 1U : 2U;
                rank = ranks[chance(15) ? level : level + 3];
            }
        }
    }

    void clash(std::vector<Member> members) {
        std::sort(members.begin(), members.end(),
                  [](const Member& a, const Member& b) { return a.unit < b.unit; });
        if (members.size() < 2) return;
        static_cast<void>(result_.problem.add_clash(members));
    }

    void write_cluster(const Cluster& cluster) {
        std::vector<UnitId> claims = cluster.claims;
        std::shuffle(claims.begin(), claims.end(), random_);
        UnitId before = claims[0];
        for (std::size_t k = 0; k < claims.size();) {
            const std::size_t count = std::min<std::size_t>(claims.size() - k, 2 + below(3));
            std::vector<std::vector<UnitId>> values;
            for (std::size_t m = 0; m < count; ++m) {
                if (values.size() < 2 || !chance(15)) values.emplace_back();
                values.back().push_back(claims[k + m]);
            }
            if (count > 1) static_cast<void>(result_.problem.add_group(values));
            if (k > 0) clash({{before}, {claims[k + below(static_cast<std::uint32_t>(count))]}});
            before = claims[k + below(static_cast<std::uint32_t>(count))];
            k += count;
        }
        const auto size = static_cast<std::uint32_t>(claims.size());
        for (std::uint32_t extra = below(std::max<std::uint32_t>(1, size / 3)); extra > 0;
             --extra) {
            const UnitId one = one_of(claims);
            const UnitId two = one_of(claims);
            if (one != two) clash({{one}, {two}});
        }
        if (size >= 4 && chance(25)) {
            for (std::uint32_t count = 1 + below(2); count > 0; --count) {
                std::shuffle(claims.begin(), claims.end(), random_);
                clash({{claims[0]}, {claims[1]}, {claims[2]}});
            }
        }
        std::vector<UnitId> body;
        for (std::size_t k = 0; k < cluster.steps.size(); ++k) {
            if (k == 0) body.push_back(one_of(claims));
            body.push_back(one_of(claims));
            std::sort(body.begin(), body.end());
            body.erase(std::unique(body.begin(), body.end()), body.end());
            if (k + 1 < cluster.steps.size() && chance(50)) continue;
            const UnitId denied = one_of(claims);
            if (std::binary_search(body.begin(), body.end(), denied)) continue;
            std::vector<Member> members{{denied}};
            for (const UnitId premise : body) members.push_back({premise, false});
            for (std::size_t step = 0; step <= k; ++step) members.push_back({cluster.steps[step]});
            clash(std::move(members));
        }
        for (const UnitId account : cluster.account) {
            std::shuffle(claims.begin(), claims.end(), random_);
            for (std::uint32_t k = 0; k < std::min(size, 2 + below(2)); ++k) {
                clash({{account}, {claims[k]}});
            }
        }
        if (!chance(40)) return;
        for (std::uint32_t count = 1 + below(2); count > 0; --count) {
            result_.problem.add_statement();
            const bool spanning = chance(5);
            for (std::uint32_t supports = 1 + below(3); supports > 0; --supports) {
                const std::vector<UnitId>& from = spanning ? near(cluster).claims : cluster.claims;
                std::vector<UnitId> support;
                for (std::uint32_t k = 1 + below(3); k > 0; --k) support.push_back(one_of(from));
                result_.problem.add_support(support);
            }
        }
    }

    const Cluster& near(const Cluster& cluster) {
        const auto at = static_cast<std::size_t>(&cluster - clusters_.data());
        return clusters_[std::min(clusters_.size() - 1, at + below(50))];
    }

    DisputeShape shape_;
    std::mt19937 random_;
    DisputeCase result_;
    std::vector<Cluster> clusters_;
    std::vector<std::uint32_t> sources_;
    std::vector<RankId> ranks_;
};

/// Statements of a program about clashes: who is in them, and whom they justify leaving out.
class Program {
  public:
    Program(const Problem& problem, const std::function<bool(UnitId)>& charge_all)
        : problem_(problem),
          charge_all_(charge_all),
          preferences_(*dispute::Preferences::from(problem)) {}

    void add_unit(UnitId unit) { text_ += "unit(" + std::to_string(unit.index) + ").\n"; }
    void add_clash(std::vector<Member> members) {
        const std::string name = std::to_string(clashes_++);
        for (const Member& member : members) {
            const std::string pair = "(" + name + "," + std::to_string(member.unit.index) + ").";
            text_ += "member" + pair;
            bool justifies = member.charged || charge_all_(member.unit);
            for (const Member& other : members) {
                justifies = justifies && !is_better(member.unit, other.unit);
            }
            if (justifies) text_ += "justifies" + pair;
        }
        text_ += '\n';
    }
    void add_tie(TieId tie) {
        const auto slots = problem_.slots(tie);
        if (problem_.kind(tie) == TieKind::clash) {
            std::vector<Member> members;
            for (const Slot slot : slots) members.push_back({slot.unit(), !slot.flag()});
            add_clash(members);
            return;
        }
        std::vector<UnitId> before;
        std::vector<UnitId> same;
        for (const Slot slot : slots) {
            if (slot.flag()) {
                before.insert(before.end(), same.begin(), same.end());
                same.clear();
            }
            same.push_back(slot.unit());
            for (const UnitId other : before) add_clash({{other}, {slot.unit()}});
        }
    }
    void add_statement(StatementId statement) {
        for (std::uint32_t support = problem_.first_support(statement);
             support < problem_.end_support(statement); ++support) {
            text_ += "holds(" + std::to_string(statement.index) + ") :- ";
            std::string separator;
            for (const UnitId unit : problem_.support(support)) {
                text_ += separator + "in(" + std::to_string(unit.index) + ")";
                separator = ",";
            }
            text_ += ".\n";
        }
    }
    std::string text() {
        return text_ +
               "in(U) :- unit(U), not out(U).\n"
               "out(U) :- justifies(K,U), in(V) : member(K,V), V != U.\n"
               ":- member(K,_), in(U) : member(K,U).\n"
               "#show in/1. #show holds/1.\n";
    }

  private:
    bool is_better(UnitId unit, UnitId than) const {
        RankId ranks[] = {problem_.rank(unit), problem_.rank(than)};
        if (ranks[0] == ranks[1]) return false;
        const bool turned = ranks[1] < ranks[0];
        if (turned) std::swap(ranks[0], ranks[1]);
        dispute::BitMatrix better;
        better.reset(2);
        preferences_.compare(ranks, 0, better);
        return turned ? better.at(0, 1) : better.at(1, 0);
    }

    const Problem& problem_;
    const std::function<bool(UnitId)>& charge_all_;
    dispute::Preferences preferences_;
    std::string text_;
    std::uint32_t clashes_ = 0;
};

}  // namespace

DisputeCase dispute_case(const DisputeShape& shape) { return Writer(shape).write(); }

std::string as_program(const DisputeCase& evidence, const std::function<bool(UnitId)>& wanted,
                       const std::function<bool(UnitId)>& charge_all) {
    const Problem& problem = evidence.problem;
    Program program(problem, charge_all);
    for (std::uint32_t k = 0; k < problem.units(); ++k) {
        if (wanted({k})) program.add_unit({k});
    }
    for (std::uint32_t k = 0; k < problem.ties(); ++k) {
        if (wanted(problem.slots({k})[0].unit())) program.add_tie({k});
    }
    for (std::uint32_t k = 0; k < problem.statements(); ++k) {
        const auto support = problem.support(problem.first_support({k}));
        if (wanted(support[0])) program.add_statement({k});
    }
    return program.text();
}

}  // namespace valla::bench
