#pragma once

#include <functional>
#include <map>
#include <vector>

#include "dispute/assessment.hpp"

namespace valla::consequence {

using casefile::NameId;
using dispute::Assessment;
using dispute::UnitId;
using evidence::StatementId;

/// One version of a case, as far as some disputes reach: for each of them one of its versions. What
/// is in no dispute is in every version.
class Version {
  public:
    Version(const Assessment& assessment, std::vector<UnitId> out)
        : assessment_(&assessment), out_(std::move(out)) {}

    [[nodiscard]] bool has(UnitId unit) const;
    [[nodiscard]] bool has(std::span<const deduction::TokenId> beliefs) const;
    /// Whether the statement follows from what the version has, without looking at silence.
    [[nodiscard]] bool holds(StatementId statement) const;
    /// What the version leaves out of the disputes that were asked about; ascending.
    [[nodiscard]] const std::vector<UnitId>& left_out() const { return out_; }

  private:
    const Assessment* assessment_;
    std::vector<UnitId> out_;
};

/// The versions of those disputes that some statements and beliefs take part in: all combinations
/// of the versions of each. When there are more than `limit`, complete() is false, and what is said
/// of all of them is not known.
class VersionSpace {
  public:
    VersionSpace(Assessment& assessment, const std::vector<UnitId>& units, std::size_t limit = 256);

    [[nodiscard]] const std::vector<Version>& versions() const { return versions_; }
    [[nodiscard]] bool complete() const { return complete_; }

  private:
    std::vector<Version> versions_;
    bool complete_ = true;
};

/// The units on which statements rest, ascending.
std::vector<UnitId> units_behind(const Assessment& assessment,
                                 const std::vector<StatementId>& statements);

}  // namespace valla::consequence
