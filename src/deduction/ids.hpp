#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace valla::deduction {

/// What a fact speaks of: whatever the caller numbers. Terms are equal or not; comparisons of order
/// compare their numbers.
struct TermId {
    std::uint32_t index = 0;
    friend auto operator<=>(TermId, TermId) = default;
};

/// A relation with a fixed number of columns. Field and polarity are parts of the predicate: "by"
/// and "not by" are two.
struct PredicateId {
    std::uint32_t index = 0;
    friend auto operator<=>(PredicateId, PredicateId) = default;
};

/// A predicate with a term in each column, counted in the order of insertion.
struct FactId {
    std::uint32_t index = 0;
    friend auto operator<=>(FactId, FactId) = default;
};

struct RuleId {
    std::uint32_t index = 0;
    friend auto operator<=>(RuleId, RuleId) = default;
};

/// A relation that is computed by the caller's own code.
struct ExternalId {
    std::uint32_t index = 0;
    friend auto operator<=>(ExternalId, ExternalId) = default;
};

/// What an answer from outside rests on: whatever the caller numbers, densely, for there is a bit
/// for each.
struct TokenId {
    std::uint32_t index = 0;
    friend auto operator<=>(TokenId, TokenId) = default;
};

/// A fact that somebody looked for and that may not be there; see Deduction::absent_terms().
struct AbsenceId {
    std::uint32_t index = 0;
    friend auto operator<=>(AbsenceId, AbsenceId) = default;
};

/// The number of a row in its relation.
using Row = std::uint32_t;
inline constexpr Row no_row = 0xFFFFFFFF;

/// Ids are below this, so that an Element holds any of them.
inline constexpr std::uint32_t id_limit = 1U << 30;

enum class ElementKind : std::uint8_t { fact, token, rule, absence };

/// What a derivation can rest on: a fact, a token from outside, a rule that is a unit of its own,
/// or the absence of a fact. Ordered by kind, then by id.
class Element {
  public:
    Element(FactId id) : code_(id.index) {}
    Element(TokenId id) : code_(1U << 30 | id.index) {}
    Element(RuleId id) : code_(2U << 30 | id.index) {}
    Element(AbsenceId id) : code_(3U << 30 | id.index) {}

    [[nodiscard]] ElementKind kind() const { return static_cast<ElementKind>(code_ >> 30); }
    [[nodiscard]] std::uint32_t index() const { return code_ & (id_limit - 1); }
    friend auto operator<=>(Element, Element) = default;

  private:
    std::uint32_t code_;
};

/// A set of ids, one bit each. An id past the end is not in the set.
///
///     FactSet mask = FactSet::all(facts.size());
///     mask.erase(hearsay);
template <class Id>
class IdSet {
  public:
    IdSet() = default;

    static IdSet all(std::uint32_t ids) {
        IdSet set;
        set.words_.assign((ids + 63) / 64, ~std::uint64_t{0});
        if (ids % 64 != 0) set.words_.back() = (std::uint64_t{1} << (ids % 64)) - 1;
        return set;
    }

    [[nodiscard]] bool contains(Id id) const {
        const std::size_t word = id.index / 64;
        return word < words_.size() && ((words_[word] >> (id.index % 64)) & 1) != 0;
    }
    void insert(Id id) {
        if (id.index / 64 >= words_.size()) words_.resize(id.index / 64 + 1);
        words_[id.index / 64] |= std::uint64_t{1} << (id.index % 64);
    }
    void erase(Id id) {
        if (id.index / 64 < words_.size()) {
            words_[id.index / 64] &= ~(std::uint64_t{1} << (id.index % 64));
        }
    }
    [[nodiscard]] std::size_t size() const {
        std::size_t bits = 0;
        for (const std::uint64_t word : words_) {
            bits += static_cast<std::size_t>(std::popcount(word));
        }
        return bits;
    }

  private:
    std::vector<std::uint64_t> words_;
};

using FactSet = IdSet<FactId>;
using TokenSet = IdSet<TokenId>;
using RuleSet = IdSet<RuleId>;

}  // namespace valla::deduction
