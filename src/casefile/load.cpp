#include "casefile/load.hpp"

#include <filesystem>

namespace valla::casefile {

using text::Message;

std::optional<std::string> enclosing_case(text::Disk& disk, const std::string& folder) {
    std::error_code error;
    std::filesystem::path at = std::filesystem::absolute(folder, error).lexically_normal();
    if (error) return std::nullopt;
    while (true) {
        if (disk.exists((at / case_file_name).string())) return at.string();
        if (!at.has_relative_path()) return std::nullopt;
        at = at.parent_path();
    }
}

ReadFile files_beside(text::Disk& disk, const std::string& folder) {
    return [&disk, base = std::filesystem::path(folder)](const std::string& path) {
        return disk.read((base / path).string());
    };
}

tl::expected<LoadedCase, Message> load_case(text::Disk& disk, const std::string& folder) {
    std::vector<Message> problems;
    auto paths = disk.list(folder, case_file_ending, problems);
    if (!paths) return tl::unexpected(std::move(paths.error()));
    std::vector<text::Source> sources;
    for (const std::string& path : *paths) {
        auto bytes = disk.read(path);
        if (!bytes) {
            problems.push_back(std::move(bytes.error()));
            continue;
        }
        sources.emplace_back(path, std::move(*bytes));
    }
    if (sources.empty() && problems.empty()) {
        return tl::unexpected(Message("empty-case", {}).with("path", folder));
    }
    return LoadedCase{Case::read(std::move(sources), files_beside(disk, folder)),
                      std::move(problems)};
}

}  // namespace valla::casefile
