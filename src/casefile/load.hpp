#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "casefile/case.hpp"
#include "text/disk.hpp"

namespace valla::casefile {

/// The name of the file that makes its folder a case.
inline constexpr const char* case_file_name = "case.valla";
inline constexpr const char* case_file_ending = ".valla";

/// The nearest folder, from `folder` upwards, that holds a file case.valla.
std::optional<std::string> enclosing_case(text::Disk& disk, const std::string& folder);

/// A case read from the disk, with what could not be read of it.
struct LoadedCase {
    Case the_case;
    std::vector<text::Message> problems;  ///< files and folders that could not be read
};

/// Reads the files that a case names, from its folder. The disk outlives what is returned.
ReadFile files_beside(text::Disk& disk, const std::string& folder);

/// Reads the case in a folder: every file below it that ends in .valla. Paths are kept as they are
/// reached from `folder`. Fails with "no-such-file" or "unreadable-file" when the folder itself
/// cannot be listed, and with "empty-case" when it holds no case file.
tl::expected<LoadedCase, text::Message> load_case(text::Disk& disk, const std::string& folder);

}  // namespace valla::casefile
