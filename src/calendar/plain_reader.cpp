#include "calendar/plain_reader.hpp"

#include <array>

#include "calendar/lexicon.hpp"

namespace valla::calendar {

namespace {

constexpr std::size_t longest_name = 32;  // in bytes

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number of `count` digits at the begin of `text`; -1 when they are not all digits.
constexpr int number(std::string_view text, std::size_t count) {
    if (text.size() < count) return -1;
    int value = 0;
    for (std::size_t index = 0; index < count; ++index) {
        if (!is_digit(text[index])) return -1;
        value = value * 10 + (text[index] - '0');
    }
    return value;
}

/// A name in lower case, as the lexicon has it; only ASCII, Latin-1 and Cyrillic letters.
class FoldedName {
  public:
    /// Reads letters from the begin of `text`; gives how many bytes they take, 0 when there are
    /// other characters before the next blank.
    std::size_t read(std::string_view text) {
        std::size_t at = 0;
        while (at < text.size() && text[at] != ' ') {
            const auto first = static_cast<unsigned char>(text[at]);
            if (size_ + 2 > longest_name) return 0;
            if (first < 0x80) {
                const char lower = static_cast<char>(first | 0x20);
                if (lower < 'a' || lower > 'z') return 0;
                letters_[size_++] = lower;
                ++at;
                continue;
            }
            if (at + 1 == text.size()) return 0;
            if (!fold_pair(first, static_cast<unsigned char>(text[at + 1]))) return 0;
            at += 2;
        }
        return at;
    }
    [[nodiscard]] std::string_view letters() const { return {letters_.data(), size_}; }

  private:
    bool fold_pair(unsigned first, unsigned second) {
        if (second < 0x80 || second > 0xBF) return false;
        if (first == 0xC3 && second != 0x97 && second != 0xB7) {  // À to ÿ
            if (second < 0x9F) second += 0x20;
        } else if (first == 0xD0 && second >= 0x90) {  // А to п
            if (second < 0xA0) {
                second += 0x20;
            } else if (second < 0xB0) {
                first = 0xD1;
                second -= 0x20;
            }
        } else if (first != 0xD1 || second > 0x8F) {  // р to я
            return false;
        }
        letters_[size_++] = static_cast<char>(first);
        letters_[size_++] = static_cast<char>(second);
        return true;
    }

    std::array<char, longest_name> letters_;
    std::size_t size_ = 0;
};

std::optional<Date> made(const WrittenDate& date, const DateOptions& options) {
    if (date.day_present && !exists(date.calendar, {date.year, date.month, date.day}))
        return std::nullopt;
    return Date::point(date, options.hemisphere);
}

std::optional<Date> read_numbers(std::string_view text, const DateOptions& options) {
    WrittenDate date;
    date.year = number(text, 4);
    date.precision = Precision::year;
    if (text.size() == 4) {
        date.calendar = options.calendar;
        return made(date, options);
    }
    const int month = text[4] == '-' ? number(text.substr(5), 2) : -1;
    if (month < 1 || month > 12) return std::nullopt;
    date.month = static_cast<std::uint8_t>(month);
    date.month_present = true;
    date.precision = Precision::month;
    if (text.size() == 7) return made(date, options);
    const int day = text.size() == 10 && text[7] == '-' ? number(text.substr(8), 2) : -1;
    if (day < 1) return std::nullopt;
    date.day = static_cast<std::uint8_t>(day);
    date.day_present = true;
    date.precision = Precision::day;
    return made(date, options);
}

}  // namespace

std::optional<Date> read_plain_date(std::string_view text, const DateOptions& options) {
    if (text.size() < 4 || text.size() > longest_name + 8) return std::nullopt;
    if (number(text, 4) >= 0) {
        return text.size() == 4 || text.size() == 7 || text.size() == 10
                   ? read_numbers(text, options)
                   : std::nullopt;
    }
    WrittenDate date;
    if (is_digit(text[0])) {
        const std::size_t digits = is_digit(text[1]) ? 2 : 1;
        if (text[digits] != ' ') return std::nullopt;
        date.day = static_cast<std::uint8_t>(number(text, digits));
        date.day_present = true;
        text.remove_prefix(digits + 1);
    }
    FoldedName name;
    const std::size_t length = name.read(text);
    if (length == 0 || text.size() != length + 5) return std::nullopt;
    const int year = number(text.substr(length + 1), 4);
    if (year < 1) return std::nullopt;
    const LexiconWord* word = find_word(name.letters(), options.languages);
    if (word == nullptr || word->begins_phrase || word->meaning.month == 0 ||
        word->meaning.keywords != 0 || word->meaning.month_calendar != Calendar::gregorian) {
        return std::nullopt;
    }
    date.year = year;
    date.month = word->meaning.month;
    date.month_present = true;
    date.precision = date.day_present ? Precision::day : Precision::month;
    const bool solar = options.calendar <= Calendar::julian_september;
    date.calendar = solar ? options.calendar : Calendar::gregorian;
    return made(date, options);
}

}  // namespace valla::calendar
