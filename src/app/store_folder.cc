#include "app/store_folder.h"

#include "base/random.h"
#include "store/rocksdb_engine.h"

namespace shixin::app {

namespace fs = std::filesystem;
using store::FolderHolds;

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
  return store::open_rocksdb({folder, at_rest, is_new_store(folder)});
}

}  // namespace shixin::app
