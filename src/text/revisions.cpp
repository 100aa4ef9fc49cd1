#include "text/revisions.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace valla::text {

namespace {

struct Ran {
    int status = 0;
    std::string out;
};

/// Runs a program that is found on the PATH, with nothing to read, and gives what it prints;
/// nothing when there is no such program.
std::optional<Ran> run_program(std::vector<std::string> words) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int problem =
        ::posix_spawnp(&process, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    std::optional<Ran> ran;
    if (problem == 0) {
        ran.emplace();
        std::array<char, 65536> buffer{};
        while (true) {
            const ssize_t count = ::read(ends[0], buffer.data(), buffer.size());
            if (count > 0) ran->out.append(buffer.data(), static_cast<std::size_t>(count));
            else if (count == 0 || errno != EINTR) break;
        }
        while (::waitpid(process, &ran->status, 0) < 0 && errno == EINTR) {
        }
    }
    ::close(ends[0]);
    return ran;
}

bool has_hidden_part(const std::string& path) {
    return path.starts_with('.') || path.find("/.") != std::string::npos;
}

class Git final : public Revisions {
  public:
    tl::expected<std::vector<std::string>, Message> list(const std::string& folder,
                                                         const std::string& revision) override {
        const auto commit = commit_of(folder, revision);
        if (!commit) return tl::unexpected(commit.error());
        const auto names = ask(folder, {"ls-tree", "-r", "-z", "--name-only", *commit});
        if (!names) return tl::unexpected(names.error());
        std::vector<std::string> paths;
        for (std::size_t at = 0; at < names->out.size();) {
            const std::size_t end = std::min(names->out.find('\0', at), names->out.size());
            std::string path = names->out.substr(at, end - at);
            if (!has_hidden_part(path)) paths.push_back(std::move(path));
            at = end + 1;
        }
        std::sort(paths.begin(), paths.end());
        return paths;
    }

    tl::expected<std::string, Message> read(const std::string& folder, const std::string& revision,
                                            const std::string& path) override {
        const auto commit = commit_of(folder, revision);
        if (!commit) return tl::unexpected(commit.error());
        auto file = ask(folder, {"cat-file", "blob", *commit + ":./" + path});
        if (!file) return tl::unexpected(file.error());
        if (file->status != 0)
            return tl::unexpected(Message("no-such-file", {}).with("path", revision + ":" + path));
        return std::move(file->out);
    }

  private:
    static tl::expected<Ran, Message> ask(const std::string& folder,
                                          std::vector<std::string> words) {
        words.insert(words.begin(), {"git", "-C", folder});
        auto ran = run_program(std::move(words));
        if (!ran) return tl::unexpected(Message("no-git", {}).with("argument", folder));
        return std::move(*ran);
    }

    /// The full name of a revision, which nothing takes for an option or a path.
    tl::expected<std::string, Message> commit_of(const std::string& folder,
                                                 const std::string& revision) {
        const auto known = commits_.find({folder, revision});
        if (known != commits_.end()) return known->second;
        const auto kept = ask(folder, {"rev-parse", "--git-dir"});
        if (!kept) return tl::unexpected(Message("no-git", {}).with("argument", revision));
        if (kept->status != 0)
            return tl::unexpected(
                Message("not-kept-by-git", {}).with("path", folder).with("revision", revision));
        const Message unknown =
            Message("no-such-revision", {}).with("revision", revision).with("path", folder);
        if (revision.empty() || revision.starts_with('-')) return tl::unexpected(unknown);
        auto found = ask(folder, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
        if (!found) return tl::unexpected(found.error());
        if (found->status != 0) return tl::unexpected(unknown);
        while (found->out.ends_with('\n')) found->out.pop_back();
        commits_[{folder, revision}] = found->out;
        return found->out;
    }

    std::map<std::pair<std::string, std::string>, std::string> commits_;
};

}  // namespace

std::unique_ptr<Revisions> open_git() { return std::make_unique<Git>(); }

}  // namespace valla::text
