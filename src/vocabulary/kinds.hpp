#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace valla::vocabulary {

/// The kinds of card that the language itself knows. A vocabulary declares kinds of these (`kind
/// arrest` with `of: event`), never new ones beside them.
enum class BaseKind : std::uint8_t {
    person,
    body,
    place,
    thing,
    source,
    event,
    state,
    sequence,
    claim,
    saying,
    passage,
    demand,
    threat,
    promise,
    account,
    rivals,
    argument,
    same,
    different,
    reading,
    case_,
    vocabulary,
    kind,
    property,
    hedge,
    rule,
    never,
    question,
    table,
};
inline constexpr std::size_t base_kind_count = 29;

/// A set of base kinds.
class KindSet {
  public:
    constexpr KindSet() = default;
    constexpr KindSet(BaseKind kind) : bits_(1U << static_cast<unsigned>(kind)) {}
    constexpr KindSet(std::initializer_list<BaseKind> kinds) {
        for (const BaseKind kind : kinds) bits_ |= KindSet(kind).bits_;
    }
    [[nodiscard]] constexpr bool has(BaseKind kind) const {
        return (bits_ & KindSet(kind).bits_) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    friend constexpr KindSet operator|(KindSet a, KindSet b) {
        a.bits_ |= b.bits_;
        return a;
    }
    friend constexpr KindSet operator&(KindSet a, KindSet b) {
        a.bits_ &= b.bits_;
        return a;
    }
    friend constexpr bool operator==(KindSet, KindSet) = default;

  private:
    std::uint32_t bits_ = 0;
};

namespace kinds {
using enum BaseKind;
/// What there is.
inline constexpr KindSet things{person, body, place, thing, source};
/// What is owed.
inline constexpr KindSet commitments{demand, threat, promise};
/// What has a begin and an end.
inline constexpr KindSet happenings = KindSet{event, state, saying} | commitments;
/// Who or what can hand on word of something.
inline constexpr KindSet tellers{person, body, source, saying};
/// What a card can state on somebody's word.
inline constexpr KindSet stated =
    things | happenings |
    KindSet{sequence, claim, passage, account, rivals, argument, same, different};
/// What declares words of the language, in namespaces of their own.
inline constexpr KindSet terms{vocabulary, kind, property, hedge};
inline constexpr KindSet machinery = terms | KindSet{reading, case_, rule, never, question, table};
inline constexpr KindSet all = stated | machinery;
}  // namespace kinds

/// One row of the table of kinds.
struct BaseKindRow {
    std::string_view name;   ///< as written at column 0
    std::string_view group;  ///< under which heading the documentation and `valla kinds` list it
    std::string_view means;  ///< one sentence
};

std::span<const BaseKindRow> base_kinds();
std::string_view name_of(BaseKind kind);

/// The kinds of a set as words: "a person, body or source".
std::string describe(KindSet set);

}  // namespace valla::vocabulary
