#include "calendar/lexicon.hpp"

#include <array>
#include <atomic>
#include <bit>
#include <memory>
#include <mutex>
#include <vector>

#include "calendar/word_tables.hpp"

namespace valla::calendar {

namespace {

constexpr std::uint32_t hash_of(std::string_view folded) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (const char c : folded) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash ^ hash >> 15;
}

/// Whether a row belongs to the words of these languages: one of theirs, or an English word that
/// names no time itself ("about", "between", "first"), which a case in any language may use as it
/// uses the other words of Valla.
bool belongs(const WordRow& row, LanguageSet languages) {
    const Meaning& meaning = row.meaning;
    const bool is_name = meaning.month != 0 || meaning.weekday != 0 || meaning.season != 0;
    return (row.languages & languages.bits()) != 0 ||
           (!is_name && (row.languages & LanguageSet(Language::english).bits()) != 0);
}

/// The words of one set of languages, by open addressing.
class Table {
  public:
    explicit Table(LanguageSet languages) {
        std::size_t count = 0;
        for (const WordRow& row : word_rows()) count += belongs(row, languages) ? 1 : 0;
        words_.reserve(count);
        slots_.resize(std::bit_ceil(2 * count + 16));
        for (const WordRow& row : word_rows()) {
            if (!belongs(row, languages)) continue;
            merge(word_for(row.folded).meaning, row.meaning);
            for (std::size_t blank = row.folded.find(' '); blank != std::string_view::npos;
                 blank = row.folded.find(' ', blank + 1))
                word_for(row.folded.substr(0, blank)).begins_phrase = true;
        }
    }

    [[nodiscard]] const LexiconWord* find(std::string_view folded) const {
        const std::uint32_t hash = hash_of(folded);
        for (std::size_t at = hash;; ++at) {
            const Slot& slot = slots_[at & (slots_.size() - 1)];
            if (slot.place == 0) return nullptr;
            if (slot.hash != hash) continue;
            const Entry& entry = words_[slot.place - 1];
            if (entry.folded == folded) return &entry.word;
        }
    }

  private:
    struct Entry {
        std::string_view folded;
        LexiconWord word;
    };
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t place = 0;  ///< in words_, from 1; 0 where the slot is free
    };

    LexiconWord& word_for(std::string_view folded) {
        const std::uint32_t hash = hash_of(folded);
        for (std::size_t at = hash;; ++at) {
            Slot& slot = slots_[at & (slots_.size() - 1)];
            if (slot.place == 0) {
                words_.push_back({folded, {}});
                slot = {hash, static_cast<std::uint32_t>(words_.size())};
                if (2 * words_.size() > slots_.size()) grow();
                return words_.back().word;
            }
            if (slot.hash == hash && words_[slot.place - 1].folded == folded)
                return words_[slot.place - 1].word;
        }
    }

    /// Beginnings of phrases are words too, and are not counted beforehand.
    void grow() {
        slots_.assign(2 * slots_.size(), {});
        for (std::uint32_t place = 1; place <= words_.size(); ++place) {
            const std::uint32_t hash = hash_of(words_[place - 1].folded);
            std::size_t at = hash;
            while (slots_[at & (slots_.size() - 1)].place != 0) ++at;
            slots_[at & (slots_.size() - 1)] = {hash, place};
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

    std::vector<Entry> words_;
    std::vector<Slot> slots_;
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
    owners.push_back(std::make_unique<const Table>(languages));
    tables[index].store(owners.back().get(), std::memory_order_release);
    return *owners.back();
}

}  // namespace

const LexiconWord* find_word(std::string_view folded, LanguageSet languages) {
    return languages.empty() ? nullptr : table_of(languages).find(folded);
}

}  // namespace valla::calendar
