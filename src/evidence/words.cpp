#include "evidence/words.hpp"

#include <algorithm>

namespace valla::evidence {

using casefile::CardId;
using casefile::CardRow;
using casefile::Case;
using casefile::NameId;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;

namespace {

void add_own(const Case& the_case, CardId card, NameId passage, std::vector<WordRef>& words) {
    const CardRow& row = the_case.card(card);
    for (std::uint32_t i = row.first_word; i < row.first_word + row.word_count; ++i)
        words.push_back({i, passage});
}

/// Calls `visit` with every name that a field of this card has for a value.
template <typename Visit>
void for_each_name(const Case& the_case, CardId card, std::uint16_t field, Visit visit) {
    const Tables& tables = the_case.tables();
    const CardRow& row = the_case.card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        if (tables.field[at].row == field && tables.tag[at] == ValueTag::name &&
            tables.role[at] == casefile::RowRole::claimed) {
            visit(NameId{tables.value[at]});
        }
    }
}

void add_direct(const Case& the_case, CardId card, std::vector<WordRef>& words) {
    static const auto in = vocabulary::builtin_field(BaseKind::event, "in");
    add_own(the_case, card, {}, words);
    for_each_name(the_case, card, in, [&](NameId passage) {
        for (const CardId each : the_case.cards_of(passage))
            add_own(the_case, each, passage, words);
    });
    const CardId table = the_case.card(card).table;
    if (table != CardId{}) add_own(the_case, table, {}, words);
}

}  // namespace

std::vector<NameId> accounts_of(const Case& the_case, CardId card) {
    static const auto account = vocabulary::builtin_field(BaseKind::event, "account");
    std::vector<NameId> accounts;
    for_each_name(the_case, card, account, [&](NameId name) {
        if (std::find(accounts.begin(), accounts.end(), name) == accounts.end())
            accounts.push_back(name);
    });
    return accounts;
}

std::vector<WordRef> words_of(const Case& the_case, CardId card) {
    std::vector<WordRef> words;
    add_direct(the_case, card, words);
    // A line of an account that names no source of its own is told by whoever tells the account.
    if (words.empty()) {
        for (const NameId account : accounts_of(the_case, card)) {
            for (const CardId each : the_case.cards_of(account)) add_direct(the_case, each, words);
        }
    }
    return words;
}

}  // namespace valla::evidence
