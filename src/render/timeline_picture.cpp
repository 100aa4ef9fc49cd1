#include <algorithm>
#include <map>
#include <set>

#include "consequence/told_times.hpp"
#include "render/picture_parts.hpp"
#include "render/pictures.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using dispute::Assessment;
namespace kinds = vocabulary::kinds;

namespace {

bool is_julian(const std::optional<calendar::WrittenDate>& date) {
    if (!date) return false;
    switch (date->calendar) {
        case calendar::Calendar::julian:
        case calendar::Calendar::julian_march:
        case calendar::Calendar::julian_september: return true;
        default: return false;
    }
}

bool is_julian(const calendar::Date& date) {
    const auto written = [](const calendar::WrittenDate* each) {
        return each != nullptr && is_julian(std::optional(*each));
    };
    const auto members = date.members();
    return written(date.first()) || written(date.last()) ||
           std::any_of(members.begin(), members.end(), [](const calendar::SetMember& member) {
               return is_julian(member.first) || is_julian(member.last);
           });
}

drawing::TimelineWords timeline_words(const Words& words) {
    drawing::TimelineWords made;
    made.overview = words("Overview");
    made.continued = words("continued");
    made.order_only = words("Without a date: known only by what they come after");
    made.no_date = words("without a date");
    made.after = words("after");
    made.certainly = words("certainly going on");
    made.possibly = words("possibly going on");
    made.stated = words("bound that is stated");
    made.follows = words("bound that follows");
    made.begin_above = words("bounds of the begin above the bar, of the end below");
    made.open = words("open: said to have no bound");
    made.unknown = words("bound not known");
    made.clash = words("bounds that cannot all be true");
    made.gap = words("time left out");
    made.versions = words("several bars without a letter: what is disputed decides between them");
    made.without = words("without");
    made.wide = words("the bounds may be wider than they could be");
    made.open_cell = words("without bound");
    made.gregorian = words("Gregorian");
    made.julian = words("Julian");
    return made;
}

drawing::TimelineOptions options_for(const Case& the_case, const std::vector<std::string>& labels,
                                     const Words& words) {
    drawing::TimelineOptions options;
    options.language = words.language();
    options.words = timeline_words(words);
    const auto& dates = the_case.tables().dates;
    options.julian_too = std::any_of(dates.begin(), dates.end(),
                                     [](const calendar::Date& date) { return is_julian(date); });
    options.right_to_left = reads_right_to_left(labels);
    return options;
}

}  // namespace

drawing::TimelineOptions timeline_options(const Case& the_case, const drawing::Timeline& timeline,
                                          const Words& words) {
    std::vector<std::string> labels;
    for (const drawing::TimelineItem& item : timeline.items) labels.push_back(item.label);
    return options_for(the_case, labels, words);
}

drawing::TimelineOptions comparison_options(const Case& the_case,
                                            std::span<const drawing::Comparison> comparisons,
                                            const Words& words) {
    std::vector<std::string> labels;
    for (const drawing::Comparison& comparison : comparisons) {
        for (const drawing::ComparisonSection& section : comparison.sections) {
            for (const drawing::ComparisonRow& row : section.rows) labels.push_back(row.label);
        }
    }
    drawing::TimelineOptions options = options_for(the_case, labels, words);
    options.id = "compare";
    return options;
}

drawing::ComparisonWords comparison_words(const Words& words) {
    drawing::ComparisonWords made;
    made.excludes = words("cannot both be so");
    made.silent = words("says nothing of it");
    made.times = words("When it was, by each of them");
    return made;
}

drawing::Timeline timeline_picture(const Assessment& assessment,
                                   const std::vector<consequence::ToldTimes>& times,
                                   const AccountLetters& letters, const Words& words) {
    const Case& the_case = assessment.the_case();
    const CardLinks links(the_case);
    drawing::Timeline picture;
    picture.accounts = letters.all();
    picture.title = words("What can have been when");
    std::map<std::uint32_t, std::uint32_t> item_of;
    std::map<std::string, std::uint32_t> lanes;
    for (const consequence::ToldTimes& each : times) {
        const NameId name = each.name;
        const BaseKind base = *the_case.base_of(name);
        drawing::TimelineItem item;
        item.label = shown_name(the_case, name, words);
        item.tooltip = kind_of(the_case, name, words) + ' ' + name_text(the_case, name, words);
        item.link = links.to(name);
        const std::string lane = kinds::commitments.has(base)
                                     ? words("demands, threats and promises")
                                 : base == BaseKind::state  ? words("states")
                                 : base == BaseKind::saying ? words("what was said")
                                                            : words("events");
        const auto [found, fresh] =
            lanes.try_emplace(lane, static_cast<std::uint32_t>(picture.lanes.size()));
        if (fresh) picture.lanes.push_back(lane);
        item.lane = found->second;
        item.readings = readings_of(
            assessment, each,
            [&](NameId account) { return std::optional(letters.number(account)); }, words);
        item_of[name.number] = static_cast<std::uint32_t>(picture.items.size());
        picture.items.push_back(std::move(item));
    }
    const auto follow = [&](NameId later, NameId earlier) {
        const auto one = item_of.find(later.number);
        const auto other = item_of.find(earlier.number);
        if (one == item_of.end() || other == item_of.end() || one == other) return;
        auto& after = picture.items[one->second].after;
        if (std::find(after.begin(), after.end(), other->second) == after.end())
            after.push_back(other->second);
    };
    for (const std::string_view field : {"after", "directly after"}) {
        for (const Link& link : links_of(assessment, field)) follow(link.from, link.to);
    }
    for (const std::string_view field : {"before", "directly before"}) {
        for (const Link& link : links_of(assessment, field)) follow(link.to, link.from);
    }
    // What has neither a date nor an order is in no picture of time.
    std::set<std::uint32_t> tied;
    for (std::uint32_t i = 0; i < picture.items.size(); ++i) {
        if (!picture.items[i].after.empty()) tied.insert(i);
        for (const std::uint32_t other : picture.items[i].after) tied.insert(other);
    }
    std::vector<std::uint32_t> place(picture.items.size(), 0xFFFFFFFF);
    std::vector<drawing::TimelineItem> kept;
    for (std::uint32_t i = 0; i < picture.items.size(); ++i) {
        if (picture.items[i].readings.empty() && !tied.contains(i)) continue;
        place[i] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(std::move(picture.items[i]));
    }
    for (drawing::TimelineItem& item : kept) {
        for (std::uint32_t& other : item.after) other = place[other];
    }
    picture.items = std::move(kept);
    return picture;
}

}  // namespace valla::render
