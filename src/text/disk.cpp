#include "text/disk.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include <fcntl.h>
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

class MachineDisk final : public Disk {
  public:
    tl::expected<std::string, Message> read(const std::string& path) override {
        const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        struct stat status {};
        if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
            return tl::unexpected(unreadable(path, errno));
        }
        if (!S_ISREG(status.st_mode)) {
            return tl::unexpected(Message("unreadable-file", {})
                                      .with("path", path)
                                      .with("reason", "it is not a regular file"));
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
        std::error_code error;
        fs::path target = path;
        if (fs::is_symlink(target, error)) {
            target = fs::weakly_canonical(target, error);
            if (error) return unwritable(path, error.value());
        }
        std::string temporary = target.string() + ".XXXXXX";
        Descriptor file(::mkstemp(temporary.data()));
        if (file.number() < 0) return unwritable(path, errno);
        struct stat status {};
        const mode_t mode = ::stat(target.c_str(), &status) == 0 ? (status.st_mode & 07777) : 0644;
        const bool written = write_all(file.number(), bytes) &&
                             ::fchmod(file.number(), mode) == 0 && ::fsync(file.number()) == 0 &&
                             file.close() && ::rename(temporary.c_str(), target.c_str()) == 0;
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
        std::vector<fs::path> open{folder};
        std::set<std::pair<std::uintmax_t, std::uintmax_t>> seen;
        bool first = true;
        while (!open.empty()) {
            const fs::path current = std::move(open.back());
            open.pop_back();
            struct stat status {};
            std::error_code error;
            if (::stat(current.c_str(), &status) != 0) {
                error.assign(errno, std::generic_category());
            } else if (!seen.emplace(status.st_dev, status.st_ino).second) {
                continue;
            }
            fs::directory_iterator entries;
            if (!error) entries = fs::directory_iterator(current, error);
            if (error) {
                if (first) return tl::unexpected(unreadable(folder, error.value()));
                problems.push_back(unreadable(current.string(), error.value()));
                continue;
            }
            first = false;
            for (const fs::directory_entry& entry : entries) {
                const std::string name = entry.path().filename().string();
                if (name.starts_with('.')) continue;
                if (entry.is_directory(error)) {
                    open.push_back(entry.path());
                } else if (name.ends_with(ending)) {
                    files.push_back(entry.path().string());
                }
            }
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
