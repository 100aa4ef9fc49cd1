#include "calendar/lexicon.hpp"

#include <array>
#include <atomic>
#include <bit>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "calendar/lexicon_words.hpp"
#include "calendar/names.hpp"
#include "calendar/tokens.hpp"

namespace valla::calendar {

namespace {

/// One thing that a folded word or phrase means in some languages.
struct Row {
    std::string folded;
    LanguageSet languages;
    Meaning meaning;
};

constexpr std::uint32_t hash_of(std::string_view folded) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (const char c : folded) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ hash >> 15;
}

/// Whether a row belongs to the words of these languages: one of theirs, or an English word that
/// names no time itself ("about", "between", "first"), which a case in any language may use as it
/// uses the other words of Valla.
bool belongs(const Row& row, LanguageSet languages) {
    const Meaning& meaning = row.meaning;
    const bool is_name = meaning.month != 0 || meaning.weekday != 0 || meaning.season != 0;
    return row.languages.shares_with(languages) ||
           (!is_name && row.languages.contains(Language::english));
}

/// The words of one set of languages, by open addressing.
class Table {
  public:
    Table(const std::vector<Row>& rows, LanguageSet languages) {
        std::size_t count = 0;
        for (const Row& row : rows) count += belongs(row, languages) ? 2 : 0;
        slots_.resize(std::bit_ceil(2 * count + 16));
        for (const Row& row : rows) {
            if (!belongs(row, languages)) continue;
            merge(slot_for(row.folded).word.meaning, row.meaning);
            for (std::size_t blank = row.folded.find(' '); blank != std::string::npos;
                 blank = row.folded.find(' ', blank + 1)) {
                slot_for(std::string_view(row.folded).substr(0, blank)).word.begins_phrase = true;
            }
        }
    }

    [[nodiscard]] const LexiconWord* find(std::string_view folded) const {
        const std::uint32_t hash = hash_of(folded);
        for (std::size_t at = hash;; ++at) {
            const Slot& slot = slots_[at & (slots_.size() - 1)];
            if (slot.folded.empty()) return nullptr;
            if (slot.hash == hash && slot.folded == folded) return &slot.word;
        }
    }

  private:
    struct Slot {
        std::uint32_t hash = 0;
        std::string folded;
        LexiconWord word;
    };

    Slot& slot_for(std::string_view folded) {
        const std::uint32_t hash = hash_of(folded);
        for (std::size_t at = hash;; ++at) {
            Slot& slot = slots_[at & (slots_.size() - 1)];
            if (slot.folded == folded) return slot;
            if (slot.folded.empty()) {
                slot.hash = hash;
                slot.folded = folded;
                return slot;
            }
        }
    }

    static void merge(Meaning& into, const Meaning& other) {
        into.keywords |= other.keywords;
        // A month of the calendars of everyday use goes before one of the same name elsewhere.
        if (into.month == 0) {
            into.month = other.month;
            into.month_calendar = other.month_calendar;
        }
        if (into.weekday == 0) into.weekday = other.weekday;
        if (into.season == 0) into.season = other.season;
        if (into.ordinal == 0) into.ordinal = other.ordinal;
    }

    std::vector<Slot> slots_;
};

class RowMaker {
  public:
    std::vector<Row> make() {
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            add_months(language, Calendar::gregorian);
            add_weekdays(language);
        }
        for (const KeywordRow& row : keyword_rows()) {
            Meaning meaning{};
            meaning.add(row.keyword);
            add_phrases(row.phrases, row.languages, meaning);
        }
        for (const NumberedRow& row : numbered_rows()) add_numbered(row);
        for (int number = 0; number < language_count; ++number) {
            const auto language = static_cast<Language>(number);
            add_months(language, Calendar::hebrew);
            add_months(language, Calendar::islamic);
        }
        // Their names are French in every language.
        for (const NamedNumber& named :
             month_names(Language::french, Calendar::french_republican)) {
            add_month(named, LanguageSet::all(), Calendar::french_republican);
        }
        return std::move(rows_);
    }

  private:
    void add(std::string_view phrase, LanguageSet languages, const Meaning& meaning) {
        if (!tokens_.read(phrase, LanguageSet())) return;
        std::string folded;
        for (std::size_t index = 0; index < tokens_.size(); ++index) {
            if (index > 0) folded += ' ';
            folded += tokens_.folded(tokens_[index]);
        }
        if (!folded.empty()) rows_.push_back({std::move(folded), languages, meaning});
    }

    void add_phrases(std::string_view phrases, LanguageSet languages, const Meaning& meaning) {
        while (!phrases.empty()) {
            const std::size_t bar = phrases.find('|');
            add(phrases.substr(0, bar), languages, meaning);
            phrases = bar == std::string_view::npos ? std::string_view() : phrases.substr(bar + 1);
        }
    }

    void add_numbered(const NumberedRow& row) {
        Meaning meaning{};
        switch (row.kind) {
            case NumberedKind::month:
                meaning.month = row.number;
                meaning.month_calendar = row.calendar;
                break;
            case NumberedKind::season: meaning.season = row.number; break;
            case NumberedKind::ordinal: meaning.ordinal = row.number; break;
            case NumberedKind::weekday: meaning.weekday = row.number; break;
        }
        add_phrases(row.phrases, row.languages, meaning);
    }

    void add_month(const NamedNumber& named, LanguageSet languages, Calendar calendar) {
        Meaning meaning{};
        meaning.month = static_cast<std::uint8_t>(named.number);
        meaning.month_calendar = calendar;
        add(named.name, languages, meaning);
        // "Dhuʻl-Hijjah" is as often typed with a plain apostrophe.
        constexpr std::string_view turned_comma = "ʻ";
        std::string plain = named.name;
        for (std::size_t at = plain.find(turned_comma); at != std::string::npos;
             at = plain.find(turned_comma)) {
            plain.replace(at, turned_comma.size(), "'");
        }
        if (plain != named.name) add(plain, languages, meaning);
    }

    void add_months(Language language, Calendar calendar) {
        for (const NamedNumber& named : month_names(language, calendar)) {
            add_month(named, language, calendar);
            if (language == Language::russian) add_russian_cases(named, calendar);
        }
    }

    /// The locale data have the nominative and the genitive; prepositions want the other cases too.
    void add_russian_cases(const NamedNumber& named, Calendar calendar) {
        constexpr std::array<std::string_view, 5> soft = {"я", "е", "ю", "ем", "ём"};
        constexpr std::array<std::string_view, 4> hard = {"а", "е", "у", "ом"};
        const std::string& name = named.name;
        if (name.size() < 4 || name.back() == '.') return;
        const std::string_view last = std::string_view(name).substr(name.size() - 2);
        const bool is_soft = last == "ь" || last == "й";
        if (!is_soft && last != "т") return;
        const std::string stem = is_soft ? name.substr(0, name.size() - 2) : name;
        const auto add_ending = [&](std::string_view ending) {
            add_month({stem + std::string(ending), named.number}, Language::russian, calendar);
        };
        if (is_soft) {
            for (const std::string_view ending : soft) add_ending(ending);
        } else {
            for (const std::string_view ending : hard) add_ending(ending);
        }
    }

    void add_weekdays(Language language) {
        for (const NamedNumber& named : weekday_names(language)) {
            Meaning meaning{};
            meaning.weekday = static_cast<std::uint8_t>(named.number);
            add(named.name, language, meaning);
        }
    }

    Tokens tokens_;
    std::vector<Row> rows_;
};

/// The table of a set of languages, made when it is first asked for and kept for the life of the
/// program.
const Table& table_of(LanguageSet languages) {
    // Constant initialisation: no guard stands before the common way.
    static constinit std::array<std::atomic<const Table*>, 1 << language_count> tables{};
    const std::size_t index = languages.bits();
    if (const Table* table = tables[index].load(std::memory_order_acquire)) return *table;
    static std::mutex making;
    static std::vector<std::unique_ptr<const Table>> owners;
    const std::scoped_lock lock(making);
    if (const Table* table = tables[index].load(std::memory_order_relaxed)) return *table;
    static const std::vector<Row> rows = std::make_unique<RowMaker>()->make();
    owners.push_back(std::make_unique<const Table>(rows, languages));
    tables[index].store(owners.back().get(), std::memory_order_release);
    return *owners.back();
}

}  // namespace

const LexiconWord* find_word(std::string_view folded, LanguageSet languages) {
    return languages.empty() ? nullptr : table_of(languages).find(folded);
}

}  // namespace valla::calendar
