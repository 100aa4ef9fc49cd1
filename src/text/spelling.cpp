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
    // A cell further than `limit` from the diagonal lies behind more than `limit` insertions, so
    // that only the band around it is computed: two long words cost their length, not its square.
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> two_back(width, limit + 1);
    std::vector<std::uint32_t> back(width, limit + 1);
    std::vector<std::uint32_t> row(width, limit + 1);
    for (std::uint32_t j = 0; j < width && j <= limit; ++j) back[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t first = i > limit ? i - limit : 1;
        const std::size_t last = std::min<std::size_t>(b.size(), i + limit);
        row[first - 1] = first == 1 ? static_cast<std::uint32_t>(i) : limit + 1;
        std::uint32_t least = row[first - 1];
        for (std::size_t j = first; j <= last; ++j) {
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

/// Whether two ASCII words that differ are one slip apart: what is left of them without their
/// common begin and end tells.
bool one_slip_apart(std::string_view a, std::string_view b) {
    if (a.size() > b.size() + 1 || b.size() > a.size() + 1) return false;
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() <= 1 && b.size() <= 1) return true;
    return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
}

}  // namespace

std::uint32_t slips_between(std::string_view a, std::string_view b, std::uint32_t limit) {
    return slips(characters(a), characters(b), limit);
}

std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known) {
    const std::u32string wanted = characters(word);
    if (wanted.size() < 2) return {};
    // Most words that are misspelt are so by one slip, which is told without a table.
    std::string_view first;
    const bool ascii = is_ascii(word);
    for (const std::string_view candidate : known) {
        if (candidate == word || (!first.empty() && first < candidate)) continue;
        const bool near = ascii && is_ascii(candidate) ? one_slip_apart(word, candidate)
                                                       : slips_between(word, candidate, 1) <= 1;
        if (near) first = candidate;
    }
    if (!first.empty()) return first;
    constexpr std::size_t most_slips = 10;
    const auto limit =
        static_cast<std::uint32_t>(std::clamp<std::size_t>(wanted.size() / 3, 1, most_slips));
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
