#include "inference/case_times.hpp"

#include <algorithm>

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
/// No claim: those of the network are numbered from 0.
constexpr chronology::ClaimId none{0xFFFFFFFF};
/// How many sets that are against one order.
constexpr std::size_t most_against = 64;

using Sets = std::vector<std::vector<TokenId>>;

/// Smallest first, each once, none with another in it.
void keep_minimal(Sets& sets) {
    std::sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    Sets minimal;
    for (auto& set : sets) {
        const bool needless = std::any_of(minimal.begin(), minimal.end(), [&](const auto& kept) {
            return std::includes(set.begin(), set.end(), kept.begin(), kept.end());
        });
        if (!needless) minimal.push_back(std::move(set));
    }
    sets = std::move(minimal);
}

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
    const auto sets = chronology::minimal_justifications(*timeline_, row, {.sets = most_grounds});
    found->second = beliefs_of(sets, none);
    return found->second;
}

CaseTimes::Beliefs CaseTimes::beliefs_of(const chronology::ClaimSets& sets,
                                         chronology::ClaimId besides) const {
    Beliefs all;
    for (const auto& set : sets.sets) {
        std::vector<TokenId> tokens;
        for (const chronology::ClaimId claim : set) {
            if (claim == besides) continue;
            if (const auto token = belief(claim)) tokens.push_back(*token);
        }
        std::sort(tokens.begin(), tokens.end());
        tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
        all.push_back(std::move(tokens));
    }
    return all;
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

/// Adds a claim that nobody makes, to see what it would do.
chronology::ClaimId CaseTimes::try_claim(std::span<const Constraint> rows) {
    const chronology::ClaimId tried = network_->add_claim(network_->claims());
    for (const Constraint& row : rows) {
        if (row.x == row.y) continue;
        if (row.y == Network::origin) network_->not_after(row.x, row.distance);
        else if (row.x == Network::origin) network_->not_before(row.y, -row.distance);
        else network_->at_most(row.x, row.y, row.distance);
    }
    return tried;
}

/// The sets with which the rows cannot all hold: those with which all but the last cannot, and
/// those by which, with these, the last must be the other way round. Nothing when there are too
/// many.
std::optional<CaseTimes::Beliefs> CaseTimes::against(const Rows& rows) {
    Beliefs all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Constraint& row = rows[i];
        if (row.x == row.y) {
            if (row.distance < 0) return Beliefs(1);
            continue;
        }
        const Constraint contrary{row.y, row.x, -row.distance - 1};
        const auto before = std::span(rows).first(i);
        const chronology::ClaimId tried = before.empty() ? none : try_claim(before);
        timeline_->extend();
        timeline_->push();
        if (!before.empty()) timeline_->add(tried);
        const chronology::ClaimSets sets =
            chronology::minimal_justifications(*timeline_, contrary, {.sets = most_against});
        timeline_->pop();
        if (!sets.complete) return std::nullopt;
        const Beliefs beliefs = beliefs_of(sets, tried);
        all.insert(all.end(), beliefs.begin(), beliefs.end());
    }
    keep_minimal(all);
    return all;
}

std::vector<std::vector<TokenId>> CaseTimes::cannot(const TimeStatement& statement) {
    const auto as_kept = [&] { return can(statement) ? Beliefs() : Beliefs(1); };
    // One of its meanings is enough, so that all have to be impossible.
    Beliefs all(1);
    for (const Rows& rows : meaning(statement)) {
        const auto sets = against(rows);
        if (!sets || all.size() * sets->size() > most_against) return as_kept();
        Beliefs longer;
        for (const auto& one : all) {
            for (const auto& other : *sets) {
                longer.emplace_back();
                std::set_union(one.begin(), one.end(), other.begin(), other.end(),
                               std::back_inserter(longer.back()));
            }
        }
        keep_minimal(longer);
        all = std::move(longer);
    }
    return all;
}

bool CaseTimes::can(const TimeStatement& statement) {
    chronology::Timeline& timeline = believed_timeline_ ? *believed_timeline_ : *timeline_;
    for (const Rows& rows : meaning(statement)) {
        const chronology::ClaimId tried = try_claim(rows);
        const bool stated = std::all_of(rows.begin(), rows.end(), [](const Constraint& row) {
            return row.x != row.y || row.distance >= 0;
        });
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
