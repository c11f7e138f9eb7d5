#include "app/keys.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "base/durable.h"
#include "base/encoding.h"

namespace shixin::app {
namespace {

namespace fs = std::filesystem;

Error trouble(const fs::path& file, std::string_view what) {
  return {ErrorCode::kUnavailable, fmt::format("key file {}: {}", file.string(), what)};
}

// Under its name only when it is whole: half a key would lock out a start that was cut off. And a
// key whose name is lost in a power cut would take the store with it.
Result<void> write_key(const fs::path& file, const base::Key& key) {
  const std::string aside = file.string() + ".new";
  ::unlink(aside.c_str());  // what a cut left
  const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return trouble(file, "can not be written");
  const std::string text = base::hex_encode(key.reveal()) + "\n";
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(fd) == 0;
  ::close(fd);
  std::error_code failed;
  if (written) fs::rename(aside, file, failed);
  if (!written || failed) return trouble(file, "can not be written");
  return base::sync_path(file.parent_path());
}

Result<base::Key> load_key(const fs::path& file, bool may_create, base::Random& random) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) {
    if (!may_create) return trouble(file, "missing; put the store's keys back before starting");
    const base::Key key = base::Key::draw(random);
    if (auto done = write_key(file, key); !done) return std::move(done).error();
    return key;
  }
  if ((info.st_mode & 077) != 0) return trouble(file, "others may read it; chmod 600 it");
  std::ifstream in(file);
  std::string text;
  in >> text;
  std::array<std::uint8_t, 32> bytes{};
  if (!base::hex_decode(text, bytes))
    return trouble(file, "is not 64 hex digits; put the right one back");
  return base::Key{bytes};
}

}  // namespace

Result<Keys> load_keys(const fs::path& folder, bool may_create, base::Random& random) {
  std::error_code failed;
  if (may_create && !fs::exists(folder)) {
    fs::create_directories(folder, failed);
    if (!failed) fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) return trouble(folder, "the folder can not be made");
    if (auto kept = base::sync_path(fs::absolute(folder).parent_path()); !kept) {
      return std::move(kept).error();
    }
  }
  auto at_rest = load_key(folder / "at_rest.key", may_create, random);
  if (!at_rest) return std::move(at_rest).error();
  auto index = load_key(folder / "index.key", may_create, random);
  if (!index) return std::move(index).error();
  auto feed = load_key(folder / "feed.key", may_create, random);
  if (!feed) return std::move(feed).error();
  return Keys{*at_rest, *index, *feed};
}

Result<base::Key> load_ledger_key(const fs::path& folder, bool may_create, base::Random& random) {
  return load_key(folder / "ledger.key", may_create, random);
}

std::string mark_of(const Keys& keys) {
  const auto feed = base::hmac_sha256(keys.feed, "the keys of one store");
  return std::string(base::raw(base::hmac_sha256(keys.index, base::raw(feed))));
}

}  // namespace shixin::app
