#include "workspace/workspace.hpp"

#include <algorithm>
#include <utility>

#include "casefile/mentions.hpp"
#include "syntax/tree.hpp"

namespace valla::workspace {

using casefile::CardId;
using casefile::Case;
using casefile::CheckedMessage;
using casefile::Checker;
using casefile::FileId;
using casefile::NameId;

namespace {

// A head is told by its first bytes (a comment by two, a byte-order mark by three): an edit this
// near to the begin of a card can change where the card begins.
constexpr std::uint32_t head_bytes = 4;

bool same(const CheckedMessage& a, const CheckedMessage& b) {
    return a.card == b.card && a.message.name == b.message.name &&
           a.message.span == b.message.span && a.message.sentence() == b.message.sentence() &&
           a.message.help() == b.message.help() &&
           a.message.value("place-of") == b.message.value("place-of");
}

}  // namespace

Workspace::Workspace(std::vector<text::Source> files, casefile::ReadFile read_file)
    : read_file_(std::move(read_file)) {
    open(std::move(files));
}

void Workspace::open(std::vector<text::Source> files) {
    case_ = std::make_unique<Case>(Case::read(std::move(files), read_file_));
    mentions_.clear();
    of_cards_.clear();
    of_names_.clear();
    of_unknowns_.clear();
    of_case_.clear();
    of_look_alikes_.clear();
    id_lost_ = case_->ids_may_be_missing();
    MessageDelta all;
    std::unordered_set<std::uint32_t> mentioned;
    for (std::uint32_t number = 0; number < case_->cards().size(); ++number) {
        index_mentions({number}, mentioned);
        check_card({number}, all);
    }
    for (std::uint32_t number = 0; number < case_->tables().names.size(); ++number) {
        check_name({number}, all);
    }
    for (const std::uint32_t name : mentioned) check_unknown({name}, all);
    check_case(true, all);
}

void Workspace::read_again(MessageDelta& delta) {
    const auto collect = [&](std::vector<CheckedMessage>& all) {
        for (const auto* table : {&of_cards_, &of_names_, &of_unknowns_}) {
            for (const auto& entry : *table)
                all.insert(all.end(), entry.second.begin(), entry.second.end());
        }
        all.insert(all.end(), of_case_.begin(), of_case_.end());
        all.insert(all.end(), of_look_alikes_.begin(), of_look_alikes_.end());
    };
    delta = {};
    delta.read_again = true;
    collect(delta.removed);
    std::vector<text::Source> files;
    for (const casefile::CaseFile& file : case_->files()) {
        if (!file.shipped && !file.is_table) files.push_back(file.source);
    }
    open(std::move(files));
    collect(delta.added);
}

void Workspace::index_mentions(CardId card, std::unordered_set<std::uint32_t>& names) {
    casefile::for_each_mention(*case_, card, [&](const casefile::Mention& mention) {
        mentions_[mention.name.number].insert(card.number);
        names.insert(mention.name.number);
    });
}

void Workspace::forget_mentions(CardId card, std::unordered_set<std::uint32_t>& names) {
    casefile::for_each_mention(*case_, card, [&](const casefile::Mention& mention) {
        const auto found = mentions_.find(mention.name.number);
        if (found == mentions_.end()) return;
        found->second.erase(card.number);
        names.insert(mention.name.number);
        if (found->second.empty()) mentions_.erase(found);
    });
}

Workspace::Standing Workspace::standing_without(NameId name,
                                                const std::vector<CardId>& cards) const {
    std::optional<CardId> first;
    bool known = true;
    for (const CardId card : case_->cards_of(name)) {
        if (std::find(cards.begin(), cards.end(), card) != cards.end()) continue;
        if (!first) first = card;
        known = known && case_->card(card).known_kind;
    }
    if (!first) return {};
    if (!known) return {true, std::nullopt};
    return {true, case_->vocabulary().kind(case_->card(*first).kind).base};
}

void Workspace::replace(Found& now, Found fresh, MessageDelta& delta) {
    for (const CheckedMessage& message : now) {
        const auto stays = [&](const CheckedMessage& other) { return same(message, other); };
        if (std::none_of(fresh.begin(), fresh.end(), stays)) delta.removed.push_back(message);
    }
    for (const CheckedMessage& message : fresh) {
        const auto was = [&](const CheckedMessage& other) { return same(message, other); };
        if (std::none_of(now.begin(), now.end(), was)) delta.added.push_back(message);
    }
    now = std::move(fresh);
}

void Workspace::check_card(CardId card, MessageDelta& delta) {
    Found fresh;
    if (case_->card(card).live) {
        for (text::Message& message : Checker(*case_).card_messages(card)) {
            fresh.push_back({card, std::move(message)});
        }
    }
    const auto found = of_cards_.find(card.number);
    if (fresh.empty() && found == of_cards_.end()) return;
    replace(of_cards_[card.number], std::move(fresh), delta);
    if (of_cards_[card.number].empty()) of_cards_.erase(card.number);
}

void Workspace::check_name(NameId name, MessageDelta& delta) {
    Found fresh;
    Checker(*case_).name_messages(name, fresh);
    const auto found = of_names_.find(name.number);
    if (fresh.empty() && found == of_names_.end()) return;
    replace(of_names_[name.number], std::move(fresh), delta);
    if (of_names_[name.number].empty()) of_names_.erase(name.number);
}

void Workspace::check_unknown(NameId name, MessageDelta& delta) {
    const Checker checker(*case_);
    Checker::Unknowns unknowns;
    const auto mentioned = mentions_.find(name.number);
    if (mentioned != mentions_.end() && checker.is_unknown(name)) {
        for (const std::uint32_t card : mentioned->second) {
            checker.collect_unknowns({card}, name, unknowns);
        }
    }
    const auto unknown = unknowns.find(name.number);
    if (unknown == unknowns.end()) {
        const auto found = of_unknowns_.find(name.number);
        if (found == of_unknowns_.end()) return;
        replace(found->second, {}, delta);
        of_unknowns_.erase(found);
        return;
    }
    Found fresh;
    if (auto message = checker.unknown_message(unknown->second))
        fresh.push_back(std::move(*message));
    replace(of_unknowns_[name.number], std::move(fresh), delta);
}

void Workspace::check_case(bool names_changed, MessageDelta& delta) {
    const Checker checker(*case_);
    Found fresh;
    checker.case_messages(fresh);
    replace(of_case_, std::move(fresh), delta);
    if (!names_changed) return;
    Found look_alikes;
    checker.look_alike_messages(look_alikes);
    replace(of_look_alikes_, std::move(look_alikes), delta);
}

Workspace::Touched Workspace::touched(FileId file, const Edit& edit) const {
    const std::vector<CardId>& cards = case_->file(file).cards;
    const auto row = [&](std::size_t index) -> const casefile::CardRow& {
        return case_->card(cards[index]);
    };
    const std::uint32_t from = edit.span.begin - std::min(edit.span.begin, head_bytes);
    const std::uint32_t to = edit.span.end + head_bytes;
    Touched stretch{file, 0, 0, 0, 0};
    std::size_t last = cards.size();
    if (!cards.empty()) {
        const auto begins_after = [&](std::uint32_t at, CardId card) {
            return at < case_->card(card).begin;
        };
        const auto first = std::upper_bound(cards.begin(), cards.end(), from, begins_after);
        stretch.first = static_cast<std::size_t>(first - cards.begin());
        if (stretch.first > 0) --stretch.first;
        last = static_cast<std::size_t>(
            std::upper_bound(cards.begin(), cards.end(), to, begins_after) - cards.begin());
    }
    // The stretch has to begin with a head after the edit too, or with the file.
    const std::string_view bytes = case_->file(file).source.bytes();
    while (true) {
        stretch.count = last - stretch.first;
        stretch.begin = stretch.count == 0 ? 0 : row(stretch.first).begin;
        stretch.end = stretch.count == 0 ? 0 : row(last - 1).end;
        if (stretch.first == 0) break;
        std::string after(bytes.substr(stretch.begin, edit.span.begin - stretch.begin));
        after += edit.text;
        after += bytes.substr(edit.span.end, stretch.end - edit.span.end);
        const std::string_view line = std::string_view(after).substr(0, after.find('\n'));
        const syntax::Tree tree = syntax::parse(line);
        if (!tree.lines.empty() && tree.lines.front().kind() == syntax::LineKind::head) break;
        --stretch.first;
    }
    if (stretch.first == 0) stretch.begin = 0;
    return stretch;
}

MessageDelta Workspace::edit(const Edit& edit) {
    MessageDelta delta;
    const auto& files = case_->files();
    FileId file;
    for (; file.number < files.size(); ++file.number) {
        const casefile::CaseFile& each = files[file.number];
        if (!each.shipped && !each.is_table && each.source.path() == edit.path) break;
    }
    if (file.number == files.size()) return delta;
    text::Source& source = case_->source(file);
    if (edit.span.end < edit.span.begin || edit.span.end > source.bytes().size()) return delta;

    const Touched stretch = touched(file, edit);
    const std::vector<CardId>& cards = case_->file(file).cards;
    const std::vector<CardId> gone(
        cards.begin() + static_cast<std::ptrdiff_t>(stretch.first),
        cards.begin() + static_cast<std::ptrdiff_t>(stretch.first + stretch.count));
    bool shapes = false;
    std::unordered_map<std::uint32_t, Standing> before;
    std::unordered_set<std::uint32_t> mentioned;
    for (const CardId card : gone) {
        shapes = shapes || case_->shapes_reading(card);
        const NameId name = case_->card(card).name;
        if (!name.none()) before.try_emplace(name.number, standing_without(name, {}));
        // While the card's text is still what it was.
        forget_mentions(card, mentioned);
    }
    source.replace(edit.span, edit.text);
    const std::int64_t shift = static_cast<std::int64_t>(edit.text.size()) - edit.span.size();
    if (shapes) {
        read_again(delta);
        return delta;
    }
    syntax::Tree tree;
    const auto end = static_cast<std::uint32_t>(stretch.end + shift);
    syntax::parse(source.bytes(), stretch.begin, end, tree);
    const Case::Replaced replaced = case_->replace(file, stretch.first, stretch.count, tree, shift);
    for (const CardId card : replaced.fresh) {
        shapes = shapes || case_->shapes_reading(card);
    }
    if (shapes) {
        read_again(delta);
        return delta;
    }

    for (const CardId card : replaced.fresh) {
        const NameId name = case_->card(card).name;
        if (!name.none()) before.try_emplace(name.number, standing_without(name, replaced.fresh));
        index_mentions(card, mentioned);
    }
    for (const CardId card : gone) check_card(card, delta);
    for (const CardId card : replaced.fresh) check_card(card, delta);
    std::vector<NameId> changed;
    for (const auto& [number, standing] : before) {
        const NameId name{number};
        check_name(name, delta);
        if (standing_without(name, {}) == standing) continue;
        changed.push_back(name);
        mentioned.insert(number);
        const auto found = mentions_.find(number);
        if (found == mentions_.end()) continue;
        const std::vector<std::uint32_t> mentioning(found->second.begin(), found->second.end());
        for (const std::uint32_t card : mentioning) check_card({card}, delta);
    }
    const bool id_lost = case_->ids_may_be_missing();
    const Checker checker(*case_);
    for (const auto& entry : of_unknowns_) {
        const auto bears = [&](NameId name) { return checker.bears_on(name, {entry.first}); };
        if (id_lost != id_lost_ || std::any_of(changed.begin(), changed.end(), bears)) {
            mentioned.insert(entry.first);
        }
    }
    id_lost_ = id_lost;
    for (const std::uint32_t name : mentioned) check_unknown({name}, delta);
    check_case(!changed.empty(), delta);
    delta.gone = gone;
    delta.fresh = replaced.fresh;
    delta.changed = std::move(changed);
    return delta;
}

std::vector<CardId> Workspace::cards_mentioning(NameId name) const {
    const auto found = mentions_.find(name.number);
    std::vector<CardId> cards;
    if (found == mentions_.end()) return cards;
    for (const std::uint32_t card : found->second) cards.push_back({card});
    return cards;
}

std::vector<text::PlacedMessage> Workspace::messages() const {
    std::vector<text::PlacedMessage> all;
    for (const auto* table : {&of_cards_, &of_names_, &of_unknowns_}) {
        for (const auto& entry : *table) {
            for (const CheckedMessage& message : entry.second)
                all.push_back(placed(*case_, message));
        }
    }
    for (const auto* list : {&of_case_, &of_look_alikes_}) {
        for (const CheckedMessage& message : *list) all.push_back(placed(*case_, message));
    }
    text::sort_messages(all);
    return all;
}

}  // namespace valla::workspace
