#pragma once

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace valla::chronology {

/// For columns of many megabytes: asks the system for large pages, where it gives them on request.
/// A column that is filled or read in no order then misses the table of pages rarely, and fresh
/// memory costs one fault per two megabytes instead of five hundred.
template <typename Value>
struct LargePages {
    using value_type = Value;
    LargePages() = default;
    template <typename Other>
    LargePages(const LargePages<Other>&) {}  // NOLINT(google-explicit-constructor)

    Value* allocate(std::size_t count) {
        if (!is_large(count)) return std::allocator<Value>().allocate(count);
        if (count > std::numeric_limits<std::ptrdiff_t>::max() / (2 * sizeof(Value))) {
            throw std::bad_array_new_length();
        }
        const std::size_t bytes = (count * sizeof(Value) + page - 1) / page * page;
        void* const memory = std::aligned_alloc(page, bytes);
        if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
        madvise(memory, bytes, MADV_HUGEPAGE);
#endif
        return static_cast<Value*>(memory);
    }
    void deallocate(Value* place, std::size_t count) {
        if (is_large(count)) {
            std::free(place);
        } else {
            std::allocator<Value>().deallocate(place, count);
        }
    }
    friend bool operator==(const LargePages&, const LargePages&) { return true; }

  private:
    static constexpr std::size_t page = std::size_t{2} << 20;
    static bool is_large(std::size_t count) { return count >= 2 * page / sizeof(Value); }
};

/// The same for columns that are filled right after they are sized: leaves out writing zeros to
/// fresh memory first.
template <typename Value>
struct Unfilled : LargePages<Value> {
    Unfilled() = default;
    template <typename Other>
    Unfilled(const Unfilled<Other>&) {}  // NOLINT(google-explicit-constructor)
    template <typename Constructed>
    void construct(Constructed* place) noexcept {
        ::new (static_cast<void*>(place)) Constructed;
    }
    template <typename Constructed, typename... Arguments>
    void construct(Constructed* place, Arguments&&... arguments) {
        ::new (static_cast<void*>(place)) Constructed{std::forward<Arguments>(arguments)...};
    }
};

template <typename Value>
using Column = std::vector<Value, LargePages<Value>>;
template <typename Value>
using UnfilledColumn = std::vector<Value, Unfilled<Value>>;

/// Asks for the memory at a place, which need not be one, before it is read.
inline void fetch(const void* place) {
#if defined(__GNUC__)
    __builtin_prefetch(place);
#else
    static_cast<void>(place);
#endif
}

}  // namespace valla::chronology
