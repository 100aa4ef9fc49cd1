#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "evidence/propositions.hpp"
#include "evidence/words.hpp"

namespace valla::evidence {

/// What can be believed or not as a whole (docs/semantics.md, section 1).
struct UnitId {
    std::uint32_t number = 0xFFFFFFFF;
    [[nodiscard]] bool none() const { return number == 0xFFFFFFFF; }
    friend bool operator==(UnitId, UnitId) = default;
    friend auto operator<=>(UnitId, UnitId) = default;
};

/// One line of a card, one value of it, on the word of that card.
struct ClaimId {
    std::uint32_t number = 0xFFFFFFFF;
    friend bool operator==(ClaimId, ClaimId) = default;
    friend auto operator<=>(ClaimId, ClaimId) = default;
};

/// What stands or falls as one: whole accounts, single claims, or all that one origin says.
enum class Grain : std::uint8_t { accounts_whole, claims_singly, sources_whole };

enum class UnitKind : std::uint8_t {
    statement,  ///< a statement outside accounts, with all words behind it
    account,    ///< the lines of one account that not all accounts of its thing have
    shared,     ///< the lines that all accounts of one thing have
    closing,    ///< that a list is closed
    argument,   ///< that somebody's inference is sound
    origin,     ///< with the grain `sources whole`: all that one origin says
    identity,   ///< that ids mean one thing, or different things
};

struct Unit {
    UnitKind kind = UnitKind::statement;
    bool alleged = false;   ///< its claims are only alleged: it may clash, but feeds nothing
    NameId name;            ///< the account, argument, origin or shared thing; else none
    StatementId statement;  ///< of a unit of one statement; else none
    ClaimId first;          ///< its first claim; none of an argument
};

enum class ClaimKind : std::uint8_t {
    statement,   ///< the line says it
    occurrence,  ///< the line is about a happening, and so says that it occurred
    closing,     ///< the line says that nothing else is on its list
    identity,    ///< a `same` or `different` card
};

struct Claim {
    RowId row;  ///< the line; of an occurrence that a card states by being there, none
    CardId card;
    StatementId statement;  ///< none of a closing claim
    UnitId unit;
    NameId account;                ///< in which it stands; none outside accounts
    std::uint32_t first_word = 0;  ///< of Evidence::words()
    std::uint16_t word_count = 0;  ///< none: the researcher's own word
    ClaimKind kind = ClaimKind::statement;
    bool alleged = false;
    bool implies_occurrence = false;  ///< of its subject
    std::uint32_t closing = 0;        ///< of a closing claim: index of Evidence::closings()
};

/// That a subject has, for one field, these values and no others.
struct Closing {
    NameId subject;
    FieldId field;
    std::uint16_t part = 0;
    NameId only_of;                ///< no other members of this body; none: nobody else at all
    std::vector<ValueKey> values;  ///< sorted
    UnitId unit;
    RowId row;
    ClaimId claim;  ///< that says so
};

/// That two or more ids mean one thing, or different things.
struct Identity {
    NameId card;
    bool same = true;  ///< as it comes out, with `not` worked in
    std::vector<NameId> names;
    UnitId unit;
};

/// Somebody's inference, from all cards of its name.
struct Argument {
    NameId name;
    UnitId unit;
    std::vector<CardId> cards;
    std::vector<NameId> by;
    std::vector<RowId> from;   ///< premises, mentioned rows
    std::vector<RowId> hence;  ///< conclusions in statement form, mentioned rows
    std::vector<RowId> prose;  ///< conclusions as sentences: rows of the card's own
    std::vector<RowId> unless;
    std::vector<NameId> compare;
};

/// Accounts of one thing that cannot stand together.
struct RivalAccounts {
    NameId of;
    std::vector<NameId> accounts;  ///< in the order of their cards
    std::vector<UnitId> units;     ///< of each; none of an account without a line of its own
    UnitId shared;                 ///< of what all of them say; none when nothing
    bool both_possible = false;
};

/// What the cards of a case claim: every line, value by value, with what it states, on whose word,
/// in which account, and the unit as a part of which it is believed or not. Arguments, closed
/// lists, identities and rival accounts are gathered beside it. Nothing is concluded here, and
/// nothing is left out because it is doubtful.
///
///     Evidence evidence = Evidence::of(the_case);
///     for (ClaimId claim : evidence.claims_of(unit)) ...
///     for (ClaimId claim : evidence.claims_of(statement)) ...
///
/// The order of claims and units is that of the cards by file name and place, so that it does not
/// depend on the order in which files were read. The case must outlive it. Cost: one pass over the
/// rows.
class Evidence {
  public:
    /// Accounts in `taken_apart` are no units: their lines are taken claim by claim. What the
    /// sayings in `credited` say is claimed on the word of their cards. `live` says by claim which
    /// of them have a word left, empty that all have: what all accounts of a thing say is shared
    /// by them, and an account or a line with no word left counts for nothing there. Neither the
    /// claims nor their numbers depend on it, only the units.
    static Evidence of(const Case& the_case, Grain grain = Grain::accounts_whole,
                       const std::vector<NameId>& taken_apart = {},
                       const std::vector<NameId>& credited = {},
                       const std::vector<bool>& live = {});
    /// The same of some cards only, in canonical order, at a cost that follows them. What a name is
    /// and whose word stands behind a card is read from the whole case.
    static Evidence of_cards(const Case& the_case, std::vector<CardId> cards,
                             const std::vector<NameId>& taken_apart = {});

    [[nodiscard]] const Case& the_case() const { return *case_; }
    /// The cards that were gone through, in canonical order: those of all kinds.
    [[nodiscard]] const std::vector<CardId>& cards() const { return cards_; }
    /// Whether these are not all cards of the case.
    [[nodiscard]] bool is_of_some_cards() const { return of_some_cards_; }
    [[nodiscard]] Propositions& propositions() { return propositions_; }
    [[nodiscard]] const Propositions& propositions() const { return propositions_; }
    [[nodiscard]] Grain grain() const { return grain_; }
    [[nodiscard]] const std::vector<NameId>& taken_apart() const { return taken_apart_; }

    [[nodiscard]] const std::vector<Claim>& claims() const { return claims_; }
    [[nodiscard]] const Claim& operator[](ClaimId id) const { return claims_[id.number]; }
    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    [[nodiscard]] const Unit& operator[](UnitId id) const { return units_[id.number]; }

    [[nodiscard]] std::span<const ClaimId> claims_of(UnitId unit) const {
        return by_unit_.of(unit.number);
    }
    /// The claims that state just this, alleged ones among them; in canonical order.
    [[nodiscard]] std::span<const ClaimId> claims_of(StatementId statement) const {
        return by_statement_.of(statement.number);
    }
    [[nodiscard]] std::span<const WordRef> words_of(const Claim& claim) const {
        return {words_.data() + claim.first_word, claim.word_count};
    }
    /// The words behind an argument: those of all its cards.
    [[nodiscard]] std::vector<WordRef> words_of(const Argument& argument) const;

    [[nodiscard]] const std::vector<Closing>& closings() const { return closings_; }
    [[nodiscard]] const std::vector<Identity>& identities() const { return identities_; }
    [[nodiscard]] const std::vector<Argument>& arguments() const { return arguments_; }
    [[nodiscard]] const std::vector<RivalAccounts>& rival_accounts() const {
        return rival_accounts_;
    }

  private:
    friend class Gathering;
    /// Lists by a dense number, one after the other.
    struct Lists {
        std::vector<std::uint32_t> begins;
        std::vector<ClaimId> entries;
        [[nodiscard]] std::span<const ClaimId> of(std::uint32_t key) const {
            if (key + 1 >= begins.size()) return {};
            return {entries.data() + begins[key], begins[key + 1] - begins[key]};
        }
    };
    explicit Evidence(const Case& the_case) : case_(&the_case), propositions_(the_case) {}
    template <typename KeyOf>
    [[nodiscard]] Lists lists(std::size_t count, KeyOf key_of) const;
    void index();

    const Case* case_;
    std::vector<CardId> cards_;
    bool of_some_cards_ = false;
    Grain grain_ = Grain::accounts_whole;
    std::vector<NameId> taken_apart_;
    std::vector<NameId> credited_;
    Propositions propositions_;
    std::vector<Claim> claims_;
    std::vector<Unit> units_;
    std::vector<WordRef> words_;
    std::vector<Closing> closings_;
    std::vector<Identity> identities_;
    std::vector<Argument> arguments_;
    std::vector<RivalAccounts> rival_accounts_;
    Lists by_unit_;
    Lists by_statement_;
};

/// Sorts the values of a closed list by what they mean.
void sort_values(std::vector<ValueKey>& values);

/// Whether a value is a person or thing whose only `name:` is "unnamed": somebody who is not said
/// to be anybody else, nor to be nobody else.
bool is_unnamed(const Case& the_case, const ValueKey& value);

/// Whether a field only names or describes its subject (`name`, `title`, `shelfmark`): such claims
/// are left out of lists of what the case says.
bool is_label(const vocabulary::Vocabulary& vocabulary, FieldId field);

}  // namespace valla::evidence
