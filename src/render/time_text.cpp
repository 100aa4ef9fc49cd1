// `valla when` and `valla order` for people.

#include <algorithm>

#include <fmt/format.h>

#include "render/text_parts.hpp"
#include "render/time_answers.hpp"

namespace valla::render {

namespace {

std::string ground_text(const TimeGroundView& ground) {
    std::string text;
    if (ground.researchers_own) text = "the researcher";
    for (const WordView& word : ground.words) text += (text.empty() ? "" : "; and ") + word.text;
    if (!ground.hedge.empty()) text += ", " + ground.hedge;
    if (ground.alleged) text += ", only alleged";
    return fmt::format("{}  [{}:{}]", text, ground.place.file, ground.place.line);
}

/// Who says it and where, all on one line; of a telling only its first line, and how many more.
std::string grounds_text(const ReasonView& reason) {
    std::string text;
    for (std::size_t k = 0; k < reason.grounds.size(); ++k) {
        if (reason.kind == "telling" && k == 1) {
            const std::size_t more = reason.grounds.size() - 1;
            text += fmt::format(" and {} more line{}", more, more == 1 ? "" : "s");
            break;
        }
        text += (k > 0 ? "; " : "") + ground_text(reason.grounds[k]);
    }
    if (reason.about) {
        text += fmt::format("; how far \"about\" reaches  [{}:{}]", reason.about->file,
                            reason.about->line);
    }
    return text;
}

void add_reasons(std::string& text, const std::vector<ReasonView>& reasons,
                 std::string_view margin) {
    for (const ReasonView& reason : reasons)
        text += fmt::format("{}{}: {}\n", margin, reason.text, grounds_text(reason));
}

std::string heading(const WhenView& view) {
    std::string text = view.kind + ' ' + view.name;
    if (!view.label.empty()) text += ": " + view.label;
    return text + '\n';
}

void add_bound(std::string& text, const BoundView& bound, std::string_view margin) {
    text += std::string(margin) + bound.sentence;
    if (!bound.exact) text += " (at least: the search reached its limit)";
    if (bound.stated) {
        text += ": " + grounds_text(bound.reasons.front()) + '\n';
        return;
    }
    if (bound.reasons.empty()) {
        text += '\n';
        return;
    }
    text += bound.chain ? ", which follows from\n" : ", which follows from all of these together\n";
    add_reasons(text, bound.reasons, std::string(margin) + "  ");
}

void add_thing(std::string& text, const WhenView& view, std::string_view margin) {
    text += std::string(margin) + heading(view);
    const std::string deeper = std::string(margin) + "  ";
    if (view.bounds.empty()) text += deeper + "nothing that is said dates it\n";
    for (const BoundView& bound : view.bounds) {
        if (!bound.repeats) add_bound(text, bound, deeper);
    }
    if (!view.beyond_limit.empty()) {
        text +=
            deeper + "not reckoned with in full, since it reaches further than some 3,800 years\n";
        add_reasons(text, view.beyond_limit, deeper + "  ");
    }
    if (view.touched) text += deeper + "touched by a clash of times: see `valla clashes`\n";
}

const char* relation_words(const RelationView& view) {
    const auto is = [&](const char* name) { return view.relation == name; };
    if (is("before")) return "be over before";
    if (is("after")) return "begin after the end of";
    if (is("begins before")) return "begin before the begin of";
    if (is("begins after")) return "begin after the begin of";
    if (is("overlaps")) return "be under way at one time with";
    if (is("includes")) return "take in the whole of";
    if (is("within")) return "lie within";
    return "begin on the same day as";
}

/// "must have been over before": the verbs of relation_words() after "have".
std::string past(std::string_view words) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    const std::string_view verb = words.substr(0, blank);
    std::string text(verb == "be"      ? "been"
                     : verb == "begin" ? "begun"
                     : verb == "take"  ? "taken"
                                       : "lain");
    return text.append(words.substr(blank));
}

void add_ranks(std::string& text, const std::vector<RankView>& ranks, std::string_view what) {
    std::string possible;
    for (const RankView& rank : ranks) {
        if (rank.possible) possible += (possible.empty() ? "" : ", ") + rank.name;
    }
    text += fmt::format("can have {}: {}\n", what, possible.empty() ? "none" : possible);
    for (const RankView& rank : ranks) {
        if (rank.possible) {
            if (!rank.exact) text += fmt::format("  {}: the search reached its limit\n", rank.name);
            continue;
        }
        text += fmt::format("  not {}, because of\n", rank.name);
        add_reasons(text, rank.reasons, "    ");
    }
}

}  // namespace

std::string when_as_text(const WhenAnswer& answer) {
    std::string text;
    for (const WhenView& view : answer.things) {
        if (!text.empty()) text += '\n';
        add_thing(text, view, "");
    }
    if (text.empty()) text = "No card says when anything was.\n";
    if (!answer.decided)
        text += "\nThe search for times that clash reached its limit; some may be missing.\n";
    for (const TimeClashView& clash : answer.clashes) {
        text += "\nTHESE TIMES CANNOT ALL BE TRUE\n";
        for (std::size_t k = 0; k < clash.claims.size(); ++k) {
            text += fmt::format("  {}: {}{}\n", clash.claims[k].text, grounds_text(clash.claims[k]),
                                k == clash.set_aside ? "; set aside above" : "");
        }
    }
    return text;
}

std::string going_on_as_text(const GoingOnAnswer& answer) {
    std::string text = answer.from == answer.to ? answer.from + '\n'
                                                : fmt::format("{} to {}\n", answer.from, answer.to);
    const auto add = [&](std::string_view title, const std::vector<WhenView>& things) {
        text += fmt::format("\n{}\n", title);
        if (things.empty()) text += "  nothing\n";
        for (const WhenView& view : things) add_thing(text, view, "  ");
    };
    add("CERTAINLY GOING ON", answer.certainly);
    add("POSSIBLY GOING ON", answer.possibly);
    if (answer.undated > 0) text += fmt::format("\n{} more that nothing dates.\n", answer.undated);
    return text;
}

std::string order_as_text(const OrderAnswer& answer) {
    std::string text;
    if (!answer.first.empty()) {
        add_ranks(text, answer.first, "begun first");
        add_ranks(text, answer.last, "been over last");
        if (answer.relations.empty())
            text += "no order between two of them is certain or excluded\n";
        else text += '\n';
    }
    // What has the same reasons stands together above them.
    const auto same_reasons = [](const RelationView& a, const RelationView& b) {
        return a.first == b.first && a.second == b.second &&
               std::equal(
                   a.reasons.begin(), a.reasons.end(), b.reasons.begin(), b.reasons.end(),
                   [](const ReasonView& x, const ReasonView& y) { return x.text == y.text; });
    };
    for (std::size_t k = 0; k < answer.relations.size(); ++k) {
        const RelationView& relation = answer.relations[k];
        text += fmt::format("{} {} have {} {}", relation.first, relation.verdict,
                            past(relation_words(relation)), relation.second);
        if (!relation.exact) text += " (the search reached its limit)";
        const bool goes_on =
            k + 1 < answer.relations.size() && same_reasons(relation, answer.relations[k + 1]);
        text += goes_on || relation.reasons.empty() ? "\n" : ", because of\n";
        if (!goes_on) add_reasons(text, relation.reasons, "  ");
    }
    return text;
}

namespace {

std::string answer_text(const WhenAnswer& answer) { return when_as_text(answer); }
std::string answer_text(const GoingOnAnswer& answer) { return going_on_as_text(answer); }
std::string answer_text(const OrderAnswer& answer) { return order_as_text(answer); }

}  // namespace

template <typename Answer>
std::string by_version_as_text(const ByVersion<Answer>& answer) {
    std::string text;
    if (!answer.complete)
        text = "There are more versions than were looked at; these are some of them.\n\n";
    if (answer.groups.size() == 1 && answer.complete)
        return "The same on every version.\n\n" + answer_text(answer.groups.front().answer);
    for (const auto& group : answer.groups) {
        if (!text.empty() && !text.ends_with("\n\n")) text += '\n';
        for (std::size_t i = 0; i < group.left_out.size(); ++i) {
            text += i == 0 ? "ON THE VERSION " : "OR THE VERSION ";
            text += group.left_out[i].empty()
                        ? "that has all of it\n"
                        : "without " + enumerated(group.left_out[i], " and ") + '\n';
        }
        text += '\n' + answer_text(group.answer);
    }
    return text;
}
template std::string by_version_as_text(const ByVersion<WhenAnswer>&);
template std::string by_version_as_text(const ByVersion<GoingOnAnswer>&);
template std::string by_version_as_text(const ByVersion<OrderAnswer>&);

}  // namespace valla::render
