#include "lineage/reliance.hpp"

#include <algorithm>
#include <tuple>

namespace valla::lineage {

namespace {

std::vector<bool> listed_statements(const Evidence& evidence) {
    std::vector<bool> listed(std::size_t{evidence.propositions().size()} * 2, false);
    for (std::uint32_t i = 0; i < listed.size(); ++i) {
        const bool stated = !evidence.claims_of(StatementId{i}).empty();
        listed[i] = stated && is_listed(evidence, StatementId{i});
    }
    return listed;
}

std::uint32_t count(const std::vector<StatementId>& statements, const std::vector<bool>& listed) {
    return static_cast<std::uint32_t>(
        std::count_if(statements.begin(), statements.end(),
                      [&](StatementId each) { return listed[each.number]; }));
}

/// Which derived statements name a unit in one of their supports.
class DerivedIndex {
  public:
    DerivedIndex(std::size_t units, std::span<const Derived> derived)
        : derived_(derived), of_unit_(derived.empty() ? 0 : units) {
        for (std::uint32_t i = 0; i < derived.size(); ++i) {
            for (const Support& support : derived[i].supports) {
                for (const UnitId unit : support) of_unit_[unit.number].push_back(i);
            }
        }
    }
    void count(const std::vector<UnitId>& gone, Reliance& reliance) const {
        if (derived_.empty()) return;
        std::vector<std::uint32_t> touched;
        for (const UnitId unit : gone) {
            touched.insert(touched.end(), of_unit_[unit.number].begin(),
                           of_unit_[unit.number].end());
        }
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        for (const std::uint32_t each : touched) {
            const auto& supports = derived_[each].supports;
            const bool stands =
                std::any_of(supports.begin(), supports.end(), [&](const Support& support) {
                    return std::none_of(support.begin(), support.end(), [&](UnitId unit) {
                        return std::binary_search(gone.begin(), gone.end(), unit);
                    });
                });
            ++(stands ? reliance.derived_in_part : reliance.derived_alone);
        }
    }

  private:
    std::span<const Derived> derived_;
    std::vector<std::vector<std::uint32_t>> of_unit_;
};

}  // namespace

bool is_listed(const Evidence& evidence, StatementId statement) {
    const auto& proposition = evidence.propositions()[statement.proposition()];
    if (evidence::is_label(evidence.the_case().vocabulary(), proposition.field)) return false;
    const casefile::Tables& tables = evidence.the_case().tables();
    const auto claims = evidence.claims_of(statement);
    return claims.empty() || std::any_of(claims.begin(), claims.end(), [&](ClaimId claim) {
               const RowId row = evidence[claim].row;
               return row == RowId{} || !tables.has(row, casefile::row_flags::implied);
           });
}

std::vector<Reliance> reliances(const Rejections& rejections, std::span<const Derived> derived) {
    const Evidence& evidence = rejections.evidence();
    const casefile::Tables& tables = evidence.the_case().tables();
    const std::vector<bool> listed = listed_statements(evidence);
    const DerivedIndex derived_index(evidence.units().size(), derived);
    const bool any_hedged =
        std::any_of(rejections.derivations().all().begin(), rejections.derivations().all().end(),
                    [](const Derivation& each) { return each.hedged; });
    std::vector<Reliance> all;
    for (const NameId name : rejections.tellers()) {
        Reliance reliance;
        reliance.name = name;
        const auto measure = [&](Links links, std::uint32_t& alone, std::uint32_t& in_part) {
            Fall fall = rejections.fall(Target::of(name), links);
            alone = count(fall.statements, listed) + count(fall.only_alleged, listed);
            in_part = count(fall.weakened_statements, listed);
            return fall;
        };
        const Fall fall = measure(Links::firm, reliance.alone, reliance.in_part);
        for (const UnitId unit : fall.units) {
            if (evidence[unit].kind == evidence::UnitKind::argument) ++reliance.arguments;
        }
        derived_index.count(fall.units, reliance);
        reliance.alone_with_hedged = reliance.alone;
        reliance.in_part_with_hedged = reliance.in_part;
        if (any_hedged) {
            measure(Links::with_hedged, reliance.alone_with_hedged, reliance.in_part_with_hedged);
        }
        all.push_back(reliance);
    }
    std::sort(all.begin(), all.end(), [&](const Reliance& a, const Reliance& b) {
        return std::tuple(b.alone, b.in_part, tables.names.text(a.name)) <
               std::tuple(a.alone, a.in_part, tables.names.text(b.name));
    });
    return all;
}

}  // namespace valla::lineage
