// How far an edit bears.

#include "workspace/live_region.hpp"

#include <algorithm>

#include "evidence/words.hpp"

namespace valla::workspace {

using casefile::CardId;
using casefile::CardRow;
using casefile::NameId;
using casefile::RowId;
using casefile::Tables;
using casefile::ValueTag;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

/// A part of more than this share of a case is no cheaper than all of it.
constexpr std::size_t largest_share = 4;
constexpr std::size_t always_small = 500;

bool is_of(const casefile::Case& the_case, CardId card, BaseKind base) {
    const CardRow& row = the_case.card(card);
    return row.known_kind && the_case.vocabulary().kind(row.kind).base == base;
}

}  // namespace

/// The cards that are to be read anew: beside the edited ones those whose words, accounts or names
/// are other than before.
std::unordered_set<std::uint32_t> LiveAssessment::dirty_cards(const MessageDelta& delta) {
    static const std::uint16_t account_of = builtin_field(BaseKind::account, "of");
    const Tables& tables = the_case().tables();
    std::unordered_set<std::uint32_t> dirty;
    std::vector<CardId> open;
    const auto take = [&](CardId card) {
        if (dirty.insert(card.number).second) open.push_back(card);
    };
    const auto take_mentioning = [&](NameId name) {
        for (const CardId card : workspace_->cards_mentioning(name)) take(card);
    };
    std::unordered_set<std::uint32_t> names;
    for (const auto* list : {&delta.gone, &delta.fresh}) {
        for (const CardId card : *list) {
            take(card);
            const NameId name = the_case().card(card).name;
            if (!name.none()) names.insert(name.number);
        }
    }
    for (const NameId name : delta.changed) {
        take_mentioning(name);
        for (const CardId card : the_case().cards_of(name)) take(card);
    }
    for (const std::uint32_t name : names) {
        const bool is = evidence::is_unnamed(the_case(), {ValueTag::name, name});
        if (is == unnamed_.contains(name)) continue;
        if (is) unnamed_.insert(name);
        else unnamed_.erase(name);
        take_mentioning({name});
    }
    std::unordered_set<std::uint32_t> known;  // passages and accounts that were followed
    while (!open.empty()) {
        const CardId card = open.back();
        open.pop_back();
        const CardRow& row = the_case().card(card);
        const bool account = is_of(the_case(), card, BaseKind::account);
        const bool handed_on = account || is_of(the_case(), card, BaseKind::passage);
        if (handed_on && !row.name.none() && known.insert(row.name.number).second)
            take_mentioning(row.name);
        for (std::uint32_t at = row.first_row; account && at < row.first_row + row.row_count;
             ++at) {
            if (tables.field[at].row != account_of) continue;
            for (const CardId other : workspace_->cards_mentioning({tables.value[at]})) {
                if (is_of(the_case(), other, BaseKind::account)) take(other);
            }
        }
        for (const NameId name : evidence::accounts_of(the_case(), card)) {
            for (const CardId each : the_case().cards_of(name)) take(each);
        }
    }
    return dirty;
}

/// All that a card states, and what it bears on.
void LiveAssessment::add_nodes(CardId card, std::vector<Node>& nodes, Reach& reach) const {
    static const std::uint16_t order = builtin_field(BaseKind::sequence, "order");
    const Tables& tables = the_case().tables();
    const CardRow& row = the_case().card(card);
    const auto about = [&](NameId name) {
        if (name.none()) return;
        nodes.push_back(node(name));
        reach.from_words_about(name);
    };
    about(row.name);
    const bool rivals = is_of(the_case(), card, BaseKind::rivals);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        nodes.push_back(node(RowId{at}));
        const NameId subject = tables.subject[at];
        about(subject);
        if (tables.field[at].row == order) about({tables.value[at]});
        if (bearing_->links(tables.field[at]))
            for_each_linked(tables, {at}, [&](NameId name) { reach.from(name); });
        if (!rivals || subject.none()) continue;
        // A clash is no claim; what it was between may stand otherwise without it.
        std::vector<CardId> cards = workspace_->cards_mentioning(subject);
        for (const CardId each : the_case().cards_of(subject)) cards.push_back(each);
        for (const CardId each : cards) {
            const CardRow& other = the_case().card(each);
            for (std::uint32_t k = other.first_row; k < other.first_row + other.row_count; ++k) {
                if (tables.subject[k] == subject) nodes.push_back(node(RowId{k}));
            }
        }
    }
}

/// Whether an account is one unit, or contradicts itself and is taken apart, is a matter of all its
/// lines.
void LiveAssessment::add_accounts(CardId card, Region& region, std::vector<Node>& nodes) const {
    if (!region.noted.insert(card.number).second) return;
    std::vector<NameId> accounts = evidence::accounts_of(the_case(), card);
    if (is_of(the_case(), card, BaseKind::account)) accounts.push_back(the_case().card(card).name);
    for (const NameId account : accounts) {
        if (!region.accounts.insert(account.number).second) continue;
        std::vector<CardId> cards = workspace_->cards_mentioning(account);
        for (const CardId each : the_case().cards_of(account)) cards.push_back(each);
        for (const CardId each : cards) {
            region.cards.insert(each.number);
            add_nodes(each, nodes, region.reach);
        }
    }
}

/// Takes in nodes, with all that hangs together with them in the parts that there are, and what can
/// bear on them now. False when that is too much.
bool LiveAssessment::widen(Region& region, std::vector<Node> open) {
    static const std::uint16_t same_day = builtin_field(BaseKind::event, "same day as");
    const Tables& tables = the_case().tables();
    const std::size_t limit = std::max(always_small, the_case().cards().size() / largest_share);
    while (!open.empty()) {
        std::unordered_set<std::uint32_t> spreading;
        std::vector<Node> more;
        for (const Node each : open) {
            if (!region.nodes.insert(each).second) continue;
            if ((each & name_flag) == 0) {
                const CardId card = tables.card[each];
                region.cards.insert(card.number);
                add_accounts(card, region, more);
                if (tables.field[each].row == same_day)
                    for_each_linked(tables, {each}, [&](NameId name) { region.reach.from(name); });
            }
            const std::uint32_t number = part_of(each);
            if (number == none) continue;
            region.spreads.try_emplace(number, *parts_[number]).first->second.from(each);
            spreading.insert(number);
        }
        open = std::move(more);
        std::vector<CardId> cards;
        for (const std::uint32_t number : spreading) region.spreads.at(number).run(open, cards);
        for (const CardId card : cards) region.cards.insert(card.number);
        if (!region.reach.run(limit)) return false;
        const auto& same_days = region.reach.same_days();
        for (; region.same_days < same_days.size(); ++region.same_days)
            open.push_back(node(same_days[region.same_days]));
        std::erase_if(open, [&](Node each) { return region.nodes.contains(each); });
        if (region.cards.size() > limit) return false;
    }
    const auto& reached = region.reach.cards();
    region.cards.insert(reached.begin(), reached.end());
    return region.cards.size() <= limit;
}

/// The cards of a region in canonical order, with what they cannot be read without.
std::vector<CardId> LiveAssessment::completed(const Region& region) const {
    static const std::uint16_t account_of = builtin_field(BaseKind::account, "of");
    const Tables& tables = the_case().tables();
    std::unordered_set<std::uint32_t> all;
    std::vector<CardId> open;
    const auto take = [&](CardId card) {
        if (the_case().card(card).live && all.insert(card.number).second) open.push_back(card);
    };
    std::vector<CardId> beside = bearing_->language_cards();
    const auto introduce = [&](NameId name) {
        if (name.none()) return;
        if (const auto card = the_case().introduced_by(name)) beside.push_back(*card);
    };
    for (const std::uint32_t card : region.cards) take({card});
    while (!open.empty()) {
        const CardId card = open.back();
        open.pop_back();
        const CardRow& row = the_case().card(card);
        // What is told by all accounts of a thing is seen only with all of them.
        std::vector<NameId> accounts = evidence::accounts_of(the_case(), card);
        if (is_of(the_case(), card, BaseKind::account)) accounts.push_back(row.name);
        for (const NameId account : accounts) {
            for (const CardId each : workspace_->cards_mentioning(account)) take(each);
            for (const CardId each : the_case().cards_of(account)) {
                take(each);
                const CardRow& told = the_case().card(each);
                for (std::uint32_t at = told.first_row; at < told.first_row + told.row_count;
                     ++at) {
                    if (tables.field[at].row != account_of) continue;
                    for (const CardId other : workspace_->cards_mentioning({tables.value[at]})) {
                        if (is_of(the_case(), other, BaseKind::account)) take(other);
                    }
                }
            }
        }
        // The times of what a card names have ends only where that is a happening by its own card.
        introduce(row.name);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            introduce(tables.subject[at]);
            if (bearing_->links(tables.field[at])) for_each_linked(tables, {at}, introduce);
        }
        for (const evidence::WordRef& word : evidence::words_of(the_case(), card)) {
            const casefile::WordRow& chain = tables.words[word.word];
            for (std::uint32_t hop = 0; hop < chain.hop_count; ++hop)
                introduce(tables.hops[chain.first_hop + hop].name);
        }
    }
    for (const CardId card : beside) all.insert(card.number);
    std::vector<CardId> cards;
    for (const std::uint32_t card : all) cards.push_back({card});
    std::sort(cards.begin(), cards.end(),
              [&](CardId a, CardId b) { return the_case().precedes(a, b); });
    return cards;
}

}  // namespace valla::workspace
