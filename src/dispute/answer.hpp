#pragma once

#include <cstdint>
#include <optional>

namespace valla::dispute {

/// How a unit or a statement stands in view of all versions.
enum class Standing : std::uint8_t {
    not_contradicted,       ///< it follows from what all versions share (IAR)
    in_any_case,            ///< it holds in every version, but on different grounds (AR)
    only_on_some_versions,  ///< in at least one, and not in every one (brave)
    on_no_version,          ///< it has a support under the mask, but holds in no version
    no_word_left,           ///< no support under the mask
    open,                   ///< a limit was reached before this was decided
};

/// Why an answer is open.
enum class Limit : std::uint8_t {
    none,
    steps,        ///< of a small search
    conflicts,    ///< conflicts of the satisfiability solver
    refinements,  ///< candidates that turned out to be no versions
    questions,    ///< put to the theory, or one that it gave up
};

/// How much work each component may cost, and each question about several. What is beyond this is
/// `open`, never guessed.
struct Effort {
    /// Steps of a small search: so many through all versions, then so many on single questions,
    /// before satisfiability takes over.
    std::size_t listing_steps = 128;
    std::size_t asking_steps = 4096;
    std::uint64_t conflicts = 200'000;
    std::uint64_t refinements = 50'000;
    /// Put to the theory by a search among the versions of a component. Each may look at all times
    /// of a case.
    std::uint64_t questions = 5'000;
};

/// A standing, and where it is open what is known nevertheless.
struct Answer {
    Standing standing = Standing::open;
    Limit limit = Limit::none;
    std::optional<bool> in_some_version;
    std::optional<bool> in_every_version;
};

/// What is known of a unit or a statement, as bits: of either pair none, when a limit was reached.
using Knowledge = std::uint8_t;
inline constexpr Knowledge in_some = 1;
inline constexpr Knowledge in_none = 2;
inline constexpr Knowledge in_every = 4;
inline constexpr Knowledge not_in_every = 8;
/// Of statements only: a support is in what all versions share, or none is; no support is left.
inline constexpr Knowledge shared = 16;
inline constexpr Knowledge not_shared = 32;
inline constexpr Knowledge wordless = 64;

}  // namespace valla::dispute
