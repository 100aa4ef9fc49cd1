#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "text/message.hpp"

namespace valla::text {

/// The disk as Valla sees it, so that tests and editors can stand in for it. Paths are as the user
/// wrote them, with `/`. A failure is a message about no place: "no-such-file", "unreadable-file",
/// "unwritable-file".
class Disk {
  public:
    virtual ~Disk() = default;

    [[nodiscard]] virtual tl::expected<std::string, Message> read(const std::string& path) = 0;

    /// Writes a whole file or nothing: into a new file beside it, flushed, which then takes its
    /// place, with the old one's permissions. A symbolic link is followed, not replaced; devices
    /// and pipes are written to, not replaced, and a read-only file is left alone.
    [[nodiscard]] virtual tl::expected<void, Message> write(const std::string& path,
                                                            std::string_view bytes) = 0;

    /// The files below a folder, at any depth, whose names end in `ending`, sorted by name. Names
    /// that begin with a dot are passed over; a folder that is reached twice (a symbolic link that
    /// leads back) is listed once, under its own name rather than the link's when both are below
    /// `folder`. Folders that cannot be opened are reported in `problems`.
    [[nodiscard]] virtual tl::expected<std::vector<std::string>, Message> list(
        const std::string& folder, std::string_view ending, std::vector<Message>& problems) = 0;

    [[nodiscard]] virtual bool is_folder(const std::string& path) = 0;
    [[nodiscard]] virtual bool exists(const std::string& path) = 0;
    [[nodiscard]] virtual tl::expected<void, Message> make_folder(const std::string& path) = 0;
};

/// The disk of this machine.
std::unique_ptr<Disk> open_disk();

}  // namespace valla::text
