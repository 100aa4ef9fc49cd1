#include "chronology/choice.hpp"

#include "chronology/selector.hpp"
#include "chronology/sub_network.hpp"

namespace valla::chronology {

namespace {

bool is_possible(const Network& network, std::span<const Choice> choices,
                 std::span<const ClaimId> members, std::size_t limit) {
    const SubNetwork small(network, members, choices);
    Timeline timeline(small.network(), small.mask());
    if (!timeline.consistent()) return false;
    return select(timeline, small.choices(), limit).outcome != Choosing::impossible;
}

}  // namespace

Selection select(Timeline& timeline, std::span<const Choice> choices, std::size_t decision_limit) {
    return Selector(timeline, choices).run(decision_limit);
}

std::vector<ClaimId> minimal_clash(const Network& network, std::span<const Choice> choices,
                                   std::vector<ClaimId> clash, std::size_t decision_limit) {
    for (std::size_t k = clash.size(); k-- > 0;) {
        const ClaimId left_out = clash[k];
        clash.erase(clash.begin() + static_cast<std::ptrdiff_t>(k));
        if (is_possible(network, choices, clash, decision_limit)) {
            clash.insert(clash.begin() + static_cast<std::ptrdiff_t>(k), left_out);
        }
    }
    return clash;
}

}  // namespace valla::chronology
