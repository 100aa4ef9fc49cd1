#include "lineage/reliance.hpp"

#include <algorithm>
#include <array>

#include "lineage/tally.hpp"

namespace valla::lineage {

namespace {

/// The figures of one teller, from what falls without him.
Reliance without_one(const Rejections& rejections, NameId name) {
    const Evidence& evidence = rejections.evidence();
    const auto listed = [&](const std::vector<StatementId>& statements) {
        return static_cast<std::uint32_t>(
            std::count_if(statements.begin(), statements.end(),
                          [&](StatementId each) { return is_listed(evidence, each); }));
    };
    const Fall firm = rejections.fall(Target::of(name), Links::firm);
    const Fall hedged = rejections.fall(Target::of(name), Links::with_hedged);
    Reliance reliance;
    reliance.name = name;
    reliance.alone = listed(firm.statements) + listed(firm.only_alleged);
    reliance.in_part = listed(firm.weakened_statements);
    reliance.alone_with_hedged = listed(hedged.statements) + listed(hedged.only_alleged);
    reliance.in_part_with_hedged = listed(hedged.weakened_statements);
    reliance.arguments = static_cast<std::uint32_t>(std::count_if(
        firm.units.begin(), firm.units.end(),
        [&](UnitId unit) { return evidence[unit].kind == evidence::UnitKind::argument; }));
    return reliance;
}

/// Puts the most first. Most places share their figures with many others, so that names decide
/// often; their first letters are kept where they are compared.
void sort_by_most(std::vector<Reliance>& all, const casefile::NameTable& names) {
    struct Key {
        std::uint32_t alone;
        std::uint32_t in_part;
        std::array<std::uint64_t, 3> letters;
        std::uint32_t at;
    };
    std::vector<Key> keys;
    keys.reserve(all.size());
    for (std::uint32_t at = 0; at < all.size(); ++at) {
        Key key{all[at].alone, all[at].in_part, {}, at};
        const std::string_view text = names.text(all[at].name);
        for (std::size_t i = 0; i < sizeof key.letters; ++i) {
            const auto letter = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
            key.letters[i / 8] = key.letters[i / 8] << 8 | letter;
        }
        keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (a.alone != b.alone) return a.alone > b.alone;
        if (a.in_part != b.in_part) return a.in_part > b.in_part;
        if (a.letters != b.letters) return a.letters < b.letters;
        return names.text(all[a.at].name) < names.text(all[b.at].name);
    });
    std::vector<Reliance> sorted;
    sorted.reserve(all.size());
    for (const Key& key : keys) sorted.push_back(all[key.at]);
    all = std::move(sorted);
}

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

std::vector<Reliance> reliances(const Rejections& rejections) {
    const std::vector<NameId> tellers = rejections.tellers();
    const Tally tally(rejections, tellers);
    const auto [firm, hedged] = tally.count();
    const std::vector<std::uint32_t> arguments = tally.arguments();
    std::vector<Reliance> all;
    all.reserve(tellers.size());
    for (std::uint32_t i = 0; i < tellers.size(); ++i) {
        all.push_back({tellers[i], firm.alone[i], firm.in_part[i], hedged.alone[i],
                       hedged.in_part[i], arguments[i]});
    }
    for (std::uint32_t i = 0; i < tellers.size(); ++i) {
        if (!tally.counts(i)) all[i] = without_one(rejections, tellers[i]);
    }
    sort_by_most(all, rejections.evidence().the_case().tables().names);
    return all;
}

}  // namespace valla::lineage
