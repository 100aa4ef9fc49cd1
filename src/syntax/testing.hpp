#pragma once

// For tests: texts of cases, real and made up at random.

#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

namespace valla::syntax::testing {

/// The bytes of a file of the project.
inline std::string project_file(const std::string& path) {
    std::ifstream file(std::string(VALLA_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Text made of the pieces that decide how a case file is read.
class RandomText {
  public:
    explicit RandomText(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t limit) { return random_() % limit; }

    std::string pieces(std::size_t count) {
        static const std::array<std::string, 36> all = {
            "\n",   "\n",     "\n",      "\n  ",   "\n    ", "\n\t",   "\n ",    "\r\n",
            "\r",   "  ",     "\t",      "--",     ":",      ": ",     ",",      ", not:",
            "\"",   "\"\"",   "person",  " anna",  "x",      "name: ", "says",   " and ",
            "?x",   "\uFEFF", "\u00A0",  "\uFF1A", "\u060C", "\u2014", "\u201C", "\xFF",
            "\xC3", "\u05D0", "e\u0301", "note 3"};
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += all[below(all.size())];
        // A zero byte cannot stand in a string literal among others.
        if (below(20) == 0) text += '\0';
        return text;
    }

    std::string bytes(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += static_cast<char>(below(256));
        return text;
    }

    /// `text` with a few stretches taken out, doubled, or replaced by pieces.
    std::string mutated(std::string text) {
        for (std::size_t i = 0; i <= below(4); ++i) {
            const std::size_t at = below(text.size() + 1);
            const std::size_t size = std::min(text.size() - at, below(40));
            switch (below(3)) {
                case 0: text.erase(at, size); break;
                case 1: text.insert(at, text.substr(at, size)); break;
                default: text.replace(at, std::min<std::size_t>(size, 3), pieces(1 + below(3)));
            }
        }
        return text;
    }

  private:
    std::mt19937 random_;
};

}  // namespace valla::syntax::testing
