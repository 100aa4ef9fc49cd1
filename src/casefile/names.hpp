#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace valla::casefile {

/// A name by its number. Numbers are given in the order in which names are first met, and stay.
struct NameId {
    static constexpr std::uint32_t none_number = 0xFFFFFFFF;

    std::uint32_t number = none_number;
    [[nodiscard]] bool none() const { return number == none_number; }
    friend bool operator==(NameId, NameId) = default;
    friend auto operator<=>(NameId, NameId) = default;
};

/// Names live side by side in these spaces, so that an event and a kind of event can both be called
/// `meeting`.
enum class NameSpace : std::uint8_t {
    id,          ///< what cards of the case declare
    kind,        ///< `kind` cards
    property,    ///< `property` cards
    hedge,       ///< `hedge` cards
    vocabulary,  ///< `vocabulary` cards
    locus,       ///< a place in a source: "conquest at note 78"
    variable,    ///< `?x` of a rule or question; the name includes its card, see CardReader
};
inline constexpr std::size_t name_space_count = 7;

/// All names of a case, each held once, in Unicode Normalization Form C. Finding or adding a name
/// is one look into a hash table; memory is the bytes of the names and about 50 bytes more for
/// each.
class NameTable {
  public:
    NameTable();

    /// The number of a name, which is added when it is new.
    NameId intern(NameSpace space, std::string_view name);
    [[nodiscard]] std::optional<NameId> find(NameSpace space, std::string_view name) const;

    [[nodiscard]] std::string_view text(NameId id) const { return entries_[id.number].text; }
    [[nodiscard]] NameSpace space(NameId id) const { return entries_[id.number].space; }
    /// Which characters the name has, folded into 64 bits; a slip of the pen changes at most two of
    /// them.
    [[nodiscard]] std::uint64_t signature(NameId id) const { return entries_[id.number].signature; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }

  private:
    struct Entry {
        std::string_view text;
        std::uint64_t signature;
        NameSpace space;
    };
    static constexpr std::size_t block_size = std::size_t{1} << 16;

    /// A place in the hash table. Beside the number of the name stand other bits of its hash, so
    /// that names that differ are told apart without a look at them.
    struct Slot {
        std::uint32_t number = NameId::none_number;
        std::uint32_t hash = 0;
    };

    [[nodiscard]] std::size_t slot(NameSpace space, std::string_view name, std::size_t hash) const;
    std::string_view keep(std::string_view name);
    void grow();

    std::vector<Entry> entries_;
    std::vector<Slot> slots_;  ///< linear probing; a power of two
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_used_ = block_size;
};

}  // namespace valla::casefile
