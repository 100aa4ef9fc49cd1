// Any bytes at all as a case file: the tree prints them back, a formatted file stays as it is, and
// reading and checking them ends.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "casefile/case.hpp"
#include "casefile/check.hpp"
#include "syntax/csv.hpp"
#include "syntax/format.hpp"
#include "syntax/tree.hpp"
#include "text/render.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace valla;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (syntax::print(bytes, syntax::parse(bytes)) != bytes) std::abort();
    if (const auto once = syntax::format(bytes)) {
        if (syntax::format(*once) != once) std::abort();
    }
    syntax::parse_csv(bytes, ',');
    // A `table` card reads the input itself.
    const auto read_file = [&](const std::string&) -> tl::expected<std::string, text::Message> {
        return bytes;
    };
    const casefile::Case a_case =
        casefile::Case::read({text::Source("case.valla", bytes)}, read_file);
    for (const text::PlacedMessage& message : casefile::check(a_case))
        text::render_for_people(message);
    return 0;
}
