// What `without`, `compare`, `why` and `diff` show to people.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "render/consequence_views.hpp"
#include "render/text_parts.hpp"

namespace valla::render {

namespace {

std::string ground_line(const GroundView& ground, std::string_view margin) {
    std::string text = ground.word;
    if (!ground.account.empty()) text += ", in the account " + ground.account;
    if (!ground.hedge.empty()) text += ", " + ground.hedge;
    else if (ground.alleged) text += ", by way of allegation";
    if (!ground.left) text += ", left out";
    return fmt::format("{}{}{}\n", margin, text, bracketed(ground.place));
}

/// Changes in groups of those that change alike, in the order of their first members.
std::string groups(const std::vector<ChangeView>& changes) {
    std::vector<std::pair<std::string, std::vector<const ChangeView*>>> groups;
    for (const ChangeView& each : changes) {
        const std::string how = fmt::format("from {} to {}", each.before, each.after);
        auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const auto& group) { return group.first == how; });
        if (found == groups.end()) found = groups.insert(groups.end(), {how, {}});
        found->second.push_back(&each);
    }
    std::string text;
    for (const auto& [how, members] : groups) {
        text += fmt::format("  {} ({})\n", how, members.size());
        for (const ChangeView* each : members)
            text += fmt::format("    {}{}{}\n", each->text, each->inferred ? ", inferred" : "",
                                bracketed(each->place));
    }
    return text;
}

std::string leaned_text(const std::vector<LeanedView>& rows) {
    // Statements that stand on the same words are told together.
    std::vector<std::pair<std::string, std::vector<const LeanedView*>>> groups;
    for (const LeanedView& each : rows) {
        std::vector<std::string> on = each.words;
        for (const std::string& way : each.ways) on.push_back("what follows from " + way);
        const std::string ground = joined(on);
        auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const auto& group) { return group.first == ground; });
        if (found == groups.end()) found = groups.insert(groups.end(), {ground, {}});
        found->second.push_back(&each);
    }
    std::string text;
    for (const auto& [ground, members] : groups) {
        text +=
            fmt::format("  on {} ({})\n", ground.empty() ? "what is left" : ground, members.size());
        for (const LeanedView* each : members)
            text +=
                fmt::format("    {}: {}{}\n", each->text, each->standing, bracketed(each->place));
    }
    return text;
}

std::string loss_text(const LossView& loss) {
    std::string text;
    const auto heading = [&](const std::string& title) {
        text += '\n';
        text += title;
        text += '\n';
    };
    if (!loss.falls.empty()) {
        heading(counted(loss.falls.size(), "statement falls", "statements fall"));
        text += groups(loss.falls);
    }
    if (!loss.rises.empty()) {
        heading(counted(loss.rises.size(), "statement rises", "statements rise"));
        text += groups(loss.rises);
    }
    if (!loss.leaned.empty()) {
        heading(counted(loss.leaned.size(), "statement loses a leg and stands",
                        "statements lose a leg and stand"));
        text += leaned_text(loss.leaned);
    }
    if (!loss.inferences.empty()) {
        heading("Inferences");
        for (const InferenceChangeView& each : loss.inferences) {
            text +=
                fmt::format("  {}, by {}: from {} to {}\n", each.name,
                            each.by.empty() ? "the researcher" : each.by, each.before, each.after);
        }
    }
    if (!loss.bounds.empty()) {
        heading("Bounds of time, as far as nothing contradicts them");
        for (const BoundChangeView& each : loss.bounds) {
            text +=
                fmt::format("  {} {} {} to {}\n", each.text,
                            each.widens ? "widens from" : "narrows from", each.before, each.after);
        }
    }
    if (!loss.clashes.empty()) {
        heading("No longer in contradiction");
        for (const auto& members : loss.clashes)
            text += fmt::format("  {}\n", joined(members, "\n    with "));
        if (!loss.clashes_complete) text += "  and more than are listed\n";
    }
    return text;
}

template <typename View>
std::vector<View> more_than(const std::vector<View>& known, const std::vector<View>& all) {
    std::set<std::string> texts;
    for (const View& each : known) texts.insert(each.text + each.after);
    std::vector<View> more;
    for (const View& each : all) {
        if (!texts.contains(each.text + each.after)) more.push_back(each);
    }
    return more;
}

bool is_nothing(const LossView& loss) {
    return loss.falls.empty() && loss.rises.empty() && loss.leaned.empty() &&
           loss.inferences.empty() && loss.bounds.empty() && loss.clashes.empty();
}

/// What falls, rises and so on only when hedged derivations count.
LossView further(const LossView& firm, const LossView& hedged) {
    LossView more;
    more.falls = more_than(firm.falls, hedged.falls);
    more.rises = more_than(firm.rises, hedged.rises);
    more.bounds = more_than(firm.bounds, hedged.bounds);
    for (const InferenceChangeView& each : hedged.inferences) {
        const bool known =
            std::any_of(firm.inferences.begin(), firm.inferences.end(), [&](const auto& other) {
                return other.name == each.name && other.after == each.after;
            });
        if (!known) more.inferences.push_back(each);
    }
    for (const LeanedView& each : hedged.leaned) {
        const bool known =
            std::any_of(firm.leaned.begin(), firm.leaned.end(), [&](const auto& other) {
                return other.text == each.text && other.words == each.words;
            });
        if (!known) more.leaned.push_back(each);
    }
    for (const auto& clash : hedged.clashes) {
        if (std::find(firm.clashes.begin(), firm.clashes.end(), clash) == firm.clashes.end())
            more.clashes.push_back(clash);
    }
    return more;
}

}  // namespace

std::string without_as_text(const WithoutView& view) {
    std::string text = under(view.reading);
    text += fmt::format("Without {}\n", joined(view.left_out, " and "));
    if (is_nothing(view.firm)) text += "\nNothing falls, and nothing loses a leg.\n";
    else text += loss_text(view.firm);
    if (view.with_hedged) {
        const std::size_t all = view.with_hedged->falls.size();
        text += fmt::format(
            "\nIf the hedged derivations between sources hold as well, {} instead of {}; then "
            "too:\n",
            counted(all, "statement falls", "statements fall"), view.firm.falls.size());
        text += loss_text(further(view.firm, *view.with_hedged));
    }
    return text;
}

std::string ranks_as_text(const RanksView& view) {
    std::string text = under(view.reading);
    if (view.rows.empty()) return text + "the case names no source for anything\n";
    text += fmt::format("{:>9} {:>11} {:>11} {:>6}\n", "fall", "lose a leg", "inferences", "rise");
    for (const WithoutRankView& row : view.rows) {
        const std::string falls =
            row.falls == row.falls_with_hedged
                ? std::to_string(row.falls)
                : fmt::format("{} to {}", std::min(row.falls, row.falls_with_hedged),
                              std::max(row.falls, row.falls_with_hedged));
        text +=
            fmt::format("{:>9} {:>11} {:>11} {:>6}  {} {}{}\n", falls, row.leaned, row.inferences,
                        row.rises, row.kind, row.name, row.label.empty() ? "" : ": " + row.label);
    }
    const bool hedged =
        std::any_of(view.rows.begin(), view.rows.end(),
                    [](const WithoutRankView& row) { return row.falls != row.falls_with_hedged; });
    if (hedged) text += "\nOf two figures the second is with hedged derivations between sources.\n";
    return text;
}

std::string synopsis_as_text(const SynopsisView& view) {
    std::string text = under(view.reading);
    if (view.accounts.empty())
        return text + fmt::format("No accounts of {} are told apart.\n", view.of);
    text +=
        fmt::format("{} of {}\n", counted(view.accounts.size(), "account", "accounts"), view.of);
    for (const SynopsisAccountView& each : view.accounts) {
        text += fmt::format("  {}: {}{}\n", each.name,
                            each.words.empty() ? "on the researcher's word" : joined(each.words),
                            bracketed(each.place));
    }
    if (view.both_possible) text += "  It is said that they can all be right.\n";
    const auto told_line = [&](const ToldView& told, std::string_view margin) {
        text += fmt::format("{}{}{}\n", margin, told.text, bracketed(told.place));
        text += fmt::format("{}  {}\n", margin,
                            told.words.empty() ? "on the researcher's word" : joined(told.words));
    };
    const auto heading = [&](std::string_view title) { text += fmt::format("\n{}\n", title); };
    if (!view.shared.empty()) {
        heading("All of them say");
        for (const ToldView& each : view.shared) told_line(each, "  ");
    }
    if (!view.parted.empty()) {
        heading("They part over");
        for (const PartingView& each : view.parted) {
            text += fmt::format("  {}{}\n", each.about,
                                each.excludes ? ": what they say excludes each other"
                                : view.both_possible
                                    ? ""
                                    : ": these could both be so, only the accounts exclude each "
                                      "other");
            for (const ToldView& told : each.told) {
                text += fmt::format("    {}\n", joined(told.accounts, " and "));
                told_line(told, "      ");
            }
        }
    }
    std::vector<std::string> tellers;
    for (const ToldView& each : view.some) {
        const std::string by = joined(each.accounts, " and ");
        if (std::find(tellers.begin(), tellers.end(), by) == tellers.end()) tellers.push_back(by);
    }
    for (const std::string& by : tellers) {
        heading("Only " + by + (by.find(" and ") == std::string::npos ? " has" : " have"));
        for (const ToldView& each : view.some) {
            if (joined(each.accounts, " and ") == by) told_line(each, "  ");
        }
    }
    heading("Whichever is right");
    for (const HoldingView& each : view.holds) {
        text += fmt::format("  {}{}{}\n", each.text,
                            each.standing == "not contradicted" ? "" : ": " + each.standing,
                            bracketed(each.place));
    }
    if (view.holds.empty()) text += "  nothing said of it holds\n";
    return text;
}

namespace {

std::string way_text(const WayView& way, std::string_view margin) {
    std::string text;
    for (const UnitView& unit : way.units) {
        text += fmt::format("{}{}\n", margin, unit.text);
        for (const GroundView& ground : unit.grounds)
            text += ground_line(ground, std::string(margin) + "  ");
    }
    for (const StepView& step : way.steps) {
        const std::string premises =
            step.premises.empty() ? "" : " from " + joined(step.premises, ", and ");
        text += fmt::format("{}so, by {},{} follows: {}\n", margin, step.by, premises, step.gives);
    }
    return text;
}

std::string version_text(std::string_view title, const VersionListView& version) {
    std::string text = fmt::format("  {}\n", title);
    for (const std::string& unit : version.in) text += fmt::format("    + {}\n", unit);
    for (const std::string& unit : version.out) text += fmt::format("    - {}\n", unit);
    return text;
}

std::string clashes_text(std::string_view title, const std::vector<ClashReasonView>& clashes) {
    if (clashes.empty()) return "";
    std::string text = fmt::format("  {}\n", title);
    for (const ClashReasonView& clash : clashes) {
        text += fmt::format("    {}\n", joined(clash.members, "\n      not together with "));
        text += fmt::format("      since {}\n", clash.why);
    }
    return text;
}

std::string why_block(const WhyView& why) {
    std::string text = fmt::format("{}\n  {}", why.text, why.standing);
    if (!why.limit.empty()) text += ": " + why.limit;
    text += '\n';
    if (why.from_silence) {
        return text +
               (why.possible
                    ? "  Nothing that is said excludes it; nobody says it, and more does not "
                      "follow.\n"
                    : "  It follows only because nobody says otherwise.\n");
    }
    if (why.ways.empty()) {
        if (why.left_out.empty()) return text + "  Nobody says it, and nothing gives it.\n";
        text += "  It was said only by what is left out:\n";
        for (const std::string& word : why.left_out) text += fmt::format("    {}\n", word);
        return text;
    }
    const bool several = why.ways.size() > 1;
    if (!several) text += "  It rests on\n" + way_text(why.ways[0], "    ");
    for (std::size_t i = 0; several && i < why.ways.size(); ++i)
        text += fmt::format("  Way {} to it\n", i + 1) + way_text(why.ways[i], "    ");
    if (!why.all_ways) text += "  There are more ways to it than are listed.\n";
    if (why.ground > 0) {
        text += several ? fmt::format(
                              "  Nothing that way {} rests on can be left out of any "
                              "version.\n",
                              why.ground)
                        : "  Nothing that it rests on can be left out of any version.\n";
    }
    if (why.with) text += version_text("A version that has it", *why.with);
    if (why.without) text += version_text("A version without it", *why.without);
    for (std::size_t i = 0; i < why.versions.size(); ++i) {
        text +=
            version_text(fmt::format("Version {} has it, by way {}", i + 1, why.versions[i].way),
                         why.versions[i]);
    }
    if (!why.versions.empty())
        text += why.all_versions ? "  These are all versions of what it rests on.\n"
                                 : "  There are more versions; in none of them is it missing.\n";
    text += clashes_text(
        why.with ? "What keeps it out of that version" : "What speaks against it on every version",
        why.clashes);
    return text;
}

}  // namespace

std::string why_as_text(const WhyAnswerView& view) {
    std::string text = under(view.reading);
    for (const std::string& each : view.unsaid)
        text += fmt::format("{}\n  nobody says it, and nothing gives it\n", each);
    if (view.inference) {
        const WhyInferenceView& inference = *view.inference;
        text += fmt::format("The inference {}, by {}{}\n", inference.name, inference.by,
                            bracketed(inference.place));
        for (const std::string& each : inference.concludes) {
            text += fmt::format("  it concludes{}: {}\n",
                                inference.hedge.empty() ? "" : ", " + inference.hedge, each);
        }
        for (const std::string& each : inference.unless) text += fmt::format("  unless {}\n", each);
        if (!inference.premises.empty()) text += "\nIts premises\n";
        for (const PremiseView& each : inference.premises) {
            text += fmt::format("  {}: {}\n    without it the inference: {}\n", each.text,
                                each.standing, each.without);
        }
        text += '\n' + why_block(inference.why);
    }
    bool first = text.empty();
    for (const WhyView& each : view.statements) {
        if (!first) text += '\n';
        first = false;
        text += why_block(each);
    }
    return text;
}

std::string difference_as_text(const DifferenceView& view) {
    std::string text = under(view.reading);
    text += fmt::format("From {} to {}\n", view.before, view.after);
    const auto& cards = view.difference.cards;
    const auto what = [](const consequence::CardChange& card) -> std::string_view {
        switch (card.kind) {
            case consequence::CardChange::Kind::added: return "added";
            case consequence::CardChange::Kind::removed: return "removed";
            default: return "changed";
        }
    };
    const auto card_line = [&](std::size_t i) {
        const bool table = cards[i].kind == consequence::CardChange::Kind::table;
        return fmt::format("{} {}  [{}{}]", what(cards[i]), cards[i].head, cards[i].path,
                           table ? "" : fmt::format(":{}", view.lines[i]));
    };
    if (cards.empty()) text += "\nNo card changed.\n";
    else text += fmt::format("\n{} changed\n", counted(cards.size(), "card", "cards"));
    for (std::size_t i = 0; i < cards.size(); ++i) {
        text += fmt::format("  {}\n", card_line(i));
        if (cards[i].kind != consequence::CardChange::Kind::changed) continue;
        const auto lines = [](const std::string& card) {
            std::vector<std::string> all;
            for (std::size_t at = 0; at < card.size();) {
                const std::size_t end = std::min(card.find('\n', at), card.size());
                all.push_back(card.substr(at, end - at));
                at = end + 1;
            }
            return all;
        };
        const auto before = lines(cards[i].before);
        const auto after = lines(cards[i].after);
        const auto missing = [&](const auto& from, const auto& in, char mark) {
            for (const std::string& line : from) {
                if (std::find(in.begin(), in.end(), line) == in.end())
                    text += fmt::format("    {} {}\n", mark, line);
            }
        };
        missing(before, after, '-');
        missing(after, before, '+');
    }
    const auto& answers = view.difference.answers;
    if (answers.empty()) return text + "\nNo answer changed.\n";
    text += fmt::format("\n{} changed\n", counted(answers.size(), "answer", "answers"));
    for (const consequence::AnswerChange& each : answers) {
        const std::string none = each.time ? "no date" : "nobody says it";
        text += fmt::format("  {}\n    from {} to {}\n", each.text,
                            each.before.empty() ? none : each.before,
                            each.after.empty() ? none : each.after);
        if (each.together && each.cards.empty()) {
            text += "    because of several cards together\n";
            continue;
        }
        const bool undone = view.difference.each_undone;
        for (const std::size_t card : each.cards) {
            text += fmt::format("    {} {}\n",
                                !each.together ? "because of"
                                : undone       ? "because of several cards, of which this names it:"
                                               : "perhaps because of",
                                card_line(card));
        }
    }
    if (!view.difference.each_undone) {
        text += fmt::format(
            "\nMore than {} cards changed, so that they were not undone one by one: cards are\n"
            "named that share an id with the answer.\n",
            consequence::Difference::most_undone);
    }
    return text;
}

}  // namespace valla::render
