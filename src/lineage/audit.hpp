#pragma once

#include <vector>

#include "lineage/reliance.hpp"

namespace valla::lineage {

/// All that rests on one root: nobody stands behind it once this one is rejected.
struct SingleRoot {
    NameId source;         ///< none when the root has no name
    bool unnamed = false;  ///< the root has no name
    std::vector<StatementId> statements;
};

/// What somebody says of a thing that he was himself a party to.
struct Interested {
    NameId party;           ///< the origin, its author, or the speaker
    StatementId statement;  ///< of what he is the origin
    /// Of what is only said by a saying: the saying and the row of the statement in it; else none.
    NameId saying;
    RowId said;
};

/// Weak places of a case. Only what is listed (is_listed) is looked at, in the order of the
/// statements' first claims.
struct Audit {
    /// By root, in the order of how much rests on it; firm derivations. What only the researcher
    /// says is not among them.
    std::vector<SingleRoot> single_roots;
    /// No chain behind them has fewer than two hands after its origin.
    std::vector<StatementId> hearsay;
    /// Every chain behind them begins with a party to it; and what is only said by such a one.
    std::vector<Interested> interested;
    std::vector<StatementId> only_alleged;
    std::vector<StatementId> researcher_only;
    std::vector<ClaimId> judgements;  ///< lines `judged by`, for which no grounds are given
    std::vector<std::vector<NameId>> circles;  ///< of derivations, hedged ones included
};

/// A person or body is a party to a happening when he is the one who did it (`by`), to whom, of
/// whom, against whom, with whom or through whom it was done; and to whatever is said of himself.
Audit audit(const Roots& roots);

}  // namespace valla::lineage
