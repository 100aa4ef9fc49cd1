#include "workspace/live_assessment.hpp"

#include <algorithm>

#include "workspace/live_region.hpp"

namespace valla::workspace {

using casefile::CardId;
using casefile::CardRow;
using casefile::NameId;
using casefile::RowId;
using casefile::Tables;
using casefile::ValueTag;
using dispute::Assessment;
using dispute::Verdict;
using evidence::ClaimId;
using evidence::StatementId;
using vocabulary::BaseKind;
using vocabulary::builtin_field;

namespace {

/// How often a part is taken larger before the whole case is assessed instead.
constexpr int most_rounds = 8;
}  // namespace

LiveAssessment::LiveAssessment(const Workspace& workspace, std::string reading)
    : workspace_(&workspace), reading_(std::move(reading)) {
    assess_all();
}

std::vector<LiveAssessment::Part*> LiveAssessment::parts() const {
    std::vector<Part*> all;
    for (const auto& part : parts_) {
        if (part) all.push_back(part.get());
    }
    return all;
}

std::uint32_t LiveAssessment::part_of(Node node) const {
    const auto& table = (node & name_flag) != 0 ? name_parts_ : row_parts_;
    const std::uint32_t number = node & ~name_flag;
    return number < table.size() ? table[number] : none;
}

void LiveAssessment::note_unnamed(CardId card) {
    static const std::uint16_t name_field = builtin_field(BaseKind::person, "name");
    const Tables& tables = the_case().tables();
    const CardRow& row = the_case().card(card);
    for (std::uint32_t at = row.first_row; at < row.first_row + row.row_count; ++at) {
        const bool says = tables.field[at].row == name_field && tables.tag[at] == ValueTag::text &&
                          the_case().raw_text(card, tables.value[at]).starts_with("unnamed");
        const NameId subject = tables.subject[at];
        if (says && evidence::is_unnamed(the_case(), {ValueTag::name, subject.number}))
            unnamed_.insert(subject.number);
    }
}

Refreshed LiveAssessment::assess_all() {
    parts_.clear();
    failure_.reset();
    unnamed_.clear();
    local_ = false;
    row_parts_.assign(the_case().tables().row_count(), 0);
    name_parts_.assign(the_case().tables().names.size(), 0);
    Refreshed refreshed;
    refreshed.as_a_whole = true;
    // Names are numbered anew when the case is read again.
    dispute::Terms terms;
    const casefile::NameTable& names = the_case().tables().names;
    if (!reading_.empty())
        terms.reading = names.find(casefile::NameSpace::id, reading_).value_or(NameId{});
    auto made = Assessment::of(the_case(), terms);
    if (!made) {
        failure_ = made.error();
        return refreshed;
    }
    auto part = std::make_unique<Part>();
    part->assessment_ = std::move(*made);
    part->owner_ = this;
    part->all_ = true;
    part->index();
    const std::vector<CardId>& cards = part->assessment_->evidence().cards();
    refreshed.cards = cards.size();
    bearing_.emplace(the_case());
    local_ = bearing_->is_local() && terms.reading.none() && can_be_divided(*part->assessment_);
    if (local_) {
        about_ = chronology::AboutPolicy::of(the_case());
        for (const CardId card : cards) note_unnamed(card);
    }
    parts_.push_back(std::move(part));
    return refreshed;
}

/// Whether nothing that was found bears on the case as a whole.
bool LiveAssessment::can_be_divided(const Assessment& assessment) {
    return assessment.inference().deduction().absences() == 0 &&
           assessment.inference().complete() && assessment.problem().times_complete();
}

void LiveAssessment::hand_over(const Region& region, std::unique_ptr<Part> part,
                               Refreshed& refreshed) {
    row_parts_.resize(the_case().tables().row_count(), none);
    name_parts_.resize(the_case().tables().names.size(), none);
    const auto free = std::find(parts_.begin(), parts_.end(), nullptr);
    part->number_ = static_cast<std::uint32_t>(free - parts_.begin());
    part->owner_ = this;
    const Tables& tables = the_case().tables();
    const evidence::Evidence& evidence = part->assessment_->evidence();
    const auto is_there = [&](Node each) {
        if ((each & name_flag) != 0) {
            const NameId name{each & ~name_flag};
            const auto occurred = evidence.propositions().find_occurrence(name);
            return part->argument_of_name_.contains(name.number) ||
                   (occurred && !evidence.claims_of(StatementId::of(*occurred, false)).empty());
        }
        if (!the_case().card(tables.card[each]).live) return false;
        bool states = false;
        for (const auto* pairs : {&part->claims_of_row_, &part->conclusion_of_row_})
            for_each_of(*pairs, each, [&](std::uint32_t) { states = true; });
        return states;
    };
    for (const Node each : region.nodes) {
        const bool is_name = (each & name_flag) != 0;
        std::uint32_t& now = (is_name ? name_parts_ : row_parts_)[each & ~name_flag];
        if (now != none) {
            Part& before = *parts_[now];
            before.all_ = false;
            if (now != 0 && --before.nodes_ == 0) parts_[now].reset();
        }
        now = none;
        if (!is_there(each)) continue;
        now = part->number_;
        ++part->nodes_;
        if (!is_name) refreshed.rows.push_back({each});
    }
    parts_[0]->all_ = false;
    if (part->nodes_ == 0) return;
    if (free == parts_.end()) parts_.push_back(std::move(part));
    else *free = std::move(part);
}

Refreshed LiveAssessment::update(const MessageDelta& delta) {
    if (delta.read_again || failure_ || !local_) return assess_all();
    Refreshed refreshed;
    if (delta.gone.empty() && delta.fresh.empty()) return refreshed;
    for (const auto* list : {&delta.gone, &delta.fresh}) {
        for (const CardId card : *list) {
            if (Bearing::is_shaped_by(the_case(), card)) return assess_all();
        }
    }
    Region region(*workspace_, *bearing_);
    std::vector<Node> open;
    for (const std::uint32_t card : dirty_cards(delta)) {
        region.cards.insert(card);
        add_nodes({card}, open, region.reach);
    }
    std::unique_ptr<Part> part;
    std::optional<Spread> spread;
    std::vector<CardId> assessed;
    for (int round = 0; round < most_rounds; ++round) {
        if (!widen(region, std::move(open))) return assess_all();
        std::vector<CardId> cards = completed(region);
        // What it was too small to answer for it may still have been large enough to assess.
        if (!part || cards != assessed) {
            part = std::make_unique<Part>();
            part->assessment_ = Assessment::of_cards(the_case(), cards, about_);
            if (!can_be_divided(*part->assessment_)) return assess_all();
            part->index();
            refreshed.cards += cards.size() - bearing_->language_cards().size();
            assessed = std::move(cards);
            spread.emplace(*part);
        }
        for (const Node each : region.nodes) spread->from(each);
        open.clear();
        std::vector<CardId> met;
        spread->run(open, met);
        std::erase_if(open, [&](Node each) { return region.nodes.contains(each); });
        if (!open.empty()) continue;
        hand_over(region, std::move(part), refreshed);
        return refreshed;
    }
    return assess_all();
}

std::optional<Verdict> LiveAssessment::verdict(RowId row) const {
    const std::uint32_t number = part_of(node(row));
    if (failure_ || number == none) return std::nullopt;
    const Part& part = *parts_[number];
    StatementId statement;
    for_each_of(part.conclusion_of_row_, row.number,
                [&](std::uint32_t each) { statement = {each}; });
    for_each_of(part.claims_of_row_, row.number, [&](std::uint32_t claim) {
        const StatementId each = part.assessment_->evidence()[ClaimId{claim}].statement;
        if (!each.none()) statement = each;
    });
    if (statement.none()) return std::nullopt;
    return part.assessment_->verdict(statement);
}

std::optional<Verdict> LiveAssessment::occurrence(NameId name) const {
    const std::uint32_t number = part_of(node(name));
    if (failure_ || number == none) return std::nullopt;
    const Assessment& assessment = *parts_[number]->assessment_;
    const auto occurred = assessment.evidence().propositions().find_occurrence(name);
    if (!occurred) return std::nullopt;
    const StatementId statement = StatementId::of(*occurred, false);
    if (assessment.evidence().claims_of(statement).empty()) return std::nullopt;
    return assessment.verdict(statement);
}

}  // namespace valla::workspace
