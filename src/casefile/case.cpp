#include "casefile/case.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "casefile/case_language.hpp"
#include "syntax/phrases.hpp"
#include "text/spelling.hpp"
#include "text/unicode.hpp"
#include "vocabulary/shipped.hpp"

namespace valla::casefile {

using syntax::CardNode;
using syntax::Tree;
using text::Message;

namespace {

/// The words of a `vocabulary:` or `uses:` line, whatever is wrong with the line.
struct Wanted {
    std::vector<std::string> names;
    bool found = false;  ///< a card of the kind was there
    bool lost = false;   ///< some line or head that may have named more could not be understood
};

/// Whether the first word of a head is a keyword, or one slip of the pen away from it.
bool begins_nearly_with(std::string_view head, std::string_view keyword) {
    const std::string_view word = head.substr(0, head.find_first_of(" \t\r\n"));
    if (word == keyword) return true;
    // Most heads share no more than the odd letter with the keyword; counting slips is for the
    // others.
    const auto in_keyword = [&](char c) { return keyword.find(c) != std::string_view::npos; };
    const auto shared =
        static_cast<std::size_t>(std::count_if(word.begin(), word.end(), in_keyword));
    return shared + 1 >= word.size() && text::slips_between(word, keyword, 1) <= 1;
}

void find_wanted(std::string_view bytes, const Tree& tree, std::string_view card_kind,
                 std::string_view field_name, Wanted& wanted) {
    std::vector<syntax::Word> words;
    for (const CardNode& node : tree.cards) {
        const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
        if (!begins_nearly_with(syntax::head_of(card, tree, node).in(card), card_kind)) continue;
        wanted.found = true;
        const bool stray = std::any_of(
            tree.begin(node), tree.end(node),
            [](const syntax::Line& line) { return line.kind() == syntax::LineKind::stray; });
        wanted.lost = wanted.lost || stray;
        syntax::FieldNode field;
        for (std::uint32_t line = 0; syntax::next_field(card, tree, node, line, field);) {
            wanted.lost = wanted.lost || field.name.empty();
            if (text::slips_between(field.name.in(card), field_name, 2) > 2) continue;
            const std::string_view value = field.value.in(card);
            syntax::split(value, words);
            wanted.lost = wanted.lost || words.empty();
            for (const syntax::Word& word : words) {
                if (!word.is(value, "and") && word.kind == syntax::WordKind::word) {
                    wanted.names.emplace_back(word.span.in(value));
                }
            }
        }
    }
}

const vocabulary::ShippedVocabulary* find_shipped(std::string_view name) {
    for (const auto& shipped : vocabulary::shipped_vocabularies()) {
        if (shipped.name == name) return &shipped;
    }
    return nullptr;
}

}  // namespace

Case Case::read(std::vector<text::Source> sources, const ReadFile& read_file) {
    Case made;
    made.tables_ = std::make_unique<Tables>();
    std::sort(sources.begin(), sources.end(),
              [](const text::Source& a, const text::Source& b) { return a.path() < b.path(); });
    std::vector<Tree> trees;
    for (text::Source& source : sources) {
        made.files_.push_back({std::move(source), {}, false, false});
        trees.push_back(syntax::parse(made.files_.back().source.bytes()));
    }
    std::size_t lines = 0;
    std::size_t cards = 0;
    for (const Tree& tree : trees) {
        lines += tree.lines.size();
        cards += tree.cards.size();
    }
    // A line is a claim or two, and many lines are none; room that is not used costs no memory.
    made.tables_->reserve(lines + lines / 2);
    made.cards_.reserve(cards + cards / 8);
    CaseLanguages languages;
    for (std::size_t file = 0; file < trees.size(); ++file) {
        add_languages(made.files_[file].source.bytes(), trees[file], languages);
    }
    made.date_options_.languages = date_languages(languages);
    made.languages_ = std::move(languages.named);
    made.read_vocabulary(trees);
    // Vocabularies come after the case's own files, so that they were appended to `trees` too.
    for (std::uint32_t file = 0; file < made.files_.size(); ++file) {
        const Tree tree = file < trees.size() ? std::move(trees[file])
                                              : syntax::parse(made.files_[file].source.bytes());
        made.files_[file].cards.reserve(tree.cards.size());
        for (const CardNode& node : tree.cards) {
            made.files_[file].cards.push_back(made.add_card({file}, tree, node));
        }
    }
    made.read_tables(read_file);
    return made;
}

void Case::read_vocabulary(const std::vector<Tree>& trees) {
    Wanted wanted;
    std::set<std::string> own;
    bool case_found = false;
    bool head_broken = false;
    for (std::size_t file = 0; file < trees.size(); ++file) {
        const std::string_view bytes = files_[file].source.bytes();
        find_wanted(bytes, trees[file], "case", "vocabulary", wanted);
        case_found = case_found || std::exchange(wanted.found, false);
        find_wanted(bytes, trees[file], "vocabulary", "uses", wanted);
        for (const CardNode& node : trees[file].cards) {
            const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
            const std::string_view head = syntax::head_of(card, trees[file], node).in(card);
            head_broken = head_broken || head.find_first_of(" \t") == std::string_view::npos;
            if (head.starts_with("vocabulary ")) own.insert(std::string(head.substr(11)));
        }
    }
    // A head of one word may be that of the case.
    vocabulary_incomplete_ = wanted.lost || (!case_found && head_broken);

    // Core first; then what is wanted, and what that uses in its turn.
    std::vector<std::string> open{"core"};
    open.insert(open.end(), wanted.names.begin(), wanted.names.end());
    std::set<std::string_view> loaded;
    std::vector<std::string_view> known;
    for (const auto& shipped : vocabulary::shipped_vocabularies()) known.push_back(shipped.name);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (own.contains(open[i])) continue;
        const auto* shipped = find_shipped(open[i]);
        if (shipped == nullptr) {
            // The mistake is reported where the word stands; what was most likely meant is used.
            shipped = find_shipped(text::nearest_word(open[i], known));
            if (shipped == nullptr) vocabulary_incomplete_ = true;
        }
        if (shipped == nullptr || !loaded.insert(shipped->name).second) continue;
        files_.push_back({text::Source(std::string(shipped->path), std::string(shipped->bytes)),
                          {},
                          true,
                          false});
        Wanted uses;
        find_wanted(shipped->bytes, syntax::parse(shipped->bytes), "vocabulary", "uses", uses);
        open.insert(open.end(), uses.names.begin(), uses.names.end());
    }

    std::vector<vocabulary::TermCard> terms;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;  // file, begin
    // Shipped words first: a case that says something else of one of them is told so.
    for (const bool shipped : {true, false}) {
        for (std::uint32_t file = 0; file < files_.size(); ++file) {
            if (files_[file].shipped != shipped) continue;
            const std::string_view bytes = files_[file].source.bytes();
            const Tree own_tree = file < trees.size() ? Tree{} : syntax::parse(bytes);
            const Tree& tree = file < trees.size() ? trees[file] : own_tree;
            for (const CardNode& node : tree.cards) {
                const std::string_view card = bytes.substr(node.begin, node.end - node.begin);
                if (auto term = vocabulary::read_term(card, tree, node)) {
                    terms.push_back(std::move(*term));
                    places.emplace_back(file, node.begin);
                }
            }
        }
    }
    std::vector<vocabulary::Vocabulary::Problem> problems;
    vocabulary_ =
        std::make_unique<vocabulary::Vocabulary>(vocabulary::Vocabulary::build(terms, problems));
    reader_ = std::make_unique<CardReader>(*vocabulary_, *tables_);
    for (auto& problem : problems) {
        // Cards are not numbered yet; the place stands for the card until read_tables() is done.
        const auto [file, begin] = places[problem.card];
        vocabulary_places_.push_back({{file}, begin, std::move(problem.message)});
    }
}

CardId Case::begin_card(FileId file, std::uint32_t begin, std::uint32_t end) {
    const CardId id{static_cast<std::uint32_t>(cards_.size())};
    CardRow row;
    row.file = file;
    row.begin = begin;
    row.end = end;
    row.first_row = tables_->row_count();
    row.first_word = static_cast<std::uint32_t>(tables_->words.size());
    cards_.push_back(row);
    return id;
}

void Case::end_card(CardId id, const CardHead& head, std::vector<Message> messages) {
    CardRow& row = cards_[id.number];
    row.name = head.name;
    row.kind = head.kind;
    row.known_kind = head.known_kind;
    row.name_span = head.name_span;
    row.row_count = tables_->row_count() - row.first_row;
    row.word_count = static_cast<std::uint32_t>(tables_->words.size()) - row.first_word;
    if (!messages.empty()) reading_messages_[id.number] = std::move(messages);
    count_heads(id, true);
    declare(id);
}

void Case::count_heads(CardId id, bool live) {
    const CardRow& row = cards_[id.number];
    const std::uint32_t one = live ? 1U : ~0U;
    if (row.known_kind && !row.name.none() && vocabulary_->kind(row.kind).base == BaseKind::case_) {
        if (live) case_cards_.push_back(id);
        else std::erase(case_cards_, id);
    }
    if (!reading_messages_.contains(id.number)) return;
    if (row.name.none()) cards_without_id_ += one;
    if (!row.known_kind) cards_without_kind_ += one;
}

CardId Case::add_card(FileId file, const Tree& tree, const CardNode& node) {
    const CardId id = begin_card(file, node.begin, node.end);
    std::vector<Message> messages;
    const std::string_view card =
        files_[file.number].source.bytes().substr(node.begin, node.end - node.begin);
    CardHead head = reader_->read(card, tree, node, id, date_options_, messages);
    // While words are missing, a head is no slip of the pen for a word that happens to be there.
    const auto guessed = [](const Message& message) {
        return message.name == text::MessageName("unknown-kind-of-card");
    };
    if (vocabulary_incomplete_ && std::any_of(messages.begin(), messages.end(), guessed)) {
        head.known_kind = false;
    }
    end_card(id, head, std::move(messages));
    return id;
}

bool Case::precedes(CardId a, CardId b) const {
    const auto key = [&](CardId id) {
        const CardRow& row = cards_[id.number];
        const CaseFile& file = files_[row.file.number];
        return std::tuple(file.shipped, std::string_view(file.source.path()), row.begin, id.number);
    };
    if (cards_[a.number].file == cards_[b.number].file) {
        return std::tuple(cards_[a.number].begin, a.number) <
               std::tuple(cards_[b.number].begin, b.number);
    }
    return key(a) < key(b);
}

void Case::declare(CardId id) {
    CardRow& row = cards_[id.number];
    if (row.name.none()) return;
    if (name_states_.size() <= row.name.number) name_states_.resize(tables_->names.size());
    NameState& state = name_states_[row.name.number];
    row.next_of_name = state.list;
    state.list = id;
    state.live_cards += 1;
    if (!row.known_kind) state.unknown_kinds += 1;
    if (state.live_cards == 1 || precedes(id, state.introduced)) state.introduced = id;
}

void Case::retire(CardId id) {
    CardRow& row = cards_[id.number];
    row.live = false;
    count_heads(id, false);
    reading_messages_.erase(id.number);
    if (row.name.none()) return;
    NameState& state = name_states_[row.name.number];
    state.live_cards -= 1;
    if (!row.known_kind) state.unknown_kinds -= 1;
    CardId* link = &state.list;
    while (*link != id) link = &cards_[link->number].next_of_name;
    *link = row.next_of_name;
    if (state.introduced == id) {
        state.introduced = state.list;
        for (CardId each = state.list; each != CardId{}; each = cards_[each.number].next_of_name) {
            if (precedes(each, state.introduced)) state.introduced = each;
        }
    }
}

std::optional<CardId> Case::introduced_by(NameId name) const {
    const NameState state = name_state(name);
    if (state.live_cards == 0) return std::nullopt;
    return state.introduced;
}

std::optional<BaseKind> Case::base_of(NameId name) const {
    const NameState state = name_state(name);
    if (state.live_cards == 0 || state.unknown_kinds > 0) return std::nullopt;
    return vocabulary_->kind(cards_[state.introduced.number].kind).base;
}

std::vector<CardId> Case::cards_of(NameId name) const {
    std::vector<CardId> all;
    for (CardId id = name_state(name).list; id != CardId{}; id = cards_[id.number].next_of_name) {
        all.push_back(id);
    }
    std::sort(all.begin(), all.end(), [&](CardId a, CardId b) { return precedes(a, b); });
    return all;
}

std::vector<CardId> Case::cards_in_order() const {
    std::vector<std::uint32_t> files(files_.size());
    for (std::uint32_t i = 0; i < files.size(); ++i) files[i] = i;
    std::sort(files.begin(), files.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(files_[a].shipped, std::string_view(files_[a].source.path()), a) <
               std::tuple(files_[b].shipped, std::string_view(files_[b].source.path()), b);
    });
    std::vector<CardId> all;
    for (const std::uint32_t file : files) {
        all.insert(all.end(), files_[file].cards.begin(), files_[file].cards.end());
    }
    return all;
}

std::string_view Case::text_of(CardId id) const {
    const CardRow& row = cards_[id.number];
    return files_[row.file.number].source.bytes().substr(row.begin, row.end - row.begin);
}

std::string_view Case::raw_text(CardId card, std::uint32_t text) const {
    const TextRow& row = tables_->texts[text];
    return row.owned ? std::string_view(tables_->owned_texts[row.span.begin])
                     : row.span.in(text_of(card));
}

std::string Case::text_value(CardId card, std::uint32_t text) const {
    return syntax::unfold(raw_text(card, text));
}

const std::vector<Message>& Case::reading_messages(CardId card) const {
    static const std::vector<Message> none;
    const auto found = reading_messages_.find(card.number);
    return found == reading_messages_.end() ? none : found->second;
}

bool Case::shapes_reading(CardId id) const {
    // While no card says what case this is, any head may be the one that was to.
    if (case_cards_.empty()) return true;
    std::string_view text = text_of(id);
    if (text.starts_with(text::byte_order_mark)) text.remove_prefix(3);
    if (begins_nearly_with(text, "case") || begins_nearly_with(text, "vocabulary")) return true;
    // A head that has lost its id has its kind still.
    const BaseKind base = vocabulary_->kind(cards_[id.number].kind).base;
    return (vocabulary::kinds::terms | vocabulary::KindSet{BaseKind::case_, BaseKind::table})
        .has(base);
}

Case::Replaced Case::replace(FileId file, std::size_t first, std::size_t count, const Tree& tree,
                             std::int64_t shift) {
    Replaced replaced;
    std::vector<CardId>& cards = files_[file.number].cards;
    const auto begin = cards.begin() + static_cast<std::ptrdiff_t>(first);
    replaced.gone.assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    for (const CardId id : replaced.gone) retire(id);
    for (std::size_t i = first + count; i < cards.size(); ++i) {
        CardRow& row = cards_[cards[i].number];
        row.begin = static_cast<std::uint32_t>(row.begin + shift);
        row.end = static_cast<std::uint32_t>(row.end + shift);
    }
    for (const CardNode& node : tree.cards) replaced.fresh.push_back(add_card(file, tree, node));
    const auto after = cards.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    cards.insert(after, replaced.fresh.begin(), replaced.fresh.end());
    return replaced;
}

CardId Case::read_aside(std::string path, std::string text, KindId kind, FieldId field) {
    const auto end = static_cast<std::uint32_t>(text.size());
    const FileId file{static_cast<std::uint32_t>(files_.size())};
    files_.push_back({text::Source(std::move(path), std::move(text)), {}, false, false});
    const CardId id = begin_card(file, 0, end);
    std::vector<Message> messages;
    ValueReader reader(*vocabulary_, *tables_);
    reader.begin_card(text_of(id), id, date_options_, messages);
    const auto invalid = text::first_invalid(text_of(id));
    if (!invalid) reader.read({.subject = {}, .field = field}, {0, end});
    if (invalid) {
        const auto at = static_cast<std::uint32_t>(*invalid);
        messages.push_back(Message("not-utf8", {at, at + 1})
                               .with("bytes", text::printable(text_of(id).substr(*invalid, 1))));
    }
    CardRow& row = cards_[id.number];
    row.kind = kind;
    row.known_kind = true;
    row.live = false;
    row.row_count = tables_->row_count() - row.first_row;
    if (!messages.empty()) reading_messages_[id.number] = std::move(messages);
    return id;
}

}  // namespace valla::casefile
