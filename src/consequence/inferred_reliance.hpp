#pragma once

#include <span>
#include <vector>

#include "consequence/removal.hpp"

namespace valla::consequence {

/// How many statements that nobody makes, but rules or arguments give, rest on somebody.
struct InferredReliance {
    std::uint32_t alone = 0;    ///< how many follow in no way without him
    std::uint32_t in_part = 0;  ///< how many lose a way to follow, and keep another
};

/// Whether anything can follow by a rule or an argument in a case. False only where there is no
/// argument and each rule asks for some field that no line has, so that the case need not be
/// assessed to know that nothing is inferred. Linear in the lines.
bool may_infer(const casefile::Case& the_case);

/// The figures of each of the `tellers`, in their order, as firm derivations go. A statement
/// follows when all that it rests on, in one way, has a word left; whether that is contradicted
/// counts for nothing here, other than in Removal. What follows only from silence is left out, and
/// of a statement that follows in more than CaseProblem::most_supports ways those beyond them.
///
/// Where a line of an account falls and the account stands, the case is assessed anew, and fails
/// as Assessment::of() does.
///
///     const auto figures = *inferred_reliances(*assessment, assessment->rejections().tellers());
tl::expected<std::vector<InferredReliance>, text::Message> inferred_reliances(
    Assessment& assessment, std::span<const NameId> tellers);

}  // namespace valla::consequence
