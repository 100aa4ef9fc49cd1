#include "app/large_pages.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

extern "C" void __asan_init() __attribute__((weak));

namespace valla::app {
namespace {

std::string content_of(const char* path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

// Flag "hg" of proc(5), smaps: advised to lie in large pages.
TEST(LargePagesTest, HeapGoesOnInLargePages) {
    const std::string given = content_of("/sys/kernel/mm/transparent_hugepage/enabled");
    if (given.empty() || given.find("[never]") != std::string::npos)
        GTEST_SKIP() << "this system has no large pages";
    if (__asan_init != nullptr) GTEST_SKIP() << "the sanitizer has a heap of its own";
    use_large_pages();
    std::vector<std::string> filled(20, std::string(1 << 20, 'x'));
    for (const std::string& block : filled)
        EXPECT_EQ(block.find_first_not_of('x'), std::string::npos);

    std::istringstream mappings(content_of("/proc/self/smaps"));
    bool advised = false;
    for (std::string line; std::getline(mappings, line);)
        advised =
            advised || (line.starts_with("VmFlags:") && line.find(" hg") != std::string::npos);
    EXPECT_TRUE(advised);
}

}  // namespace
}  // namespace valla::app
