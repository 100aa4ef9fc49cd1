#include "text/disk.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace valla::text {

namespace {

namespace fs = std::filesystem;

/// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }
    /// Closes now, and says whether the bytes had all been taken.
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

  private:
    int number_;
};

std::string reason(int error) { return std::system_category().message(error); }

Message unreadable(const std::string& path, int error) {
    if (error == ENOENT) return Message("no-such-file", {}).with("path", path);
    return Message("unreadable-file", {}).with("path", path).with("reason", reason(error));
}

tl::unexpected<Message> unwritable(const std::string& path, int error) {
    return tl::unexpected(
        Message("unwritable-file", {}).with("path", path).with("reason", reason(error)));
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// What a name stands for when it is a symbolic link, however often and whether or not there is a
/// file at the end; nothing when the links go round.
std::optional<fs::path> follow_links(fs::path path) {
    constexpr int most_links = 40;
    for (int links = 0; links < most_links; ++links) {
        std::error_code error;
        const fs::path next = fs::read_symlink(path, error);
        if (error) return path;
        path = path.parent_path() / next;
    }
    return std::nullopt;
}

/// Opens a new file in the folder of `target` and puts its name into `temporary`; -1 when it
/// cannot. The name is short, so that it fits wherever the target's does, and begins with a dot, so
/// that no reader of the folder takes it for a case file. It can be read by nobody who cannot read
/// the target.
int create_beside(const fs::path& target, mode_t mode, std::string& temporary) {
    constexpr int most_tries = 1000;
    for (int number = 0; number < most_tries; ++number) {
        const std::string name =
            ".valla-" + std::to_string(::getpid()) + "-" + std::to_string(number);
        temporary = (target.parent_path() / name).string();
        const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (file >= 0 || errno != EEXIST) return file;
    }
    return -1;
}

/// Devices and pipes are written to, not replaced.
tl::expected<void, Message> write_through(const std::string& path, std::string_view bytes) {
    // Without O_NONBLOCK, opening a pipe that nobody reads would wait for ever.
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    const bool written = file.number() >= 0 && ::fcntl(file.number(), F_SETFL, 0) == 0 &&
                         write_all(file.number(), bytes) && file.close();
    if (!written) return unwritable(path, errno);
    return {};
}

class MachineDisk final : public Disk {
  public:
    tl::expected<std::string, Message> read(const std::string& path) override {
        const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
        struct stat status {};
        if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
            return tl::unexpected(unreadable(path, errno));
        }
        if (!S_ISREG(status.st_mode)) {
            return tl::unexpected(Message("unreadable-file", {})
                                      .with("path", path)
                                      .with("reason", S_ISDIR(status.st_mode)
                                                          ? "it is a folder"
                                                          : "it is not a regular file"));
        }
        if (static_cast<std::uint64_t>(status.st_size) > Source::size_limit) {
            return tl::unexpected(Message("file-too-large", {}).with("path", path));
        }
        std::string bytes;
        // One byte more than the file is said to have shows its end without another growth.
        bytes.resize(static_cast<std::size_t>(status.st_size) + 1);
        std::size_t size = 0;
        while (true) {
            const ssize_t count = ::read(file.number(), bytes.data() + size, bytes.size() - size);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return tl::unexpected(unreadable(path, errno));
            if (count == 0) break;
            size += static_cast<std::size_t>(count);
            if (size > Source::size_limit) {
                return tl::unexpected(Message("file-too-large", {}).with("path", path));
            }
            if (size == bytes.size()) bytes.resize(size * 2);
        }
        bytes.resize(size);
        return bytes;
    }

    tl::expected<void, Message> write(const std::string& path, std::string_view bytes) override {
        struct stat old {};
        const bool exists = ::stat(path.c_str(), &old) == 0;
        if (exists && S_ISDIR(old.st_mode)) return unwritable(path, EISDIR);
        if (exists && !S_ISREG(old.st_mode)) return write_through(path, bytes);
        // A file that its owner has made read-only stays so, though the folder would let us replace
        // it.
        if (exists && ::access(path.c_str(), W_OK) != 0) return unwritable(path, errno);
        // Past this limit the system would end the process, and leave the temporary file behind.
        rlimit limit{};
        if (::getrlimit(RLIMIT_FSIZE, &limit) == 0 && bytes.size() > limit.rlim_cur) {
            return unwritable(path, EFBIG);
        }
        const auto target = follow_links(path);
        if (!target) return unwritable(path, ELOOP);

        std::string temporary;
        Descriptor file(create_beside(*target, exists ? (old.st_mode & 0777) : 0666, temporary));
        if (file.number() < 0) return unwritable(path, errno);
        bool written = write_all(file.number(), bytes);
        if (written && exists) {
            // Only root can give a file away; for others it becomes their own, as with any editor.
            if (old.st_uid != ::geteuid() || old.st_gid != ::getegid()) {
                [[maybe_unused]] const int kept = ::fchown(file.number(), old.st_uid, old.st_gid);
            }
            written = ::fchmod(file.number(), old.st_mode & 07777) == 0;
        }
        written = written && ::fsync(file.number()) == 0 && file.close() &&
                  ::rename(temporary.c_str(), target->c_str()) == 0;
        if (!written) {
            const int why = errno;
            ::unlink(temporary.c_str());
            return unwritable(path, why);
        }
        return {};
    }

    tl::expected<std::vector<std::string>, Message> list(const std::string& folder,
                                                         std::string_view ending,
                                                         std::vector<Message>& problems) override {
        std::vector<std::string> files;
        std::set<std::pair<std::uintmax_t, std::uintmax_t>> seen;
        // Linked folders wait until the real ones are done, and both go by name, so that a folder
        // that can be reached in two ways is named in the same one on every machine.
        std::set<std::string> folders{folder};
        std::set<std::string> linked;
        bool first = true;
        while (!folders.empty() || !linked.empty()) {
            std::set<std::string>& next = folders.empty() ? linked : folders;
            const std::string current = std::move(next.extract(next.begin()).value());
            struct stat status {};
            std::error_code error;
            if (::stat(current.c_str(), &status) != 0) {
                error.assign(errno, std::generic_category());
            } else if (!seen.emplace(status.st_dev, status.st_ino).second) {
                continue;
            }
            fs::directory_iterator entry;
            if (!error) entry = fs::directory_iterator(current, error);
            for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
                const std::string name = entry->path().filename().string();
                if (name.starts_with('.')) continue;
                std::error_code unknown;
                if (entry->is_directory(unknown)) {
                    (entry->is_symlink(unknown) ? linked : folders).insert(entry->path().string());
                } else if (name.ends_with(ending)) {
                    files.push_back(entry->path().string());
                }
            }
            if (error && first) return tl::unexpected(unreadable(folder, error.value()));
            if (error) problems.push_back(unreadable(current, error.value()));
            first = false;
        }
        std::sort(files.begin(), files.end());
        return files;
    }

    bool is_folder(const std::string& path) override {
        std::error_code error;
        return fs::is_directory(path, error);
    }

    bool exists(const std::string& path) override {
        std::error_code error;
        return fs::exists(path, error);
    }

    tl::expected<void, Message> make_folder(const std::string& path) override {
        std::error_code error;
        fs::create_directories(path, error);
        if (error) return unwritable(path, error.value());
        return {};
    }
};

}  // namespace

std::unique_ptr<Disk> open_disk() { return std::make_unique<MachineDisk>(); }

}  // namespace valla::text
