#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace valla::calendar {

/// The languages in which dates are read and written.
enum class Language : std::uint8_t { english, russian, german, french, spanish };

inline constexpr int language_count = 5;

/// The two letters of ISO 639 for a language: "en", "ru", "de", "fr", "es".
std::string_view language_code(Language language);
std::optional<Language> language_with_code(std::string_view code);

/// A set of languages in one byte.
class LanguageSet {
  public:
    constexpr LanguageSet() = default;
    constexpr LanguageSet(Language language) : bits_(bit(language)) {}

    static constexpr LanguageSet all() {
        LanguageSet set;
        set.bits_ = (1 << language_count) - 1;
        return set;
    }

    [[nodiscard]] constexpr bool contains(Language language) const {
        return (bits_ & bit(language)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    /// One bit for each language, English the lowest; below 2^language_count.
    [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
    [[nodiscard]] constexpr bool shares_with(LanguageSet other) const {
        return (bits_ & other.bits_) != 0;
    }
    friend constexpr LanguageSet operator|(LanguageSet a, LanguageSet b) {
        a.bits_ = static_cast<std::uint8_t>(a.bits_ | b.bits_);
        return a;
    }
    friend constexpr bool operator==(LanguageSet, LanguageSet) = default;

  private:
    static constexpr std::uint8_t bit(Language language) {
        return static_cast<std::uint8_t>(1 << static_cast<int>(language));
    }

    std::uint8_t bits_ = 0;
};

}  // namespace valla::calendar
