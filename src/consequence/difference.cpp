#include "consequence/difference.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace valla::consequence {

using casefile::CardId;
using casefile::Case;
using dispute::Assessment;
using text::Message;

namespace {

/// A card as it stands in its file.
struct PlacedCard {
    std::string path;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string text;  ///< without blanks at the ends of its lines
    std::string head;
};

std::string trimmed_lines(std::string_view text) {
    std::string all;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
            line.remove_suffix(1);
        // Remarks and blank lines change nothing.
        const bool remark = line.starts_with("--");
        if (!line.empty() && !remark) {
            all += line;
            all += '\n';
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

std::vector<PlacedCard> cards_of(const Case& the_case) {
    std::vector<PlacedCard> cards;
    for (const CardId id : the_case.cards_in_order()) {
        const casefile::CardRow& row = the_case.card(id);
        const casefile::CaseFile& file = the_case.file(row.file);
        if (file.shipped || file.is_table) continue;
        PlacedCard card;
        card.path = file.source.path();
        card.begin = row.begin;
        card.end = row.end;
        card.text = trimmed_lines(the_case.text_of(id));
        card.head = card.text.substr(0, card.text.find('\n'));
        cards.push_back(std::move(card));
    }
    return cards;
}

std::map<std::string, std::string> tables_of(const Case& the_case) {
    std::map<std::string, std::string> tables;
    for (const casefile::CaseFile& file : the_case.files()) {
        if (file.is_table) tables[file.source.path()] = std::string(file.source.bytes());
    }
    return tables;
}

/// Finds what changed between two lists of cards.
std::vector<CardChange> changes_between(const std::vector<PlacedCard>& before,
                                        const std::vector<PlacedCard>& after) {
    std::map<std::string, std::vector<std::size_t>> known;
    for (std::size_t i = 0; i < before.size(); ++i) known[before[i].text].push_back(i);
    std::vector<bool> stayed(before.size(), false);
    std::vector<std::size_t> came;
    // First where it stood, then anywhere, so that of equal cards the right one has moved.
    std::vector<bool> found(after.size(), false);
    for (const bool same_file : {true, false}) {
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (found[i]) continue;
            const auto same = known.find(after[i].text);
            if (same == known.end()) continue;
            for (const std::size_t each : same->second) {
                if (stayed[each] || (same_file && before[each].path != after[i].path)) continue;
                stayed[each] = true;
                found[i] = true;
                break;
            }
        }
    }
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (!found[i]) came.push_back(i);
    }
    std::vector<CardChange> changes;
    std::vector<bool> paired(after.size(), false);
    for (const bool same_file : {true, false}) {
        for (const std::size_t i : came) {
            if (paired[i]) continue;
            for (std::size_t k = 0; k < before.size(); ++k) {
                if (stayed[k] || before[k].head != after[i].head) continue;
                if (same_file && before[k].path != after[i].path) continue;
                changes.push_back({CardChange::Kind::changed, after[i].path, after[i].begin,
                                   after[i].head, before[k].text, after[i].text, before[k].path});
                stayed[k] = true;
                paired[i] = true;
                break;
            }
        }
    }
    for (const std::size_t i : came) {
        if (!paired[i])
            changes.push_back({CardChange::Kind::added, after[i].path, after[i].begin,
                               after[i].head, "", after[i].text, ""});
    }
    for (std::size_t k = 0; k < before.size(); ++k) {
        if (!stayed[k])
            changes.push_back({CardChange::Kind::removed, before[k].path, before[k].begin,
                               before[k].head, before[k].text, "", ""});
    }
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) {
        return std::tie(a.path, a.begin) < std::tie(b.path, b.begin);
    });
    return changes;
}

/// One case read and assessed.
struct Judged {
    std::unique_ptr<Case> the_case;
    Answers answers;
};

tl::expected<Judged, Message> judge(const CaseText& text, const std::string& reading,
                                    const Answering& in_words) {
    Judged made;
    made.the_case = std::make_unique<Case>(Case::read(text.files, text.read_file));
    dispute::Terms terms;
    if (!reading.empty()) {
        const auto found = made.the_case->tables().names.find(casefile::NameSpace::id, reading);
        if (!found || made.the_case->base_of(*found) != casefile::BaseKind::reading)
            return tl::unexpected(Message("no-such-id", {}).with("id", reading));
        terms.reading = *found;
    }
    auto assessment = Assessment::of(*made.the_case, terms);
    if (!assessment) return tl::unexpected(std::move(assessment.error()));
    made.answers = in_words(**assessment);
    return made;
}

/// The new case with one change undone.
CaseText undone(const CaseText& after, const CardChange& change, const Case& after_case,
                const std::map<std::string, std::string>& old_tables,
                const std::map<std::string, std::string>& new_tables) {
    CaseText text = after;
    if (change.kind == CardChange::Kind::table) {
        const auto old = old_tables.find(change.path);
        const auto now = new_tables.find(change.path);
        const std::string bytes = old == old_tables.end() ? "" : old->second;
        const std::string instead_of = now == new_tables.end() ? "" : now->second;
        text.read_file = [read = after.read_file, bytes, instead_of](const std::string& path) {
            auto found = read(path);
            if (found && *found == instead_of) return tl::expected<std::string, Message>(bytes);
            return found;
        };
        return text;
    }
    if (change.kind == CardChange::Kind::removed) {
        text.files.emplace_back("\x7Fundone.valla", change.before);
        return text;
    }
    for (text::Source& file : text.files) {
        if (file.path() != change.path) continue;
        std::uint32_t end = 0;
        for (const casefile::CardRow& row : after_case.cards()) {
            if (after_case.file(row.file).source.path() == change.path && row.begin == change.begin)
                end = row.end;
        }
        std::string bytes(file.bytes());
        bytes.replace(change.begin, end - change.begin, change.before);
        file = text::Source(change.path, bytes);
    }
    return text;
}

using Known = std::map<std::string, const Answers::Row*>;
Known by_text(const Answers& answers) {
    Known known;
    for (const Answers::Row& row : answers.rows) known.try_emplace(row.text, &row);
    return known;
}
std::string answer_of(const Known& known, const std::string& text) {
    const auto found = known.find(text);
    return found == known.end() ? "" : found->second->answer;
}

/// Whether a card's text has an id as a word of its own.
bool mentions(const std::string& text, const std::string& id) {
    const auto joins = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1)) {
        const bool left = at == 0 || !joins(text[at - 1]);
        const std::size_t end = at + id.size();
        if (left && (end == text.size() || !joins(text[end]))) return true;
    }
    return false;
}

void attribute_by_names(const Difference& made, const std::vector<std::string>& names,
                        AnswerChange& change) {
    change.together = true;
    for (std::size_t i = 0; i < made.cards.size(); ++i) {
        const CardChange& card = made.cards[i];
        const bool named = std::any_of(names.begin(), names.end(), [&](const std::string& id) {
            return mentions(card.before, id) || mentions(card.after, id);
        });
        if (named) change.cards.push_back(i);
    }
}

}  // namespace

tl::expected<Difference, Message> difference(const CaseText& before, const CaseText& after,
                                             const std::string& reading,
                                             const Answering& in_words) {
    auto old = judge(before, reading, in_words);
    if (!old) return tl::unexpected(std::move(old.error()));
    auto now = judge(after, reading, in_words);
    if (!now) return tl::unexpected(std::move(now.error()));

    Difference made;
    made.cards = changes_between(cards_of(*old->the_case), cards_of(*now->the_case));
    const auto old_tables = tables_of(*old->the_case);
    const auto new_tables = tables_of(*now->the_case);
    std::set<std::string> paths;
    for (const auto* tables : {&old_tables, &new_tables}) {
        for (const auto& [path, bytes] : *tables) paths.insert(path);
    }
    for (const std::string& path : paths) {
        const auto was = old_tables.find(path);
        const auto is = new_tables.find(path);
        const bool same =
            was != old_tables.end() && is != new_tables.end() && was->second == is->second;
        if (same) continue;
        CardChange change;
        change.kind = CardChange::Kind::table;
        change.path = path;
        change.head = "table " + path;
        change.before = was == old_tables.end() ? "" : was->second;
        change.after = is == new_tables.end() ? "" : is->second;
        made.cards.push_back(std::move(change));
    }

    const Known known_before = by_text(old->answers);
    const Known known_after = by_text(now->answers);
    std::vector<std::vector<std::string>> names;
    const auto add = [&](const Answers::Row& row) {
        const std::string was = answer_of(known_before, row.text);
        const std::string is = answer_of(known_after, row.text);
        if (was == is) return;
        made.answers.push_back({row.text, was, is, row.time, {}, false});
        names.push_back(row.names);
    };
    for (const Answers::Row& row : now->answers.rows) {
        if (known_after.at(row.text) == &row) add(row);
    }
    for (const Answers::Row& row : old->answers.rows) {
        if (known_before.at(row.text) == &row && !known_after.contains(row.text)) add(row);
    }

    made.each_undone = made.cards.size() <= Difference::most_undone;
    if (made.each_undone && !made.answers.empty()) {
        for (std::size_t i = 0; i < made.cards.size(); ++i) {
            const auto without =
                judge(undone(after, made.cards[i], *now->the_case, old_tables, new_tables), reading,
                      in_words);
            if (!without) continue;
            const Known known = by_text(without->answers);
            for (AnswerChange& change : made.answers) {
                if (answer_of(known, change.text) == change.before) change.cards.push_back(i);
            }
        }
    }
    for (std::size_t i = 0; i < made.answers.size(); ++i) {
        if (made.answers[i].cards.empty()) attribute_by_names(made, names[i], made.answers[i]);
    }
    return made;
}

}  // namespace valla::consequence
