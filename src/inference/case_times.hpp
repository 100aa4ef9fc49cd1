#pragma once

#include <functional>
#include <map>
#include <memory>

#include "chronology/impossible_sets.hpp"
#include "chronology/time_claims.hpp"
#include "chronology/time_fields.hpp"
#include "chronology/timeline.hpp"
#include "inference/time_relations.hpp"

namespace valla::inference {

/// The time claims of a case as grounds of inference. Beliefs are numbered as the units of the
/// evidence, and behind them the tellings, by the numbers of their claims.
///
/// A statement must hold when each of its constraints does; where a field says one of several
/// things, when one of them must. Claims that leave a choice are used only for what all their
/// alternatives share, so that `must` may miss what follows by cases, but says nothing that does
/// not follow. Only fields that bound times are answered: covers().
class CaseTimes : public TimeRelations {
  public:
    /// `times` must outlive this; `mask` are the claims that have a word left.
    CaseTimes(const chronology::TimeClaims& times, const chronology::ClaimSet& mask);

    [[nodiscard]] bool covers(FieldId field) const override;
    std::vector<std::vector<deduction::TokenId>> must(const TimeStatement& statement) override;
    bool can(const TimeStatement& statement) override;
    /// Where more sets are against a statement than are told apart, they are taken for what the
    /// kept claims say: that nothing is, or that it cannot hold anyway.
    std::vector<std::vector<deduction::TokenId>> cannot(const TimeStatement& statement) override;

    /// From here on only what is believed counts: `must` leaves out sets with something else in
    /// them, and `can` asks the claims that are believed. Without a function, as at first, every
    /// set counts, and `can` asks what the timeline keeps of all claims.
    void believe(std::function<bool(deduction::TokenId)> believed);

    /// The belief that stands for a claim of the network; nothing for what needs no belief.
    [[nodiscard]] std::optional<deduction::TokenId> belief(chronology::ClaimId claim) const;
    /// All of them, ascending.
    [[nodiscard]] std::vector<deduction::TokenId> beliefs() const;
    /// The claims whose belief is one for which `believed(TokenId)` is true, and those that need
    /// none; alternatives are in no mask.
    template <typename Believed>
    [[nodiscard]] chronology::ClaimSet mask_of(Believed believed) const {
        chronology::ClaimSet mask;
        for (std::uint32_t i = 0; i < times_->claims().size(); ++i) {
            if (times_->claims()[i].kind == chronology::TimeClaimKind::alternative) continue;
            const auto needed = belief({i});
            if (!needed || believed(*needed)) mask.insert({i});
        }
        return mask;
    }
    /// The telling that a belief beyond the units stands for.
    [[nodiscard]] chronology::ClaimId telling(deduction::TokenId belief) const {
        return {belief.index - units_};
    }
    [[nodiscard]] std::uint32_t units() const { return units_; }

    [[nodiscard]] const chronology::Timeline& timeline() const { return *timeline_; }

  private:
    using Rows = std::vector<chronology::Constraint>;
    [[nodiscard]] const chronology::TimeField* field(FieldId id) const;
    /// What the statement says, as alternatives of which one holds.
    [[nodiscard]] std::vector<Rows> meaning(const TimeStatement& statement) const;
    std::vector<std::vector<deduction::TokenId>> grounds(const chronology::Constraint& row);
    using Beliefs = std::vector<std::vector<deduction::TokenId>>;
    [[nodiscard]] Beliefs beliefs_of(const chronology::ClaimSets& sets,
                                     chronology::ClaimId besides) const;
    std::optional<Beliefs> against(const Rows& rows);
    chronology::ClaimId try_claim(std::span<const chronology::Constraint> rows);

    const chronology::TimeClaims* times_;
    std::uint32_t units_ = 0;
    /// A copy of the claims' network, to which what is tried is added.
    std::unique_ptr<chronology::Network> network_;
    std::unique_ptr<chronology::Timeline> timeline_;
    chronology::ClaimSet mask_;
    std::function<bool(deduction::TokenId)> believed_;
    std::unique_ptr<chronology::Timeline> believed_timeline_;  ///< of what is believed
    std::map<std::uint16_t, const chronology::TimeField*> fields_;
    std::map<std::tuple<std::uint32_t, std::uint32_t, chronology::Minutes>,
             std::vector<std::vector<deduction::TokenId>>>
        known_;
};

}  // namespace valla::inference
