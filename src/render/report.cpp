#include "render/report.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using casefile::CardRow;
using casefile::RowRole;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::builtin_field;
using vocabulary::KindId;
using vocabulary::KindSet;
namespace kinds = vocabulary::kinds;

namespace {

/// Kinds of card that later stages reason over; until then the report shows what they say and names
/// them.
constexpr KindSet reasoned_later{
    BaseKind::sequence, BaseKind::rivals, BaseKind::same,   BaseKind::different,
    BaseKind::reading,  BaseKind::rule,   BaseKind::never,  BaseKind::question,
    BaseKind::argument, BaseKind::demand, BaseKind::threat, BaseKind::promise,
    BaseKind::account,  BaseKind::saying, BaseKind::event,  BaseKind::state};

bool is_own(const Case& a_case, const CardRow& row) {
    return row.live && row.known_kind && !row.name.none() && !a_case.file(row.file).shipped;
}

bool is_of_kind(const Case& a_case, casefile::NameId name, KindId kind) {
    const vocabulary::Vocabulary& vocabulary = a_case.vocabulary();
    const auto reaches = [&](KindId each) {
        for (std::size_t steps = 0; steps <= vocabulary.kinds().size(); ++steps) {
            if (each == kind) return true;
            const KindId parent = vocabulary.kind(each).parent;
            if (parent == each)
                return vocabulary::KindId{static_cast<std::uint16_t>(vocabulary.kind(each).base)} ==
                       kind;
            each = parent;
        }
        return false;
    };
    const Tables& tables = a_case.tables();
    for (const CardId card : a_case.cards_of(name)) {
        const CardRow& row = a_case.card(card);
        if (reaches(row.kind)) return true;
        const auto field = vocabulary.find_field(vocabulary.kind(row.kind).base, "kind");
        for (std::uint32_t at = row.first_row; field && at < row.first_row + row.row_count; ++at) {
            if (tables.field[at] != *field || tables.tag[at] != ValueTag::name) continue;
            const auto each = vocabulary.find_kind(tables.names.text({tables.value[at]}));
            if (each && reaches(*each)) return true;
        }
    }
    return false;
}

/// The fields that say how a card is bound to the others rather than something about its subject.
bool is_binding(std::string_view field) {
    return field == "account" || field == "in" || field == "note" || field == "waive";
}

}  // namespace

std::vector<ListRow> list_view(const Case& a_case, std::optional<KindId> kind) {
    std::vector<ListRow> rows;
    std::vector<std::pair<std::uint16_t, ListRow>> ordered;
    std::set<casefile::NameId> seen;
    for (const CardId card : a_case.cards_in_order()) {
        const CardRow& row = a_case.card(card);
        if (!is_own(a_case, row) || !seen.insert(row.name).second) continue;
        if (kind && !is_of_kind(a_case, row.name, *kind)) continue;
        const BaseKind base = a_case.vocabulary().kind(row.kind).base;
        ListRow each;
        each.name = name_text(a_case, row.name);
        each.kind = a_case.vocabulary().kind(row.kind).name;
        each.label = label_of(a_case, row.name);
        each.place = place_of(a_case, card, 0);
        each.cards = a_case.name_state(row.name).live_cards;
        ordered.emplace_back(static_cast<std::uint16_t>(base), std::move(each));
    }
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    rows.reserve(ordered.size());
    for (auto& [base, row] : ordered) rows.push_back(std::move(row));
    return rows;
}

ReportView report_view(const Case& a_case, const Words& words) {
    ReportView report;
    const Tables& tables = a_case.tables();
    const auto researcher = builtin_field(BaseKind::case_, "researcher");
    const auto account_of = builtin_field(BaseKind::account, "of");
    std::map<std::string, std::size_t> chain_of;
    std::set<std::uint32_t> base_kinds_seen;
    std::set<casefile::NameId> seen;
    struct Membership {
        std::set<std::string> accounts;
        LineView line;
    };
    std::map<std::string, std::vector<std::string>> accounts_of;  // happening -> accounts
    std::map<std::string, casefile::NameId> account_names;
    std::vector<Membership> memberships;

    for (const CardId card : a_case.cards_in_order()) {
        const CardRow& row = a_case.card(card);
        if (!is_own(a_case, row)) continue;
        const BaseKind base = a_case.vocabulary().kind(row.kind).base;
        base_kinds_seen.insert(static_cast<std::uint32_t>(base));
        report.cards += 1;
        CardView view = card_view(a_case, card, words);
        const bool first_card = seen.insert(row.name).second;
        if (base == BaseKind::case_ && first_card) {
            report.name = view.name;
            report.label = label_of(a_case, row.name);
        }
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (base == BaseKind::case_ && tables.field[at].row == researcher) {
                report.researcher = name_text(a_case, {tables.value[at]});
                const std::string label = label_of(a_case, {tables.value[at]});
                if (!label.empty()) report.researcher = label;
            }
            if (base == BaseKind::account && tables.field[at].row == account_of) {
                const std::string of = name_text(a_case, {tables.value[at]});
                std::vector<std::string>& list = accounts_of[of];
                if (std::find(list.begin(), list.end(), view.name) == list.end())
                    list.push_back(view.name);
                account_names[view.name] = row.name;
            }
        }
        if (!kinds::stated.has(base)) continue;
        if (first_card && kinds::commitments.has(base)) {
            report.commitments.push_back(subject_view(a_case, row.name));
        }
        if (first_card && base == BaseKind::argument) {
            report.arguments.push_back(subject_view(a_case, row.name));
        }

        std::vector<LineView> lines;
        for (LineView& line : view.lines) {
            if (is_binding(line.field)) continue;
            // A passage speaks through its statements; its own subject is only the page.
            const bool of_passage = base == BaseKind::passage && line.field == "says";
            if (of_passage && !line.values.empty() && !line.values.front().statement.empty()) {
                for (ValueView& value : line.values) {
                    LineView statement = std::move(value.statement.front());
                    if (!lines.empty() && lines.back().place.line == statement.place.line &&
                        lines.back().subject == statement.subject &&
                        lines.back().field == statement.field) {
                        lines.back().text +=
                            ' ' + words("and") + ' ' + statement.values.front().text;
                        lines.back().values.push_back(std::move(statement.values.front()));
                    } else {
                        if (statement.hedge.empty()) statement.hedge = line.hedge;
                        lines.push_back(std::move(statement));
                    }
                }
            } else {
                lines.push_back(std::move(line));
            }
        }
        report.claims += static_cast<std::uint32_t>(lines.size());
        for (const WordView& word : view.words) {
            const auto [found, fresh] = chain_of.try_emplace(word.text, report.chains.size());
            if (fresh) report.chains.push_back({word, {}});
            auto& own = report.chains[found->second].lines;
            own.insert(own.end(), lines.begin(), lines.end());
        }
        if (view.words.empty() && view.accounts.empty()) {
            report.researchers_own.insert(report.researchers_own.end(), lines.begin(), lines.end());
        }
        if (!view.accounts.empty()) {
            for (LineView& line : lines) {
                memberships.push_back(
                    {{view.accounts.begin(), view.accounts.end()}, std::move(line)});
            }
        }
    }

    for (const auto& [of, names] : accounts_of) {
        AccountsView accounts;
        accounts.of = of;
        for (const std::string& name : names) {
            AccountView account;
            account.name = name;
            account.id = account_names[name];
            for (const CardId card : a_case.cards_of(account_names[name])) {
                const std::vector<WordView> chains = words_of(a_case, card, nullptr, words);
                account.words.insert(account.words.end(), chains.begin(), chains.end());
            }
            accounts.accounts.push_back(std::move(account));
        }
        for (const Membership& membership : memberships) {
            const auto in = [&](const std::string& name) {
                return membership.accounts.contains(name);
            };
            if (names.size() > 1 && std::all_of(names.begin(), names.end(), in)) {
                accounts.shared.push_back(membership.line);
                continue;
            }
            for (AccountView& account : accounts.accounts) {
                if (in(account.name)) account.lines.push_back(membership.line);
            }
        }
        report.accounts.push_back(std::move(accounts));
    }
    for (const ListRow& row : list_view(a_case, std::nullopt)) {
        const auto kind = a_case.vocabulary().find_kind(row.kind);
        if (kind && kinds::things.has(a_case.vocabulary().kind(*kind).base))
            report.things.push_back(row);
    }
    for (const std::uint32_t base : base_kinds_seen) {
        if (reasoned_later.has(static_cast<BaseKind>(base))) {
            report.not_reasoned.emplace_back(vocabulary::name_of(static_cast<BaseKind>(base)));
        }
    }
    return report;
}

}  // namespace valla::render
