#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "consequence/removal.hpp"
#include "render/words.hpp"

namespace valla::render {

/// What the report page holds for its script: the statements with what they can be filtered by, and
/// what becomes of the case without each source, person, body and place, all computed here
/// (consequence::Removal). The script only shows it.
///
/// The data are one JSON object, without a `<` so that nothing in it can be markup:
///
///     statements   [text, standing, card, [people], [tellers], first, last]: indexes into the
///                  lists below, days as yyyymmdd (1 BCE is year 0), null for what is unknown
///     standings    their names, in the language of the page
///     people       [id, label] of persons and bodies that statements name
///     tellers      [id, label] of those on whose word statements stand
///     without      one for each that can be left out, by how much falls: `id`, `label`, and
///       falls, rises     [statement, after], or [statement, after, before] where it does not
///                        stand before as the page says
///       leans            statements that have lost a leg and stand as before
///       inferences       [id, by, before, after]
///       bounds           [text, before, after]
///       clashes          lists of texts; `more` when there are others
///       hedged           the same with hedged derivations, where this makes a difference
///       unanswered       instead of all these, for those whose answer would take too long
///     words        what the script says
///
/// Lists that are empty are left out. Those who tell most are answered for first, until all answers
/// together have looked at `most_looked_at` statements. Of a case with more than `most_statements`
/// there are no data at all.
class Explorer {
  public:
    static constexpr std::size_t most_statements = 4000;
    /// How many statements are looked at, all answers together, before the rest stay unanswered.
    static constexpr std::size_t most_looked_at = 450'000;

    /// No data, for a page that is not asked.
    Explorer() = default;
    /// The assessment must outlive it, and is as it was when the constructor returns.
    Explorer(dispute::Assessment& assessment, const Words& words,
             std::size_t looked_at = most_looked_at);

    [[nodiscard]] bool has_statements() const { return !json_.empty(); }
    /// How many there are on whose word something stands, and for how many of them the data say
    /// what becomes of the case without them.
    [[nodiscard]] std::size_t tellers() const { return tellers_; }
    [[nodiscard]] std::size_t answered() const { return answered_; }
    [[nodiscard]] const std::string& json() const { return json_; }
    /// The index of a statement in the data, by which the page marks where it stands.
    [[nodiscard]] std::optional<std::uint32_t> row_of(evidence::StatementId statement) const;

  private:
    std::unordered_map<std::uint32_t, std::uint32_t> rows_;
    std::string json_;
    std::size_t tellers_ = 0;
    std::size_t answered_ = 0;
};

/// The script of the page, and the hash by which the page's policy allows it and nothing else.
std::string_view explorer_script();
std::string explorer_policy();

}  // namespace valla::render
