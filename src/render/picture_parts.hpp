#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "consequence/told_times.hpp"
#include "drawing/timeline_drawing.hpp"
#include "render/pictures.hpp"

namespace valla::render {

/// The links from what stands in a picture to the cards that introduce it.
class CardLinks {
  public:
    explicit CardLinks(const Case& the_case) : case_(the_case), folder_(folder_of(the_case)) {}
    [[nodiscard]] std::string to(NameId name) const;

  private:
    const Case& case_;
    std::string folder_;
};

/// The label of a name, or the name where it has none.
std::string shown_name(const Case& the_case, NameId name, const Words& words = in_english());

/// What a name is the name of, in the words of the case: "confession"; empty where no card says.
std::string kind_of(const Case& the_case, NameId name, const Words& words = in_english());

/// Statements of a field, as (subject, value) of those that hold on some version.
struct Link {
    NameId from;
    NameId to;
    evidence::StatementId statement;
};
std::vector<Link> links_of(const dispute::Assessment& assessment, std::string_view field);

/// The letter of an account: A to Z, then AA and on.
std::string letter_of(std::size_t number);

/// Whether a reader of these texts reads from right to left: more of them begin so than not.
bool reads_right_to_left(const std::vector<std::string>& texts);

/// The readings of a thing in a picture, with `number(account)` for the numbers of accounts in it,
/// which is nothing for those that the picture does not tell apart. None for a thing without any
/// bound.
std::vector<drawing::TimelineReading> readings_of(
    const dispute::Assessment& assessment, const consequence::ToldTimes& times,
    const std::function<std::optional<std::uint32_t>(NameId)>& number, const Words& words);

}  // namespace valla::render
