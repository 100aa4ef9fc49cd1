// Reading one date in words. Long because a date in words is one grammar, and the order in which
// its parts are tried decides what is read.

#include "calendar/point_reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "calendar/edtf_reader.hpp"

namespace valla::calendar {

using text::Message;
using text::Span;

namespace {

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether the text goes on as an EDTF date after its first digits: "1936-07", "193X", "1950S2",
/// "1936~".
bool goes_on_as_edtf(std::string_view text, const Token& number) {
    if (number.digits > 4 || number.dotted) return false;
    const auto at = [&](std::size_t ahead) {
        return number.end + ahead < text.size() ? text[number.end + ahead] : '\0';
    };
    if (at(0) == 'X') return true;
    if (number.digits != 4) return false;
    switch (at(0)) {
        case '~':
        case '%': return true;
        case 'S': return is_ascii_digit(at(1));
        case '?': return at(1) == '-';
        case '-': return is_ascii_digit(at(1)) || std::string_view("X?~%").find(at(1)) < 4;
        default: return false;
    }
}

/// The letters of a Roman number with the ending of an ordinal, "xixe".
std::string_view without_ordinal_ending(std::string_view folded) {
    for (const std::string_view ending : {"ème", "eme", "er", "e"}) {
        if (folded.size() > ending.size() && folded.ends_with(ending)) {
            return folded.substr(0, folded.size() - ending.size());
        }
    }
    return folded;
}

int roman_ordinal(std::string_view folded) {
    const int value = roman_value(folded);
    return value != 0 ? value : roman_value(without_ordinal_ending(folded));
}

}  // namespace

int roman_value(std::string_view folded) {
    // Only numbers as they are usually spelt, so that "mil" or "iiv" is none: written back, they
    // agree.
    struct Part {
        std::string_view letters;
        int value;
    };
    constexpr std::array<Part, 13> parts = {{{"m", 1000},
                                             {"cm", 900},
                                             {"d", 500},
                                             {"cd", 400},
                                             {"c", 100},
                                             {"xc", 90},
                                             {"l", 50},
                                             {"xl", 40},
                                             {"x", 10},
                                             {"ix", 9},
                                             {"v", 5},
                                             {"iv", 4},
                                             {"i", 1}}};
    const bool roman_letters =
        !folded.empty() && folded.size() <= 15 &&
        std::all_of(folded.begin(), folded.end(), [](char c) {
            return c == 'i' || c == 'v' || c == 'x' || c == 'l' || c == 'c' || c == 'd' || c == 'm';
        });
    if (!roman_letters) return 0;
    int value = 0;
    std::string_view rest = folded;
    for (const Part& part : parts) {
        const int most = part.letters.size() == 1 && part.letters != "d" && part.letters != "l" &&
                                 part.letters != "v"
                             ? 3
                             : 1;
        for (int count = 0; count < most && rest.starts_with(part.letters); ++count) {
            value += part.value;
            rest.remove_prefix(part.letters.size());
        }
    }
    return rest.empty() ? value : 0;
}

bool PointReader::fail(Message message) {
    if (!problem_) problem_.emplace(std::move(message));
    return false;
}

bool PointReader::fail_at(Span span, std::string_view hint) {
    return fail(problems::not_a_date(text_, span, hint));
}

bool PointReader::is_sign(std::size_t at, char sign) const {
    return tokens_[at].kind == Token::Kind::sign && tokens_[at].sign == sign;
}
bool PointReader::is_number(std::size_t at) const {
    return tokens_[at].kind == Token::Kind::number;
}
bool PointReader::means(std::size_t at, Keyword keyword) const {
    return tokens_[at].meaning.is(keyword);
}

std::size_t PointReader::skip_articles(std::size_t at) const {
    for (int count = 0; count < 3 && means(at, Keyword::article); ++count) ++at;
    return at;
}

bool PointReader::read(std::size_t& at, Point& point) {
    while (true) {
        switch (read_step(at, point)) {
            case Step::taken:
                if (problem_) return false;
                break;
            case Step::done: return true;
            case Step::failed: return false;
        }
    }
}

PointReader::Step PointReader::read_step(std::size_t& at, Point& point) {
    const Token& token = tokens_[at];
    switch (token.kind) {
        case Token::Kind::number: return read_number(at, point);
        case Token::Kind::word: return read_word(at, point);
        case Token::Kind::sign:
            if (token.sign == '(' || token.sign == '[') return read_brackets(at, point);
            if (token.sign == '?' && point.any() && !point.uncertain) {
                point.uncertain = true;
                ++at;
                return Step::taken;
            }
            if (token.sign == '-' && !point.any() && is_number(at + 1) && tokens_[at + 1].glued &&
                tokens_[at + 1].digits == 4) {
                return read_iso(at, point);
            }
            return Step::done;
        case Token::Kind::end: return Step::done;
    }
    return Step::done;
}

PointReader::Step PointReader::read_number(std::size_t& at, Point& point) {
    const Token& token = tokens_[at];
    const Token& next = tokens_[at + 1];
    const bool season = point.date.month > 20;
    const bool glued_number_next = token.dotted && next.kind == Token::Kind::number && next.glued;
    const bool half_of_day =
        next.meaning.is(Keyword::forenoon) || next.meaning.is(Keyword::afternoon);
    // "5708 A.M." is a year of the world.
    if (is_sign(at + 1, ':') || (half_of_day && !next.meaning.is(Keyword::hebrew)) ||
        (half_of_day && token.digits <= 2) || next.meaning.is(Keyword::hour) ||
        (glued_number_next && (means(at + 2, Keyword::hour) || means(at + 2, Keyword::forenoon) ||
                               means(at + 2, Keyword::afternoon)))) {
        return read_clock(at, point);
    }
    if (!season && goes_on_as_edtf(text_, token)) return read_iso(at, point);
    if (glued_number_next ||
        (token.dotted && next.glued && next.dotted && roman_value(tokens_.folded(next)) != 0)) {
        return read_dotted(at, point);
    }
    if (next.glued && (is_sign(at + 1, '/') || (season && is_sign(at + 1, '-'))) &&
        is_number(at + 2)) {
        return read_slashed(at, point);
    }

    // The ending of an ordinal or decade may follow at once, or after a hyphen.
    std::size_t length = 1;
    bool ordinal = token.dotted;
    bool decade = false;
    const std::size_t ending = is_sign(at + 1, '-') && next.glued ? at + 2 : at + 1;
    if (tokens_[ending].kind == Token::Kind::word && tokens_[ending].glued) {
        decade =
            token.value % 10 == 0 && token.digits >= 2 && means(ending, Keyword::decade_ending);
        const bool has_ending = decade || means(ending, Keyword::ordinal_ending);
        if (!has_ending && !ordinal) return Step::done;  // "13.Juli" is a day and a month
        ordinal = ordinal || (has_ending && means(ending, Keyword::ordinal_ending));
        if (has_ending) length = ending - at + 1;
    }
    if (token.digits <= 2) {
        const std::size_t after = skip_articles(at + length);
        if (means(at + length, Keyword::century)) {
            return read_century(at, length + 1, static_cast<int>(token.value), point);
        }
        if (ordinal && (means(after, Keyword::quarter) || means(after, Keyword::half))) {
            at += length;
            point.date.day =
                static_cast<std::uint8_t>(token.value);  // the number of the part, for now
            return read_part_of_year(at, point);
        }
    }
    if (decade && token.digits >= 2 && !(ordinal && token.digits <= 2))
        return read_decade(at, length, point);

    const bool era_follows =
        means(at + length, Keyword::common_era) || means(at + length, Keyword::before_common_era);
    const bool year_follows = means(at + length, Keyword::year) && !point.has_year;
    const bool own_calendar = point.month_calendar.has_value() && point.date.day_present;
    const bool after_year_word = at > 0 && means(at - 1, Keyword::year);
    if (token.digits >= 3 || era_follows || year_follows || own_calendar || after_year_word) {
        const bool russian_year = ordinal && length == 3 && token.digits >= 3;  // "1936-го"
        if (length != 1 && !russian_year) return Step::done;
        if (token.digits > 15) {
            fail(Message("year-beyond-limit", token.span()).with("limit", "10^15"));
            return Step::failed;
        }
        const Step step = set_year(token.value, token.span(), point);
        if (step != Step::taken) return step;
        at += length;
        read_era(at, point);
        return Step::taken;
    }
    const Step step = set_day(at, length, point);
    if (step == Step::taken) at += length;
    return step;
}

PointReader::Step PointReader::read_word(std::size_t& at, Point& point) {
    const Token& token = tokens_[at];
    const Meaning& meaning = token.meaning;
    const Token& next = tokens_[at + 1];
    const bool dotted_clock = is_number(at + 2) && next.dotted && tokens_[at + 2].glued;
    const std::size_t clock_end = dotted_clock ? at + 3 : at + 2;
    const bool clock_follows =
        is_number(at + 1) &&
        (is_sign(clock_end, ':') || means(clock_end, Keyword::hour) ||
         means(clock_end, Keyword::forenoon) || means(clock_end, Keyword::afternoon));
    const bool structural = meaning.is(Keyword::to) || meaning.is(Keyword::conjunction) ||
                            meaning.is(Keyword::alternative) || meaning.is(Keyword::until);
    if (structural && point.any() && !(meaning.is(Keyword::at) && clock_follows)) return Step::done;

    if (point.month_calendar == Calendar::french_republican && !point.has_year) {
        if (const int number = roman_value(tokens_.folded(token)); number != 0) {
            ++at;
            return set_year(number, token.span(), point);
        }
    }
    const bool begins = !point.any();
    if (const PeriodPart* part = period_part(token); part != nullptr && begins) {
        point.part = part;
        at += is_sign(at + 1, '-') ? 2 : 1;
        return Step::taken;
    }
    if (meaning.is(Keyword::part_of_period) && begins) {
        const Span rest{tokens_[skip_articles(is_sign(at + 1, '-') ? at + 2 : at + 1)].begin,
                        static_cast<std::uint32_t>(text_.size())};
        fail(Message("part-of-period-unknown", token.span())
                 .with("word", token.span().in(text_))
                 .with("period", rest.empty() ? std::string_view("it") : rest.in(text_)));
        return Step::failed;
    }
    if (meaning.weekday != 0 && point.weekday == 0 && !point.date.day_present &&
        (meaning.month == 0 ||
         (next.kind == Token::Kind::number && tokens_[skip_articles(at + 2)].meaning.month != 0))) {
        point.weekday = meaning.weekday;
        point.weekday_place = token.span();
        ++at;
        return Step::taken;
    }
    if (means(at + 1, Keyword::century)) {
        const int number =
            meaning.ordinal != 0 ? meaning.ordinal : roman_ordinal(tokens_.folded(token));
        if (number != 0) return read_century(at, 2, number, point);
    }
    if (meaning.is(Keyword::century) && !meaning.is(Keyword::article)) {
        const int number = is_number(at + 1) && next.digits <= 2
                               ? static_cast<int>(next.value)
                               : roman_value(tokens_.folded(next));
        if (number != 0) return read_century(at, 2, number, point);
    }
    if (meaning.is(Keyword::decade) && begins) {
        const std::size_t number = skip_articles(at + 1);
        if (is_number(number) && tokens_[number].digits >= 2 && tokens_[number].value % 10 == 0) {
            at = number;
            return read_decade(at, means(at + 1, Keyword::decade_ending) ? 2 : 1, point);
        }
    }
    if (meaning.month != 0 && !point.date.month_present) {
        const Step step = set_month(meaning.month, meaning.month_calendar, token.span(), point);
        ++at;
        return step;
    }
    if (meaning.season != 0 && !point.date.month_present) {
        const Step step = set_month(meaning.season, Calendar::gregorian, token.span(), point);
        ++at;
        return step;
    }
    if (meaning.ordinal != 0 && begins) {
        const std::size_t after = skip_articles(at + 1);
        if (means(at + 1, Keyword::century)) return read_century(at, 2, meaning.ordinal, point);
        if (means(after, Keyword::quarter) || means(after, Keyword::half)) {
            point.date.day = meaning.ordinal;
            ++at;
            return read_part_of_year(at, point);
        }
        if (tokens_[after].meaning.month != 0 && !point.date.day_present) {
            point.date.day = meaning.ordinal;
            point.date.day_present = true;
            point.places.day = token.span();
            point.order = static_cast<std::uint16_t>(point.order * 10 + 1);
            ++at;
            return Step::taken;
        }
    }
    if (meaning.is(Keyword::at) && clock_follows) {
        ++at;
        return Step::taken;
    }
    if (meaning.is(Keyword::about)) {
        if (clock_follows) {
            point.about_clock = true;
        } else if (begins || (point.has_clock && !point.date.day_present && !point.has_year)) {
            point.about = true;
        } else if (!point.has_year) {
            point.about_year = true;
        } else {
            return Step::done;
        }
        ++at;
        return Step::taken;
    }
    if (meaning.is(Keyword::year)) {
        if (point.has_year && !means(at - 1, Keyword::year)) {
            ++at;
            read_era(at, point);
            return Step::taken;
        }
        if (is_number(at + 1)) {
            ++at;
            return Step::taken;
        }
        if (const int number = roman_value(tokens_.folded(next)); number != 0) {
            at += 2;
            point.is_roman_year = true;
            return set_year(number, next.span(), point);
        }
    }
    const bool era_first = begins && meaning.is(Keyword::common_era) && is_number(at + 1);
    if (era_first && !point.era_named) {  // "AD 69"
        const Step step = set_year(next.value, next.span(), point);
        point.era_named = true;
        at += 2;
        return step;
    }
    if (point.any() && read_calendar(at, point)) return has_problem() ? Step::failed : Step::taken;
    const char first = text_[token.begin];
    if (begins && (first == 'X' || first == 'Y') && token.meaning.keywords == 0)
        return read_iso(at, point);
    if (meaning.is(Keyword::article)) {
        const Token& after = tokens_[skip_articles(at)];
        const bool goes_on = after.kind == Token::Kind::number ||
                             (after.kind == Token::Kind::word &&
                              (after.meaning.any() || roman_ordinal(tokens_.folded(after)) != 0 ||
                               period_part(after) != nullptr)) ||
                             is_sign(skip_articles(at), '(');
        if (!goes_on) return Step::done;
        ++at;
        return Step::taken;
    }
    return Step::done;
}

PointReader::Step PointReader::read_iso(std::size_t& at, Point& point) {
    const Token& token = tokens_[at];
    if (point.has_year || point.date.month_present || point.date.day_present) return Step::done;
    auto part = read_edtf_part(text_.substr(token.begin));
    if (!part) {
        fail(std::move(part.error()).shifted(token.begin));
        return Step::failed;
    }
    const ClockTime clock = point.date.clock;
    point.date = part->date;
    point.is_iso = true;
    point.has_year = true;
    if (part->date.precision >= Precision::minute) {
        if (point.has_clock) return Step::done;
        point.has_clock = true;
    } else {
        point.date.clock = clock;
    }
    const std::uint32_t end = token.begin + static_cast<std::uint32_t>(part->size);
    point.places.year = point.places.month = point.places.day = {token.begin, end};
    while (tokens_[at].kind != Token::Kind::end && tokens_[at].begin < end) ++at;
    return Step::taken;
}

/// 13.07.1936 and 13.VII.1936, as they are written where the day goes first.
PointReader::Step PointReader::read_dotted(std::size_t& at, Point& point) {
    const Token& day = tokens_[at];
    const Token& month = tokens_[at + 1];
    const Token& year = tokens_[at + 2];
    const int number = month.kind == Token::Kind::number ? static_cast<int>(month.value)
                                                         : roman_value(tokens_.folded(month));
    if (!month.dotted || !is_number(at + 2) || day.digits > 2 || year.digits < 3 || number < 1 ||
        number > 12) {
        fail_at({day.begin, year.end}, "write day, month and year, such as 13.7.1936");
        return Step::failed;
    }
    Step step = set_day(at, 1, point);
    if (step == Step::taken) step = set_month(number, Calendar::gregorian, month.span(), point);
    if (step == Step::taken) step = set_year(year.value, year.span(), point);
    if (step != Step::taken) return step;
    at += 3;
    read_era(at, point);
    return Step::taken;
}

/// 1675/6, and winter 1936/37; not 13/7/1936, which two halves of the world read in two ways.
PointReader::Step PointReader::read_slashed(std::size_t& at, Point& point) {
    const Token& first = tokens_[at];
    const Token& second = tokens_[at + 2];
    const Span whole{first.begin, second.end};
    if (is_sign(at + 3, '/') && is_number(at + 4) && first.digits <= 2 && second.digits <= 2) {
        const Span all{first.begin, tokens_[at + 4].end};
        fail(Message("date-order-unclear", all).with("text", all.in(text_)));
        return Step::failed;
    }
    std::int64_t unit = 1;
    for (int digit = 0; digit < second.digits && digit < 6; ++digit) unit *= 10;
    if (first.digits < 3 || second.digits > first.digits ||
        (first.value + 1) % unit != second.value) {
        fail_at(whole, "write two years that follow each other as 1675/6");
        return Step::failed;
    }
    const Step step = set_year(first.value + 1, whole, point);
    if (step != Step::taken) return step;
    point.date.year_in_two_styles = true;
    at += 3;
    return Step::taken;
}

PointReader::Step PointReader::read_century(std::size_t& at, std::size_t length, int number,
                                            Point& point) {
    const Span place{tokens_[at].begin, tokens_[at + length - 1].end};
    if (point.has_year || point.date.month_present || point.date.day_present || number < 1 ||
        number > 99) {
        fail_at(place, point.date.month > 20
                           ? "halves and quarters are those of a year; write the years, such as "
                             "between 1800 and 1849"
                           : "write the number of the century, such as 19th century");
        return Step::failed;
    }
    at += length;
    WrittenDate& date = point.date;
    date.precision = Precision::century;
    if (means(skip_articles(at), Keyword::before_common_era)) {
        at = skip_articles(at) + 1;
        date.year = 1 - 100 * number;
        date.before_era = true;
    } else {
        if (means(at, Keyword::common_era)) ++at;
        date.year = 100 * (number - 1);
        date.unspecified = number == 1 ? 0 : 3;
    }
    point.era_named = true;
    point.has_year = true;
    point.places.year = place;
    return Step::taken;
}

PointReader::Step PointReader::read_decade(std::size_t& at, std::size_t length, Point& point) {
    const Token& token = tokens_[at];
    if (point.has_year || point.date.month_present || point.date.day_present || token.digits < 3 ||
        token.digits > 4) {
        fail_at(token.span(), "write the decade with its century, such as 1930s");
        return Step::failed;
    }
    at += length;
    while (means(at, Keyword::decade) || means(at, Keyword::year)) ++at;
    WrittenDate& date = point.date;
    date.precision = Precision::decade;
    if (means(at, Keyword::before_common_era)) {
        ++at;
        date.year = 1 - (token.value + 9);
        date.before_era = true;
    } else {
        if (means(at, Keyword::common_era)) ++at;
        date.year = token.value;
        date.unspecified = 1;
    }
    point.era_named = true;
    point.has_year = true;
    point.places.year = token.span();
    return Step::taken;
}

/// "first half of 1936"; the number is in the place of the day.
PointReader::Step PointReader::read_part_of_year(std::size_t& at, Point& point) {
    at = skip_articles(at);
    const int number = point.date.day;
    point.date.day = 0;
    const bool half = means(at, Keyword::half);
    if (number < 1 || number > (half ? 2 : 4)) {
        fail_at(tokens_[at].span(), "a year has two halves and four quarters");
        return Step::failed;
    }
    const Step step =
        set_month((half ? 39 : 32) + number, Calendar::gregorian, tokens_[at].span(), point);
    ++at;
    return step;
}

PointReader::Step PointReader::set_day(std::size_t at, std::size_t length, Point& point) {
    const Token& token = tokens_[at];
    WrittenDate& date = point.date;
    const bool could_be_year =
        date.month_present && (date.day_present || token.value > 31) && !point.has_year;
    if (could_be_year) {
        fail(Message("year-without-era", token.span()).with("number", token.value));
        return Step::failed;
    }
    if (date.day_present || date.month > 20 || token.digits > 2) {
        fail_at(token.span(), "");
        return Step::failed;
    }
    date.day = static_cast<std::uint8_t>(token.value);
    date.day_present = true;
    point.places.day = {token.begin, tokens_[at + length - 1].end};
    point.order = static_cast<std::uint16_t>(point.order * 10 + 1);
    return Step::taken;
}

PointReader::Step PointReader::set_month(int month, Calendar calendar, Span place, Point& point) {
    const bool season_of_day = month > 20 && point.date.day_present;
    if (season_of_day || point.date.month_present || point.date.precision == Precision::century ||
        point.date.precision == Precision::decade || point.is_iso) {
        fail_at(place, "");
        return Step::failed;
    }
    point.date.month = static_cast<std::uint8_t>(month);
    point.date.month_present = true;
    point.places.month = place;
    if (calendar != Calendar::gregorian) point.month_calendar = calendar;
    point.order = static_cast<std::uint16_t>(point.order * 10 + 2);
    return Step::taken;
}

PointReader::Step PointReader::set_year(std::int64_t year, Span place, Point& point) {
    if (point.has_year) {
        fail_at(place, "");
        return Step::failed;
    }
    point.date.year = year;
    point.has_year = true;
    point.places.year = place;
    point.order = static_cast<std::uint16_t>(point.order * 10 + 3);
    return Step::taken;
}

void PointReader::read_era(std::size_t& at, Point& point) {
    const bool named = means(at, Keyword::before_common_era) || means(at, Keyword::common_era);
    if (named && point.date.year == 0) {
        fail_at(point.places.year, "the year before 1 CE is 1 BCE");
        return;
    }
    if (means(at, Keyword::before_common_era)) {
        point.date.year = 1 - point.date.year;
        point.era_named = true;
        point.places.year.end = tokens_[at++].end;
    } else if (means(at, Keyword::common_era)) {
        point.era_named = true;
        point.places.year.end = tokens_[at++].end;
    }
}

const PeriodPart* PointReader::period_part(const Token& token) const {
    for (const PeriodPart& part : options_.period_parts) {
        const std::string_view folded = tokens_.folded(token);
        if (part.word == folded || part.word == token.span().in(text_)) return &part;
    }
    return nullptr;
}

}  // namespace valla::calendar
