#include "consequence/why.hpp"

#include <algorithm>
#include <cassert>
#include <set>

#include "consequence/removal.hpp"

namespace valla::consequence {

using dispute::ComponentId;
using dispute::Member;
using dispute::Standing;

namespace {

bool contains_all(const std::vector<UnitId>& sorted, std::span<const UnitId> units) {
    return std::all_of(units.begin(), units.end(), [&](UnitId unit) {
        return std::binary_search(sorted.begin(), sorted.end(), unit);
    });
}

/// Explains one statement.
class Explaining {
  public:
    Explaining(Assessment& assessment, StatementId statement)
        : assessment_(assessment), solver_(assessment.solver()) {
        why_.statement = statement;
        why_.verdict = assessment.verdict(statement);
    }

    Why run() {
        find_ways();
        find_components();
        const Standing standing = why_.verdict.standing;
        if (standing == Standing::not_contradicted) find_ground();
        if (standing == Standing::only_on_some_versions) find_both();
        if (standing == Standing::in_any_case) find_versions();
        if (standing == Standing::only_on_some_versions || standing == Standing::on_no_version)
            find_clashes();
        return std::move(why_);
    }

  private:
    void find_ways() {
        const auto& problem = assessment_.problem();
        if (why_.verdict.only_alleged) {
            std::set<std::uint32_t> units;
            for (const evidence::ClaimId id : assessment_.evidence().claims_of(why_.statement)) {
                const UnitId unit{assessment_.evidence()[id].unit.number};
                if (assessment_.mask().contains(unit) && units.insert(unit.index).second)
                    why_.ways.push_back({{unit}, {}});
            }
            return;
        }
        const auto known = problem.statement(why_.statement);
        if (!known) return;
        const dispute::Problem& rows = problem.problem();
        std::vector<std::vector<UnitId>> supports;
        for (std::uint32_t i = rows.first_support(*known); i < rows.end_support(*known); ++i) {
            const auto support = rows.support(i);
            if (solver_.situation().live(i)) supports.emplace_back(support.begin(), support.end());
        }
        std::stable_sort(supports.begin(), supports.end(),
                         [](const auto& a, const auto& b) { return a.size() < b.size(); });
        why_.all_ways = problem.complete(*known) && supports.size() <= Why::most_ways;
        if (supports.size() > Why::most_ways) supports.resize(Why::most_ways);
        for (auto& support : supports) {
            std::sort(support.begin(), support.end());
            auto steps = proof(assessment_, why_.statement, support);
            assert(steps);
            if (steps) why_.ways.push_back({std::move(support), std::move(*steps)});
        }
    }

    void find_components() {
        for (const Way& way : why_.ways) {
            for (const UnitId unit : way.units) {
                const auto component = solver_.component(unit);
                if (!component) continue;
                const auto members = solver_.members(*component);
                disputed_.insert(disputed_.end(), members.begin(), members.end());
                components_.push_back(*component);
            }
        }
        std::sort(disputed_.begin(), disputed_.end());
        disputed_.erase(std::unique(disputed_.begin(), disputed_.end()), disputed_.end());
        std::sort(components_.begin(), components_.end());
        components_.erase(std::unique(components_.begin(), components_.end()), components_.end());
    }

    void find_ground() {
        for (std::size_t i = 0; i < why_.ways.size(); ++i) {
            const auto& units = why_.ways[i].units;
            const bool shared = std::all_of(units.begin(), units.end(), [&](UnitId unit) {
                return solver_.of(unit).standing == Standing::not_contradicted;
            });
            if (!shared) continue;
            why_.ground = i;
            return;
        }
    }

    /// The whole of a version within the disputes, from what the solver gives of it.
    [[nodiscard]] PartialVersion partial(const std::vector<UnitId>& version) const {
        PartialVersion both;
        for (const UnitId unit : disputed_) {
            const bool in = std::binary_search(version.begin(), version.end(), unit);
            (in ? both.in : both.out).push_back(unit);
        }
        return both;
    }

    /// A version contains whole components only; the ones that the solver was not asked about are
    /// taken from their first version.
    [[nodiscard]] std::vector<UnitId> completed(std::vector<UnitId> version,
                                                std::span<const UnitId> asked) {
        std::set<std::uint32_t> known;
        for (const UnitId unit : asked) {
            if (const auto component = solver_.component(unit)) known.insert(component->index);
        }
        for (const ComponentId component : components_) {
            if (known.contains(component.index)) continue;
            const auto first = solver_.versions(component, 1);
            if (!first.list.empty())
                version.insert(version.end(), first.list[0].begin(), first.list[0].end());
        }
        std::sort(version.begin(), version.end());
        version.erase(std::unique(version.begin(), version.end()), version.end());
        return version;
    }

    void find_both() {
        for (const Way& way : why_.ways) {
            const auto witness = solver_.version_with(way.units);
            if (!witness.version) continue;
            why_.with = partial(completed(*witness.version, way.units));
            break;
        }
        if (why_.verdict.only_alleged) {
            find_without_alleged();
            return;
        }
        const auto known = assessment_.problem().statement(why_.statement);
        const auto witness = solver_.version_without(*known);
        if (witness.version) why_.without = partial(completed(*witness.version, disputed_));
    }

    /// Of what is only alleged: a version of its dispute that leaves its unit out.
    void find_without_alleged() {
        for (const ComponentId component : components_) {
            for (const auto& version : solver_.versions(component, Why::most_versions).list) {
                const bool has =
                    std::any_of(why_.ways.begin(), why_.ways.end(),
                                [&](const Way& way) { return contains_all(version, way.units); });
                if (has) continue;
                why_.without = partial(version);
                return;
            }
        }
    }

    /// All versions of the disputes behind the statement, taken together.
    void find_versions() {
        std::vector<std::vector<UnitId>> all(1);
        for (const ComponentId component : components_) {
            const auto versions = solver_.versions(component, Why::most_versions);
            why_.all_versions = why_.all_versions && versions.complete;
            std::vector<std::vector<UnitId>> longer;
            for (const auto& before : all) {
                for (const auto& version : versions.list) {
                    if (longer.size() == Why::most_versions) {
                        why_.all_versions = false;
                        break;
                    }
                    longer.push_back(before);
                    longer.back().insert(longer.back().end(), version.begin(), version.end());
                }
            }
            all = std::move(longer);
        }
        for (auto& version : all) {
            std::sort(version.begin(), version.end());
            for (std::size_t i = 0; i < why_.ways.size(); ++i) {
                const auto& units = why_.ways[i].units;
                const bool has = std::all_of(units.begin(), units.end(), [&](UnitId unit) {
                    return !solver_.component(unit) ||
                           std::binary_search(version.begin(), version.end(), unit);
                });
                if (!has) continue;
                why_.versions.push_back({partial(version), i});
                break;
            }
        }
    }

    /// Which clashes keep the ways out of the version without them, or out of every version.
    void find_clashes() {
        std::set<std::vector<std::uint32_t>> seen;
        for (const Way& way : why_.ways) {
            for (const UnitId unit : way.units) {
                if (why_.without &&
                    std::binary_search(why_.without->in.begin(), why_.without->in.end(), unit))
                    continue;
                const auto list = solver_.clashes_of(unit, Why::most_clashes);
                for (std::uint32_t i = 0; i < list.size(); ++i) {
                    if (why_.without && !decides(list[i], unit)) continue;
                    std::vector<std::uint32_t> key;
                    for (const Member& member : list[i]) key.push_back(member.unit.index);
                    if (why_.clashes.size() < Why::most_clashes && seen.insert(key).second)
                        why_.clashes.emplace_back(list[i].begin(), list[i].end());
                }
            }
        }
    }
    [[nodiscard]] bool decides(std::span<const Member> clash, UnitId unit) const {
        return std::all_of(clash.begin(), clash.end(), [&](const Member& member) {
            return member.unit == unit ? member.charged
                                       : std::binary_search(why_.without->in.begin(),
                                                            why_.without->in.end(), member.unit);
        });
    }

    Assessment& assessment_;
    dispute::Solver& solver_;
    Why why_;
    std::vector<UnitId> disputed_;
    std::vector<ComponentId> components_;
};

/// Whether units are a version of their disputes: by the minimal clashes alone where they can all
/// be listed and no preferences are at work, else by asking the solver for it.
bool is_version(Assessment& assessment, const PartialVersion& version) {
    dispute::Solver& solver = assessment.solver();
    constexpr std::size_t most = 10'000;
    const auto is_in = [&](UnitId unit) {
        return std::binary_search(version.in.begin(), version.in.end(), unit);
    };
    std::set<std::uint32_t> left_out_for_cause;
    bool charges_ignored = false;
    bool all_known = true;
    for (const auto* units : {&version.in, &version.out}) {
        for (const UnitId unit : *units) {
            const auto component = solver.component(unit);
            charges_ignored = charges_ignored || (component && solver.charges_ignored(*component));
        }
    }
    for (const auto* units : {&version.in, &version.out}) {
        for (const UnitId unit : *units) {
            const auto list = solver.clashes_of(unit, most);
            all_known = all_known && list.complete();
            for (std::uint32_t i = 0; i < list.size(); ++i) {
                const auto clash = list[i];
                const auto inside = static_cast<std::size_t>(
                    std::count_if(clash.begin(), clash.end(),
                                  [&](const Member& member) { return is_in(member.unit); }));
                if (inside == clash.size()) return false;
                if (inside + 1 != clash.size()) continue;
                for (const Member& member : clash) {
                    if (!is_in(member.unit) && (member.charged || charges_ignored))
                        left_out_for_cause.insert(member.unit.index);
                }
            }
        }
    }
    if (!all_known) return true;
    const auto has_cause = [&](UnitId unit) {
        return left_out_for_cause.contains(unit.index) || !assessment.mask().contains(unit);
    };
    return std::all_of(version.out.begin(), version.out.end(), has_cause);
}

}  // namespace

Why explain(Assessment& assessment, StatementId statement) {
    return Explaining(assessment, statement).run();
}

bool replays(Assessment& assessment, const Why& why) {
    dispute::Solver& solver = assessment.solver();
    const auto has_way = [&](const PartialVersion& version) {
        return std::any_of(why.ways.begin(), why.ways.end(), [&](const Way& way) {
            return std::all_of(way.units.begin(), way.units.end(), [&](UnitId unit) {
                return !solver.component(unit) ||
                       std::binary_search(version.in.begin(), version.in.end(), unit);
            });
        });
    };
    for (const Way& way : why.ways) {
        if (!std::all_of(way.units.begin(), way.units.end(),
                         [&](UnitId unit) { return assessment.mask().contains(unit); }))
            return false;
        if (why.verdict.only_alleged) continue;
        if (!proof(assessment, why.statement, way.units)) return false;
        // No unit can be left out of it.
        for (std::size_t i = 0; i < way.units.size(); ++i) {
            std::vector<UnitId> fewer = way.units;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (proof(assessment, why.statement, fewer)) return false;
        }
    }
    switch (why.verdict.standing) {
        case Standing::not_contradicted: {
            if (!why.ground) return false;
            for (const UnitId unit : why.ways[*why.ground].units) {
                const auto component = solver.component(unit);
                if (!component) continue;
                const auto versions = solver.versions(*component, Why::most_versions);
                for (const auto& version : versions.list) {
                    if (!std::binary_search(version.begin(), version.end(), unit)) return false;
                }
            }
            return true;
        }
        case Standing::in_any_case: {
            if (why.versions.empty()) return false;
            for (const auto& each : why.versions) {
                if (!is_version(assessment, each.version) || !has_way(each.version)) return false;
            }
            const auto known = assessment.problem().statement(why.statement);
            return !solver.version_without(*known).version;
        }
        case Standing::only_on_some_versions:
            return why.with && why.without && is_version(assessment, *why.with) &&
                   is_version(assessment, *why.without) && has_way(*why.with) &&
                   !has_way(*why.without);
        case Standing::on_no_version:
            return !why.ways.empty() && !why.clashes.empty() &&
                   std::none_of(why.ways.begin(), why.ways.end(), [&](const Way& way) {
                       return solver.version_with(way.units).version.has_value();
                   });
        case Standing::no_word_left: return why.ways.empty();
        case Standing::open: return true;
    }
    return false;
}

std::optional<tl::expected<WhyInference, text::Message>> explain_inference(Assessment& assessment,
                                                                           casefile::NameId name) {
    const evidence::Evidence& evidence = assessment.evidence();
    WhyInference made;
    const auto& arguments = evidence.arguments();
    const auto found = std::find_if(arguments.begin(), arguments.end(),
                                    [&](const auto& each) { return each.name == name; });
    if (found == arguments.end()) return std::nullopt;
    const evidence::Argument& argument = *found;
    made.argument = static_cast<std::size_t>(found - arguments.begin());
    const auto field = inference::Translation::conclusion().field;
    StatementId conclusion;
    for (const StatementId statement : assessment.statements()) {
        const auto& proposition = evidence.propositions()[statement.proposition()];
        if (proposition.subject == name && proposition.field == field) conclusion = statement;
    }
    if (!conclusion.none()) made.why = explain(assessment, conclusion);
    Removal removal(assessment);
    for (const casefile::RowId row : argument.from) {
        PremiseLoss loss;
        loss.premise = row;
        loss.statement = assessment.evidence().propositions().state(row);
        loss.verdict = assessment.verdict(loss.statement);
        loss.after = assessment.verdict(argument);
        const Target target = Target::of(loss.statement);
        auto without = removal.without({&target, 1});
        if (!without) return tl::unexpected(std::move(without.error()));
        for (const InferenceChange& each : without->inferences) {
            if (each.argument == made.argument) loss.after = each.after;
        }
        made.premises.push_back(loss);
    }
    return made;
}

}  // namespace valla::consequence
