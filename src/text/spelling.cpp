#include "text/spelling.hpp"

#include <algorithm>
#include <string>

#include "text/unicode.hpp"

namespace valla::text {

namespace {

std::u32string characters(std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded decoded = decode(text, at);
        all += decoded.code_point;
        at += decoded.size;
    }
    return all;
}

std::uint32_t slips(const std::u32string& a, const std::u32string& b, std::uint32_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit) return limit + 1;
    std::vector<std::uint32_t> two_back(b.size() + 1);
    std::vector<std::uint32_t> back(b.size() + 1);
    std::vector<std::uint32_t> row(b.size() + 1);
    for (std::uint32_t j = 0; j <= b.size(); ++j) back[j] = j;
    for (std::uint32_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        std::uint32_t least = i;
        for (std::uint32_t j = 1; j <= b.size(); ++j) {
            const std::uint32_t replaced = back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], two_back[j - 2] + 1);
            }
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
        std::swap(two_back, back);
        std::swap(back, row);
    }
    return std::min(back[b.size()], limit + 1);
}

}  // namespace

std::uint32_t slips_between(std::string_view a, std::string_view b, std::uint32_t limit) {
    return slips(characters(a), characters(b), limit);
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
    const std::u32string wanted = characters(word);
    const auto limit = static_cast<std::uint32_t>(std::max<std::size_t>(1, wanted.size() / 3));
    std::uint32_t best_slips = limit + 1;
    std::string_view best;
    for (const std::string_view candidate : known) {
        if (candidate == word) continue;
        const std::uint32_t count =
            slips(wanted, characters(candidate), std::min(limit, best_slips));
        if (count < best_slips || (count == best_slips && count <= limit && candidate < best)) {
            best_slips = count;
            best = candidate;
        }
    }
    return best;
}

}  // namespace valla::text
