#include "render/explorer.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "calendar/writing.hpp"
#include "lineage/reliance.hpp"
#include "render/consequence_views.hpp"
#include "render/consequence_words.hpp"
#include "render/json_parts.hpp"
#include "render/pictures.hpp"
#include "render/statement.hpp"

namespace valla::render {

using casefile::BaseKind;
using consequence::Change;
using consequence::Loss;
using dispute::Assessment;
using evidence::StatementId;
using lineage::Target;

namespace {

/// Texts by number, each once.
class Table {
  public:
    std::uint32_t of(const std::string& key, const Json& shown) {
        const auto [found, fresh] =
            numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size()));
        if (fresh) rows_.push_back(shown);
        return found->second;
    }
    [[nodiscard]] const Json& rows() const { return rows_; }

  private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    Json rows_ = Json::array();
};

class ExplorerWriter {
  public:
    ExplorerWriter(Assessment& assessment, const Words& words,
                   std::unordered_map<std::uint32_t, std::uint32_t>& rows)
        : assessment_(assessment),
          evidence_(assessment.evidence()),
          case_(assessment.the_case()),
          words_(words),
          folder_(folder_of(case_)),
          rows_(rows) {}

    void add(StatementId statement) {
        const std::string text = assertion_text(evidence_, statement, words_);
        rows_[statement.number] = static_cast<std::uint32_t>(statements_.size());
        by_text_.try_emplace(text, static_cast<std::uint32_t>(statements_.size()));
        const std::uint32_t standing = standing_of(assessment_.verdict(statement));
        standings_of_rows_.push_back(standing);
        const PlaceView place = first_place(evidence_, statement);
        const auto& proposition = evidence_.propositions()[statement.proposition()];
        Json people = Json::array();
        for (const NameId name :
             {proposition.subject, proposition.value.tag == casefile::ValueTag::name
                                       ? NameId{proposition.value.number}
                                       : NameId{}}) {
            const auto base = name.none() ? std::nullopt : case_.base_of(name);
            if (base == BaseKind::person || base == BaseKind::body)
                people.push_back(people_.of(name_text(case_, name), named(name)));
        }
        Json one{text,
                 standing,
                 place.file.empty() ? Json(nullptr) : Json(card_anchor(folder_, place)),
                 std::move(people),
                 tellers_of(statement),
                 nullptr,
                 nullptr};
        const auto& timeline = assessment_.case_times().timeline();
        const auto begin = assessment_.times().begin_of(proposition.subject);
        const auto end = assessment_.times().end_of(proposition.subject);
        if (begin) one[5] = date_number(timeline.earliest(*begin), false);
        if (end) one[6] = date_number(timeline.latest(*end), true);
        statements_.push_back(std::move(one));
    }

    /// Answers for as many as the budget allows, those who tell most first; and says how many.
    /// Nothing where Removal fails.
    std::optional<std::size_t> add_removals(std::vector<NameId> tellers, std::size_t budget) {
        consequence::Removal removal(assessment_);
        std::stable_sort(tellers.begin(), tellers.end(),
                         [&](NameId a, NameId b) { return told_by(a) > told_by(b); });
        struct Entry {
            std::size_t falls = 0;
            std::size_t leans = 0;
            bool answered = false;
            Json json;
        };
        std::vector<Entry> entries;
        std::size_t answered = 0;
        for (const NameId name : tellers) {
            const Target target = Target::of(name);
            Json one{{"id", name_text(case_, name)}};
            const bool locus = case_.tables().names.space(name) == casefile::NameSpace::locus;
            std::string label = locus ? name_text(case_, name, words_) : label_of(case_, name);
            if (!label.empty() && label != one["id"]) one["label"] = label;
            if (budget == 0) {
                one["unanswered"] = true;
                entries.push_back({0, 0, false, std::move(one)});
                continue;
            }
            ++answered;
            const auto firm = removal.without({&target, 1});
            if (!firm) return std::nullopt;
            add_loss(*firm, true, one);
            std::size_t cost = cost_of(*firm);
            if (const auto hedged = removal.with_hedged({&target, 1})) {
                if (!*hedged) return std::nullopt;
                Json with = Json::object();
                add_loss(**hedged, hedged->value().base == &assessment_, with);
                one["hedged"] = std::move(with);
                cost += cost_of(**hedged);
            }
            budget -= std::min(budget, cost);
            entries.push_back({firm->falls.size(), firm->leaned.size(), true, std::move(one)});
        }
        std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
            return std::tuple(b.answered, b.falls, b.leans, a.json["id"].get<std::string>()) <
                   std::tuple(a.answered, a.falls, a.leans, b.json["id"].get<std::string>());
        });
        without_ = Json::array();
        for (Entry& each : entries) without_.push_back(std::move(each.json));
        return answered;
    }

    std::string write() const {
        Json json{{"language", std::string(language_code(words_.language()))},
                  {"statements", statements_},
                  {"standings", standings_.rows()},
                  {"people", people_.rows()},
                  {"tellers", tellers_.rows()},
                  {"words",
                   {{"nothing", words_("nothing")},
                    {"all", words_("Nothing is left out.")},
                    {"unchanged", words_("Without {0} nothing changes.")},
                    {"without", words_("Without {0}")},
                    {"falls", words_("Falls")},
                    {"leans", words_("Loses a leg, and stands")},
                    {"rises", words_("Rises")},
                    {"inferences", words_("Inferences")},
                    {"bounds", words_("Bounds of time")},
                    {"clashes", words_("Clashes that are gone")},
                    {"more", words_("There are more clashes that are gone.")},
                    {"unanswered",
                     words_("This page does not hold what becomes of the case without {0}; `valla "
                            "without NAME` says it.")},
                    {"hedged", words_("With hedged derivations too")},
                    {"mark-falls", words_("falls")},
                    {"mark-leans", words_("loses a leg")},
                    {"mark-rises", words_("rises")},
                    {"change", words_("{0}: {1}, then {2}")},
                    {"by", words_("{0} by {1}")},
                    {"any", words_("any")},
                    {"found", words_("{0} statement|{0} statements")},
                    {"first", words_("The first {0} are shown.")}}}};
        if (!without_.is_null()) json["without"] = without_;
        const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
        std::string safe;
        safe.reserve(text.size());
        for (const char c : text) {
            if (c == '<') safe += "\\u003c";
            else safe += c;
        }
        return safe;
    }

  private:
    [[nodiscard]] std::size_t told_by(NameId name) const {
        const auto found = told_.find(name.number);
        return found == told_.end() ? 0 : found->second;
    }

    /// In statements that were looked at, which is what takes the time: all of them where the case
    /// was read again, else about what changes.
    [[nodiscard]] std::size_t cost_of(const Loss& loss) const {
        const std::size_t changes = loss.falls.size() + loss.rises.size() + loss.leaned.size();
        return changes + (loss.reread ? rows_.size() : rows_.size() / 20) + 1;
    }

    Json named(NameId name) const {
        const std::string text = name_text(case_, name);
        const std::string label = label_of(case_, name);
        Json one = Json::array({text});
        if (!label.empty()) one.push_back(label);
        return one;
    }

    std::uint32_t standing_of(const std::string& english) {
        const std::string text = words_.known(english);
        return standings_.of(text, text);
    }
    std::uint32_t standing_of(const dispute::Verdict& verdict) {
        return standing_of(verdict_words(verdict));
    }

    Json tellers_of(StatementId statement) {
        std::set<std::uint32_t> seen;
        const auto& tables = case_.tables();
        for (const evidence::ClaimId claim : evidence_.claims_of(statement)) {
            for (const evidence::WordRef& ref : evidence_.words_of(evidence_[claim])) {
                const casefile::WordRow& word = tables.words[ref.word];
                for (std::uint32_t i = 0; i < word.hop_count; ++i) {
                    const casefile::Hop& hop = tables.hops[word.first_hop + i];
                    if (hop.kind != casefile::Hop::Kind::named) continue;
                    seen.insert(tellers_.of(name_text(case_, hop.name), named(hop.name)));
                    told_[hop.name.number] += 1;
                    if (!hop.locus.none()) told_[hop.locus.number] += 1;
                }
            }
        }
        return Json(seen);
    }

    static Json date_number(std::optional<chronology::Minutes> minute, bool end) {
        if (!minute) return nullptr;
        const chronology::Minutes moment = end ? *minute - 1 : *minute;
        chronology::Minutes day = moment / chronology::minutes_per_day;
        if (moment < 0 && moment % chronology::minutes_per_day != 0) --day;
        const auto date = calendar::from_day(calendar::Calendar::gregorian, calendar::Day{day});
        return date.year * 10000 + date.month * 100 + date.day;
    }

    /// The row of a statement; of another assessment of the case, by what it says.
    std::uint32_t row(const Loss& loss, StatementId statement, bool same_numbers) {
        if (same_numbers) {
            const auto found = rows_.find(statement.number);
            if (found != rows_.end()) return found->second;
        }
        const std::string text = assertion_text(loss.base->evidence(), statement, words_);
        const auto [found, fresh] =
            by_text_.try_emplace(text, static_cast<std::uint32_t>(statements_.size()));
        if (fresh) {
            const std::uint32_t standing = standing_of("no word left");
            standings_of_rows_.push_back(standing);
            statements_.push_back(
                {text, standing, nullptr, Json::array(), Json::array(), nullptr, nullptr});
        }
        return found->second;
    }

    void add_loss(const Loss& loss, bool same_numbers, Json& json) {
        const LossView view = loss_view(loss, words_);
        const auto changes = [&](const char* name, const std::vector<Change>& list) {
            if (list.empty()) return;
            Json rows = Json::array();
            for (const Change& change : list) {
                const std::uint32_t at = row(loss, change.statement, same_numbers);
                const std::uint32_t before = standing_of(change.before);
                Json one{at, standing_of(change.after)};
                if (before != standings_of_rows_[at]) one.push_back(before);
                rows.push_back(std::move(one));
            }
            json[name] = std::move(rows);
        };
        changes("falls", loss.falls);
        changes("rises", loss.rises);
        for (const Change& change : loss.leaned)
            json["leans"].push_back(row(loss, change.statement, same_numbers));
        for (const InferenceChangeView& each : view.inferences) {
            json["inferences"].push_back({each.name, each.by, each.before, each.after});
        }
        for (const BoundChangeView& each : view.bounds)
            json["bounds"].push_back({each.text, each.before, each.after});
        if (!view.clashes.empty()) json["clashes"] = view.clashes;
        if (!view.clashes_complete) json["more"] = true;
    }

    Assessment& assessment_;
    const evidence::Evidence& evidence_;
    const Case& case_;
    const Words& words_;
    std::string folder_;
    std::unordered_map<std::uint32_t, std::uint32_t>& rows_;
    std::unordered_map<std::string, std::uint32_t> by_text_;
    std::vector<std::uint32_t> standings_of_rows_;
    std::unordered_map<std::uint32_t, std::size_t> told_;  ///< statements, by name
    Json statements_ = Json::array();
    Json without_;
    Table standings_;
    Table people_;
    Table tellers_;
};

}  // namespace

Explorer::Explorer(Assessment& assessment, const Words& words, std::size_t looked_at) {
    std::vector<StatementId> listed;
    const auto conclusion = inference::Translation::conclusion().field;
    for (const StatementId statement : assessment.statements()) {
        const auto& propositions = assessment.evidence().propositions();
        if (propositions[statement.proposition()].field == conclusion) continue;
        if (lineage::is_listed(assessment.evidence(), statement)) listed.push_back(statement);
    }
    if (listed.size() > most_statements) return;
    ExplorerWriter writer(assessment, words, rows_);
    for (const StatementId statement : listed) writer.add(statement);
    const std::vector<NameId> tellers = assessment.rejections().tellers();
    tellers_ = tellers.size();
    answered_ = writer.add_removals(tellers, looked_at).value_or(0);
    json_ = writer.write();
}

std::optional<std::uint32_t> Explorer::row_of(StatementId statement) const {
    const auto found = rows_.find(statement.number);
    if (found == rows_.end()) return std::nullopt;
    return found->second;
}

}  // namespace valla::render
