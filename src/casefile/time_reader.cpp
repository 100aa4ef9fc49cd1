#include <algorithm>

#include "casefile/value_reader.hpp"
#include "text/unicode.hpp"

namespace valla::casefile {

using syntax::WordKind;
using text::Message;

namespace {

// A date in words holds at most these many `and` and `or` ("between ... and ...").
constexpr std::size_t most_joiners_of_a_date = 3;

/// Whether a word could only be an id: a date holds a digit, an X for an unknown one, or two dots.
bool is_surely_no_date(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const text::Decoded decoded = text::decode(word, at);
        if (decoded.code_point >= '0' && decoded.code_point <= '9') return false;
        if (decoded.code_point == 'X' || decoded.code_point == '.') return false;
        const char ascii = text::look_alike(decoded.code_point);
        if (ascii >= '0' && ascii <= '9') return false;
        at += decoded.size;
    }
    return true;
}

}  // namespace

bool ValueReader::read_date_value(Span span, Value& value) {
    auto date = calendar::read_date(in(span), dates_);
    if (!date) {
        report(std::move(date.error()).shifted(span.begin));
        return false;
    }
    tables_.dates.push_back(std::move(*date));
    tables_.date_spans.push_back(span);
    value = {ValueTag::date, static_cast<std::uint32_t>(tables_.dates.size() - 1)};
    return true;
}

bool ValueReader::read_time_atom(Range range, Value& value) {
    if (range.empty()) return missing(range, "a date or an id");
    const bool begin_of =
        range.size() >= 2 && is(range.begin, "begin") && is(range.begin + 1, "of");
    const bool end_of = range.size() >= 2 && is(range.begin, "end") && is(range.begin + 1, "of");
    if (begin_of || end_of) {
        if (range.size() == 2) return missing({range.end, range.end}, "an id");
        if (!read_id(range.begin + 2, value)) return false;
        if (range.size() > 3) return unexpected(range.begin + 3, "nothing more");
        value.tag = begin_of ? ValueTag::begin_of : ValueTag::end_of;
        return true;
    }
    if (range.size() == 1) {
        if (words_[range.begin].kind == WordKind::variable) return read_id(range.begin, value);
        if (is_surely_no_date(word(range.begin))) return read_id(range.begin, value);
    }
    const Span at = span(range);
    auto date = calendar::read_date(in(at), dates_);
    if (date) {
        tables_.dates.push_back(std::move(*date));
        tables_.date_spans.push_back(at);
        value = {ValueTag::date, static_cast<std::uint32_t>(tables_.dates.size() - 1)};
        return true;
    }
    // No id reads as a date in any language.
    const bool in_another_language =
        date.error().name == text::MessageName("date-in-another-language");
    if (range.size() == 1 && !in_another_language && text::is_id(word(range.begin))) {
        const auto digit_first = text::decode(word(range.begin), 0).code_point;
        if (digit_first >= 0x80 || digit_first > '9') return read_id(range.begin, value);
    }
    report(std::move(date.error()).shifted(at.begin));
    return false;
}

bool ValueReader::is_no_date(std::string_view word) const {
    const auto date = calendar::read_date(word, dates_);
    return !date && date.error().name == text::MessageName("not-a-date");
}

bool ValueReader::joins_into_date(Range range, std::size_t& end) {
    std::size_t joiners[most_joiners_of_a_date + 1];
    std::size_t count = 0;
    for (std::size_t at = range.begin + 1; at < range.end && count <= most_joiners_of_a_date;
         ++at) {
        if (!is(at, "and") && !is(at, "or")) continue;
        joiners[count++] = at;
        // No date goes on with the begin or end of something that has an id.
        const bool limit_of_id = at + 3 < range.end && (is(at + 1, "begin") || is(at + 1, "end")) &&
                                 is(at + 2, "of") && is_no_date(word(at + 3)) &&
                                 (at + 4 == range.end || is(at + 4, "and") || is(at + 4, "or"));
        if (limit_of_id) {
            range.end = at;
            --count;
        }
    }
    if (count == 0) return false;
    // The longest stretch that reads as a date, of those that hold at least one joiner; failing
    // that, the longest that is meant as a date, but has a mistake in it.
    std::size_t meant = range.begin;
    for (std::size_t next = count + 1; next-- > 1;) {
        const std::size_t stop = next == count && count <= most_joiners_of_a_date ? range.end
                                 : next < count                                   ? joiners[next]
                                                                                  : range.begin;
        if (stop == range.begin) continue;
        const auto date = calendar::read_date(in(span({range.begin, stop})), dates_);
        if (date) {
            end = stop;
            return true;
        }
        if (meant == range.begin && date.error().name != text::MessageName("not-a-date"))
            meant = stop;
    }
    if (meant != range.begin) end = meant;
    return meant != range.begin;
}

bool ValueReader::read_times(const Draft& draft, Range range) {
    bool alternative = false;
    for (std::size_t at = range.begin; at < range.end;) {
        std::size_t end = at;
        const bool alone = at + 1 == range.end || is(at + 1, "and") || is(at + 1, "or");
        // The 13 of "13 or 14 July 1936" stands alone and is neither a date nor an id.
        const bool plain_id = alone && (at + 1 == range.end || is_surely_no_date(word(at)) ||
                                        calendar::read_date(word(at), dates_));
        const bool limit_of =
            at + 1 < range.end && (is(at, "begin") || is(at, "end")) && is(at + 1, "of");
        if (plain_id || limit_of || !joins_into_date({at, range.end}, end)) {
            while (end < range.end && !is(end, "and") && !is(end, "or")) ++end;
        }
        Value value;
        if (!read_time_atom({at, end}, value)) return false;
        const std::uint32_t offset = words_[at].span.begin;
        if (alternative && !asks_) {
            tables_.qualifiers.push_back(
                {{tables_.row_count() - 1}, QualifierKey::or_, value, offset});
        } else {
            append(after_joiner(draft, alternative), value, offset);
        }
        if (end == range.end) return true;
        alternative = is(end, "or");
        at = end + 1;
        if (at == range.end) return missing({range.end, range.end}, "a date or an id");
    }
    return true;
}

bool ValueReader::read_dates(const Draft& draft, Range range) {
    if (range.size() == 1 && words_[range.begin].kind == WordKind::variable) {
        Value value;
        read_id(range.begin, value);
        append(draft, value, words_[range.begin].span.begin);
        return true;
    }
    Value value;
    if (!read_date_value(span(range), value)) return false;
    append(draft, value, words_[range.begin].span.begin);
    return true;
}

}  // namespace valla::casefile
