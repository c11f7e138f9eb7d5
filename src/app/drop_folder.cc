#include "app/drop_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

namespace shixin::app {
namespace fs = std::filesystem;

namespace {

// A file of which only its time tells whether somebody still writes it.
constexpr std::chrono::seconds kLeftAlone{60};
constexpr int kNamesMax = 10'000;  // of one name in done/: a name a day for 27 years

Error trouble(const fs::path& path) {
  return {ErrorCode::kUnavailable,
          path.string() + ": " + std::error_code(errno, std::generic_category()).message()};
}

bool is_passed_over(std::string_view name) {
  return name.empty() || name.front() == '.' || name.ends_with(".part") || name.ends_with(".tmp");
}

enum class Writers { kNone, kSome, kUnknown };

// A read lease is given on a file that nobody has open for writing; to its owner alone.
Writers writers_of(int fd) {
  std::signal(SIGIO, SIG_IGN);  // sent to whoever holds a lease when a writer comes
  if (::fcntl(fd, F_SETLEASE, F_RDLCK) == 0) {
    ::fcntl(fd, F_SETLEASE, F_UNLCK);
    return Writers::kNone;
  }
  return errno == EAGAIN ? Writers::kSome : Writers::kUnknown;
}

std::chrono::seconds age_of(const struct stat& state) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now) -
         std::chrono::seconds{state.st_mtim.tv_sec};
}

bool is_same(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
         a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

fs::path DroppedFile::path() const { return "/proc/self/fd/" + std::to_string(opened.fd()); }

Result<DropFolder> DropFolder::open(fs::path folder) {
  Descriptor events{::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)};
  constexpr std::uint32_t kEvents =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
  if (::inotify_add_watch(events.fd(), folder.c_str(), kEvents) < 0) return trouble(folder);
  DropFolder opened(std::move(folder), std::move(events));
  // After the watch began: what comes in between is seen twice, and not missed.
  if (auto looked = opened.look(); !looked) return std::move(looked).error();
  return opened;
}

Result<void> DropFolder::look() {
  std::error_code failed;
  for (fs::directory_iterator at(folder_, failed), end; !failed && at != end;
       at.increment(failed)) {
    note(at->path().filename().string(), false);
  }
  if (failed) return Error{ErrorCode::kUnavailable, folder_.string() + ": " + failed.message()};
  return {};
}

void DropFolder::note(const std::string& name, bool closed) {
  if (is_passed_over(name)) return;
  auto& waiting = waiting_[name];
  waiting = {Steady::now(), closed || waiting.closed};
}

Result<void> DropFolder::read_events() {
  alignas(inotify_event) std::array<char, std::size_t{16} << 10> bytes;
  const ssize_t size = ::read(events_.fd(), bytes.data(), bytes.size());
  if (size < 0) return errno == EAGAIN || errno == EINTR ? Result<void>{} : trouble(folder_);
  for (ssize_t at = 0; at < size;) {
    inotify_event event;
    std::memcpy(&event, bytes.data() + at, sizeof event);
    const char* name = bytes.data() + at + sizeof event;
    at += static_cast<ssize_t>(sizeof event + event.len);
    if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)) != 0) {
      return Error{ErrorCode::kUnavailable, folder_.string() + ": the folder was taken away"};
    }
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
      if (auto looked = look(); !looked) return looked;
    } else if (event.len > 0) {
      note(name, true);
    }
  }
  return {};
}

std::optional<DroppedFile> DropFolder::try_open(const std::string& name, bool closed) {
  const auto waiting = waiting_.find(name);
  const fs::path path = folder_ / name;
  DroppedFile file{name, {}, {}};
  file.opened = Descriptor{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
  const bool regular = file.opened.open() && ::fstat(file.opened.fd(), &file.state) == 0 &&
                       S_ISREG(file.state.st_mode);
  const Writers writers = regular ? writers_of(file.opened.fd()) : Writers::kSome;
  if (!regular || writers == Writers::kSome) {  // a writer's last close will be an event
    waiting_.erase(waiting);
    return std::nullopt;
  }
  const auto age = age_of(file.state);
  const bool young = age >= std::chrono::seconds{0} && age < kLeftAlone;
  if (writers == Writers::kUnknown && !closed && young) {
    waiting->second.due = Steady::now() + (kLeftAlone - age);
    return std::nullopt;
  }
  waiting_.erase(waiting);
  return file;
}

Result<std::optional<DroppedFile>> DropFolder::next(int stop_fd) {
  std::array<pollfd, 2> polled{pollfd{stop_fd, POLLIN, 0}, pollfd{events_.fd(), POLLIN, 0}};
  for (int patience = 0;;) {
    if (::poll(polled.data(), polled.size(), patience) < 0 && errno != EINTR) {
      return trouble(folder_);
    }
    if (polled[0].revents != 0) return std::optional<DroppedFile>{};
    if (auto read = read_events(); !read) return std::move(read).error();
    auto soonest = Steady::time_point::max();
    for (auto at = waiting_.begin(); at != waiting_.end();) {
      const auto [name, waiting] = *at++;  // try_open() may erase it
      if (waiting.due <= Steady::now()) {
        if (auto file = try_open(name, waiting.closed)) return std::optional{*std::move(file)};
        const auto still = waiting_.find(name);
        if (still == waiting_.end()) continue;
        soonest = std::min(soonest, still->second.due);
      } else {
        soonest = std::min(soonest, waiting.due);
      }
    }
    patience = -1;  // until something happens
    if (soonest != Steady::time_point::max()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(soonest - Steady::now());
      patience = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    }
  }
}

void DropFolder::put_back(const DroppedFile& file, std::chrono::milliseconds patience) {
  waiting_[file.name] = {Steady::now() + patience, true};
}

fs::path DropFolder::place(const DroppedFile& file, const fs::path& to) const {
  const fs::path name(file.name);
  std::error_code ignored;
  for (int n = 1; n < kNamesMax; ++n) {
    const std::string numbered =
        fmt::format("{}-{}{}", name.stem().string(), n, name.extension().string());
    const fs::path place = folder_ / to / (n == 1 ? file.name : numbered);
    if (!fs::exists(fs::symlink_status(place, ignored))) return place;
  }
  return folder_ / to / name;
}

Result<std::optional<fs::path>> DropFolder::move(const DroppedFile& file, const fs::path& to) {
  struct stat now {};
  const fs::path from = folder_ / file.name;
  if (::lstat(from.c_str(), &now) != 0 || !is_same(now, file.state)) {
    note(file.name, false);
    return std::optional<fs::path>{};
  }
  const fs::path free = place(file, to);
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, free.c_str(), RENAME_NOREPLACE) != 0) {
    return trouble(free);
  }
  return std::optional{free};
}

}  // namespace shixin::app
