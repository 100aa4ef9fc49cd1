#pragma once

#include "dispute/assessment.hpp"

namespace valla::consequence {

using dispute::Verdict;

/// Standings in an order, so that it can be said that something *falls* or *rises*: no word left,
/// on no version, only alleged, from silence, open, only on some versions, in any case, not
/// contradicted. The numbers mean nothing beyond their order.
inline int rank_of(const Verdict& verdict) {
    using dispute::Standing;
    if (verdict.from_silence) return 3;
    if (verdict.standing == Standing::no_word_left) return 0;
    if (verdict.only_alleged) return 2;
    switch (verdict.standing) {
        case Standing::on_no_version: return 1;
        case Standing::open: return 4;
        case Standing::only_on_some_versions: return 5;
        case Standing::in_any_case: return 6;
        default: return 7;
    }
}
inline bool stands_less(const Verdict& a, const Verdict& b) { return rank_of(a) < rank_of(b); }
/// What is only alleged stands as its own line does, too.
inline bool stands_alike(const Verdict& a, const Verdict& b) {
    if (rank_of(a) != rank_of(b)) return false;
    return rank_of(a) != 2 || a.standing == b.standing;
}

}  // namespace valla::consequence
