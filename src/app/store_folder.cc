#include "app/store_folder.h"

#include <array>

#include "base/log.h"
#include "base/random.h"
#include "ledger/growth.h"
#include "registry/deadlines.h"
#include "store/migration.h"
#include "store/rocksdb_engine.h"

namespace shixin::app {

namespace fs = std::filesystem;
using store::FolderHolds;

namespace {

const std::array kMigrations{
    store::Migration{2, "every decision becomes a leaf of the ledger's tree",
                     [] { return store::Turn(ledger::grow_some); }},
    store::Migration{3, "what is due, and when", registry::derive_deadlines}};

}  // namespace

bool is_new_store(const fs::path& folder) {
  const FolderHolds holds = store::what_holds(folder);
  return holds == FolderHolds::kNothing || holds == FolderHolds::kUnfinishedStore;
}

fs::path keys_folder(const Config& config, bool rehearsal) {
  return rehearsal ? config.keys / "rehearsal" : config.keys;
}

bool is_rehearsal(const Config& config, const fs::path& folder) {
  base::SystemRandom unused;
  const auto keys = load_keys(keys_folder(config, true), false, unused);
  return keys && store::opens_with(folder, keys->at_rest);
}

Result<void> begin_store(const Config& config, bool rehearsal, bool even_with_keys) {
  const bool begun = store::what_holds(config.data) == FolderHolds::kUnfinishedStore;
  const fs::path key = keys_folder(config, rehearsal) / "at_rest.key";
  if (std::error_code failed; !begun && !even_with_keys && fs::exists(key, failed)) {
    return Error{ErrorCode::kUnavailable,
                 "there is no store in " + config.data.string() + ", but " + key.string() +
                     " is the key of one: mount its disk, name its folder with --data, or restore "
                     "a backup; a new store takes a keys folder of its own (keys, in config.yaml)"};
  }
  return store::begin_making(config.data);
}

Result<std::unique_ptr<store::Engine>> open_store(const fs::path& folder,
                                                  const base::Key& at_rest) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (!failed) fs::permissions(folder, fs::perms::owner_all, failed);
  if (failed) {
    return Error{ErrorCode::kUnavailable, "the data folder can not be made: " + folder.string()};
  }
  auto engine = store::open_rocksdb({folder, at_rest, is_new_store(folder)});
  if (!engine) return engine;
  auto done = store::migrate(**engine, kMigrations, [](const store::Migration& step) {
    base::log_info("the store is brought to version {}: {}", step.to, step.what);
  });
  if (!done) return std::move(done).error();
  return engine;
}

Result<ledger::Ledger> open_ledger(const store::Engine& engine, const Config& config,
                                   bool rehearsal, base::Random& random) {
  const auto identity = ledger::load_identity(*engine.snapshot());
  if (!identity) return identity.error();
  auto key = load_ledger_key(keys_folder(config, rehearsal), !identity->has_value(), random);
  if (!key) return std::move(key).error();
  return ledger::Ledger(*key, (rehearsal ? "shixin/rehearsal/" : "shixin/") + config.court.code);
}

}  // namespace shixin::app
