#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "chronology/choice.hpp"
#include "chronology/claim_set.hpp"
#include "chronology/network.hpp"
#include "chronology/relation.hpp"
#include "evidence/evidence.hpp"

namespace valla::chronology {

using casefile::NameId;
using casefile::RowId;

/// How far "about" reaches, and the `about means` line that says so.
struct AboutPolicy {
    std::optional<Minutes> width;  ///< none: what is about some date limits nothing
    RowId row;

    /// What the reading says, else the widest that a vocabulary says, else nothing.
    static AboutPolicy of(const casefile::Case& the_case, NameId reading = {});
};

enum class TimeClaimKind : std::uint8_t {
    nature,       ///< what has a begin has a later end; a source is not composed after it came out
    telling,      ///< what a source tells of had begun before its telling ended
    statement,    ///< a statement of the case bounds the time of its subject
    identity,     ///< things that somebody takes for one have one time
    alternative,  ///< one of the things of which a statement says that one holds; in no mask
};

/// One claim of the network, and what in the case it stands for.
struct TimeClaim {
    TimeClaimKind kind = TimeClaimKind::nature;
    NameId subject;                   ///< the happening or source; of a sequence's step, the step
    NameId source;                    ///< of a telling: who tells; of an identity: the other thing
    evidence::UnitId unit;            ///< of a statement, its alternatives and an identity
    evidence::StatementId statement;  ///< of a statement and its alternatives
    ClaimId owner;                    ///< of an alternative: the statement that it is one of
    std::uint32_t first_ground = 0;   ///< of TimeClaims::grounds_of()
    std::uint32_t ground_count = 0;
    bool about = false;         ///< rests on AboutPolicy too
    bool beyond_limit = false;  ///< some of it lies too far away, and binds nothing
};

/// What a case claims of time, as a network of constraints, each with its claim (docs/time.md says
/// what each field means).
///
/// Every happening has a begin and an end, the end exclusive; a source that is `dated` or
/// `published` has the begin and end of its composition, and the moment when it came out. There is
/// one claim of the network for each unit and statement that bound times; its rank is its place in
/// the order of the cards. Before them all come the claims of kind *nature* and *telling*, and
/// behind them those of kind *identity*, so that where times clash it is these or statements that
/// are set aside.
///
///     TimeClaims times = TimeClaims::of(evidence);
///     Timeline timeline(times.network(), times.mask_of([](evidence::UnitId) { return true; }));
///     timeline.latest(*times.begin_of(confession));
///     select(timeline, times.choices_in(mask));
///
/// Only what occurred is bound: a claim counts if one of its lines says or implies that its subject
/// occurred. What is only alleged is a unit of its own, and counts in that unit. Cost: one pass
/// over the claims.
///
/// A statement with alternatives ("before the arrest or after it", a denied date) owns the
/// constraints that all of them share; the rest is a Choice. Timeline alone takes no notice of
/// choices, so that its bounds are true, but may be too wide; chronology/envelope.hpp is exact.
class TimeClaims {
  public:
    static TimeClaims of(const evidence::Evidence& evidence, const AboutPolicy& about = {});

    [[nodiscard]] const Network& network() const { return network_; }
    /// All choices, in canonical order of their owners; one owner can have several.
    [[nodiscard]] std::span<const Choice> choices() const { return choices_; }
    /// Those whose owner is in the mask.
    [[nodiscard]] std::vector<Choice> choices_in(const ClaimSet& mask) const;

    /// By ClaimId: claims()[id.index].
    [[nodiscard]] std::span<const TimeClaim> claims() const { return claims_; }
    [[nodiscard]] const TimeClaim& operator[](ClaimId id) const { return claims_[id.index]; }
    /// The claims of the evidence that a claim rests on: of a statement the lines that say it, of a
    /// telling those by which the source tells of the happening, of an identity the lines that take
    /// the two for one. In canonical order.
    [[nodiscard]] std::span<const evidence::ClaimId> grounds_of(ClaimId id) const {
        return {grounds_.data() + claims_[id.index].first_ground, claims_[id.index].ground_count};
    }
    /// The statements and identities of a unit that bound times.
    [[nodiscard]] std::span<const ClaimId> of_unit(evidence::UnitId unit) const;

    /// Everything but alternatives.
    [[nodiscard]] ClaimSet all() const {
        return mask_of([](evidence::UnitId) { return true; });
    }
    /// What holds when just the units hold for which `holds(UnitId)` is true: their statements, and
    /// the tellings that rest on one of them.
    template <typename Holds>
    [[nodiscard]] ClaimSet mask_of(Holds holds) const {
        return mask_where(
            [&](evidence::ClaimId ground) { return holds((*evidence_)[ground].unit); });
    }
    /// What holds when just the claims of the evidence hold for which `holds(ClaimId)` is true.
    template <typename Holds>
    [[nodiscard]] ClaimSet mask_where(Holds holds) const {
        ClaimSet mask;
        for (std::uint32_t id = 0; id < claims_.size(); ++id) {
            const TimeClaim& claim = claims_[id];
            bool in = claim.kind == TimeClaimKind::nature;
            if (claim.ground_count > 0 && claim.kind != TimeClaimKind::alternative) {
                for (const evidence::ClaimId ground : grounds_of({id})) in = in || holds(ground);
            }
            if (in) mask.insert({id});
        }
        return mask;
    }

    /// The ends of a happening, or of the composition of a source; none for what has no time, and
    /// for sources without `dated` or `published`.
    [[nodiscard]] std::optional<PointId> begin_of(NameId name) const;
    [[nodiscard]] std::optional<PointId> end_of(NameId name) const;
    [[nodiscard]] std::optional<PointId> publication_of(NameId source) const;
    [[nodiscard]] std::optional<Event> event_of(NameId name) const;
    /// Everything that has points, in the order in which cards first name it.
    [[nodiscard]] const std::vector<NameId>& names() const { return names_; }
    /// Whose point it is; none of the calendar.
    [[nodiscard]] NameId name_at(PointId point) const { return owners_[point.index]; }

    /// That what the point is an end of ends after it begins.
    [[nodiscard]] ClaimId nature_of(PointId point) const;

    [[nodiscard]] const evidence::Evidence& evidence() const { return *evidence_; }
    [[nodiscard]] const AboutPolicy& about() const { return about_; }

  private:
    friend class TimeGathering;
    struct Points {
        PointId begin;
        PointId end;
        PointId publication;  ///< of a source; else the calendar
        ClaimId nature;
    };
    TimeClaims(const evidence::Evidence& evidence, const AboutPolicy& about)
        : evidence_(&evidence), about_(about) {}

    const evidence::Evidence* evidence_;
    AboutPolicy about_;
    Network network_;
    std::vector<Choice> choices_;
    std::vector<TimeClaim> claims_;
    std::vector<evidence::ClaimId> grounds_;
    std::vector<NameId> names_;
    std::vector<NameId> owners_;  ///< by point
    std::unordered_map<std::uint32_t, Points> points_;
    std::unordered_map<std::uint32_t, std::vector<ClaimId>> by_unit_;
};

}  // namespace valla::chronology
