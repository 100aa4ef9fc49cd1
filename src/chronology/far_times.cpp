#include "chronology/far_times.hpp"

#include <algorithm>

#include "chronology/time_claims.hpp"

namespace valla::chronology {

namespace {

/// Whether anything reaches half as far as the limits; half, because a line can add a length to a
/// date, and widen both.
bool any_is_far(const casefile::Tables& tables) {
    const auto is_long = [](const std::optional<calendar::Length>& length) {
        return length && calendar::most_minutes(*length) > Network::distance_limit / 2;
    };
    const auto is_far = [](std::optional<Minutes> minute) {
        constexpr Minutes far = Network::date_limit / 2;
        return minute && (*minute > far || *minute < -far);
    };
    return std::any_of(tables.durations.begin(), tables.durations.end(),
                       [&](const calendar::Duration& each) {
                           return is_long(each.least) || is_long(each.most);
                       }) ||
           std::any_of(tables.dates.begin(), tables.dates.end(), [&](const calendar::Date& date) {
               const calendar::MinuteRange range = date.minutes();
               return is_far(range.begin) || is_far(range.end);
           });
}

text::Message message_about(const casefile::Tables& tables, RowId row) {
    const std::uint32_t at = row.number;
    if (tables.tag[at] == casefile::ValueTag::duration) {
        text::Message message("time-beyond-reach", tables.duration_spans[tables.value[at]]);
        message.with("years", "3,800").with("subject", tables.names.text(tables.subject[at]));
        return message;
    }
    const bool is_date = tables.tag[at] == casefile::ValueTag::date;
    text::Message message("time-beyond-reach",
                          is_date ? tables.date_spans[tables.value[at]]
                                  : text::Span{tables.offset[at], tables.offset[at]});
    message.with("years", "33 million");
    return message;
}

}  // namespace

std::vector<casefile::CheckedMessage> far_time_messages(const casefile::Case& the_case) {
    const casefile::Tables& tables = the_case.tables();
    std::vector<casefile::CheckedMessage> messages;
    if (any_is_far(tables)) {
        const evidence::Evidence evidence = evidence::Evidence::of(the_case);
        const TimeClaims times = TimeClaims::of(evidence, AboutPolicy::of(the_case));
        std::vector<RowId> rows;
        for (std::uint32_t id = 0; id < times.claims().size(); ++id) {
            const TimeClaim& claim = times[{id}];
            if (!claim.beyond_limit || claim.kind != TimeClaimKind::statement) continue;
            for (const evidence::ClaimId ground : times.grounds_of({id})) {
                const RowId row = evidence[ground].row;
                if (row != RowId{}) rows.push_back(row);
            }
        }
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        for (const RowId row : rows)
            messages.push_back({tables.card[row.number], message_about(tables, row)});
    }
    constexpr std::string_view names[] = {"time-beyond-reach"};
    casefile::leave_out_waived(the_case, names, messages);
    return messages;
}

}  // namespace valla::chronology
