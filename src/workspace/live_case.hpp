#pragma once

// For the tests: random small cases as cards, random edits of them, and everything that an
// assessment answers in words that do not depend on how it came about.

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "evidence/testing.hpp"
#include "workspace/live_assessment.hpp"

namespace valla::workspace::testing {

using dispute::Assessment;

/// One change of a case that is a list of cards; what it points at is taken modulo what there is.
struct CardEdit {
    enum class Kind : std::uint8_t { insert, erase, replace, type };
    Kind kind = Kind::insert;
    std::uint32_t at = 0;
    std::uint32_t length = 0;  ///< of what is typed over
    std::string text;
};

struct EditedCase {
    std::vector<std::string> cards;
    std::vector<CardEdit> edits;
};

/// Cards about few things, so that much is said of each; with all kinds, or without those under
/// which no assessment can be divided.
class RandomCards {
  public:
    RandomCards(std::mt19937& random, bool with_all, int events)
        : random_(random), with_all_(with_all), events_(events) {}

    std::string card() {
        switch (below(with_all_ ? 26 : 22)) {
            case 0: return passage();
            case 1: return "source book-" + n(3) + "\n" + source_lines();
            case 2:
                return "account tale-" + n(tellers()) + "\n  of: e" + n(tellers()) + '\n' + word();
            case 3:
                return "rivals v" + n(2) + "\n  between: " + fact() + " and " + fact() +
                       "\n  because: so\n";
            case 4:
            case 5: return argument();
            case 6: return person();
            case 7: return saying();
            case 8: return sequence();
            case 22: return "rule r\n  if: ?x by ?p\n  then: ?x with ?p\n";
            case 23: return "never n\n  if: ?x with ?q and ?x against ?q\n  because: so\n";
            case 24:
                return (below(2) == 0 ? "same i" : "different d") +
                       std::string("\n  between: p0 and p1\n") + word();
            case 25:
                return "argument late\n  by: me\n  from: " + fact() + "\n  unless: " + fact() +
                       "\n  hence: " + fact() + '\n';
            default: return event();
        }
    }

    EditedCase edited_case(int cards, int edits) {
        EditedCase made;
        for (int i = 0; i < cards; ++i) made.cards.push_back(card());
        for (int i = 0; i < edits; ++i) {
            CardEdit edit;
            edit.at = static_cast<std::uint32_t>(random_());
            const int kind = below(10);
            edit.kind = kind < 3   ? CardEdit::Kind::insert
                        : kind < 6 ? CardEdit::Kind::erase
                        : kind < 9 ? CardEdit::Kind::replace
                                   : CardEdit::Kind::type;
            edit.text = edit.kind == CardEdit::Kind::type ? typed() : card();
            edit.length = static_cast<std::uint32_t>(below(4));
            made.edits.push_back(edit);
        }
        return made;
    }

  private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    std::string n(int limit) { return std::to_string(below(limit)); }
    /// Of few things the accounts and sayings are few as well.
    [[nodiscard]] int tellers() const { return events_ < 10 ? 2 : events_; }
    std::string pick(std::initializer_list<const char*> list) {
        return *(list.begin() + below(static_cast<int>(list.size())));
    }
    std::string fact() {
        if (below(8) == 0) return "e" + n(events_) + " before e" + n(events_);
        if (below(10) == 0) return "p" + n(3) + " friend of p" + n(3);
        return "e" + n(events_) + ' ' + pick({"by", "chief", "with", "against", "present"}) +
               (below(3) == 0 ? " not p" : " p") + n(3);
    }
    std::string word() {
        switch (below(8)) {
            case 0: return "";
            case 1: return "  source: p" + n(3) + " through book-" + n(3) + '\n';
            case 2: return "  source: p" + n(3) + " allegedly through book-" + n(3) + '\n';
            case 3: return "  in: page-" + n(tellers()) + '\n';
            case 4: return "  source: said-" + n(tellers()) + " through book-" + n(3) + '\n';
            default: return "  source: book-" + n(3) + '\n';
        }
    }
    std::string date() {
        return below(6) == 0 ? std::to_string(1 + below(4)) + " to " +
                                   std::to_string(4 + below(3)) + " July 1936"
                             : std::to_string(1 + below(4)) + " July 1936";
    }
    std::string event_line() {
        const std::string hedge = pick({"", "", "", "", ", presumably", ", allegedly", ", not"});
        // Each choice between times doubles what has to be tried.
        const bool choice = events_ < 10 && below(5) == 0;
        switch (choice ? below(14) : below(10)) {
            case 0:
            case 1: return "  on: " + date() + '\n';
            case 2: return "  before: e" + n(events_) + '\n';
            case 3: return "  after: e" + n(events_) + '\n';
            case 4: return below(3) == 0 ? "  occurred: no\n" : "  lasts: 2 days\n";
            case 5: return "  present, only: p" + n(3) + " and p" + n(3) + '\n';
            case 6: return "  chief" + hedge + ": p" + n(3) + " from 1930 until 1935\n";
            case 10: return "  before" + hedge + ": e" + n(events_) + '\n';
            case 11: return "  during: e" + n(events_) + '\n';
            case 12: return "  same day as" + hedge + ": e" + n(events_) + '\n';
            case 13: return "  before: e" + n(events_) + " or e" + n(events_) + '\n';
            default:
                return "  " + pick({"by", "chief", "with", "against", "present", "chief"}) + hedge +
                       ": p" + n(3) + '\n';
        }
    }
    std::string event() {
        std::string text = (below(12) == 0 ? "meeting e" : "event e") + n(events_) + '\n';
        for (int i = 0, count = 1 + below(3); i < count; ++i) text += event_line();
        if (below(4) > 0) return text + word();
        text += "  account: tale-" + n(tellers());
        if (below(3) == 0) text += " and tale-" + n(tellers());
        return text + '\n' + (below(3) == 0 ? word() : "");
    }
    std::string source_lines() {
        std::string text;
        if (below(2) == 0) text += "  dated: " + date() + '\n';
        if (below(4) == 0) text += "  published: " + date() + '\n';
        if (below(3) == 0) text += "  author: p" + n(3) + '\n';
        return text;
    }
    std::string passage() {
        std::string text = "passage page-" + n(tellers()) + "\n  source: book-" + n(3) + '\n';
        for (int i = 0, count = below(3); i < count; ++i) text += "  says: " + fact() + '\n';
        return text;
    }
    std::string argument() {
        std::string text = "argument a" + n(3) + "\n  by: me\n  from: " + fact();
        if (below(2) == 0) text += " and " + fact();
        return text + "\n  hence: " + fact() + '\n' + (below(2) == 0 ? word() : "");
    }
    std::string person() {
        const std::string number = n(3);
        switch (below(4)) {
            case 0: return "person p" + number + "\n  name: unnamed\n";
            case 1: return "person p" + number + "\n  name: Anna\n";
            case 2: return "person p" + number + "\n  member of: council\n" + word();
            default:
                return "person p" + number + "\n  friend of" +
                       (below(3) == 0 ? ", not: p" : ": p") + n(3) + '\n' + word();
        }
    }
    std::string saying() {
        return "saying said-" + n(tellers()) + "\n  by: p" + n(3) + "\n  says: " + fact() +
               "\n  on: " + date() + '\n' + word();
    }
    std::string sequence() {
        return "sequence s" + n(events_) + "\n  order: e" + n(events_) + " then e" + n(events_) +
               " then e" + n(events_) + '\n' + word();
    }
    std::string typed() {
        return pick({"", "\n", " ", "x", ":", "e1", "p2", "  by: p1\n", "event e3\n", "and ", "not",
                     "1", "  source: book-1\n", "book-2", "2 July 1936"});
    }

    std::mt19937& random_;
    bool with_all_;
    int events_;
};

/// What all cases of the tests begin with, in a file of its own.
inline const std::string& first_cards() {
    static const std::string text =
        "case k\n  researcher: me\nperson me\nperson p0\nperson p1\nperson p2\nbody council\n"
        "property chief\n  of: event\n  value: person\n  single: yes\n"
        "event e0\nevent e1\n";
    return text;
}

/// All answers of an assessment, one line each.
class Answers {
  public:
    using Has = std::function<bool(evidence::StatementId)>;
    using HasUnit = std::function<bool(dispute::UnitId)>;

    void add(
        Assessment& assessment, const Has& has = [](evidence::StatementId) { return true; },
        const HasUnit& has_unit = [](dispute::UnitId) { return true; }) {
        for (const evidence::StatementId statement : assessment.statements()) {
            if (has(statement))
                lines.insert("statement " + words(assessment, statement) + ": " +
                             shown(assessment.verdict(statement)));
        }
        dispute::Solver& solver = assessment.solver();
        const dispute::ClashList clashes = solver.minimal_clashes(5000);
        for (std::uint32_t i = 0; i < clashes.size(); ++i) {
            if (!has_unit(clashes[i].front().unit)) continue;
            std::multiset<std::string> members;
            for (const dispute::Member& member : clashes[i])
                members.insert((member.charged ? "" : "not charged ") +
                               words(assessment, member.unit));
            lines.insert("clash " + joined(members));
        }
        for (const dispute::ComponentId component : solver.components()) {
            const auto units = solver.members(component);
            if (!has_unit(units.front())) continue;
            const dispute::Versions versions = solver.versions(component, 500);
            std::multiset<std::string> list;
            for (const auto& version : versions.list) {
                std::multiset<std::string> members;
                for (const dispute::UnitId unit : version) members.insert(words(assessment, unit));
                list.insert("(" + joined(members) + ")");
            }
            std::multiset<std::string> members;
            for (const dispute::UnitId unit : units) members.insert(words(assessment, unit));
            lines.insert("component " + joined(members) +
                         (solver.charges_ignored(component) ? " all charged" : "") + " versions" +
                         (versions.complete ? " " : " and more ") + joined(list));
        }
    }
    void add(LiveAssessment& live) {
        if (live.failure()) lines.insert("failure " + std::string(live.failure()->kind().name));
        for (LiveAssessment::Part* part : live.parts())
            add(
                part->assessment(),
                [&](evidence::StatementId statement) { return part->has(statement); },
                [&](dispute::UnitId unit) { return part->has(unit); });
    }

    static std::string shown(const dispute::Verdict& verdict) {
        std::string text = std::to_string(static_cast<int>(verdict.standing)) + " limit " +
                           std::to_string(static_cast<int>(verdict.limit));
        if (verdict.only_alleged) text += " only alleged";
        if (verdict.inferred) text += " inferred";
        if (verdict.from_silence) text += " from silence";
        if (verdict.possible) text += " possible";
        if (verdict.said) text += " said";
        return text;
    }

    std::multiset<std::string> lines;

  private:
    static std::string joined(const std::multiset<std::string>& all) {
        std::string text;
        for (const std::string& each : all) text += (text.empty() ? "" : " | ") + each;
        return text;
    }
    static std::string words(const Assessment& assessment, evidence::StatementId statement) {
        const evidence::Evidence& evidence = assessment.evidence();
        const casefile::Case& the_case = evidence.the_case();
        const auto& proposition = evidence.propositions()[statement.proposition()];
        if (evidence.propositions().is_occurrence(statement.proposition()))
            return evidence::testing::words_of(evidence, statement);
        if (!(proposition.row == casefile::RowId{})) {
            std::string text = evidence::testing::words_of(evidence, statement);
            const casefile::testing::Rows rows(the_case);
            const auto& tables = the_case.tables();
            const auto [first, last] = tables.qualifiers_of(proposition.row);
            for (std::size_t i = first; i < last; ++i)
                text += ' ' + std::string(name_of(tables.qualifiers[i].key)) + ' ' +
                        rows.value(tables.card[proposition.row.number], proposition.field,
                                   tables.qualifiers[i].value);
            return text;
        }
        const casefile::testing::Rows rows(the_case);
        const auto sample = evidence.propositions().sample(proposition.value);
        return (statement.denied() ? "not " : "") +
               std::string(the_case.tables().names.text(proposition.subject)) + ' ' +
               std::string(the_case.vocabulary().field(proposition.field).name) + ' ' +
               rows.value(sample.card, proposition.field, sample.value);
    }
    static std::string words(const Assessment& assessment, dispute::UnitId unit) {
        if (const auto telling = assessment.telling(unit)) {
            const auto& claim = assessment.times()[*telling];
            const auto& names = assessment.the_case().tables().names;
            return std::string(names.text(claim.source)) + " tells of " +
                   std::string(names.text(claim.subject));
        }
        const evidence::UnitId id{unit.index};
        const evidence::Unit& row = assessment.evidence()[id];
        if (row.kind == evidence::UnitKind::statement)
            return (row.alleged ? "allegedly " : "") + words(assessment, row.statement);
        return evidence::testing::words_of(assessment.evidence(), id);
    }
};

}  // namespace valla::workspace::testing
