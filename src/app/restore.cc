#include "app/restore.h"

#include <sys/stat.h>

#include <optional>

#include "app/keys.h"
#include "app/store_folder.h"
#include "base/clock.h"
#include "base/durable.h"
#include "feed/signal.h"
#include "feed/views.h"
#include "lookup/index.h"
#include "registry/committer.h"
#include "registry/held.h"
#include "registry/meta.h"
#include "registry/staff.h"
#include "registry/store_kind.h"
#include "store/folder_lock.h"
#include "store/rocksdb_engine.h"

namespace shixin::app {
namespace fs = std::filesystem;

namespace {

// New generations and a log of another origin, because others hold what the backup never knew; and
// the hold. Returns the time
// of the backup's own last commit.
Result<Instant> make_held(store::Engine& engine, const Config& config,
                          const registry::StoreKind& kind, const Keys& keys,
                          const feed::Catalogue& catalogue) {
  if (auto same = registry::check_store_kind(engine, kind); !same) return std::move(same).error();
  base::SystemRandom random;
  auto head = registry::load_head(*engine.snapshot());
  if (!head) return std::move(head).error();
  // The time of a rehearsal is moved by hand, and a restore does not move it.
  const base::ManualClock clock(kind.rehearsal ? head->at : base::SystemClock{}.now());
  const feed::Catalogues catalogues(catalogue, keys.feed);
  const feed::Views views(catalogues, keys.feed);
  if (auto done = views.start_over(engine, random, clock.now()); !done) {
    return std::move(done).error();
  }
  const auto ledger = open_ledger(engine, config, kind.rehearsal, random);
  if (!ledger) return ledger.error();
  if (auto done = ledger->begin(engine, random); !done) return std::move(done).error();
  const lookup::Index index(keys.index);
  const registry::Parts parts{config.calendar, views, index, *ledger, random};
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

// A folder of its own file system can be emptied, but not moved.
bool is_mount_point(const fs::path& folder) {
  struct stat own {};
  struct stat above {};
  return ::stat(folder.c_str(), &own) == 0 && ::stat((folder / "..").c_str(), &above) == 0 &&
         own.st_dev != above.st_dev;
}

// The ready copy in the place of `data`, and what stood there in that of `before`.
Result<void> swap(const fs::path& ready, const fs::path& data, const fs::path& before) {
  std::error_code failed;
  std::error_code ignored;
  if (!before.empty()) fs::rename(data, before, failed);
  if (!failed) {
    fs::rename(ready, data, failed);
    if (failed && !before.empty()) fs::rename(before, data, ignored);
  }
  if (failed) {
    return Error{ErrorCode::kUnavailable, "the data folder can not be moved: " + failed.message()};
  }
  return base::sync_path(fs::absolute(data).parent_path());
}

}  // namespace

Result<Restored> restore(const Config& config, const fs::path& backup) {
  base::SystemRandom random;
  auto catalogue = feed::load_catalogue(config.feeds);
  if (!catalogue) return std::move(catalogue).error();
  if (store::what_holds(backup) != store::FolderHolds::kStore) {
    return Error{ErrorCode::kNotFound, "no backup of a store in " + backup.string()};
  }
  const bool rehearsal = is_rehearsal(config, backup);
  auto keys = load_keys(keys_folder(config, rehearsal), false, random);
  if (!keys) return std::move(keys).error();
  if (is_mount_point(config.data)) {
    return Error{ErrorCode::kUnavailable,
                 "the data folder is a mount point and can not be moved aside: restore into a "
                 "folder below it with --data, and name that one in config.yaml"};
  }

  Restored restored;
  // A damaged store is a good reason to restore; one that somebody serves is none.
  std::optional<store::FolderLock> standing;
  if (fs::exists(config.data)) {
    auto lock = store::FolderLock::take(config.data);
    if (!lock) return std::move(lock).error();
    standing.emplace(*std::move(lock));
    restored.before = config.data.string() + ".before-" + base::rfc3339(base::SystemClock{}.now());
  }
  const Beside beside(config.data.string() + ".restoring");
  if (auto copied = base::copy_durably(backup, beside.folder()); !copied) {
    return Error{copied.error().code, "the backup can not be copied: " + copied.error().detail};
  }
  {
    if (!store::opens_with(beside.folder(), keys->at_rest)) {
      return Error{ErrorCode::kCorrupt, "the backup does not open with the keys in " +
                                            config.keys.string() +
                                            ": put those back that it was made with"};
    }
    auto engine = open_store(beside.folder(), keys->at_rest);
    auto whole = engine ? (*engine)->verify() : Result<void>(engine.error());
    if (!whole && whole.error().code == ErrorCode::kCorrupt) {
      return Error{ErrorCode::kCorrupt,
                   "the backup is damaged, and nothing was changed: restore another one"};
    }
    if (!whole) return std::move(whole).error();
    auto last_commit = make_held(**engine, config, {rehearsal, mark_of(*keys)}, *keys, *catalogue);
    if (!last_commit) return std::move(last_commit).error();
    restored.last_commit = *last_commit;
  }
  if (auto done = swap(beside.folder(), config.data, restored.before); !done) {
    return std::move(done).error();
  }
  return restored;
}

}  // namespace shixin::app
