#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casefile/case.hpp"
#include "casefile/mentions.hpp"
#include "text/render.hpp"

namespace valla::casefile {

/// A message about a card; its span counts from the begin of the card. Where its sentence names the
/// place of another card, it has a parameter "place-of", the number of the name that is introduced
/// there; placed() makes the words of it, so that an edit elsewhere in the file changes no message.
struct CheckedMessage {
    CardId card;
    text::Message message;
};

/// Says everything that is wrong with a case, in one run: what reading said of each card, ids that
/// nothing declares, ids of the wrong kind, fields that are missing, words declared twice,
/// look-alike ids, waivers. One mistake is one message: an id that nothing declares is reported
/// once, where it is first used, with the number of places; and what follows from a mistake that is
/// reported already is not reported.
///
/// Answers can be asked for a card or a name at a time, which is what the workspace does after an
/// edit; all() is the sum of them.
class Checker {
  public:
    explicit Checker(const Case& a_case) : case_(a_case) {}

    /// What is wrong with a card, as far as the card itself and the kinds of the names in it tell.
    /// Waived messages are left out; a waiver that waives nothing is a message.
    [[nodiscard]] std::vector<text::Message> card_messages(CardId card) const;

    /// What is wrong with a name that cards declare: kinds that differ, a field that none of its
    /// cards has.
    void name_messages(NameId name, std::vector<CheckedMessage>& messages) const;

    /// A name that cards mention and none declares.
    struct Unknown {
        NameId name;
        CardId card;  ///< of the first mention in the order of files and places
        Mention mention;
        std::uint32_t places = 0;  ///< how many mentions there are
    };
    /// Whether a name that a card mentions is missing: no card declares it, and it is no kind of
    /// the language's own.
    [[nodiscard]] bool is_unknown(NameId name) const;
    /// Adds a card's mentions of undeclared names to the table.
    using Unknowns = std::unordered_map<std::uint32_t, Unknown>;
    void collect_unknowns(CardId card, Unknowns& unknowns) const;
    /// The same, of one name only.
    void collect_unknowns(CardId card, NameId name, Unknowns& unknowns) const;
    /// The message about an undeclared name; nothing while it is most likely the consequence of a
    /// mistake that is reported already.
    [[nodiscard]] std::optional<CheckedMessage> unknown_message(const Unknown& unknown) const;
    /// Whether a change of what `declared` is can change the message about `unknown`.
    [[nodiscard]] bool bears_on(NameId declared, NameId unknown) const;

    /// What is wrong with the case as a whole.
    void case_messages(std::vector<CheckedMessage>& messages) const;
    /// Ids of different scripts that look alike to a reader (UTS 39). Looks at every id when one of
    /// them is not plain ASCII.
    void look_alike_messages(std::vector<CheckedMessage>& messages) const;

    /// Everything, not sorted.
    [[nodiscard]] std::vector<CheckedMessage> all() const;

  private:
    void check_row_kinds(CardId card, std::vector<text::Message>& messages) const;
    void check_fields(CardId card, std::vector<text::Message>& messages) const;
    void collect_unknown(CardId card, const Mention& mention, Unknowns& unknowns) const;
    [[nodiscard]] bool follows_from_broken_term(const text::Message& message) const;
    void apply_waivers(CardId card, std::vector<text::Message>& messages) const;
    /// All names that cards declare, by their spaces; found when first asked for.
    using NamesBySpace = std::array<std::vector<NameId>, name_space_count>;
    [[nodiscard]] const NamesBySpace& declared_names() const;

    const Case& case_;
    mutable std::optional<NamesBySpace> declared_names_;
};

/// The check of a whole case, placed and sorted, ready to be shown.
std::vector<text::PlacedMessage> check(const Case& a_case);

/// Places a message of a card in its file.
text::PlacedMessage placed(const Case& a_case, const CheckedMessage& message);

/// Whether a message is given by a stage that comes after this one, for what can only be seen
/// there: files beside the case (lineage/quote_messages.hpp), times (chronology/far_times.hpp).
/// Whether it is waived is looked at there too, with leave_out_waived().
bool is_given_later(std::string_view message);

/// Leaves out, of the messages of a later stage, those that their cards waive; adds one for each
/// waiver of a message of these names that waives nothing; sorts them by card.
void leave_out_waived(const Case& a_case, std::span<const std::string_view> names,
                      std::vector<CheckedMessage>& messages);

/// Whether any of the messages is an error.
bool has_errors(const std::vector<text::PlacedMessage>& messages);

}  // namespace valla::casefile
