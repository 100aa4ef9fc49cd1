// The table of fields. Long because it is one table: every field of the language, its kinds, the
// type of its value and its meaning, in the order in which the documentation lists them.

#include "vocabulary/fields.hpp"

#include <cstdlib>
#include <iterator>

namespace valla::vocabulary {

namespace {

using enum ValueType;
using namespace field_flags;
using kinds::commitments;
using kinds::happenings;
using kinds::stated;
using kinds::tellers;
using kinds::things;
using K = BaseKind;

constexpr KindSet actors{K::person, K::body};
constexpr KindSet describable =
    stated | KindSet{K::kind, K::property, K::hedge, K::vocabulary, K::rule, K::never, K::question};
constexpr KindSet any_thing_or_happening = things | happenings | KindSet{K::claim, K::sequence};

constexpr Qualifier since_until[] = {{.keyword = "from", .type = date},
                                     {.keyword = "until", .type = date}};
constexpr Qualifier forum_size[] = {{.keyword = "whole", .bare = true},
                                    {.keyword = "quorum", .type = number}};
constexpr Qualifier beneficiaries[] = {
    {.keyword = "for", .type = names, .names = things, .several = true}};
constexpr Qualifier for_part[] = {{.keyword = "for", .type = label}};
constexpr Qualifier for_claims[] = {
    {.keyword = "for", .type = names, .names = stated, .several = true}};
constexpr Qualifier over[] = {{.keyword = "over", .type = reference}};
constexpr Qualifier because[] = {{.keyword = "because", .type = text}};
constexpr Qualifier as_field[] = {{.keyword = "as", .type = field_name}};
constexpr Qualifier distance[] = {{.keyword = "before", .type = time},
                                  {.keyword = "after", .type = time},
                                  {.keyword = "of", .type = time}};

constexpr std::string_view yes_no = "yes|no";

// A row of the table stays on as few lines as it can.
// clang-format off
constexpr FieldRow field_rows[] = {
    // Every card.
    {"name", kinds::all, text, {}, asserts, {}, {}, "What it is called, for people to read."},
    {"description", describable, text, {}, asserts, {}, {}, "What it is, in words."},
    {"source", stated | KindSet{K::rule, K::never, K::table, K::question}, chain, {}, 0, {}, {},
     "Who says what the card says: the origin, the hands it came through, the document and the place."},
    {"in", stated, names, K::passage, 0, {}, {}, "The passage that says what the card says."},
    {"account", happenings | KindSet{K::claim, K::sequence}, names, K::account, 0, {}, {},
     "The accounts in which the lines of this card stand."},
    {"note", kinds::all, text, {}, 0, {}, {}, "A remark of the researcher's, which states nothing."},
    {"waive", kinds::all, message, {}, 0, because, {},
     "A warning or note that is not wanted for this card, and why."},

    // Things and happenings alike.
    {"kind", things | happenings | KindSet{K::argument}, kind_names, {}, asserts, {}, {},
     "What kind of person, event, source it is."},
    {"part of", {K::body, K::place, K::thing, K::source, K::event, K::state}, names,
     {K::body, K::place, K::thing, K::source, K::event, K::state}, asserts | transitive, {}, {},
     "The whole that it belongs to."},

    // Bodies.
    {"member", K::body, names, actors, asserts | closes, since_until, {},
     "Who belongs to the body, and since and until when."},

    // Sources.
    {"title", K::source, text, {}, asserts, {}, {}, "The title."},
    {"author", K::source, names, actors, asserts, {}, {},
     "Who wrote it; whoever rejects the author rejects the source."},
    {"editor", K::source, names, actors, asserts, {}, {}, "Who edited it."},
    {"publisher", K::source, text, {}, asserts, {}, {}, "Who published it, and where."},
    {"archive", K::source, text, {}, asserts, {}, {}, "Where it is kept."},
    {"shelfmark", K::source, text, {}, asserts, {}, {}, "Its mark there."},
    {"written in", K::source, text, {}, asserts, {}, {}, "The language it is written in."},
    {"dated", {K::source, K::saying}, date, {}, asserts | single | temporal, {}, {},
     "When it was composed or said."},
    {"published", K::source, date, {}, asserts | single | temporal, {}, {}, "When it came out."},
    {"derives from", K::source, names, tellers, asserts, for_claims, {},
     "The source that it takes its word from; `for` limits this to some claims."},
    {"rests on", K::source, names, tellers, asserts | at_locus, {}, {},
     "What a place in the source rests on, as in `note 78 rests on: letters`."},
    {"text", K::source, path, {}, once, {}, {}, "The file with its transcript, for checking quotes."},

    // Happenings: who and what.
    {"occurred", happenings, choice, {}, asserts | single, {}, "yes|no|sought|planned|foretold",
     "Whether it happened, or was only wanted, planned or foretold; without it: it happened."},
    {"by", happenings, names, tellers, asserts | closes, {}, {}, "Who did or said it."},
    {"to", happenings, names, any_thing_or_happening, asserts | closes, {}, {},
     "To whom it was done or said."},
    {"of", happenings, names, any_thing_or_happening, asserts | closes, {}, {},
     "What or whom it is the happening of: the arrested of an arrest, the promise of an acceptance."},
    {"against", happenings, names, any_thing_or_happening, asserts | closes, {}, {},
     "Whom or what it was aimed at."},
    {"with", happenings, names, any_thing_or_happening, asserts | closes, {}, {},
     "Who or what took part beside the others."},
    {"through", happenings, names, actors, asserts | closes, {}, {}, "Who carried it out or brought it."},
    {"in the name of", happenings, names, actors, asserts, {}, {},
     "The authority that was claimed for it, which is not the same as one that was held."},
    {"present", happenings, names, actors, asserts | closes, {}, {}, "Who was there."},
    {"absent", happenings, names, actors, asserts, {}, {}, "Who was not there."},
    {"in presence of", happenings, names, actors, asserts | closes, {}, {}, "Before whom it was done."},
    {"place", happenings, names, K::place, asserts, {}, {}, "Where it was."},
    {"using", happenings, names, any_thing_or_happening, asserts, {}, {}, "By means of what."},
    {"claimed as", happenings | things, text, {}, asserts, {}, {},
     "What somebody gave it out to be."},
    {"caused by", happenings, names, any_thing_or_happening, asserts, {}, {},
     "What brought it about, on the word of the source; Valla never concludes this itself."},
    {"begins with", happenings, names, happenings, asserts, {}, {}, "What it began with."},
    {"ends in", happenings, names, happenings, asserts, {}, {}, "What it ended in."},
    {"like", happenings, names, happenings, asserts | symmetric, {}, {}, "What it was similar to."},

    // Happenings: when.
    {"on", happenings, time, {}, asserts | single | temporal, {}, {}, "It lies inside this stretch."},
    {"under way", happenings, time, {}, asserts | temporal, {}, {}, "It was going on at some moment of this."},
    {"throughout", happenings, time, {}, asserts | temporal, {}, {}, "It filled this stretch."},
    {"begun by", happenings, time, {}, asserts | temporal, {}, {}, "It had begun by then."},
    {"begun after", happenings, time, {}, asserts | temporal, {}, {}, "It began after this."},
    {"over by", happenings, time, {}, asserts | temporal, {}, {}, "It was over by then."},
    {"over after", happenings, time, {}, asserts | temporal, {}, {}, "It was over only after this."},
    {"from", happenings, time, {}, asserts | single | temporal, {}, {}, "It began within this."},
    {"until", happenings, time, {}, asserts | single | temporal, {}, {}, "It ended within this."},
    {"lasts", happenings, duration, {}, asserts | single | temporal, {}, {}, "How long it lasted."},
    {"before", happenings, time, {}, asserts | temporal, {}, {}, "It was over before this began."},
    {"after", happenings, time, {}, asserts | temporal, {}, {}, "It began after this was over."},
    {"during", happenings, time, {}, asserts | temporal, {}, {}, "It lies inside this."},
    {"includes", happenings, time, {}, asserts | temporal, {}, {}, "This lies inside it."},
    {"meets", happenings, time, {}, asserts | temporal, {}, {}, "It ended when this began."},
    {"overlaps", happenings, time, {}, asserts | temporal, {}, {},
     "It began before this, and ended during this."},
    {"starts", happenings, time, {}, asserts | temporal, {}, {}, "It began with this, and ended earlier."},
    {"finishes", happenings, time, {}, asserts | temporal, {}, {}, "It began later than this, and ended with it."},
    {"same time as", happenings, time, {}, asserts | temporal, {}, {}, "It began and ended with this."},
    {"same day as", happenings, time, {}, asserts | temporal, {}, {}, "It began on the day on which this began."},
    {"directly after", happenings, time, {}, asserts | temporal, {}, {}, "It followed this with nothing between."},
    {"directly before", happenings, time, {}, asserts | temporal, {}, {}, "This followed it with nothing between."},
    {"within", happenings, duration, {}, asserts | temporal, distance, {},
     "How near it lies to an event: `3 days after trial`."},

    // Sequences.
    {"order", K::sequence, steps, happenings, asserts | required, {}, {},
     "Events in their order, joined by `then`; each step is a claim of its own."},

    // What is said.
    {"says", K::claim, text, {}, asserts | required, {}, {}, "The claim, as a sentence."},
    {"says", K::saying, content, {}, hedged, {}, {},
     "What is said, and only said: a statement, or a sentence with its full stop."},
    {"says", K::passage, content, {}, hedged, {}, {},
     "What the source says there: a statement, or a sentence with its full stop."},
    {"about", {K::claim, K::saying}, names, stated, asserts, {}, {}, "Whom and what it is about."},
    {"judged by", K::claim, names, tellers, asserts, {}, {},
     "Whose judgement it is, when no grounds are given."},
    {"quote", {K::claim, K::saying, K::passage}, text, {}, 0, {}, {},
     "The words, letter for letter."},
    {"in substance", {K::claim, K::saying, K::passage}, text, {}, hedged, {}, {},
     "The words, approximately."},
    {"withdraws", {K::claim, K::saying}, statements, {}, hedged, {}, {},
     "What the same speaker had said before and now takes back."},

    // What is owed.
    {"for", commitments, names, things, asserts, {}, {}, "For whose good or at whose cost it is."},
    {"part", commitments, label, {}, asserts, beneficiaries, {},
     "One of the things demanded, threatened or promised, and for whom."},
    {"on condition", commitments, content, {}, hedged, {}, {}, "What has to be so before it binds."},
    {"in exchange for", commitments, content, {}, hedged, {}, {}, "What is given for it."},
    {"or else", {K::demand, K::threat}, names, {K::demand, K::threat}, asserts, {}, {},
     "On a demand: the threat in case it is refused. On a threat: the demand that it backs."},
    {"forum wanted", commitments, names, K::body, asserts | single, forum_size, {},
     "Before whom it was to be given or confirmed, whole or with a quorum."},
    {"forum held", commitments, names, K::event, asserts | single, {}, {},
     "The meeting at which it was given or confirmed."},
    {"deadline", commitments, time, {}, asserts | single, {}, {}, "By when it was to be done."},
    {"answer", commitments, names, happenings, asserts, for_part, {},
     "The event that accepts or refuses it, or a part of it."},
    {"kept by", commitments, names, happenings, asserts, for_part, {}, "What fulfilled it, or a part of it."},
    {"broken by", commitments, names, happenings, asserts, for_part, {}, "What went against it, or a part of it."},
    {"withdrawn by", commitments, names, happenings, asserts, for_part, {}, "What took it back."},
    {"has been", commitments, choice, {}, asserts, {},
     "made|accepted|refused|kept|broken|carried out|withdrawn|met",
     "What became of it, where the source names no event; `accepted X` says the same as a statement."},
    {"superseded by", commitments, names, commitments, asserts, {}, {}, "What took its place."},

    // How it hangs together.
    {"of", K::account, names, happenings | KindSet{K::claim}, required, {}, {},
     "The happening that it is an account of."},
    {"between", K::rivals, statements, {}, required, {}, {}, "The statements that cannot all stand."},
    {"between", {K::same, K::different}, names, things | happenings, asserts | required, {}, {},
     "The ids that mean one thing, or different things."},
    {"both possible", {K::rivals, K::account}, choice, {}, once, {}, yes_no,
     "Whether they can both stand after all."},
    {"by", {K::argument, K::reading}, names, tellers, 0, {}, {}, "Whose inference or judgement it is."},
    {"from", K::argument, statements, {}, required, {}, {}, "What is inferred from."},
    {"hence", K::argument, content, {}, hedged | required, {}, {}, "What is inferred."},
    {"unless", {K::argument, K::rule}, statements, {}, asks, {}, {}, "What would undo the inference."},
    {"compare", K::argument, names, stated, 0, {}, {}, "What it is likened to."},
    {"because", {K::rivals, K::account, K::argument, K::same, K::different, K::reading, K::rule, K::never},
     text, {}, 0, {}, {}, "The reason."},

    // How it is read.
    {"reject", K::reading, reference, {}, 0, {}, {}, "What this reader does not accept."},
    {"accept", K::reading, reference, {}, 0, {}, {}, "What this reader holds to be so."},
    {"prefer", K::reading, reference, {}, 0, over, {}, "What this reader believes more than what."},
    {"credit", K::reading, reference, {}, 0, {}, {}, "A saying whose content this reader believes."},
    {"grain", K::reading, choice, {}, once, {}, "accounts whole|claims singly|sources whole",
     "What stands or falls as one."},
    {"about means", {K::reading, K::vocabulary}, duration, {}, once, {}, {},
     "How far from a date `about` reaches."},
    {"part of a period", {K::case_, K::vocabulary}, period_part, {}, 0, {}, {},
     "What a word such as `early` means in dates: `early as first third`."},

    // Comparisons of what statements find; of no card.
    {"is", any_thing_or_happening, anything, any_thing_or_happening, asserts | compares, {}, {},
     "The two are one: one id, or ids that a `same` card joins, or one value."},
    {"is more than", any_thing_or_happening, number, {}, asserts | compares, {}, {}, "It is a larger number."},
    {"is less than", any_thing_or_happening, number, {}, asserts | compares, {}, {}, "It is a smaller number."},
    {"is at least", any_thing_or_happening, number, {}, asserts | compares, {}, {}, "It is this number or a larger one."},
    {"is at most", any_thing_or_happening, number, {}, asserts | compares, {}, {}, "It is this number or a smaller one."},

    // Machinery.
    {"researcher", K::case_, names, K::person, once, {}, {}, "Whose word a card without a source is."},
    {"language", {K::case_, K::vocabulary}, choices, {}, 0, {}, {}, "The languages the case is written in."},
    {"calendar", K::case_, choice, {}, once, {},
     "Gregorian|Julian|Julian-March|Julian-September|French Republican|Hebrew|Islamic",
     "The calendar of dates in words, and of bare years, that name none; without it: Gregorian."},
    {"seasons", K::case_, choice, {}, once, {}, "northern|southern|unknown",
     "On which half of the Earth `summer` is; without it: the northern."},
    {"vocabulary", K::case_, vocabulary_names, {}, 0, {}, {}, "The vocabularies that the case uses."},
    {"uses", K::vocabulary, vocabulary_names, {}, 0, {}, {}, "The vocabularies that this one builds on."},
    {"of", {K::kind, K::property}, kind_names, {}, required, {}, {},
     "The kind it is a kind of; the kinds of card that can have the property."},
    {"instantaneous", K::kind, choice, {}, once, {}, yes_no, "Whether it takes no time."},
    {"value", K::property, type_name, {}, required | once, {}, {}, "What its value is."},
    {"single", K::property, choice, {}, once, {}, yes_no, "Whether it has one value at one time."},
    {"symmetric", K::property, choice, {}, once, {}, yes_no, "Whether it holds both ways."},
    {"transitive", K::property, choice, {}, once, {}, yes_no, "Whether it carries on from one to the next."},
    {"inverse", K::property, field_name, {}, once, {}, {}, "The property that says the same the other way."},
    {"one of", K::property, choices, {}, 0, {}, {}, "The words that its value can be."},
    {"means", {K::kind, K::property, K::vocabulary}, text, {}, 0, {}, {}, "What the word means, in a sentence."},
    {"means", K::hedge, hedge_name, {}, required | once, {}, {}, "The hedge that says the same."},
    {"alleged", K::hedge, choice, {}, once, {}, yes_no, "Whether it makes a claim only alleged."},
    {"if", {K::rule, K::never}, statements, {}, required | asks, {}, {}, "What has to be so."},
    {"then", K::rule, statements, {}, required, {}, {}, "What follows."},
    {"ask", K::question, statements, {}, required | asks, {}, {}, "What is looked for; `?x` is anything."},
    {"show", K::question, choices, {}, once, {}, {}, "The variables to show."},
    {"group by", K::question, choices, {}, once, {}, {}, "The variables whose values make one group."},
    {"order by", K::question, choices, {}, once, {}, {}, "The variables to sort by."},
    {"count", K::question, choices, {}, once, {}, {}, "The variables whose values are counted."},
    {"under", K::question, names, K::reading, once, {}, {}, "The reading under which it is asked."},
    {"without", K::question, reference, {}, 0, {}, {}, "What is left out before it is asked."},
    {"file", K::table, path, {}, required | once, {}, {}, "The CSV file."},
    {"kind", K::table, kind_names, {}, required | once, {}, {}, "The kind of card that each row is."},
    {"column", K::table, label, {}, required, as_field, {}, "Which field a column holds, as in `Day as on`."},
    {"prefix", K::table, label, {}, once, {}, {}, "What the ids of the rows begin with."},
    {"separator", K::table, choice, {}, once, {}, "comma|semicolon|tab", "What stands between two cells."},
};
// clang-format on

}  // namespace

std::span<const FieldRow> builtin_fields() { return field_rows; }

std::uint16_t builtin_field(BaseKind kind, std::string_view name) {
    for (std::size_t i = 0; i < std::size(field_rows); ++i) {
        if (field_rows[i].name == name && field_rows[i].kinds.has(kind))
            return static_cast<std::uint16_t>(i);
    }
    std::abort();
}

std::string_view name_of(ValueType type) {
    switch (type) {
        case text: return "text";
        case content: return "statement or sentence";
        case statements: return "statements";
        case names: return "ids";
        case anything: return "id or number";
        case time: return "time";
        case date: return "date";
        case duration: return "duration";
        case number: return "number";
        case choice: return "choice";
        case choices: return "words";
        case label: return "words";
        case path: return "file";
        case chain: return "chain of sources";
        case steps: return "ids in order";
        case reference: return "id, locus or statement";
        case kind_names: return "kinds";
        case field_name: return "field";
        case hedge_name: return "hedge";
        case vocabulary_names: return "vocabularies";
        case type_name: return "type";
        case message: return "message";
        case period_part: return "word as part";
    }
    return "";
}

}  // namespace valla::vocabulary
