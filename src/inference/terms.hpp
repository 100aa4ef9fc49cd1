#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "deduction/ids.hpp"
#include "evidence/propositions.hpp"

namespace valla::inference {

using casefile::FieldId;
using casefile::NameId;
using deduction::PredicateId;
using deduction::TermId;
using evidence::ValueKey;

/// Numbers what the statements of a case speak of, so that rules can be joined on numbers: names of
/// things and kinds, and values by what they mean. What stands behind a value is no part of it
/// here.
class Terms {
  public:
    TermId of(const ValueKey& value) {
        const std::uint64_t key =
            std::uint64_t{value.number} << 8 | static_cast<std::uint64_t>(value.tag);
        const auto [found, fresh] =
            numbers_.try_emplace(key, static_cast<std::uint32_t>(values_.size()));
        if (fresh) values_.push_back({value.tag, value.number, 0});
        return {found->second};
    }
    TermId of(NameId name) { return of(ValueKey{casefile::ValueTag::name, name.number, 0}); }
    [[nodiscard]] const ValueKey& operator[](TermId term) const { return values_[term.index]; }
    /// The name that a term stands for; none when it is another value.
    [[nodiscard]] NameId name(TermId term) const {
        const ValueKey& value = values_[term.index];
        return value.tag == casefile::ValueTag::name ? NameId{value.number} : NameId{};
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }

  private:
    std::vector<ValueKey> values_;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

/// What a predicate says of its two terms, a subject and a value.
struct Relation {
    FieldId field;
    std::uint16_t part = 0;  ///< row_flags::begin_of_subject, end_of_subject or none
    bool denied = false;
    /// What arguments with `unless` conclude is kept apart, so that an argument can be undone by a
    /// statement of the same field: arguments and questions find it, rules do not.
    bool late = false;
    /// What has to stand behind the value, as Translation numbers it; 0: whatever stands there.
    std::uint32_t behind = 0;
    friend bool operator==(const Relation&, const Relation&) = default;
};

}  // namespace valla::inference
