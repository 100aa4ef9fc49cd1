#pragma once

#include <cstddef>
#include <future>
#include <optional>
#include <system_error>
#include <thread>

namespace valla::chronology {

/// Does two pieces of work that share nothing they change: at the same time where `rows`, a measure
/// of how much there is to do, is worth a thread and the machine has a second core, else one after
/// the other. What they make is the same either way.
///
///     side_by_side(rows, [&] { latest.begin(); }, [&] { earliest.begin(); });
template <typename First, typename Second>
void side_by_side(std::size_t rows, First first, Second second) {
    constexpr std::size_t worth_a_thread = 200'000;
    std::optional<std::future<void>> elsewhere;
    if (rows >= worth_a_thread && std::thread::hardware_concurrency() > 1) {
        try {
            elsewhere = std::async(std::launch::async, second);
        } catch (const std::system_error&) {
            // No thread is to be had.
        }
    }
    first();
    if (elsewhere) {
        elsewhere->get();
    } else {
        second();
    }
}

}  // namespace valla::chronology
