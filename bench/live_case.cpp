#include "live_case.hpp"

#include <random>

#include <fmt/format.h>

namespace valla::bench {

std::string clustered_case(std::uint32_t claims) {
    std::mt19937 random(7);
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    const std::uint32_t people = claims / 50 + 10;
    const std::uint32_t sources = claims / 200 + 5;
    std::string text =
        "case clustered\n  name: A clustered case\n  researcher: person-0\n"
        "property chief\n  of: event\n  value: person\n  single: yes\n";
    for (std::uint32_t i = 0; i < people; ++i)
        text += fmt::format("person person-{}\n  name: The person with the number {}\n", i, i);
    for (std::uint32_t i = 0; i < sources; ++i)
        text += fmt::format("source source-{}\n  title: Papers, volume {}\n  dated: {}\n", i, i,
                            1950 + below(10));
    std::uint32_t events = 0;
    // An event with its three lines, its kind and that it occurred makes five claims or six.
    for (std::uint32_t made = 0; made < claims;) {
        const std::uint32_t first = events;
        const std::uint32_t size = 2 + below(5);
        const std::uint32_t year = 1930 + below(9);
        const auto word = [&] {
            return fmt::format("  source: person-{} through source-{} at page {}\n", below(people),
                               below(sources), below(400));
        };
        for (std::uint32_t i = 0; i < size; ++i) {
            text += fmt::format(
                "event event-{}\n  kind: meeting\n  by: person-{}\n  chief: person-{}\n  on: {}\n",
                events, below(people), below(people), year + i);
            if (i > 0) text += fmt::format("  after: event-{}\n", first + below(i));
            text += word();
            made += i > 0 ? 6 : 5;
            ++events;
        }
        if (below(4) > 0) continue;
        const std::uint32_t about = first + below(size);
        text += fmt::format("event event-{}\n", about);
        // Clashes of times are as few in a large case as in a small one: finding many of them costs
        // an assessment more than all the rest of it.
        const bool of_times = below(claims / 2500 + 1) == 0;
        const std::uint32_t kind = below(6);
        if (of_times) text += fmt::format("  before: event-{}\n", first);
        else if (kind == 0) text += fmt::format("  by, only: person-{}\n", below(people));
        else if (kind == 1) text += fmt::format("  by, not: person-{}\n", below(people));
        else text += fmt::format("  chief: person-{}\n", below(people));
        text += word();
        made += 2;
    }
    return text;
}

}  // namespace valla::bench
