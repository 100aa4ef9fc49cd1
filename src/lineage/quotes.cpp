#include "lineage/quotes.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <unicode/normalizer2.h>

#include "evidence/words.hpp"
#include "text/unicode.hpp"

namespace valla::lineage {

using casefile::NameId;
using casefile::RowId;
using vocabulary::BaseKind;

namespace {

/// Where words begin: in the folded text, and in the text as it was.
using WordPlaces = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::string to_nfkc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    std::string normalized;
    icu::StringByteSink<std::string> sink(&normalized);
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    if (U_SUCCESS(status)) nfkc->normalizeUTF8(0, piece, sink, nullptr, status);
    return U_SUCCESS(status) ? normalized : std::string(text);
}

bool is_blank(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}
bool is_dash(char32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2E3A || c == 0x2E3B ||
           c == 0x58A || c == 0x5BE;
}
bool is_double_mark(char32_t c) {
    return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2033 ||
           (c >= 0x300C && c <= 0x300F) || c == 0x301D || c == 0x301E || c == 0x301F;
}
bool is_single_mark(char32_t c) {
    return c == '\'' || (c >= 0x2018 && c <= 0x201B) || c == 0x2039 || c == 0x203A || c == 0x2032;
}
/// Controls that show as nothing: the soft hyphen, joiners, marks of direction, the byte-order
/// mark.
bool is_nothing(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
           (c >= 0x2066 && c <= 0x2069);
}
/// Whether a byte of folded text belongs to a word rather than to the marks around it.
bool is_of_word(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/// One word without blanks, folded; `dash_at_end` says that a dash ends it that may only part it at
/// the end of a line.
std::string fold_word(std::string_view word, bool& dash_at_end) {
    std::string normalized;
    if (!text::is_ascii(word)) {
        normalized = to_nfkc(word);
        word = normalized;
    }
    std::string out;
    dash_at_end = false;
    for (std::size_t at = 0; at < word.size();) {
        const text::Decoded decoded = text::decode(word, at);
        const char32_t c = decoded.code_point;
        at += decoded.size;
        if (is_nothing(c)) {
            dash_at_end = dash_at_end || (c == 0xAD && at == word.size());
        } else if (is_blank(c)) {
            out += ' ';  // the compatibility form of an accent that stands by itself
        } else if (is_dash(c)) {
            const bool behind_letter = !out.empty() && is_of_word(out.back());
            const bool inside = behind_letter && at < word.size();
            dash_at_end = behind_letter && at == word.size();
            if (!inside) out += '-';
        } else if (is_double_mark(c)) {
            out += '"';
        } else if (is_single_mark(c)) {
            out += '\'';
        } else {
            out.append(word.substr(at - decoded.size, decoded.size));
        }
    }
    return out;
}

std::string fold(std::string_view text, WordPlaces* places) {
    std::string out;
    out.reserve(text.size());
    bool join = true;
    for (std::size_t at = 0; at < text.size();) {
        // A word, and the blanks behind it.
        std::size_t end = at;
        while (end < text.size()) {
            const auto byte = static_cast<unsigned char>(text[end]);
            if (byte < 0x80) {
                if (is_blank(byte)) break;
                ++end;
                continue;
            }
            const text::Decoded decoded = text::decode(text, end);
            if (is_blank(decoded.code_point)) break;
            end += decoded.size;
        }
        bool dash_at_end = false;
        const std::string word = fold_word(text.substr(at, end - at), dash_at_end);
        bool line_ends = false;
        std::size_t next = end;
        while (next < text.size()) {
            const text::Decoded decoded = text::decode(text, next);
            if (!is_blank(decoded.code_point)) break;
            line_ends = line_ends || decoded.code_point == '\n' || decoded.code_point == '\r' ||
                        decoded.code_point == 0x2028;
            next += decoded.size;
        }
        if (!word.empty()) {
            if (!join) out += ' ';
            if (places != nullptr)
                places->emplace_back(static_cast<std::uint32_t>(out.size()),
                                     static_cast<std::uint32_t>(at));
            out += word;
            join = dash_at_end && line_ends && next < text.size();
            if (join && out.back() == '-') out.pop_back();
        }
        at = next;
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// A quotation folded and taken apart where its writer left something out.
std::vector<std::string> parts_of(std::string_view quotation) {
    const std::string text = fold(quotation, nullptr);
    std::string_view rest = trimmed(text);
    const auto in_marks = [&](char mark) {
        return rest.size() > 1 && rest.front() == mark && rest.back() == mark &&
               rest.substr(1, rest.size() - 2).find(mark) == std::string_view::npos;
    };
    if (in_marks('"') || in_marks('\'')) rest = rest.substr(1, rest.size() - 2);
    std::vector<std::string> parts;
    const auto keep = [&](std::string_view part) {
        part = trimmed(part);
        if (!part.empty()) parts.emplace_back(part);
    };
    while (true) {
        const std::size_t dots = rest.find("...");
        if (dots == std::string_view::npos) break;
        std::size_t begin = dots;
        std::size_t end = dots;
        while (end < rest.size() && rest[end] == '.') ++end;
        if (begin > 0 && rest[begin - 1] == '[') {
            begin -= 1;
            if (end < rest.size() && rest[end] == ']') ++end;
        }
        keep(rest.substr(0, begin));
        rest.remove_prefix(end);
    }
    keep(rest);
    return parts;
}

/// One after the other, with gaps of at most `gap`: the stretch of `text` that holds all parts.
std::optional<std::pair<std::size_t, std::size_t>> find_parts(const std::string& text,
                                                              const std::vector<std::string>& parts,
                                                              std::size_t gap) {
    struct Reached {
        std::size_t begin;  ///< of the first part
        std::size_t end;    ///< of the last one so far
    };
    std::vector<Reached> reached;
    for (std::size_t at = text.find(parts[0]); at != std::string::npos;
         at = text.find(parts[0], at + 1)) {
        reached.push_back({at, at + parts[0].size()});
        if (parts.size() == 1) break;
    }
    for (std::size_t part = 1; part < parts.size(); ++part) {
        std::vector<Reached> further;
        std::size_t looked_to = 0;
        const std::string_view wanted = parts[part];
        for (const Reached& each : reached) {
            const std::size_t last = std::min(text.size(), each.end + gap + wanted.size());
            std::size_t from = std::max(each.end, looked_to);
            while (from < last) {
                const std::string_view stretch(text.data() + from, last - from);
                const std::size_t found = stretch.find(wanted);
                if (found == std::string_view::npos) break;
                further.push_back({each.begin, from + found + wanted.size()});
                from += found + 1;
            }
            looked_to = std::max(looked_to, last >= wanted.size() ? last - wanted.size() + 1 : 0);
        }
        reached = std::move(further);
    }
    if (reached.empty()) return std::nullopt;
    return std::pair(reached.front().begin, reached.front().end);
}

}  // namespace

/// The words of the folded text by number, and where each stands.
struct Transcript::Index {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::vector<std::uint32_t> text;  ///< the text as numbers of words
    std::vector<std::uint32_t> begins;
    std::vector<std::vector<std::uint32_t>> places;  ///< by number
};

Transcript::Transcript(std::string path, std::string bytes)
    : source_(std::move(path), std::move(bytes)) {
    folded_ = fold(source_.bytes(), &words_);
}
Transcript::~Transcript() = default;
Transcript::Transcript(Transcript&&) noexcept = default;
Transcript& Transcript::operator=(Transcript&&) noexcept = default;

const Transcript::Index& Transcript::index() const {
    if (index_) return *index_;
    index_ = std::make_unique<Index>();
    const std::string_view text = folded_;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const auto [found, fresh] = index_->numbers.try_emplace(
            text.substr(at, end - at), static_cast<std::uint32_t>(index_->places.size()));
        if (fresh) index_->places.emplace_back();
        index_->places[found->second].push_back(static_cast<std::uint32_t>(index_->text.size()));
        index_->text.push_back(found->second);
        index_->begins.push_back(static_cast<std::uint32_t>(at));
        at = end + 1;
    }
    return *index_;
}

Passage Transcript::passage(std::size_t begin, std::size_t end) const {
    Passage passage;
    const auto after = [&](std::size_t place) {
        return std::upper_bound(words_.begin(), words_.end(), place,
                                [](std::size_t at, const auto& word) { return at < word.first; });
    };
    auto first = after(begin);
    if (first != words_.begin()) --first;
    if (first == words_.end()) return passage;
    const auto last = after(end > begin ? end - 1 : begin);
    const std::string_view bytes = source_.bytes();
    const std::size_t stop = last == words_.end() ? bytes.size() : last->second;
    for (std::size_t at = first->second; at < stop;) {
        const text::Decoded decoded = text::decode(bytes, at);
        if (!is_blank(decoded.code_point)) passage.text += bytes.substr(at, decoded.size);
        else if (!passage.text.ends_with(' ')) passage.text += ' ';
        at += decoded.size;
    }
    while (passage.text.ends_with(' ')) passage.text.pop_back();
    passage.line = source_.position(first->second).line;
    return passage;
}

Passage Transcript::nearest(const std::vector<std::string>& parts) const {
    const Index& index = this->index();
    constexpr std::uint32_t elsewhere = 0xFFFFFFFF;
    std::vector<std::uint32_t> wanted;
    std::vector<bool> gap_behind;  // by wanted word
    for (const std::string& part : parts) {
        const std::string_view text = part;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            const auto found = index.numbers.find(text.substr(at, end - at));
            wanted.push_back(found == index.numbers.end() ? elsewhere : found->second);
            gap_behind.push_back(false);
            at = end + 1;
        }
        gap_behind.back() = true;
    }
    gap_behind.back() = false;

    // Around the rarest words that both have, as many places as can be looked at.
    std::vector<std::uint32_t> shared;
    for (const std::uint32_t each : wanted) {
        if (each != elsewhere) shared.push_back(each);
    }
    std::sort(shared.begin(), shared.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(index.places[a].size(), a) < std::pair(index.places[b].size(), b);
    });
    shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
    constexpr std::size_t most_places = 2000;
    const std::size_t reach = wanted.size() * 2 + (parts.size() - 1) * gap_limit / 6 + 8;
    std::vector<std::pair<std::size_t, std::size_t>> windows;
    for (const std::uint32_t each : shared) {
        if (!windows.empty() && windows.size() + index.places[each].size() > most_places) break;
        for (const std::uint32_t place : index.places[each]) {
            windows.emplace_back(place > reach ? place - reach : 0,
                                 std::min(index.text.size(), place + reach));
            if (windows.size() == most_places) break;
        }
    }
    std::sort(windows.begin(), windows.end());

    struct Cell {
        std::uint32_t slips;
        std::uint32_t begin;
    };
    Cell best{elsewhere, 0};
    std::size_t best_end = 0;
    std::size_t best_off = 0;
    std::vector<Cell> above;
    std::vector<Cell> row;
    for (std::size_t i = 0; i < windows.size();) {
        auto [begin, end] = windows[i];
        for (++i; i < windows.size() && windows[i].first <= end; ++i)
            end = std::max(end, windows[i].second);
        const std::size_t width = end - begin;
        above.resize(width + 1);
        row.resize(width + 1);
        for (std::size_t j = 0; j <= width; ++j)
            above[j] = {0, static_cast<std::uint32_t>(begin + j)};
        for (std::size_t word = 0; word < wanted.size(); ++word) {
            row[0] = {above[0].slips + 1, above[0].begin};
            for (std::size_t j = 1; j <= width; ++j) {
                const bool same = index.text[begin + j - 1] == wanted[word];
                Cell cell{above[j - 1].slips + (same ? 0U : 1U), above[j - 1].begin};
                if (above[j].slips + 1 < cell.slips) cell = {above[j].slips + 1, above[j].begin};
                const std::uint32_t more = gap_behind[word] ? 0 : 1;
                if (row[j - 1].slips + more < cell.slips)
                    cell = {row[j - 1].slips + more, row[j - 1].begin};
                row[j] = cell;
            }
            std::swap(above, row);
        }
        for (std::size_t j = 0; j <= width; ++j) {
            if (begin + j == above[j].begin) continue;
            // Of two that are equally near, the one of the quotation's own length.
            const std::size_t length = begin + j - above[j].begin;
            const std::size_t off =
                std::max(length, wanted.size()) - std::min(length, wanted.size());
            if (std::pair<std::size_t, std::size_t>(above[j].slips, off) >=
                std::pair<std::size_t, std::size_t>(best.slips, best_off))
                continue;
            best = above[j];
            best_end = begin + j;
            best_off = off;
        }
    }
    if (best.slips >= wanted.size()) return {};
    const std::size_t end =
        best_end < index.begins.size() ? index.begins[best_end] - 1 : folded_.size();
    Passage found = passage(index.begins[best.begin], end);
    found.slips = best.slips;
    return found;
}

Passage Transcript::find(std::string_view quotation) const {
    const std::vector<std::string> parts = parts_of(quotation);
    Passage found;
    if (parts.empty()) {
        found.matches = true;
        found.line = 1;
        return found;
    }
    if (const auto stretch = find_parts(folded_, parts, gap_limit)) {
        found = passage(stretch->first, stretch->second);
        found.matches = true;
        return found;
    }
    return nearest(parts);
}

QuoteCheck check_quotes(const casefile::Case& the_case, const casefile::ReadFile& read_file) {
    const auto quote = vocabulary::builtin_field(BaseKind::passage, "quote");
    const auto text = vocabulary::builtin_field(BaseKind::source, "text");
    const casefile::Tables& tables = the_case.tables();
    const std::vector<casefile::CardId> cards = the_case.cards_in_order();

    std::multimap<NameId, std::string> paths;
    for (const casefile::CardId card : cards) {
        const casefile::CardRow& row = the_case.card(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.field[at].row == text)
                paths.emplace(row.name, the_case.text_value(card, tables.value[at]));
        }
    }
    struct File {
        std::optional<Transcript> transcript;
        std::optional<text::Message> problem;
        bool reported = false;
    };
    std::map<std::string, File> files;
    const auto open = [&](const std::string& path) -> File& {
        const auto [found, fresh] = files.try_emplace(path);
        if (!fresh) return found->second;
        auto bytes = read_file(path);
        if (bytes) found->second.transcript.emplace(path, std::move(*bytes));
        else found->second.problem = std::move(bytes.error());
        return found->second;
    };

    QuoteCheck check;
    const auto compare = [&](casefile::CardId card, RowId row) {
        std::optional<QuoteProblem> problem;
        const std::string quotation = the_case.text_value(card, tables.value[row.number]);
        for (const evidence::WordRef& word : evidence::words_of(the_case, card)) {
            const casefile::WordRow& chain = tables.words[word.word];
            for (std::uint32_t hop = chain.hop_count; hop-- > 0;) {
                const NameId source = tables.hops[chain.first_hop + hop].name;
                const auto [first, last] = paths.equal_range(source);
                if (source.none() || first == last) continue;
                for (auto at = first; at != last; ++at) {
                    File& file = open(at->second);
                    QuoteProblem each{row, source, at->second, {}, file.problem};
                    if (file.transcript) each.nearest = file.transcript->find(quotation);
                    if (each.nearest.matches) {
                        ++check.checked;
                        return;
                    }
                    const bool nearer = !problem || (each.nearest.line > 0 &&
                                                     (problem->nearest.line == 0 ||
                                                      each.nearest.slips < problem->nearest.slips));
                    if (nearer) problem = std::move(each);
                }
                break;
            }
        }
        if (!problem) {
            ++check.unchecked;
            return;
        }
        ++(problem->unreadable ? check.unchecked : check.checked);
        if (problem->unreadable) {
            File& file = open(problem->path);
            if (std::exchange(file.reported, true)) return;
        }
        check.problems.push_back(std::move(*problem));
    };
    for (const casefile::CardId card : cards) {
        const casefile::CardRow& row = the_case.card(card);
        for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
            if (tables.field[at].row == quote && tables.role[at] == casefile::RowRole::claimed)
                compare(card, {at});
        }
    }
    return check;
}

}  // namespace valla::lineage
