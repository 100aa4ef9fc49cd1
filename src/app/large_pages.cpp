#include "app/large_pages.hpp"

#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__)

#include <malloc.h>
#include <sys/mman.h>

namespace valla::app {

void use_large_pages() {
    constexpr int large_page = 2 << 20;
    constexpr int small_page = 4 << 10;
    constexpr int reserve = 32 << 20;
    // What is given back to the heap stays in it, and large blocks come from it.
    mallopt(M_TRIM_THRESHOLD, 2 * reserve);
    mallopt(M_MMAP_THRESHOLD, reserve);
    // Two blocks that are never touched and never freed: the first one ends somewhere in the fresh
    // part of the heap, the second one just before a large page. Not beyond: a large page with one
    // small page in it already is given small pages only. Volatile, for compilers leave out what is
    // never used.
    mallopt(M_TOP_PAD, reserve + 4 * large_page);
    void* const first = std::malloc(large_page);
    const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(first) + large_page;
    const std::uintptr_t boundary = (end / large_page + 2) * large_page;
    [[maybe_unused]] static void* volatile second;
    second = std::malloc(boundary - end - small_page);
    mallopt(M_TOP_PAD, 128 << 10);
    if (first != nullptr) madvise(reinterpret_cast<void*>(boundary), reserve, MADV_HUGEPAGE);
}

}  // namespace valla::app

#else

namespace valla::app {

void use_large_pages() {}

}  // namespace valla::app

#endif
