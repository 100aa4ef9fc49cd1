#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "casefile/case.hpp"
#include "casefile/check.hpp"

namespace valla::workspace {

/// One change to an open file: the bytes of `span` become `text`. Spans count from the begin of the
/// file as it is before the change.
struct Edit {
    std::string path;
    text::Span span;
    std::string text;
};

/// What an edit changed about the messages: those that are new, and those that are gone. The cards
/// of messages that are gone may be gone too. After an edit that read the whole case again, all
/// that there were before are gone and all that there are now are new.
struct MessageDelta {
    std::vector<casefile::CheckedMessage> added;
    std::vector<casefile::CheckedMessage> removed;
    bool read_again = false;

    // What changed in the case itself, for those who keep something that follows from it. After
    // the case was read again all of it did.
    std::vector<casefile::CardId> gone;   ///< cards that were taken back; their rows stay
    std::vector<casefile::CardId> fresh;  ///< cards that were read
    /// Names that are declared now and were not, or the other way round, or as another kind.
    std::vector<casefile::NameId> changed;
};

/// A case that is being edited: after each edit it is what reading all files again would give, at a
/// cost that follows the size of the change. The language server and the workbench stand on this.
///
///     Workspace workspace(std::move(files), read_file);
///     MessageDelta delta = workspace.edit({"people.valla", {10, 12}, "anna"});
///
/// An edit reads again the cards that it touches, and checks again those, the cards that share a
/// name with them, and the cards that mention a name whose declaration changed. An edit of a card
/// that shapes how others are read (`kind`, `property`, `hedge`, `vocabulary`, `case`, `table`)
/// reads the whole case again.
class Workspace {
  public:
    Workspace(std::vector<text::Source> files, casefile::ReadFile read_file);

    [[nodiscard]] const casefile::Case& the_case() const { return *case_; }

    /// Changes an open file. A path that is not of the case, or a span outside the file, changes
    /// nothing.
    MessageDelta edit(const Edit& edit);

    /// The live cards that mention a name, in no order; see casefile::for_each_mention().
    [[nodiscard]] std::vector<casefile::CardId> cards_mentioning(casefile::NameId name) const;

    /// All messages of the case as it is, placed and sorted: the same as casefile::check() gives.
    [[nodiscard]] std::vector<text::PlacedMessage> messages() const;

  private:
    using CardId = casefile::CardId;
    using NameId = casefile::NameId;
    using Found = std::vector<casefile::CheckedMessage>;

    /// What the message about a name, or about the names that mention it, can depend on.
    struct Standing {
        bool declared = false;
        std::optional<vocabulary::BaseKind> base;
        friend bool operator==(const Standing&, const Standing&) = default;
    };
    /// The cards of a file that an edit touches.
    struct Touched {
        casefile::FileId file;
        std::size_t first = 0;
        std::size_t count = 0;
        std::uint32_t begin = 0;  ///< of the first, in the file
        std::uint32_t end = 0;    ///< of the last
    };

    void open(std::vector<text::Source> files);
    void read_again(MessageDelta& delta);
    [[nodiscard]] Touched touched(casefile::FileId file, const Edit& edit) const;
    void index_mentions(CardId card, std::unordered_set<std::uint32_t>& names);
    void forget_mentions(CardId card, std::unordered_set<std::uint32_t>& names);
    [[nodiscard]] Standing standing_without(NameId name, const std::vector<CardId>& cards) const;
    void replace(Found& now, Found fresh, MessageDelta& delta);
    void check_card(CardId card, MessageDelta& delta);
    void check_name(NameId name, MessageDelta& delta);
    void check_unknown(NameId name, MessageDelta& delta);
    void check_case(bool names_changed, MessageDelta& delta);

    casefile::ReadFile read_file_;
    std::unique_ptr<casefile::Case> case_;

    /// For each name, the cards that mention it.
    std::unordered_map<std::uint32_t, std::unordered_set<std::uint32_t>> mentions_;
    std::unordered_map<std::uint32_t, Found> of_cards_;
    std::unordered_map<std::uint32_t, Found> of_names_;
    std::unordered_map<std::uint32_t, Found>
        of_unknowns_;  ///< has an entry for every undeclared name
    Found of_case_;
    Found of_look_alikes_;
    bool id_lost_ = false;
};

}  // namespace valla::workspace
