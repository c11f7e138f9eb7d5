#include "app/restore.h"

#include "app/keys.h"
#include "app/store_folder.h"
#include "base/clock.h"
#include "feed/signal.h"
#include "feed/views.h"
#include "lookup/index.h"
#include "registry/committer.h"
#include "registry/held.h"
#include "registry/meta.h"
#include "registry/staff.h"

namespace shixin::app {
namespace fs = std::filesystem;

namespace {

// A damaged store is a good reason to restore; one that somebody serves is none.
Result<void> check_nobody_serves(const Config& config, const Keys& keys) {
  if (is_new_store(config.data)) return {};
  auto current = open_store(config.data, keys.at_rest);
  if (!current && current.error().code == ErrorCode::kUnavailable) {
    return std::move(current).error();
  }
  return {};
}

// New generations, because partners hold what the backup never knew; and the hold. Returns the time
// of the backup's own last commit.
Result<Instant> make_held(store::Engine& engine, const Config& config, const Keys& keys,
                          const feed::Catalogue& catalogue) {
  base::SystemRandom random;
  const base::SystemClock clock;
  auto head = registry::load_head(*engine.snapshot());
  if (!head) return std::move(head).error();
  const feed::Views views(catalogue, keys.feed);
  if (auto done = views.start_over(engine, random, clock.now()); !done) {
    return std::move(done).error();
  }
  const lookup::Index index(keys.index);
  const registry::Parts parts{config.calendar, views, index, random};
  feed::ChangeSignal signal;
  registry::Committer committer(engine, parts, clock, signal);
  auto held = committer.run([&](registry::Transaction& tx) {
    return registry::hold(
        tx, std::string(registry::kOperator),
        "restored from a backup whose last commit was of " + base::rfc3339(head->at));
  });
  if (!held) return std::move(held).error();
  return head->at;
}

// The copy that is made ready beside the data folder; gone unless it took that one's place.
class Beside {
 public:
  explicit Beside(fs::path folder) : folder_(std::move(folder)) { clear(); }
  ~Beside() { clear(); }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  const fs::path& folder() const { return folder_; }

 private:
  void clear() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path folder_;
};

}  // namespace

Result<Restored> restore(const Config& config, const fs::path& backup) {
  base::SystemRandom random;
  auto catalogue = feed::load_catalogue(config.feeds);
  if (!catalogue) return std::move(catalogue).error();
  auto keys = load_keys(config.keys, false, random);
  if (!keys) return std::move(keys).error();
  if (auto free = check_nobody_serves(config, *keys); !free) return std::move(free).error();

  const Beside beside(config.data.string() + ".restoring");
  std::error_code failed;
  fs::copy(backup, beside.folder(), fs::copy_options::recursive, failed);
  if (failed || is_new_store(beside.folder())) {
    return Error{ErrorCode::kNotFound, "no backup of a store in " + backup.string()};
  }
  Restored restored;
  {
    auto engine = open_store(beside.folder(), keys->at_rest);
    if (!engine) return std::move(engine).error();
    auto last_commit = make_held(**engine, config, *keys, *catalogue);
    if (!last_commit) return std::move(last_commit).error();
    restored.last_commit = *last_commit;
  }
  if (fs::exists(config.data)) {
    restored.before = config.data.string() + ".before-" + base::rfc3339(base::SystemClock{}.now());
    fs::rename(config.data, restored.before, failed);
  }
  if (!failed) fs::rename(beside.folder(), config.data, failed);
  if (failed) {
    return Error{ErrorCode::kUnavailable, "the data folder can not be moved: " + failed.message()};
  }
  return restored;
}

}  // namespace shixin::app
