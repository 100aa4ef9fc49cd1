#pragma once

#include <functional>
#include <vector>

#include "evidence/evidence.hpp"

namespace valla::evidence {

/// Which ids may be one thing: those that `same` cards join, from one to the next. On which
/// versions they are one is another matter (docs/semantics.md).
///
///     const Sameness all(evidence.identities(), [](const Identity&) { return true; });
///     all.may_be_one(weber, carpenter);  // with `same` cards for weber and miller, miller and
///     carpenter
class Sameness {
  public:
    /// Of the cards that count, for instance those that have a word left.
    Sameness(const std::vector<Identity>& identities,
             const std::function<bool(const Identity&)>& counts);

    /// An id is one with itself.
    [[nodiscard]] bool may_be_one(NameId a, NameId b) const;
    /// Ids that may be one with others, each with its like: two or more in each group.
    [[nodiscard]] const std::vector<std::vector<NameId>>& groups() const { return groups_; }

  private:
    std::vector<std::vector<NameId>> groups_;
};

}  // namespace valla::evidence
