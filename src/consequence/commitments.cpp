// Long because it is one account of one thing: the sides of a commitment in one version, and over
// all.

#include "consequence/commitments.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace valla::consequence {

using casefile::QualifierKey;
using casefile::ValueTag;
using vocabulary::BaseKind;

namespace {

/// The choices of `has been`, in their order.
enum class Step : std::uint32_t {
    made,
    accepted,
    refused,
    kept,
    broken,
    carried_out,
    withdrawn,
    met,
};

constexpr std::array<std::string_view, 4> outcome_fields = {"answer", "kept by", "broken by",
                                                            "withdrawn by"};

}  // namespace

std::string_view name_of(State state) {
    switch (state) {
        case State::not_known: return "not known";
        case State::accepted: return "accepted";
        case State::refused: return "refused";
        case State::accepted_and_refused: return "accepted and refused, in an order not known";
        case State::unconditional: return "none is named";
        case State::condition_met: return "met";
        case State::condition_not_met: return "not met";
        case State::not_required: return "none was required";
        case State::forum_met: return "met";
        case State::forum_not_met: return "not met";
        case State::kept: return "kept";
        case State::fulfilment_reported: return "a fulfilment is reported, and no breach";
        case State::no_breach_reported: return "no breach reported";
        case State::broken: return "broken";
        case State::carried_out: return "carried out";
        case State::not_carried_out: return "not carried out";
        case State::met: return "met";
        case State::withdrawn: return "withdrawn";
        case State::lapsed: return "lapsed";
        case State::not_made: return "not made";
    }
    return "";
}

/// Answers about one commitment in one version.
class CommitmentView {
  public:
    CommitmentView(const Commitments& all, const Version& version, NameId name)
        : all_(all),
          assessment_(all.assessment_),
          tables_(all.case_.tables()),
          version_(version),
          name_(name) {}

    [[nodiscard]] Finding answer(NameId addressee) const {
        std::vector<Event> accepted = answers_of(name_, addressee, "acceptance");
        std::vector<Event> refused = answers_of(name_, addressee, "refusal");
        Finding finding;
        if (!accepted.empty() && refused.empty()) finding.state = State::accepted;
        if (accepted.empty() && !refused.empty()) finding.state = State::refused;
        if (!accepted.empty() && !refused.empty()) {
            finding.state = State::accepted_and_refused;
            if (all_follow(accepted, refused)) finding.state = State::accepted;
            if (all_follow(refused, accepted)) finding.state = State::refused;
        }
        for (const auto* list : {&accepted, &refused}) {
            for (const Event& each : *list)
                finding.because.insert(finding.because.end(), each.because.begin(),
                                       each.because.end());
        }
        return finding;
    }

    [[nodiscard]] Finding condition() const {
        Finding finding;
        finding.state = State::unconditional;
        bool all_met = true;
        for (const std::string_view field : {"on condition", "in exchange for"}) {
            for (const auto& said : holding(name_, field)) {
                const auto& value = proposition(said.statement).value;
                finding.because.push_back(said.statement);
                if (finding.state == State::unconditional) finding.state = State::condition_met;
                if (value.tag != ValueTag::statement) {
                    all_met = false;
                    finding.note = "it is given in words only";
                    continue;
                }
                const StatementId wanted{value.number};
                const State state = condition_state(wanted, finding);
                if (state == State::condition_not_met) finding.state = State::condition_not_met;
                all_met = all_met && state == State::condition_met;
            }
        }
        if (finding.state == State::condition_met && !all_met) finding.state = State::not_known;
        return finding;
    }

    [[nodiscard]] Finding forum() const;
    [[nodiscard]] Finding performance(Commitment::Kind kind, const std::string& part) const;
    [[nodiscard]] Finding made() const {
        Finding finding;
        const auto occurrence = assessment_.evidence().propositions().find_occurrence(name_);
        if (!occurrence) return finding;
        const auto occurred = StatementId::of(*occurrence, false);
        if (version_.holds(occurred)) {
            finding.state = State::met;
            finding.because.push_back(occurred);
        } else if (version_.holds(occurred.negation())) {
            finding.state = State::not_made;
            finding.because.push_back(occurred.negation());
        }
        return finding;
    }

  private:
    using Said = Commitments::Said;
    struct Event {
        NameId name;
        std::vector<StatementId> because;
    };

    [[nodiscard]] const evidence::Propositions::Proposition& proposition(
        StatementId statement) const {
        return assessment_.evidence().propositions()[statement.proposition()];
    }
    [[nodiscard]] std::vector<Said> holding(NameId subject, std::string_view field) const {
        std::vector<Said> holding;
        for (const Said& each : all_.said(subject, field)) {
            if (!each.statement.denied() && version_.holds(each.statement)) holding.push_back(each);
        }
        return holding;
    }
    [[nodiscard]] std::optional<Said> denied(NameId subject, std::string_view field,
                                             NameId value) const {
        for (const Said& each : all_.said(subject, field)) {
            const bool is = each.statement.denied() && each.value == value;
            if (is && version_.holds(each.statement)) return each;
        }
        return std::nullopt;
    }

    /// The statement that makes an event one of a kind, or of a kind of it.
    [[nodiscard]] std::optional<StatementId> of_kind(NameId event, std::string_view kind) const {
        const vocabulary::Vocabulary& vocabulary = all_.case_.vocabulary();
        for (const Said& each : holding(event, "kind")) {
            auto found = vocabulary.find_kind(tables_.names.text(each.value));
            for (int depth = 0; found && depth < 64; ++depth) {
                if (vocabulary.kind(*found).name == kind) return each.statement;
                const vocabulary::KindId parent = vocabulary.kind(*found).parent;
                if (parent == *found) break;
                found = parent;
            }
        }
        return std::nullopt;
    }

    /// The step of a `has been` statement that a card states itself; what rules make of events is
    /// looked at event by event.
    [[nodiscard]] std::optional<StatementId> reported(NameId name, Step step, bool denied) const {
        for (const StatementId statement : all_.about(name)) {
            const auto& each = proposition(statement);
            const bool is = all_.case_.vocabulary().field(each.field).name == "has been" &&
                            each.value.tag == ValueTag::choice &&
                            each.value.number == static_cast<std::uint32_t>(step);
            if (!is || statement.denied() != denied) continue;
            if (assessment_.evidence().claims_of(statement).empty()) continue;
            if (version_.holds(statement)) return statement;
        }
        return std::nullopt;
    }

    /// Acceptances or refusals of a commitment by somebody, or by nobody named.
    [[nodiscard]] std::vector<Event> answers_of(NameId name, NameId addressee,
                                                std::string_view kind) const {
        std::vector<Event> events;
        for (const Said& answer : holding(name, "answer")) {
            const auto is_kind = of_kind(answer.value, kind);
            if (!is_kind) continue;
            Event event{answer.value, {*is_kind}};
            const auto by = holding(answer.value, "by");
            const auto own = std::find_if(
                by.begin(), by.end(), [&](const Said& each) { return each.value == addressee; });
            if (!by.empty() && !addressee.none() && own == by.end()) continue;
            if (own != by.end()) event.because.push_back(own->statement);
            if (assessment_.evidence().claims_of(answer.statement).empty()) {
                for (const Said& of : holding(answer.value, "of")) {
                    if (of.value == name) event.because.push_back(of.statement);
                }
            } else {
                event.because.push_back(answer.statement);
            }
            events.push_back(std::move(event));
        }
        const Step step = kind == "acceptance" ? Step::accepted : Step::refused;
        if (const auto said = reported(name, step, false)) events.push_back({{}, {*said}});
        return events;
    }

    [[nodiscard]] bool follows(NameId later, NameId earlier) const {
        return !later.none() && !earlier.none() && all_.must_follow(version_, later, earlier);
    }
    [[nodiscard]] bool all_follow(const std::vector<Event>& later,
                                  const std::vector<Event>& earlier) const {
        return std::all_of(later.begin(), later.end(), [&](const Event& a) {
            return std::all_of(earlier.begin(), earlier.end(),
                               [&](const Event& b) { return follows(a.name, b.name); });
        });
    }

    [[nodiscard]] State condition_state(StatementId wanted, Finding& finding) const {
        const auto& each = proposition(wanted);
        const bool step = all_.case_.vocabulary().field(each.field).name == "has been";
        const auto number = static_cast<Step>(each.value.number);
        if (step && (number == Step::accepted || number == Step::refused)) {
            const CommitmentView other(all_, version_, each.subject);
            const Finding answer = other.answer({});
            finding.because.insert(finding.because.end(), answer.because.begin(),
                                   answer.because.end());
            const State is = number == Step::accepted ? State::accepted : State::refused;
            const State is_not = number == Step::accepted ? State::refused : State::accepted;
            if (answer.state == is) return State::condition_met;
            if (answer.state == is_not) return State::condition_not_met;
            return State::not_known;
        }
        if (version_.holds(wanted)) {
            finding.because.push_back(wanted);
            return State::condition_met;
        }
        if (version_.holds(wanted.negation())) {
            finding.because.push_back(wanted.negation());
            return State::condition_not_met;
        }
        return State::not_known;
    }

    // Of a body at the time of a meeting.
    [[nodiscard]] bool must_be_member(StatementId member, NameId meeting) const;
    [[nodiscard]] bool is_closed(NameId subject, std::string_view field, NameId only_of) const;

    const Commitments& all_;
    Assessment& assessment_;
    const casefile::Tables& tables_;
    const Version& version_;
    NameId name_;
};

bool CommitmentView::must_be_member(StatementId member, NameId meeting) const {
    const auto& each = proposition(member);
    if (each.row == casefile::RowId{}) {
        // A rule gives it, and says nothing of when, unless a card states no more than that.
        return !assessment_.evidence().claims_of(member).empty();
    }
    const auto [first, last] = tables_.qualifiers_of(each.row);
    // Of a meeting whose end nobody bounds it is enough who belonged to the body when it began.
    const auto begin = assessment_.times().begin_of(meeting);
    const chronology::Timeline& timeline = assessment_.case_times().timeline();
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables_.qualifiers[i];
        const bool from = qualifier.key == QualifierKey::from;
        if (!from && qualifier.key != QualifierKey::until) continue;
        if (!begin || qualifier.value.tag != ValueTag::date) return false;
        const calendar::MinuteRange range = tables_.dates[qualifier.value.number].minutes();
        if (from) {
            const auto earliest = timeline.earliest(*begin);
            if (!earliest || !range.end || *earliest < *range.end) return false;
        } else {
            const auto latest = timeline.latest(*begin);
            if (!latest || !range.begin || *latest > *range.begin) return false;
        }
    }
    return true;
}

bool CommitmentView::is_closed(NameId subject, std::string_view field, NameId only_of) const {
    for (const evidence::Closing& closing : assessment_.evidence().closings()) {
        const bool is = closing.subject == subject && closing.only_of == only_of &&
                        all_.case_.vocabulary().field(closing.field).name == field;
        const bool left = assessment_.live().claims[closing.claim.number];
        if (is && left && version_.has(UnitId{closing.unit.number})) return true;
    }
    return false;
}

Finding CommitmentView::forum() const {
    Finding finding;
    const auto wanted = holding(name_, "forum wanted");
    if (wanted.empty()) {
        finding.state = State::not_required;
        return finding;
    }
    const Said& body = wanted.front();
    finding.because.push_back(body.statement);
    bool whole = true;
    std::uint32_t quorum = 0;
    const auto& row = proposition(body.statement).row;
    if (row != casefile::RowId{}) {
        const auto [first, last] = tables_.qualifiers_of(row);
        for (std::size_t i = first; i < last; ++i) {
            if (tables_.qualifiers[i].key != QualifierKey::quorum) continue;
            whole = false;
            quorum = tables_.qualifiers[i].value.number;
        }
    }
    const auto held = holding(name_, "forum held");
    if (held.empty()) {
        finding.note = "no meeting is named at which it was given";
        return finding;
    }
    const NameId meeting = held.front().value;
    finding.because.push_back(held.front().statement);
    if (const auto occurrence = assessment_.evidence().propositions().find_occurrence(meeting)) {
        const auto denial = StatementId::of(*occurrence, true);
        if (version_.holds(denial)) {
            finding.state = State::forum_not_met;
            finding.because.push_back(denial);
            return finding;
        }
    }
    std::size_t present = 0;
    bool all_present = true;
    for (const Said& member : holding(body.value, "member")) {
        const auto here = holding(meeting, "present");
        const auto found = std::find_if(
            here.begin(), here.end(), [&](const Said& each) { return each.value == member.value; });
        if (found != here.end()) {
            ++present;
            continue;
        }
        all_present = false;
        const auto absent = denied(meeting, "present", member.value);
        if (!whole || !absent || !must_be_member(member.statement, meeting)) continue;
        finding.state = State::forum_not_met;
        finding.because.push_back(member.statement);
        finding.because.push_back(absent->statement);
    }
    if (finding.state == State::forum_not_met) return finding;
    const bool members_known = is_closed(body.value, "member", {});
    const bool list_closed =
        is_closed(meeting, "present", {}) || is_closed(meeting, "present", body.value);
    if (!whole && present >= quorum) {
        finding.state = State::forum_met;
    } else if (!whole && list_closed && members_known) {
        finding.state = State::forum_not_met;
    } else if (whole && members_known && all_present) {
        finding.state = State::forum_met;
    } else if (!members_known) {
        finding.note = "it is not said who else was a member";
    } else {
        finding.note = "it is not said that nobody else was there";
    }
    return finding;
}

Finding CommitmentView::performance(Commitment::Kind kind, const std::string& part) const {
    Finding finding;
    const auto events = [&](std::string_view field) {
        std::vector<Said> list;
        for (const Said& each : holding(name_, field)) {
            if (all_.concerns(each.statement, part)) list.push_back(each);
        }
        return list;
    };
    const auto because = [&](State state, const std::vector<Said>& said) {
        finding.state = state;
        for (const Said& each : said) finding.because.push_back(each.statement);
        return finding;
    };
    if (const auto withdrawn = events("withdrawn by"); !withdrawn.empty())
        return because(State::withdrawn, withdrawn);
    if (const auto said = reported(name_, Step::withdrawn, false))
        return because(State::withdrawn, {{*said, {}}});

    const Finding condition_finding = condition();
    if (const auto broken = events("broken by"); !broken.empty()) {
        if (condition_finding.state == State::unconditional) return because(State::broken, broken);
        if (condition_finding.state == State::condition_met) {
            // A breach counts when it must follow what the promise was tied to.
            std::vector<NameId> met_by;
            for (const StatementId each : condition_finding.because)
                met_by.push_back(proposition(each).subject);
            for (const Said& breach : broken) {
                const bool after = std::any_of(met_by.begin(), met_by.end(), [&](NameId event) {
                    return event != name_ && follows(breach.value, event);
                });
                if (!after) continue;
                finding.because = condition_finding.because;
                return because(State::broken, {breach});
            }
        }
        finding.note = "it is not known that the breach followed the condition";
        return because(State::not_known, broken);
    }
    if (const auto said = reported(name_, Step::broken, false))
        return because(State::broken, {{*said, {}}});

    const auto kept = events("kept by");
    switch (kind) {
        case Commitment::Kind::promise: {
            if (const auto said = reported(name_, Step::kept, false))
                return because(State::kept, {{*said, {}}});
            if (!kept.empty()) {
                const auto deadline = holding(name_, "deadline");
                bool in_time = !deadline.empty();
                for (const Said& each : deadline)
                    in_time = in_time && follows(each.value, kept.front().value);
                return because(in_time ? State::kept : State::fulfilment_reported, kept);
            }
            if (condition_finding.state == State::condition_not_met) {
                finding.because = condition_finding.because;
                finding.state = State::lapsed;
                return finding;
            }
            finding.state = State::no_breach_reported;
            return finding;
        }
        case Commitment::Kind::threat: {
            if (!kept.empty()) return because(State::carried_out, kept);
            for (const Step step : {Step::carried_out, Step::kept}) {
                if (const auto said = reported(name_, step, false))
                    return because(State::carried_out, {{*said, {}}});
                if (const auto said = reported(name_, step, true))
                    return because(State::not_carried_out, {{*said, {}}});
            }
            if (condition_finding.state == State::condition_not_met) {
                finding.because = condition_finding.because;
                finding.state = State::lapsed;
            }
            return finding;
        }
        case Commitment::Kind::demand: {
            if (!kept.empty()) return because(State::met, kept);
            for (const Step step : {Step::met, Step::kept}) {
                if (const auto said = reported(name_, step, false))
                    return because(State::met, {{*said, {}}});
            }
            Finding answered = answer({});
            return answered.state == State::refused ? answered : finding;
        }
    }
    return finding;
}

Commitments::Commitments(Assessment& assessment)
    : assessment_(assessment), case_(assessment.the_case()) {
    for (const StatementId statement : assessment.problem().statements()) {
        const auto& each = assessment.evidence().propositions()[statement.proposition()];
        by_subject_[each.subject.number].push_back(statement);
    }
}

std::vector<StatementId> Commitments::about(NameId subject) const {
    const auto found = by_subject_.find(subject.number);
    return found == by_subject_.end() ? std::vector<StatementId>{} : found->second;
}

std::vector<Commitments::Said> Commitments::said(NameId subject, std::string_view field) const {
    std::vector<Said> all;
    for (const StatementId statement : about(subject)) {
        const auto& each = assessment_.evidence().propositions()[statement.proposition()];
        if (case_.vocabulary().field(each.field).name != field) continue;
        const bool name = each.value.tag == ValueTag::name ||
                          each.value.tag == ValueTag::begin_of ||
                          each.value.tag == ValueTag::end_of;
        all.push_back({statement, name ? NameId{each.value.number} : NameId{}});
    }
    return all;
}

/// The part that an answer, a fulfilment or a breach is limited to; empty for all of it.
std::string Commitments::part_of(StatementId statement) const {
    const auto& each = assessment_.evidence().propositions()[statement.proposition()];
    if (each.row == casefile::RowId{}) return "";
    const auto& tables = case_.tables();
    const auto [first, last] = tables.qualifiers_of(each.row);
    for (std::size_t i = first; i < last; ++i) {
        const casefile::QualifierRow& qualifier = tables.qualifiers[i];
        if (qualifier.key == QualifierKey::for_ && qualifier.value.tag == ValueTag::text)
            return std::string(
                case_.text_value(tables.card[each.row.number], qualifier.value.number));
    }
    return "";
}

bool Commitments::concerns(StatementId statement, const std::string& part) const {
    const std::string limited = part_of(statement);
    return limited.empty() || part.empty() || limited == part;
}

bool Commitments::must_follow(const Version& version, NameId later, NameId earlier) const {
    static const casefile::FieldId after{vocabulary::builtin_field(BaseKind::event, "after")};
    inference::TimeStatement statement;
    statement.field = after;
    statement.subject = later;
    statement.value = {ValueTag::name, earlier.number, 0};
    for (const auto& beliefs : assessment_.case_times().must(statement)) {
        if (version.has(beliefs)) return true;
    }
    return false;
}

/// Every statement that can decide what became of a commitment.
std::vector<StatementId> Commitments::bearing_on(NameId name) const {
    std::vector<NameId> names{name};
    std::set<std::uint32_t> seen{name.number};
    const auto add = [&](NameId each) {
        if (!each.none() && seen.insert(each.number).second) names.push_back(each);
    };
    // The commitment, what it names, what the conditions speak of, and what that names: answers of
    // answers reach no further.
    for (std::size_t i = 0, end_of_level = 1, level = 0; i < names.size() && level < 3; ++i) {
        if (i == end_of_level) {
            end_of_level = names.size();
            ++level;
        }
        for (const StatementId statement : about(names[i])) {
            const auto& each = assessment_.evidence().propositions()[statement.proposition()];
            const std::string_view field = case_.vocabulary().field(each.field).name;
            const bool leads = std::find(outcome_fields.begin(), outcome_fields.end(), field) !=
                                   outcome_fields.end() ||
                               field == "forum wanted" || field == "forum held" ||
                               field == "deadline";
            if (leads) add(NameId{each.value.number});
            if (each.value.tag == ValueTag::statement) {
                const auto& wanted =
                    assessment_.evidence()
                        .propositions()[StatementId{each.value.number}.proposition()];
                add(wanted.subject);
            }
        }
    }
    std::vector<StatementId> all;
    for (const NameId each : names) {
        const auto own = about(each);
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

template <typename Judge>
Outcome Commitments::judge(const std::vector<StatementId>& bearing, const std::vector<UnitId>& more,
                           Judge one_version) {
    std::vector<UnitId> units = units_behind(assessment_, bearing);
    units.insert(units.end(), more.begin(), more.end());
    const VersionSpace space(assessment_, units);
    Outcome outcome;
    outcome.complete = space.complete();
    for (const Version& version : space.versions()) {
        Finding finding = one_version(version);
        std::sort(finding.because.begin(), finding.because.end());
        finding.because.erase(std::unique(finding.because.begin(), finding.because.end()),
                              finding.because.end());
        const auto same = std::find_if(
            outcome.alternatives.begin(), outcome.alternatives.end(), [&](const auto& each) {
                return each.finding.state == finding.state && each.finding.note == finding.note;
            });
        if (same != outcome.alternatives.end()) same->left_out.push_back(version.left_out());
        else outcome.alternatives.push_back({std::move(finding), {version.left_out()}});
    }
    return outcome;
}

Commitment Commitments::of(NameId name) {
    Commitment commitment;
    commitment.name = name;
    const auto base = case_.base_of(name);
    commitment.kind = base == BaseKind::demand   ? Commitment::Kind::demand
                      : base == BaseKind::threat ? Commitment::Kind::threat
                                                 : Commitment::Kind::promise;
    const std::vector<StatementId> bearing = bearing_on(name);
    // Which versions there are of the times of what is named decides what must follow what.
    std::vector<UnitId> timed;
    for (const StatementId statement : bearing) {
        for (const std::string_view field : outcome_fields) {
            const auto& each = assessment_.evidence().propositions()[statement.proposition()];
            if (case_.vocabulary().field(each.field).name != field) continue;
            for (const StatementId about_it : about(NameId{each.value.number})) {
                for (const UnitId unit : units_behind(assessment_, {about_it}))
                    timed.push_back(unit);
            }
        }
    }
    const auto judged = [&](auto ask) {
        return judge(bearing, timed, [&](const Version& version) {
            return ask(CommitmentView(*this, version, name));
        });
    };
    commitment.made = judged([](const CommitmentView& view) { return view.made(); });
    commitment.condition = judged([](const CommitmentView& view) { return view.condition(); });
    commitment.forum = judged([](const CommitmentView& view) { return view.forum(); });

    for (const std::string_view field :
         {"by", "through", "in the name of", "to", "for", "hostage"}) {
        for (const Said& each : said(name, field)) {
            const bool claimed = !assessment_.evidence().claims_of(each.statement).empty();
            if (claimed) commitment.roles.push_back(each.statement);
        }
    }
    std::vector<NameId> addressees;
    for (const Said& each : said(name, "to")) {
        if (!each.statement.denied() &&
            std::find(addressees.begin(), addressees.end(), each.value) == addressees.end())
            addressees.push_back(each.value);
    }
    if (addressees.empty()) addressees.push_back({});
    for (const NameId addressee : addressees) {
        commitment.answers.push_back({addressee, judged([&](const CommitmentView& view) {
                                          return view.answer(addressee);
                                      })});
    }
    const Commitment::Kind kind = commitment.kind;
    for (const Said& each : said(name, "part")) {
        if (each.statement.denied()) continue;
        Commitment::Part part;
        part.statement = each.statement;
        const auto& proposition =
            assessment_.evidence().propositions()[each.statement.proposition()];
        const casefile::CardId card = case_.tables().card[proposition.row.number];
        part.words = case_.text_value(card, case_.tables().value[proposition.row.number]);
        const auto [first, last] = case_.tables().qualifiers_of(proposition.row);
        for (std::size_t i = first; i < last; ++i) {
            const auto& qualifier = case_.tables().qualifiers[i];
            if (qualifier.key == QualifierKey::for_ && qualifier.value.tag == ValueTag::name)
                part.beneficiaries.push_back({qualifier.value.number});
        }
        part.performance =
            judged([&](const CommitmentView& view) { return view.performance(kind, part.words); });
        commitment.parts.push_back(std::move(part));
    }
    if (commitment.parts.empty()) {
        Commitment::Part whole;
        whole.performance =
            judged([&](const CommitmentView& view) { return view.performance(kind, ""); });
        commitment.parts.push_back(std::move(whole));
    }
    for (const std::string_view field :
         {"on condition", "in exchange for", "or else", "superseded by", "deadline"}) {
        for (const Said& each : said(name, field)) commitment.ties.push_back(each.statement);
    }
    for (const auto& [subject, statements] : by_subject_) {
        for (const Said& each : said(NameId{subject}, "or else")) {
            if (each.value == name) commitment.tied_to.push_back(NameId{subject});
        }
    }
    return commitment;
}

std::vector<Commitment> Commitments::all() {
    std::vector<Commitment> commitments;
    std::set<std::uint32_t> seen;
    for (const casefile::CardId card : case_.cards_in_order()) {
        const casefile::CardRow& row = case_.card(card);
        if (!row.known_kind || row.name.none()) continue;
        const BaseKind base = case_.vocabulary().kind(row.kind).base;
        if (!vocabulary::kinds::commitments.has(base) || !seen.insert(row.name.number).second)
            continue;
        commitments.push_back(of(row.name));
    }
    return commitments;
}

}  // namespace valla::consequence
