#pragma once

#include <optional>
#include <vector>

#include "calendar/duration.hpp"
#include "evidence/evidence.hpp"
#include "lineage/rejection.hpp"

namespace valla::dispute {

using casefile::NameId;
using casefile::RowId;

/// One line of a reading.
struct Judgement {
    enum class Kind : std::uint8_t { reject, accept, prefer, credit };
    Kind kind = Kind::reject;
    lineage::Target target;
    lineage::Target over;  ///< of `prefer`: what is believed less
    RowId row;
};

/// A scholar's own judgement of the sources, from all cards of its name; without a name it judges
/// nothing, and every source counts alike.
struct Reading {
    NameId name;
    evidence::Grain grain = evidence::Grain::accounts_whole;
    std::vector<Judgement> judgements;
    std::optional<calendar::Duration> about;  ///< how far `about` reaches

    /// What a reading says of how the evidence is to be taken: its grain. Nothing else of it is
    /// needed before the evidence is gathered.
    static evidence::Grain grain_of(const casefile::Case& the_case, NameId name);
    /// The sayings and other ids that a reading credits.
    static std::vector<NameId> credited_in(const casefile::Case& the_case, NameId name);
    static Reading of(evidence::Evidence& evidence, NameId name);

    [[nodiscard]] std::vector<lineage::Target> rejected() const;
};

/// How far `about` reaches where no reading says so: what a vocabulary of the case says, if any
/// does.
std::optional<calendar::Duration> about_in_vocabularies(const casefile::Case& the_case);

}  // namespace valla::dispute
