#pragma once

#include <memory>
#include <string>
#include <vector>

#include "casefile/case.hpp"

namespace valla::bench {

/// A case of one text, beside which there are no files.
inline std::unique_ptr<casefile::Case> read_case(std::string text) {
    std::vector<text::Source> files;
    files.emplace_back("case.valla", std::move(text));
    return std::make_unique<casefile::Case>(
        casefile::Case::read(std::move(files), [](const std::string& path) {
            return tl::expected<std::string, text::Message>(
                tl::unexpect, text::Message("no-such-file", {}).with("path", path));
        }));
}

}  // namespace valla::bench
