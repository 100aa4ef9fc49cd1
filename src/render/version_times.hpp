#pragma once

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "chronology/envelope.hpp"
#include "dispute/assessment.hpp"
#include "render/time_views.hpp"

namespace valla::render {

/// An answer about times for each version of what is disputed; versions that give the same stand
/// together.
template <typename Answer>
struct ByVersion {
    struct Group {
        /// Of each version, what it leaves out of what can bear on the times that were asked for.
        std::vector<std::vector<std::string>> left_out;
        Answer answer;
    };
    std::vector<Group> groups;
    bool complete = true;  ///< false: there are more versions than were looked at
};

/// The claims of time of one version.
struct TimesOfVersion {
    std::vector<std::string> left_out;
    chronology::ClaimSet mask;
};
struct TimesOfVersions {
    std::vector<TimesOfVersion> versions;  ///< no two leave out the same
    bool complete = true;
};
/// The versions of the disputes that can bear on when `names` were, as in the timeline; or, with
/// `order`, on how they lie to each other, for which more counts.
TimesOfVersions times_of_versions(dispute::Assessment& assessment, const std::vector<NameId>& names,
                                  bool order);

/// What `make` answers on each version. Two answers are the same when they are the same as text.
template <typename Answer>
ByVersion<Answer> by_version(dispute::Assessment& assessment, const std::vector<NameId>& names,
                             const std::function<Answer(chronology::Envelope&)>& make,
                             std::string (*as_text)(const Answer&)) {
    ByVersion<Answer> all;
    constexpr bool order = std::is_same_v<Answer, OrderAnswer>;
    TimesOfVersions times = times_of_versions(assessment, names, order);
    all.complete = times.complete;
    std::vector<std::string> texts;
    for (TimesOfVersion& version : times.versions) {
        chronology::Envelope envelope(assessment.times(), version.mask);
        Answer answer = make(envelope);
        const std::string text = as_text(answer);
        std::size_t at = 0;
        while (at < texts.size() && texts[at] != text) ++at;
        if (at == texts.size()) {
            texts.push_back(text);
            all.groups.push_back({{}, std::move(answer)});
        }
        all.groups[at].left_out.push_back(std::move(version.left_out));
    }
    return all;
}

}  // namespace valla::render
