#include "vocabulary/kinds.hpp"

#include <iterator>
#include <vector>

namespace valla::vocabulary {

namespace {

namespace groups {
constexpr std::string_view things = "things";
constexpr std::string_view happens = "what happened";
constexpr std::string_view said = "what is said";
constexpr std::string_view owed = "what is owed";
constexpr std::string_view hangs = "how it hangs together";
constexpr std::string_view read = "how it is read";
constexpr std::string_view machinery = "machinery";
}  // namespace groups

constexpr BaseKindRow base_kind_rows[] = {
    {"person", groups::things, "A human being."},
    {"body", groups::things, "Persons acting as one: a committee, a family, a court, a group."},
    {"place", groups::things, "Somewhere."},
    {"thing", groups::things, "Any other object: a weapon, a house, a letter as an object."},
    {"source", groups::things, "A document, recording or other witness that word comes from."},
    {"event", groups::happens, "Something that happened, was wanted, planned, foretold or denied."},
    {"state", groups::happens, "Something that was so over a stretch of time."},
    {"sequence", groups::happens,
     "Events in their order; each step can be cited and disputed by itself."},
    {"claim", groups::said, "A sentence, when no structure fits yet."},
    {"saying", groups::said, "Somebody's utterance inside the story; what it says is only said."},
    {"passage", groups::said, "An excerpt of a source: its place, its words, and what it states."},
    {"demand", groups::owed, "Somebody wants something done or left."},
    {"threat", groups::owed, "Somebody announces harm, tied to a condition or not."},
    {"promise", groups::owed, "Somebody binds himself to do or leave something."},
    {"account", groups::hangs, "A version of a happening, whose lines stand or fall together."},
    {"rivals", groups::hangs, "Statements that cannot all stand."},
    {"argument", groups::hangs, "Somebody's inference from statements to a statement."},
    {"same", groups::hangs, "A claim that two ids mean one thing."},
    {"different", groups::hangs, "A claim that two ids mean different things."},
    {"reading", groups::read, "A scholar's own judgement of the sources, with reasons."},
    {"case", groups::machinery, "The case as a whole: its name, its researcher, its vocabularies."},
    {"vocabulary", groups::machinery,
     "A set of kinds, properties, hedges and rules that cases can use."},
    {"kind", groups::machinery, "A kind of things or happenings."},
    {"property", groups::machinery, "A field that cards of some kinds can have."},
    {"hedge", groups::machinery, "A word with which somebody qualifies what he says."},
    {"rule", groups::machinery, "What follows, in this field, from statements of some form."},
    {"never", groups::machinery, "Statements that cannot stand together in any case."},
    {"question", groups::machinery, "A question that the case is asked, kept under a name."},
    {"table", groups::machinery, "A CSV file whose rows are cards."},
};
static_assert(std::size(base_kind_rows) == base_kind_count);

}  // namespace

std::span<const BaseKindRow> base_kinds() { return base_kind_rows; }

std::string_view name_of(BaseKind kind) {
    return base_kind_rows[static_cast<std::size_t>(kind)].name;
}

std::string describe(KindSet set) {
    if (set == kinds::all || set == kinds::stated) return "an id";
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < base_kind_count; ++i) {
        if (set.has(static_cast<BaseKind>(i))) names.push_back(base_kind_rows[i].name);
    }
    if (names.empty()) return "nothing";
    const bool vowel =
        std::string_view("aeiou").find(names.front().front()) != std::string_view::npos;
    std::string words = vowel ? "an " : "a ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) words += i + 1 == names.size() ? " or " : ", ";
        words += names[i];
    }
    return words;
}

}  // namespace valla::vocabulary
