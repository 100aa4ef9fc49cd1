#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/phrases.hpp"
#include "syntax/tree.hpp"
#include "text/message.hpp"
#include "vocabulary/fields.hpp"
#include "vocabulary/kinds.hpp"

namespace valla::vocabulary {

/// A kind, by its row: the base kinds come first, in their order, then those that cards declare.
struct KindId {
    std::uint16_t row = 0;
    friend bool operator==(KindId, KindId) = default;
};

/// A field, by its row: builtin_fields() first, then the properties that cards declare.
struct FieldId {
    std::uint16_t row = 0;
    friend bool operator==(FieldId, FieldId) = default;
};

/// A hedge, by its row; 0 is no hedge.
struct HedgeId {
    std::uint8_t row = 0;
    [[nodiscard]] bool none() const { return row == 0; }
    friend bool operator==(HedgeId, HedgeId) = default;
};

struct KindRow {
    std::string_view name;
    BaseKind base = BaseKind::thing;
    KindId parent;  ///< itself for a base kind
    bool instantaneous = false;
    bool known_base = true;  ///< false when its `of:` leads to no kind of the language
};

struct HedgeRow {
    std::string_view name;
    HedgeId means;  ///< the hedge of the language that says the same; itself for one of those
    bool alleged = false;  ///< the claim is only alleged
};

/// A `kind`, `property` or `hedge` card, taken from a tree before anything else of the case is
/// read.
struct TermCard {
    struct Field {
        std::string name;
        std::string value;
        text::Span span;  ///< of the value, counted from the begin of the card
    };
    BaseKind kind = BaseKind::kind;
    std::string name;
    text::Span name_span;
    std::vector<Field> fields;
};

/// Reads a card as a term, if it is one: its head begins with the word kind, property or hedge.
/// Mistakes in it are passed over here; the reader of the case reports them.
std::optional<TermCard> read_term(std::string_view card, const syntax::Tree& tree,
                                  const syntax::CardNode& node);

/// The one table of kinds, fields and hedges that everything else reads: the language's own rows,
/// and a row for each term card. The order of the cards changes nothing but the numbers of the
/// rows.
class Vocabulary {
  public:
    /// How many kinds and how many fields there can be, and how many hedges.
    static constexpr std::size_t row_limit = 65'000;
    static constexpr std::size_t hedge_limit = 250;

    struct Problem {
        std::size_t card;  ///< which of the cards given to build()
        text::Message message;
    };

    /// Builds the table. Two cards of one name that say different things are a problem; the first
    /// counts.
    static Vocabulary build(const std::vector<TermCard>& cards, std::vector<Problem>& problems);

    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;
    Vocabulary(Vocabulary&&) = default;
    Vocabulary& operator=(Vocabulary&&) = default;

    [[nodiscard]] const KindRow& kind(KindId id) const { return kinds_[id.row]; }
    [[nodiscard]] const FieldRow& field(FieldId id) const { return fields_[id.row]; }
    [[nodiscard]] const HedgeRow& hedge(HedgeId id) const { return hedges_[id.row]; }
    [[nodiscard]] const std::vector<KindRow>& kinds() const { return kinds_; }
    [[nodiscard]] const std::vector<FieldRow>& fields() const { return fields_; }
    [[nodiscard]] const std::vector<HedgeRow>& hedges() const { return hedges_; }

    [[nodiscard]] std::optional<KindId> find_kind(std::string_view name) const;
    /// How many words the longest name of a kind has.
    [[nodiscard]] std::size_t longest_kind_name() const { return longest_kind_name_; }

    /// The field of this name that stands on cards of this kind.
    [[nodiscard]] std::optional<FieldId> find_field(BaseKind kind, std::string_view name) const;
    /// Whether any card can have a field of this name; for telling "not here" from "nowhere".
    [[nodiscard]] bool knows_field(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> field_names(BaseKind kind) const;

    struct FieldMatch {
        FieldId field;
        std::uint16_t words;
    };
    /// The longest field name of statement form that begins at `first`.
    [[nodiscard]] std::optional<FieldMatch> statement_field(std::string_view text,
                                                            const syntax::Word* first,
                                                            const syntax::Word* last) const;

    struct HedgeMatch {
        HedgeId hedge;
        std::uint16_t words;
    };
    [[nodiscard]] std::optional<HedgeMatch> hedge_at(std::string_view text,
                                                     const syntax::Word* first,
                                                     const syntax::Word* last) const;
    [[nodiscard]] std::optional<HedgeId> find_hedge(std::string_view name) const;

    /// The base kind that values of a type word (`person`, or a declared kind) have; nothing for a
    /// word that is not a kind.
    [[nodiscard]] std::optional<KindSet> names_of_type(std::string_view type) const;

  private:
    Vocabulary() = default;

    void add_builtins();
    void add_kinds(const std::vector<TermCard>& cards, std::vector<Problem>& problems);
    void add_property(const TermCard& card, std::size_t index, std::vector<Problem>& problems);
    void add_hedges(const std::vector<TermCard>& cards, std::vector<Problem>& problems);
    void index_field(FieldId id);
    std::string_view keep(std::string_view text);

    std::deque<std::string> kept_;  ///< what the rows of cards point into; never moves
    std::vector<KindRow> kinds_;
    std::vector<FieldRow> fields_;
    std::vector<HedgeRow> hedges_;
    syntax::Phrases kind_names_;
    std::size_t longest_kind_name_ = 1;
    syntax::Phrases field_names_;  ///< to a row of fields_by_name_
    std::vector<std::vector<FieldId>> fields_by_name_;
    syntax::Phrases statement_fields_;
    syntax::Phrases hedge_names_;
};

}  // namespace valla::vocabulary
