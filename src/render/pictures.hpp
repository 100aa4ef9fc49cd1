#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "consequence/synopsis.hpp"
#include "consequence/told_times.hpp"
#include "drawing/comparison_drawing.hpp"
#include "drawing/graph_drawing.hpp"
#include "drawing/timeline_drawing.hpp"
#include "render/assertions.hpp"

namespace valla::render {

// Pictures say all that is not the case's own in the words that they are given, and so do their
// options.

/// Where a card of the case in `folder` (see folder_of) stands in a page that holds the cards: the
/// fragment that links lead to. Letters, digits, dots and hyphens of Latin stay, every other byte
/// is written as two hexadecimal digits, so that no two files share an anchor.
std::string card_anchor(std::string_view folder, const PlaceView& place);

/// The accounts of a case with their letters, so that one has the same letter, colour and pattern
/// in all pictures: A to Z, then AA and on, in the order in which they stand in the case. Where
/// several things have accounts, the names say of what they are.
class AccountLetters {
  public:
    explicit AccountLetters(const dispute::Assessment& assessment,
                            const Words& words = in_english());
    /// Of an account that has rivals: its index in all().
    [[nodiscard]] std::uint32_t number(NameId account) const { return number_.at(account.number); }
    [[nodiscard]] const std::vector<drawing::TimelineAccount>& all() const { return accounts_; }
    /// Empty of one that has no rivals.
    [[nodiscard]] std::string letter(NameId account) const {
        const auto found = number_.find(account.number);
        return found == number_.end() ? "" : accounts_[found->second].letter;
    }

  private:
    std::unordered_map<std::uint32_t, std::uint32_t> number_;
    std::vector<drawing::TimelineAccount> accounts_;
};

/// Everything that has a time, or an order known to something else. Where accounts give it
/// different times, it has one reading for each of them, and else one for each time that versions
/// of what is disputed give it (consequence/told_times.hpp says which). Lanes are kinds of what
/// happened. `times` are consequence::told_times(assessment).
drawing::Timeline timeline_picture(const dispute::Assessment& assessment,
                                   const std::vector<consequence::ToldTimes>& times,
                                   const AccountLetters& letters,
                                   const Words& words = in_english());

/// How such a picture is drawn: with a Julian axis too where some date of the case is Julian, and
/// from right to left where most of its labels are.
drawing::TimelineOptions timeline_options(const Case& the_case, const drawing::Timeline& timeline,
                                          const Words& words = in_english());

/// How comparisons are drawn, by the same rules.
drawing::TimelineOptions comparison_options(const Case& the_case,
                                            std::span<const drawing::Comparison> comparisons,
                                            const Words& words = in_english());
drawing::ComparisonWords comparison_words(const Words& words);

/// The accounts of one thing side by side: what all of them say, over what they part, what only
/// some have; and when the things that they speak of were, by each of them. An account without a
/// word left is there still, and said to have none. `times` as in timeline_picture().
drawing::Comparison comparison_picture(dispute::Assessment& assessment,
                                       const consequence::Synopsis& synopsis,
                                       const std::vector<consequence::ToldTimes>& times,
                                       const AccountLetters& letters,
                                       const Words& words = in_english());

/// Who has it from whom: an arrow from each one to those who report him; dashed where the link is
/// hedged. Only hands behind claims of the case.
drawing::GraphPicture lineage_picture(const dispute::Assessment& assessment,
                                      const Words& words = in_english());

/// The arguments: premises, the inference, what it concludes; what would undo it is set against it.
drawing::GraphPicture arguments_picture(const dispute::Assessment& assessment,
                                        const Words& words = in_english());

/// People and bodies: how they belong together, and what they demanded, threatened and promised.
drawing::GraphPicture people_picture(const dispute::Assessment& assessment,
                                     const Words& words = in_english());

}  // namespace valla::render
