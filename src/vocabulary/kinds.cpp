#include "vocabulary/kinds.hpp"

#include <iterator>
#include <vector>

namespace valla::vocabulary {

namespace {

constexpr std::string_view things = "things";
constexpr std::string_view happens = "what happened";
constexpr std::string_view said = "what is said";
constexpr std::string_view owed = "what is owed";
constexpr std::string_view hangs = "how it hangs together";
constexpr std::string_view read = "how it is read";
constexpr std::string_view machinery = "machinery";

constexpr BaseKindRow rows[] = {
    {"person", things, "A human being."},
    {"body", things, "Persons acting as one: a committee, a family, a court, a group."},
    {"place", things, "Somewhere."},
    {"thing", things, "Any other object: a weapon, a house, a letter as an object."},
    {"source", things, "A document, recording or other witness that word comes from."},
    {"event", happens, "Something that happened, was wanted, planned, foretold or denied."},
    {"state", happens, "Something that was so over a stretch of time."},
    {"sequence", happens, "Events in their order; each step can be cited and disputed by itself."},
    {"claim", said, "A sentence, when no structure fits yet."},
    {"saying", said, "Somebody's utterance inside the story; what it says is only said."},
    {"passage", said, "An excerpt of a source: its place, its words, and what it states."},
    {"demand", owed, "Somebody wants something done or left."},
    {"threat", owed, "Somebody announces harm, tied to a condition or not."},
    {"promise", owed, "Somebody binds himself to do or leave something."},
    {"account", hangs, "A version of a happening, whose lines stand or fall together."},
    {"rivals", hangs, "Statements that cannot all stand."},
    {"argument", hangs, "Somebody's inference from statements to a statement."},
    {"same", hangs, "A claim that two ids mean one thing."},
    {"different", hangs, "A claim that two ids mean different things."},
    {"reading", read, "A scholar's own judgement of the sources, with reasons."},
    {"case", machinery, "The case as a whole: its name, its researcher, its vocabularies."},
    {"vocabulary", machinery, "A set of kinds, properties, hedges and rules that cases can use."},
    {"kind", machinery, "A kind of things or happenings."},
    {"property", machinery, "A field that cards of some kinds can have."},
    {"hedge", machinery, "A word with which somebody qualifies what he says."},
    {"rule", machinery, "What follows, in this field, from statements of some form."},
    {"never", machinery, "Statements that cannot stand together in any case."},
    {"question", machinery, "A question that the case is asked, kept under a name."},
    {"table", machinery, "A CSV file whose rows are cards."},
};
static_assert(std::size(rows) == base_kind_count);

}  // namespace

std::span<const BaseKindRow> base_kinds() { return rows; }

std::string_view name_of(BaseKind kind) { return rows[static_cast<std::size_t>(kind)].name; }

std::string describe(KindSet set) {
    if (set == kinds::all || set == kinds::stated) return "an id";
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < base_kind_count; ++i) {
        if (set.has(static_cast<BaseKind>(i))) names.push_back(rows[i].name);
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
