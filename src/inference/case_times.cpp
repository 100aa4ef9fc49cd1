#include "inference/case_times.hpp"

#include <algorithm>

#include "chronology/impossible_sets.hpp"

namespace valla::inference {

using casefile::ValueTag;
using chronology::ClaimSet;
using chronology::Constraint;
using chronology::FieldMeaning;
using chronology::Network;
using chronology::SubjectEnd;
using chronology::TimeClaimKind;
using chronology::TimeValue;
using deduction::TokenId;
namespace row_flags = casefile::row_flags;

namespace {

/// How many sets of claims are told apart as reasons for one order of two events.
constexpr std::size_t most_grounds = 16;

}  // namespace

CaseTimes::CaseTimes(const chronology::TimeClaims& times, const ClaimSet& mask)
    : times_(&times),
      units_(static_cast<std::uint32_t>(times.evidence().units().size())),
      network_(std::make_unique<Network>(times.network())),
      timeline_(std::make_unique<chronology::Timeline>(*network_, mask)),
      mask_(mask) {
    const auto& all = times.evidence().the_case().vocabulary().fields();
    for (const chronology::TimeField& each : chronology::time_fields()) {
        if (each.meaning != FieldMeaning::bounds || each.name == "dated" ||
            each.name == "published")
            continue;
        for (std::size_t row = 0; row < all.size(); ++row) {
            if (all[row].name == each.name && all[row].kinds.has(vocabulary::BaseKind::event))
                fields_[static_cast<std::uint16_t>(row)] = &each;
        }
    }
}

const chronology::TimeField* CaseTimes::field(FieldId id) const {
    const auto found = fields_.find(id.row);
    return found == fields_.end() ? nullptr : found->second;
}

bool CaseTimes::covers(FieldId id) const { return field(id) != nullptr; }

std::optional<TokenId> CaseTimes::belief(chronology::ClaimId id) const {
    const chronology::TimeClaim& claim = (*times_)[id];
    switch (claim.kind) {
        case TimeClaimKind::nature: return std::nullopt;
        case TimeClaimKind::telling: return TokenId{units_ + id.index};
        default: return TokenId{claim.unit.number};
    }
}

std::vector<TokenId> CaseTimes::beliefs() const {
    std::vector<TokenId> all;
    for (std::uint32_t i = 0; i < times_->claims().size(); ++i) {
        if (const auto needed = belief({i})) all.push_back(*needed);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<CaseTimes::Rows> CaseTimes::meaning(const TimeStatement& statement) const {
    const chronology::TimeField* const row = field(statement.field);
    const auto begin = times_->begin_of(statement.subject);
    const auto end = times_->end_of(statement.subject);
    if (row == nullptr || !begin || !end) return {};
    SubjectEnd first{*begin, 0};
    SubjectEnd last{*end, 0};
    // The begin of something is its first minute, the end its last.
    if (statement.subject_part == row_flags::begin_of_subject)
        last = {*begin, row->moments ? 0 : 1};
    if (statement.subject_part == row_flags::end_of_subject) first = {*end, row->moments ? 0 : -1};

    TimeValue value;
    if (statement.value.tag == ValueTag::date) {
        const auto sample = times_->evidence().propositions().sample(statement.value);
        const calendar::Date& date =
            times_->evidence().the_case().tables().dates[sample.value.number];
        value = TimeValue::of(chronology::meaning_of(date, times_->about().width));
    } else {
        const NameId name{statement.value.number};
        const auto from = times_->begin_of(name);
        const auto until = times_->end_of(name);
        if (!from || !until) return {};
        chronology::Extent extent{chronology::Boundary::at(*from, 0),
                                  chronology::Boundary::at(*until, 0)};
        if (statement.value.tag == ValueTag::begin_of)
            extent.end = chronology::Boundary::at(*from, row->moments ? 0 : 1);
        if (statement.value.tag == ValueTag::end_of)
            extent.begin = chronology::Boundary::at(*until, row->moments ? 0 : -1);
        value = TimeValue::of(extent);
    }
    const auto alternatives = chronology::says(*row, first, last, value);
    const chronology::Formula formula = chronology::formula_of(alternatives, statement.denied);
    std::vector<Rows> meanings{formula.rows};
    for (const auto& choice : formula.choices) {
        std::vector<Rows> longer;
        for (const Rows& meaning : meanings) {
            for (const auto& group : choice) {
                longer.push_back(meaning);
                longer.back().insert(longer.back().end(), group.begin(), group.end());
            }
        }
        meanings = std::move(longer);
    }
    // What leaves everything open says nothing, which neither must nor can be told.
    std::erase_if(meanings, [](const Rows& each) { return each.empty(); });
    return meanings;
}

std::vector<std::vector<TokenId>> CaseTimes::grounds(const Constraint& row) {
    const auto [found, fresh] = known_.try_emplace({row.x.index, row.y.index, row.distance});
    if (!fresh) return found->second;
    if (row.x == row.y) {
        if (row.distance >= 0) found->second.emplace_back();
        return found->second;
    }
    const auto sets =
        chronology::minimal_justifications(*timeline_, row, {.sets = most_grounds}).sets;
    for (const auto& set : sets) {
        std::vector<TokenId> tokens;
        for (const chronology::ClaimId claim : set) {
            if (const auto token = belief(claim)) tokens.push_back(*token);
        }
        std::sort(tokens.begin(), tokens.end());
        tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
        found->second.push_back(std::move(tokens));
    }
    return found->second;
}

std::vector<std::vector<TokenId>> CaseTimes::must(const TimeStatement& statement) {
    std::vector<std::vector<TokenId>> all;
    for (const Rows& rows : meaning(statement)) {
        std::vector<std::vector<TokenId>> sets(1);
        for (const Constraint& row : rows) {
            std::vector<std::vector<TokenId>> longer;
            for (const auto& ground : grounds(row)) {
                for (const auto& set : sets) {
                    if (longer.size() >= most_grounds) break;
                    std::vector<TokenId> joined;
                    std::set_union(set.begin(), set.end(), ground.begin(), ground.end(),
                                   std::back_inserter(joined));
                    longer.push_back(std::move(joined));
                }
            }
            sets = std::move(longer);
        }
        all.insert(all.end(), sets.begin(), sets.end());
    }
    if (believed_) {
        std::erase_if(
            all, [&](const auto& set) { return !std::all_of(set.begin(), set.end(), believed_); });
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    return all;
}

void CaseTimes::believe(std::function<bool(TokenId)> believed) {
    believed_ = std::move(believed);
    believed_timeline_.reset();
    if (!believed_) return;
    ClaimSet claims = mask_;
    for (std::uint32_t number = 0; number < times_->network().claims(); ++number) {
        const auto token = belief({number});
        if (token && !believed_(*token)) claims.erase({number});
    }
    believed_timeline_ = std::make_unique<chronology::Timeline>(*network_, claims);
}

bool CaseTimes::can(const TimeStatement& statement) {
    chronology::Timeline& timeline = believed_timeline_ ? *believed_timeline_ : *timeline_;
    for (const Rows& rows : meaning(statement)) {
        const chronology::ClaimId tried = network_->add_claim(network_->claims());
        bool stated = true;
        for (const Constraint& row : rows) {
            if (row.x == row.y) {
                stated = stated && row.distance >= 0;
            } else if (row.y == Network::origin) {
                network_->not_after(row.x, row.distance);
            } else if (row.x == Network::origin) {
                network_->not_before(row.y, -row.distance);
            } else {
                network_->at_most(row.x, row.y, row.distance);
            }
        }
        timeline.extend();
        if (!stated) continue;
        timeline.push();
        const bool possible = !timeline.try_add(tried);
        timeline.pop();
        if (possible) return true;
    }
    return false;
}

}  // namespace valla::inference
