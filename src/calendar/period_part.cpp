#include "calendar/period_part.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "calendar/tokens.hpp"

namespace valla::calendar {

namespace {

using text::Message;
using text::Span;

constexpr std::array<std::string_view, 12> ordinals = {"first", "second", "third",    "fourth",
                                                       "fifth", "sixth",  "seventh",  "eighth",
                                                       "ninth", "tenth",  "eleventh", "twelfth"};

constexpr std::string_view expected_part =
    "a part such as half, third, quarter, fifth ... or twelfth";

/// The number of an ordinal, 1 to 12; 0 for other words.
std::uint16_t ordinal(std::string_view word) {
    const auto* const found = std::find(ordinals.begin(), ordinals.end(), word);
    return found == ordinals.end() ? 0 : static_cast<std::uint16_t>(found - ordinals.begin() + 1);
}

/// Into how many parts a word divides the whole; 0 for other words.
std::uint16_t divisor(std::string_view word) {
    if (word == "half") return 2;
    if (word == "quarter") return 4;
    const std::uint16_t number = ordinal(word);
    return number == 3 || number >= 5 ? number : 0;
}

std::vector<Span> split(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<Span> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(blanks, at)) < text.size();) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        at = end;
    }
    return words;
}

class PartReader {
  public:
    explicit PartReader(std::string_view text) : text_(text), words_(split(text)) {}

    tl::expected<PeriodPart, Message> read() {
        PeriodPart part;
        if (!read_word(part)) return unexpected("a word that says nothing else in a date");
        if (word() != "as") return unexpected("\"as\"");
        ++at_;
        const std::size_t first_place = at_;
        const std::string_view first = word();
        if (first != "last" && ordinal(first) == 0)
            return unexpected("a part such as \"first third\"");
        ++at_;
        std::string_view last = first;
        if (word() == "to") {
            ++at_;
            last = word();
            if (last != "last" && ordinal(last) == 0)
                return unexpected("first, second, ... or last");
            ++at_;
        }
        part.of = divisor(word());
        if (part.of == 0) return unexpected(expected_part);
        if (++at_ < words_.size()) return unexpected("nothing more");
        part.begin = static_cast<std::uint16_t>(number(first, part.of) - 1);
        part.end = number(last, part.of);
        if (part.end > part.of || part.begin >= part.end) {
            at_ = first_place;
            return unexpected("a part that there is, and of two the earlier");
        }
        return part;
    }

  private:
    /// The word at which the reader stands, empty behind the last.
    [[nodiscard]] std::string_view word() const {
        return at_ < words_.size() ? words_[at_].in(text_) : std::string_view();
    }
    static std::uint16_t number(std::string_view word, std::uint16_t of) {
        return word == "last" ? of : ordinal(word);
    }
    tl::unexpected<Message> unexpected(std::string_view expected) const {
        if (at_ < words_.size()) {
            return tl::unexpected(Message("unexpected-word", words_[at_])
                                      .with("word", word())
                                      .with("expected", expected));
        }
        const std::uint32_t end = words_.empty() ? 0 : words_.back().end;
        return tl::unexpected(Message("missing-word", {end, end}).with("expected", expected));
    }
    bool read_word(PeriodPart& part) {
        Tokens tokens;
        const bool one_word = !words_.empty() && tokens.read(word(), LanguageSet::all()) &&
                              tokens.size() == 1 && tokens[0].kind == Token::Kind::word;
        if (!one_word || !names_part_of_period(tokens[0].meaning)) return false;
        part.word = word();
        part.folded = tokens.folded(tokens[0]);
        ++at_;
        return true;
    }

    std::string_view text_;
    std::vector<Span> words_;
    std::size_t at_ = 0;
};

}  // namespace

tl::expected<PeriodPart, Message> read_period_part(std::string_view text) {
    return PartReader(text).read();
}

}  // namespace valla::calendar
