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

/// The English name of a language: "English", "Russian", "German", "French", "Spanish".
std::string_view language_name(Language language);

/// The language that a person calls so: by its code, or by its name in any of the five languages,
/// in capitals or not.
///
///     language_named("Russian")     Language::russian
///     language_named("русский")     Language::russian
///     language_named("Russisch")    Language::russian
///     language_named("Latin")       nothing
std::optional<Language> language_named(std::string_view name);

/// Whether a text may be meant for the name of one of the five: it is one slip of the pen away from
/// one, or two in a long one.
bool is_nearly_language(std::string_view name);

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
