#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "text/message.hpp"

namespace valla::text {

/// What a folder held at some revision, as a system of version control keeps it, so that tests can
/// stand in for git. A failure is a message about no place: "no-git" when the program is not
/// installed, "not-kept-by-git" for a folder of which it knows nothing, "no-such-revision".
class Revisions {
  public:
    virtual ~Revisions() = default;

    /// The files below `folder` at a revision, at any depth, with their paths counted from the
    /// folder, sorted. Names that begin with a dot are passed over, as Disk::list() does.
    [[nodiscard]] virtual tl::expected<std::vector<std::string>, Message> list(
        const std::string& folder, const std::string& revision) = 0;

    /// A file of that list, or another below the folder; "no-such-file" when the revision has none
    /// of this name.
    [[nodiscard]] virtual tl::expected<std::string, Message> read(const std::string& folder,
                                                                  const std::string& revision,
                                                                  const std::string& path) = 0;
};

/// The revisions that the program `git` of this machine knows. It is started anew for each
/// question, without a shell, and only asked; nothing is fetched, checked out or written.
///
///     auto git = open_git();
///     git->list("letters", "HEAD~2")      // {"case.valla", "people.csv", ...}
///     git->read("letters", "HEAD~2", "case.valla")
std::unique_ptr<Revisions> open_git();

}  // namespace valla::text
