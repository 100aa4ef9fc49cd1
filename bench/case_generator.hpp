#pragma once

#include <cstdint>
#include <string>

namespace valla::bench {

/// The text of a made-up case with about `claims` claims, at about 100 bytes each: persons, events
/// with roles and dates, accounts, statements in passages, and chains of two or three hands. The
/// same number gives the same text.
///
///     std::string text = generate_case(10'000);
std::string generate_case(std::uint32_t claims);

}  // namespace valla::bench
