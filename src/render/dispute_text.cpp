// What `standing`, `clashes`, `versions` and `readings` show to people.

#include <map>

#include <fmt/format.h>

#include "render/dispute_views.hpp"
#include "render/text_parts.hpp"

namespace valla::render {

namespace {

std::string ground_line(const GroundView& ground, std::string_view margin) {
    std::string text = ground.word;
    if (!ground.account.empty()) text += ", as told in " + ground.account;
    if (!ground.hedge.empty()) text += ", " + ground.hedge;
    else if (ground.alleged) text += ", by way of allegation";
    if (!ground.left) text += ", left out";
    return fmt::format("{}{}  [{}]\n", margin, text, place_text(ground.place));
}

std::string standing_words(const StandingView& view) {
    std::string text = view.possible       ? "as possible"
                       : view.from_silence ? "from silence"
                                           : view.standing;
    if (view.only_alleged) text = "only alleged; " + text;
    if (view.only_its_account)
        text += ", though only its account is contradicted, not the line itself";
    if (!view.limit.empty()) text += ": " + view.limit;
    if (view.inferred) {
        text += "; inferred";
        for (std::size_t i = 0; i < view.by.size(); ++i)
            text += (i == 0 ? " by " : ", and by ") + view.by[i];
    }
    return text;
}

std::string standing_block(const StandingView& view) {
    std::string text = fmt::format("  {}\n    {}\n", view.text, standing_words(view));
    for (const GroundView& ground : view.grounds) text += ground_line(ground, "      ");
    for (const std::string& each : view.versions)
        text += fmt::format("      on some version by: {}\n", each);
    for (const std::string& each : view.against)
        text += fmt::format("      not together with: {}\n", each);
    return text;
}

}  // namespace

std::string standings_as_text(const StandingsView& view) {
    std::string text = under(view.reading);
    std::map<std::string, std::size_t> counts;
    std::vector<std::string> order;
    for (const StandingView& each : view.statements) {
        const std::string standing = each.possible       ? "as possible"
                                     : each.from_silence ? "from silence"
                                     : each.only_alleged ? "only alleged"
                                                         : each.standing;
        if (counts[standing]++ == 0) order.push_back(standing);
    }
    std::string subject;
    for (const StandingView& each : view.statements) {
        if (each.subject != subject) text += (subject.empty() ? "" : "\n") + each.subject + '\n';
        subject = each.subject;
        text += standing_block(each);
    }
    if (view.statements.empty()) return text + "Nothing is stated.\n";
    text += '\n';
    for (const std::string& each : order) text += fmt::format("{:>6}  {}\n", counts[each], each);
    return text;
}

std::string clashes_as_text(const ClashesView& view) {
    std::string text = under(view.reading);
    if (view.clashes.empty()) {
        return text + (view.complete ? "Nothing contradicts anything.\n"
                                     : "No contradiction was found before the limit.\n");
    }
    std::string about;
    std::size_t number = 0;
    for (const ClashView& clash : view.clashes) {
        if (number == 0 || clash.about != about) {
            const std::string heading = clash.about.empty() ? "Other" : "About " + clash.about;
            text += (number == 0 ? "" : "\n") + heading + '\n';
        }
        about = clash.about;
        text += fmt::format("  {}. Cannot stand together, since {}:\n", ++number,
                            why_and_because(clash));
        for (const ClashMemberView& member : clash.members) {
            text += fmt::format("     - {}{}\n", member.text,
                                member.charged ? "" : "  (only a premise, and not charged)");
            for (const GroundView& ground : member.grounds)
                text += ground_line(ground, "         ");
        }
    }
    text += view.complete ? "\nThese are all; none of their members can be left out.\n"
                          : "\nThere are more; --limit N lists more of them.\n";
    return text;
}

std::string versions_as_text(const VersionsView& view) {
    std::string text = under(view.reading);
    if (view.disputes.empty()) return text + "Nothing is in dispute.\n";
    std::size_t number = 0;
    for (const DisputeView& each : view.disputes) {
        text += fmt::format("{}Dispute {}, {} versions{}\n", number == 0 ? "" : "\n", number + 1,
                            each.versions.size(), each.complete ? "" : " and more");
        ++number;
        if (each.charges_ignored)
            text += "  (inferences go round in a circle here, so that premises are charged too)\n";
        for (std::size_t i = 0; i < each.versions.size(); ++i) {
            text += fmt::format("  version {}\n", i + 1);
            for (const std::string& unit : each.versions[i].in) text += "    + " + unit + '\n';
            for (const std::string& unit : each.versions[i].out) text += "    - " + unit + '\n';
        }
    }
    return text;
}

std::string readings_as_text(const ReadingsView& view) {
    const auto named = [](const std::string& name) {
        return name.empty() ? std::string("no reading") : "the reading " + name;
    };
    std::string text = fmt::format("From {} to {}\n", named(view.first), named(view.second));
    for (const auto& change : view.changes)
        text += fmt::format("  {}\n    {} -> {}\n", change.text, change.before, change.after);
    if (view.changes.empty()) text += "  nothing stands otherwise\n";
    if (!view.judgements.empty()) text += fmt::format("\nIts judgements\n");
    for (const auto& judgement : view.judgements) {
        text += fmt::format("  {}  [{}]{}\n", judgement.text, place_text(judgement.place),
                            judgement.changes_nothing ? "  changes nothing" : "");
    }
    return text;
}

}  // namespace valla::render
