// What `without` and `compare` have to show.

#include "render/consequence_views.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "calendar/writing.hpp"
#include "render/consequence_words.hpp"
#include "render/dispute_views.hpp"
#include "render/statement.hpp"

namespace valla::render {

using chronology::Minutes;
using chronology::Side;
using consequence::BoundChange;
using consequence::Change;
using consequence::Loss;
using consequence::Told;
using dispute::Assessment;
using dispute::UnitId;
using dispute::Verdict;
using evidence::StatementId;

std::string verdict_words(const Verdict& verdict) {
    if (verdict.from_silence) return verdict.possible ? "as possible" : "from silence";
    std::string standing = standing_name(verdict.standing);
    const bool gone = verdict.standing == dispute::Standing::no_word_left;
    if (verdict.only_alleged && !gone) return "only alleged, " + standing;
    if (gone && verdict.inferred) return "does not follow";
    return standing;
}

PlaceView first_place(const evidence::Evidence& evidence, StatementId statement) {
    const auto claims = evidence.claims_of(statement);
    if (claims.empty()) return {};
    const evidence::Claim& claim = evidence[claims.front()];
    const bool has_row = claim.row != casefile::RowId{};
    const auto& tables = evidence.the_case().tables();
    return place_of(evidence.the_case(), claim.card, has_row ? tables.begin[claim.row.number] : 0);
}

std::string bound_words(const Case& a_case, const BoundChange& bound, const Words& words) {
    const std::string name = name_text(a_case, bound.name, words);
    if (bound.side == Side::earliest)
        return bound.end ? words.say("{0} over not before", name)
                         : words.say("{0} begun not before", name);
    return bound.end ? words.say("{0} over by", name) : words.say("{0} begun by", name);
}

std::string day_of_bound(std::optional<Minutes> minute, bool end, bool with_clock,
                         const Words& words) {
    if (!minute) return words("no date");
    // An end is the first minute after what it ends.
    const Minutes moment = end ? *minute - 1 : *minute;
    Minutes day = moment / chronology::minutes_per_day;
    if (moment < 0 && moment % chronology::minutes_per_day != 0) --day;
    std::string text =
        calendar::day_in_words({day}, calendar::Calendar::gregorian, words.language());
    const Minutes clock = moment - day * chronology::minutes_per_day;
    if (with_clock) text += fmt::format(", {}:{:02}", clock / 60, clock % 60);
    return text;
}

namespace {

std::vector<std::string> words_left(const Loss& loss, StatementId statement,
                                    const Words& language) {
    std::vector<std::string> words;
    for (const GroundView& ground :
         grounds_of(loss.base->evidence(), statement, loss.live, language)) {
        if (!ground.left) continue;
        std::string text = ground.word;
        if (!ground.hedge.empty()) text += ", " + ground.hedge;
        if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(text);
    }
    return words;
}

/// What an inferred statement still follows from.
std::vector<std::string> ways_left(const Loss& loss, StatementId statement, const Words& words) {
    std::vector<std::string> ways;
    const Assessment& base = *loss.base;
    const auto known = base.problem().statement(statement);
    if (!known) return ways;
    const dispute::Problem& problem = base.problem().problem();
    for (std::uint32_t i = problem.first_support(*known); i < problem.end_support(*known); ++i) {
        const auto support = problem.support(i);
        const bool left = std::all_of(support.begin(), support.end(), [&](UnitId unit) {
            return base.mask().contains(unit) &&
                   (unit.index >= loss.live.units.size() || loss.live.units[unit.index]);
        });
        if (!left || support.size() == 1) continue;
        std::string text;
        for (const UnitId unit : support) {
            const std::string one = unit_text(base, unit, words);
            text = text.empty() ? one : words.say("{0}, with {1}", text, one);
        }
        ways.push_back(std::move(text));
    }
    return ways;
}

std::vector<ChangeView> changes(const Loss& loss, const std::vector<Change>& rows,
                                const Words& words) {
    std::vector<ChangeView> views;
    const evidence::Evidence& evidence = loss.base->evidence();
    for (const Change& each : rows) {
        views.push_back(
            {assertion_text(evidence, each.statement, words),
             words.known(verdict_words(each.before)), words.known(verdict_words(each.after)),
             first_place(evidence, each.statement), each.before.inferred || each.after.inferred});
    }
    return views;
}

}  // namespace

LossView loss_view(const Loss& loss, const Words& words) {
    const Assessment& base = *loss.base;
    const evidence::Evidence& evidence = base.evidence();
    const Case& a_case = base.the_case();
    LossView view;
    view.falls = changes(loss, loss.falls, words);
    view.rises = changes(loss, loss.rises, words);
    for (const Change& each : loss.leaned) {
        view.leaned.push_back(
            {assertion_text(evidence, each.statement, words),
             words.known(verdict_words(each.after)), first_place(evidence, each.statement),
             words_left(loss, each.statement, words), ways_left(loss, each.statement, words)});
    }
    for (const consequence::InferenceChange& each : loss.inferences) {
        const evidence::Argument& argument = evidence.arguments()[each.argument];
        const auto standing = [&](const Verdict& verdict) {
            const bool none = verdict.standing == dispute::Standing::no_word_left;
            return none ? words("does not go through") : words.known(verdict_words(verdict));
        };
        view.inferences.push_back({name_text(a_case, argument.name, words),
                                   joined_names(a_case, argument.by, words), standing(each.before),
                                   standing(each.after)});
    }
    for (const BoundChange& each : loss.bounds) {
        BoundChangeView bound{bound_words(a_case, each, words),
                              day_of_bound(each.before, each.end, false, words),
                              day_of_bound(each.after, each.end, false, words), each.widens()};
        if (bound.before == bound.after) {
            bound.before = day_of_bound(each.before, each.end, true, words);
            bound.after = day_of_bound(each.after, each.end, true, words);
        }
        view.bounds.push_back(std::move(bound));
    }
    for (const auto& members : loss.clashes) {
        std::vector<std::string> texts;
        for (const UnitId unit : members) texts.push_back(unit_text(base, unit, words));
        view.clashes.push_back(std::move(texts));
    }
    view.clashes_complete = loss.clashes_complete;
    return view;
}

RanksView ranks_view(const Assessment& assessment, const std::vector<consequence::Rank>& ranks) {
    const Case& a_case = assessment.the_case();
    RanksView view;
    if (!assessment.reading().name.none())
        view.reading = name_text(a_case, assessment.reading().name);
    for (const consequence::Rank& each : ranks) {
        WithoutRankView row;
        row.name = name_text(a_case, each.name);
        if (a_case.tables().names.space(each.name) == casefile::NameSpace::locus) {
            row.kind = "place";
        } else {
            row.label = label_of(a_case, each.name);
            const auto first = a_case.introduced_by(each.name);
            if (first && a_case.card(*first).known_kind)
                row.kind = a_case.vocabulary().kind(a_case.card(*first).kind).name;
        }
        row.falls = each.falls;
        row.falls_with_hedged = each.falls_with_hedged;
        row.leaned = each.leaned;
        row.inferences = each.inferences;
        row.rises = each.rises;
        view.rows.push_back(std::move(row));
    }
    return view;
}

namespace {

std::string told_text(const Assessment& assessment, const Told& told, const Words& words) {
    if (!told.statement.none()) return assertion_text(assessment.evidence(), told.statement, words);
    return closing_text(assessment.evidence(), told.closing, words);
}

ToldView told_view(const Assessment& assessment, const std::vector<NameId>& accounts,
                   const Told& told, const Words& words) {
    const Case& a_case = assessment.the_case();
    const evidence::Evidence& evidence = assessment.evidence();
    ToldView view;
    view.text = told_text(assessment, told, words);
    for (const std::size_t account : told.accounts)
        view.accounts.push_back(name_text(a_case, accounts[account]));
    for (const evidence::ClaimId id : told.claims) {
        const evidence::Claim& claim = evidence[id];
        for (const evidence::WordRef& ref : evidence.words_of(claim)) {
            std::string word = word_text(a_case, a_case.tables().words[ref.word], words);
            if (!assessment.live().words[ref.word]) word += ", " + words("left out");
            if (std::find(view.words.begin(), view.words.end(), word) == view.words.end())
                view.words.push_back(std::move(word));
        }
    }
    const evidence::Claim& first = evidence[told.claims.front()];
    const bool has_row = first.row != casefile::RowId{};
    view.place =
        place_of(a_case, first.card, has_row ? a_case.tables().begin[first.row.number] : 0);
    return view;
}

}  // namespace

SynopsisView no_synopsis(const Assessment& assessment, NameId of) {
    SynopsisView view;
    if (!assessment.reading().name.none())
        view.reading = name_text(assessment.the_case(), assessment.reading().name);
    view.of = name_text(assessment.the_case(), of);
    return view;
}

SynopsisView synopsis_view(const Assessment& assessment, const consequence::Synopsis& synopsis,
                           const Words& words) {
    const Case& a_case = assessment.the_case();
    SynopsisView view;
    if (!assessment.reading().name.none())
        view.reading = name_text(a_case, assessment.reading().name);
    view.of = name_text(a_case, synopsis.of);
    view.both_possible = synopsis.both_possible;
    for (const NameId account : synopsis.accounts) {
        SynopsisAccountView row;
        row.name = name_text(a_case, account);
        for (const CardId card : a_case.cards_of(account)) {
            if (row.place.file.empty()) row.place = place_of(a_case, card, 0);
            for (const WordView& word : words_of(a_case, card, nullptr, words)) {
                if (std::find(row.words.begin(), row.words.end(), word.text) == row.words.end())
                    row.words.push_back(word.text);
            }
        }
        view.accounts.push_back(std::move(row));
    }
    const auto add = [&](const std::vector<Told>& told, std::vector<ToldView>& views) {
        for (const Told& each : told)
            views.push_back(told_view(assessment, synopsis.accounts, each, words));
    };
    add(synopsis.shared, view.shared);
    add(synopsis.some, view.some);
    for (const consequence::Parting& each : synopsis.parted) {
        PartingView parting;
        parting.about = words.say("{0} {1}", name_text(a_case, each.subject, words),
                                  field_text(a_case, each.field, words));
        parting.excludes = each.excludes;
        add(each.told, parting.told);
        view.parted.push_back(std::move(parting));
    }
    for (const consequence::Holding& each : synopsis.holds) {
        view.holds.push_back({assertion_text(assessment.evidence(), each.statement, words),
                              words.known(verdict_words(each.verdict)),
                              first_place(assessment.evidence(), each.statement)});
    }
    return view;
}

}  // namespace valla::render
