#pragma once

namespace valla::text {

/// How many random cases a test tries where `all` are wanted: all of them, or one in ten where
/// VALLA_FEW_CASES is defined, as in the sanitized build of `./test`, in which each is much slower.
///
///     for (int i = 0; i < text::random_cases(2000); ++i) ...
template <typename Number>
constexpr Number random_cases(Number all) {
#ifdef VALLA_FEW_CASES
    return all / 10 > 0 ? all / 10 : 1;
#else
    return all;
#endif
}

}  // namespace valla::text
