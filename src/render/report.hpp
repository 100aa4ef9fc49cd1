#pragma once

#include <string>
#include <vector>

#include "render/views.hpp"

namespace valla::render {

/// One id of the case, as a list shows it.
struct ListRow {
    std::string name;
    std::string kind;
    std::string label;
    PlaceView place;
    std::uint32_t cards = 0;  ///< how many cards declare it
};

/// The ids that the case's own files declare, in the order of kinds, files and places. With a kind,
/// only those: a base kind takes all that are kinds of it, a declared one also the ids that a
/// `kind:` line calls so.
std::vector<ListRow> list_view(const Case& a_case, std::optional<vocabulary::KindId> kind);

/// What one chain of sources says.
struct ChainView {
    WordView word;
    std::vector<LineView> lines;
};

/// One account of a happening, beside its rivals.
struct AccountView {
    std::string name;
    NameId id;
    std::vector<WordView> words;
    std::vector<LineView> lines;  ///< those that not every account of the happening has
};

struct AccountsView {
    std::string of;
    std::vector<AccountView> accounts;
    std::vector<LineView> shared;  ///< lines that stand in every one of the accounts
};

/// What a case says, gathered for a reader; nothing in it is concluded from what the case does not
/// say.
struct ReportView {
    std::string name;
    std::string label;
    std::string researcher;
    std::uint32_t cards = 0;
    std::uint32_t claims = 0;
    std::vector<ListRow> things;
    std::vector<ChainView> chains;          ///< in the order in which they first stand
    std::vector<LineView> researchers_own;  ///< lines on nobody else's word
    std::vector<AccountsView> accounts;
    std::vector<SubjectView> arguments;
    std::vector<SubjectView> commitments;
    std::vector<std::string>
        not_reasoned;  ///< kinds of card that are present and only shown so far
};

ReportView report_view(const Case& a_case, const Words& words = in_english());

}  // namespace valla::render
