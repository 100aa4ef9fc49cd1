#include <algorithm>
#include <map>
#include <set>

#include "consequence/told_times.hpp"
#include "render/consequence_views.hpp"
#include "render/consequence_words.hpp"
#include "render/picture_parts.hpp"
#include "render/pictures.hpp"
#include "render/statement.hpp"

namespace valla::render {

using consequence::Synopsis;
using consequence::Told;
using dispute::Assessment;

namespace {

/// What accounts say as cells, those of one subject and field in one row.
class Grid {
  public:
    Grid(const Assessment& assessment, const Synopsis& synopsis, const Words& words)
        : evidence_(assessment.evidence()),
          case_(assessment.the_case()),
          words_(words),
          folder_(folder_of(case_)) {
        for (const std::vector<Told>* list : {&synopsis.shared, &synopsis.some}) {
            for (const Told& told : *list) note(told);
        }
        for (const consequence::Parting& parting : synopsis.parted) {
            for (const Told& told : parting.told) note(told);
        }
    }

    /// One row for each subject and field; what the same accounts say is one cell.
    [[nodiscard]] std::vector<drawing::ComparisonRow> rows(const std::vector<Told>& list) const {
        std::vector<drawing::ComparisonRow> rows;
        std::map<std::pair<std::string, std::vector<std::size_t>>, std::size_t> row_of;
        for (const Told& told : list) {
            if (goes_without_saying(told)) continue;
            const std::string about = label(told);
            const auto [found, fresh] = row_of.try_emplace({about, told.accounts}, rows.size());
            if (fresh) rows.push_back({about, {}, false});
            add(rows[found->second], told);
        }
        return rows;
    }
    [[nodiscard]] drawing::ComparisonRow row(const consequence::Parting& parting) const {
        drawing::ComparisonRow row{label(parting.told.front()), {}, parting.excludes};
        for (const Told& told : parting.told) add(row, told);
        return row;
    }
    /// What the accounts speak of.
    [[nodiscard]] const std::set<NameId>& subjects() const { return subjects_; }

  private:
    struct Parts {
        NameId subject;
        casefile::FieldId field;
    };
    [[nodiscard]] Parts parts(const Told& told) const {
        if (told.statement.none()) {
            const evidence::Closing& closing = evidence_.closings()[told.closing];
            return {closing.subject, closing.field};
        }
        const auto& proposition = evidence_.propositions()[told.statement.proposition()];
        return {proposition.subject, proposition.field};
    }
    [[nodiscard]] bool is_occurrence(const Told& told) const {
        return !told.statement.none() &&
               evidence_.propositions().is_occurrence(told.statement.proposition());
    }
    void note(const Told& told) {
        const NameId subject = parts(told).subject;
        subjects_.insert(subject);
        if (!is_occurrence(told)) {
            for (const std::size_t account : told.accounts) tells_more_.insert({subject, account});
        }
    }
    /// That something occurred of which each of them tells more.
    [[nodiscard]] bool goes_without_saying(const Told& told) const {
        return is_occurrence(told) && !told.statement.denied() &&
               std::all_of(told.accounts.begin(), told.accounts.end(), [&](std::size_t account) {
                   return tells_more_.contains({parts(told).subject, account});
               });
    }
    [[nodiscard]] std::string label(const Told& told) const {
        const Parts about = parts(told);
        std::string subject = shown_name(case_, about.subject, words_);
        if (is_occurrence(told)) return subject;
        return words_.say("{0} {1}", subject, field_text(case_, about.field, words_));
    }
    [[nodiscard]] std::string text(const Told& told) const {
        if (told.statement.none()) return closed_text(evidence_, told.closing, words_);
        const auto& proposition = evidence_.propositions()[told.statement.proposition()];
        const auto& value = proposition.value;
        const bool plain_name = value.tag == casefile::ValueTag::name && value.behind == 0 &&
                                proposition.part == 0 && !is_occurrence(told);
        if (!plain_name) return object_text(evidence_, told.statement, words_);
        const std::string name = shown_name(case_, {value.number}, words_);
        return told.statement.denied() ? words_.say("not {0}", name) : name;
    }
    void add(drawing::ComparisonRow& row, const Told& told) const {
        std::vector<std::uint32_t> accounts(told.accounts.begin(), told.accounts.end());
        const auto same = std::find_if(row.cells.begin(), row.cells.end(),
                                       [&](const auto& cell) { return cell.accounts == accounts; });
        if (same != row.cells.end()) {
            same->text += ", " + text(told);
            return;
        }
        const casefile::CardId card = evidence_[told.claims.front()].card;
        row.cells.push_back(
            {std::move(accounts), text(told), card_anchor(folder_, place_of(case_, card, 0))});
    }

    const evidence::Evidence& evidence_;
    const Case& case_;
    const Words& words_;
    std::string folder_;
    std::set<NameId> subjects_;
    std::set<std::pair<NameId, std::size_t>> tells_more_;
};

}  // namespace

drawing::Comparison comparison_picture(Assessment& assessment, const Synopsis& synopsis,
                                       const std::vector<consequence::ToldTimes>& all_times,
                                       const AccountLetters& letters, const Words& words) {
    const Case& the_case = assessment.the_case();
    const Grid grid(assessment, synopsis, words);
    const CardLinks links(the_case);
    const SynopsisView view = synopsis_view(assessment, synopsis, words);
    drawing::Comparison picture;
    picture.title = words.say("The accounts of {0}", shown_name(the_case, synopsis.of, words));
    if (synopsis.both_possible) picture.note = words("It is said that they can all be right");
    for (std::size_t i = 0; i < synopsis.accounts.size(); ++i) {
        std::string ground;
        for (const std::string& word : view.accounts[i].words)
            ground += (ground.empty() ? "" : "; ") + word;
        if (!synopsis.has_word[i]) ground = words.say("{0}: {1}", ground, words("no word left"));
        const auto number = letters.number(synopsis.accounts[i]);
        const drawing::TimelineAccount& account = letters.all()[number];
        picture.accounts.push_back(
            {account.letter, shown_name(the_case, synopsis.accounts[i], words), ground, number});
    }
    picture.times.accounts = letters.all();
    picture.sections.push_back({words("All of them say"), grid.rows(synopsis.shared), false});
    drawing::ComparisonSection parted{words("They part over"), {}, true};
    for (const consequence::Parting& each : synopsis.parted) parted.rows.push_back(grid.row(each));
    picture.sections.push_back(std::move(parted));
    picture.sections.push_back({words("Only some of them say"), grid.rows(synopsis.some), false});

    picture.times.title = words("Accounts side by side");
    picture.times.lanes = {""};
    const auto number = [&](NameId account) -> std::optional<std::uint32_t> {
        const auto& all = synopsis.accounts;
        if (std::find(all.begin(), all.end(), account) == all.end()) return std::nullopt;
        return letters.number(account);
    };
    for (const consequence::ToldTimes& times : all_times) {
        if (times.name != synopsis.of && !grid.subjects().contains(times.name)) continue;
        drawing::TimelineItem item;
        item.label = shown_name(the_case, times.name, words);
        item.tooltip =
            kind_of(the_case, times.name, words) + ' ' + name_text(the_case, times.name, words);
        item.link = links.to(times.name);
        item.readings = readings_of(assessment, times, number, words);
        if (!item.readings.empty()) picture.times.items.push_back(std::move(item));
    }
    return picture;
}

}  // namespace valla::render
