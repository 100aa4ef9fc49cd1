#include "case_generator.hpp"

#include <random>

#include <fmt/format.h>

namespace valla::bench {

std::string generate_case(std::uint32_t claims) {
    std::mt19937 random(7);
    const auto below = [&](std::uint32_t limit) {
        return static_cast<std::uint32_t>(random() % limit);
    };
    constexpr const char* months[] = {"January", "March",  "April",   "June",
                                      "July",    "August", "November"};
    const std::uint32_t people = claims / 50 + 10;
    const std::uint32_t sources = claims / 200 + 5;
    const std::uint32_t events = claims / 8 + 1;
    std::string text = "case generated\n  name: A generated case\n  researcher: person-0\n";
    for (std::uint32_t i = 0; i < people; ++i) {
        text += fmt::format(
            "person person-{}\n  name: The person with the number {}, as the register has it\n", i,
            i);
    }
    for (std::uint32_t i = 0; i < sources; ++i) {
        text += fmt::format(
            "source source-{}\n  title: Papers of the commission, volume {}\n  kind: report\n", i,
            i);
    }
    for (std::uint32_t i = 0; i < events; ++i) {
        const std::uint32_t day = 1 + below(28);
        const std::uint32_t year = 1930 + below(10);
        text += fmt::format(
            "event event-{}\n  kind: meeting\n  by: person-{} and person-{}\n  on: {} {} {}\n", i,
            below(people), below(people), day, months[below(7)], year);
        if (i > 0) text += fmt::format("  after, presumably: event-{}\n", below(i));
        text += fmt::format(
            "  description: They met in the old building near the river, as they had done in the "
            "years before, and\n"
            "    spoke about the petition number {} of the district and what was to become of the "
            "people in it.\n"
            "    One of them is said to have warned the others that the letters were opened, and "
            "that the "
            "porter\n"
            "    had been asked who came and went; another, that nothing of the kind had happened, "
            "and that "
            "the\n"
            "    porter had been away since the spring. When they parted it was late, and the "
            "street lamps "
            "were out.\n",
            below(1000));
        text += fmt::format("  source: person-{} through source-{} at page {}\n", below(people),
                            below(sources), below(400));
        if (i % 4 == 0) {
            text += fmt::format(
                "passage passage-{}\n  source: source-{} at note {}\n  quote: It is said in the "
                "papers that all of those named there had been present, and that nobody else was.\n"
                "  says: event-{} present only person-{} and person-{}\n",
                i, below(sources), below(90), i, below(people), below(people));
        }
    }
    return text;
}

}  // namespace valla::bench
