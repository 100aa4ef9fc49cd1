#include "render/picture_parts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "drawing/label.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::ValueTag;
using consequence::ToldTime;
using dispute::Assessment;
using evidence::StatementId;

std::string card_anchor(std::string_view folder, const PlaceView& place) {
    std::string anchor = "card-";
    for (const char c : path_within(folder, place.file)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-';
        if (plain) anchor += c;
        else anchor += fmt::format("_{:02x}", static_cast<unsigned char>(c));
    }
    return anchor + '-' + std::to_string(place.line);
}

std::string CardLinks::to(NameId name) const {
    const auto card = case_.introduced_by(name);
    return card ? card_anchor(folder_, place_of(case_, *card, 0)) : "";
}

std::string shown_name(const Case& the_case, NameId name, const Words& words) {
    const std::string label = label_of(the_case, name);
    return label.empty() ? name_text(the_case, name, words) : label;
}

std::string kind_of(const Case& the_case, NameId name, const Words& words) {
    const auto card = the_case.introduced_by(name);
    if (!card || !the_case.card(*card).known_kind) return "";
    return std::string(
        words.term(Term::kind, the_case.vocabulary().kind(the_case.card(*card).kind).name));
}

std::vector<Link> links_of(const Assessment& assessment, std::string_view field) {
    std::vector<Link> links;
    const evidence::Evidence& evidence = assessment.evidence();
    for (const StatementId statement : assessment.statements()) {
        const auto& each = evidence.propositions()[statement.proposition()];
        if (statement.denied() || each.value.tag != ValueTag::name) continue;
        if (assessment.the_case().vocabulary().field(each.field).name != field) continue;
        if (evidence.claims_of(statement).empty()) continue;
        const auto standing = assessment.verdict(statement).standing;
        if (standing == dispute::Standing::no_word_left) continue;
        links.push_back({each.subject, NameId{each.value.number}, statement});
    }
    return links;
}

std::string letter_of(std::size_t number) {
    std::string letters(1, static_cast<char>('A' + number % 26));
    while (number >= 26) {
        number = number / 26 - 1;
        letters.insert(letters.begin(), static_cast<char>('A' + number % 26));
    }
    return letters;
}

AccountLetters::AccountLetters(const Assessment& assessment, const Words& words) {
    const Case& the_case = assessment.the_case();
    const auto& all = assessment.evidence().rival_accounts();
    for (const auto& rivals : all) {
        for (const NameId account : rivals.accounts) {
            const auto [found, fresh] =
                number_.try_emplace(account.number, static_cast<std::uint32_t>(accounts_.size()));
            if (!fresh) continue;
            std::string name = shown_name(the_case, account, words);
            if (all.size() > 1) name += " (" + shown_name(the_case, rivals.of, words) + ")";
            accounts_.push_back({letter_of(accounts_.size()), std::move(name)});
        }
    }
}

bool reads_right_to_left(const std::vector<std::string>& texts) {
    const auto leftwards = std::count_if(texts.begin(), texts.end(), [](const std::string& text) {
        return drawing::is_right_to_left(text);
    });
    return 2 * leftwards > std::ssize(texts);
}

namespace {

drawing::TimelineBound bound_of(const consequence::ToldBound& bound) {
    if (!bound.minute) return {};
    return drawing::TimelineBound::at(*bound.minute, bound.stated, bound.slack);
}

drawing::TimelineReading reading_of(const consequence::ToldBounds& bounds, bool complete) {
    drawing::TimelineReading reading;
    for (std::size_t i = 0; i < bounds.size(); ++i) reading.bounds[i] = bound_of(bounds[i]);
    reading.wide = !complete;
    return reading;
}

}  // namespace

std::vector<drawing::TimelineReading> readings_of(
    const Assessment& assessment, const consequence::ToldTimes& times,
    const std::function<std::optional<std::uint32_t>(NameId)>& number, const Words& words) {
    std::vector<drawing::TimelineReading> readings;
    consequence::ToldBounds hull = times.told.front().bounds;
    bool dated = false;
    bool lettered = false;
    bool by_accounts = false;
    for (const ToldTime& told : times.told) {
        consequence::widen(hull, told.bounds);
        dated = dated || std::any_of(told.bounds.begin(), told.bounds.end(),
                                     [](const auto& bound) { return bound.minute.has_value(); });
        by_accounts = by_accounts || !told.accounts.empty();
        for (const NameId account : told.accounts) lettered = lettered || number(account);
    }
    if (!dated) return readings;
    // What only accounts of other things tell apart is one here.
    if (by_accounts && !lettered) return {reading_of(hull, times.complete)};
    for (const ToldTime& told : times.told) {
        drawing::TimelineReading reading = reading_of(told.bounds, times.complete);
        for (const auto& version : told.versions) {
            std::string out;
            for (const dispute::UnitId unit : version)
                out += (out.empty() ? "" : ", ") + unit_text(assessment, unit, words);
            if (!out.empty()) reading.without.push_back(out);
        }
        if (told.accounts.empty()) readings.push_back(reading);
        for (const NameId account : told.accounts) {
            const auto known = number(account);
            if (!known) continue;
            reading.account = *known;
            readings.push_back(reading);
        }
    }
    return readings;
}

}  // namespace valla::render
