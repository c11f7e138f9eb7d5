#include "base/durable.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace shixin::base {
namespace fs = std::filesystem;

namespace {

Error trouble(const fs::path& path, std::error_code why) {
  return {ErrorCode::kUnavailable, path.string() + ": " + why.message()};
}

}  // namespace

Result<void> sync_path(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  const std::error_code why(errno, std::generic_category());
  if (fd >= 0) ::close(fd);
  if (!synced) return trouble(path, why);
  return {};
}

Result<void> copy_durably(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::copy(from, to, fs::copy_options::recursive, failed);
  if (failed) return trouble(to, failed);
  std::vector<fs::path> made{to};
  for (fs::recursive_directory_iterator at(to, failed), end; !failed && at != end;
       at.increment(failed)) {
    made.push_back(at->path());
  }
  if (failed) return trouble(to, failed);
  for (const fs::path& path : made) {
    if (auto done = sync_path(path); !done) return done;
  }
  return {};
}

Result<void> copy_links(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::path> links;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->is_regular_file(failed) && at->hard_link_count(failed) > 1) links.push_back(at->path());
    if (failed) break;
  }
  if (failed) return trouble(folder, failed);
  for (const fs::path& link : links) {
    const fs::path own = link.string() + ".own";
    fs::copy_file(link, own, failed);
    if (failed) return trouble(own, failed);
    if (auto done = sync_path(own); !done) return done;
    fs::rename(own, link, failed);
    if (failed) return trouble(link, failed);
  }
  return sync_path(folder);
}

}  // namespace shixin::base
