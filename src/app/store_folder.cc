#include "app/store_folder.h"

#include "store/rocksdb_engine.h"

namespace shixin::app {

namespace fs = std::filesystem;

bool is_new_store(const fs::path& folder) {
  std::error_code failed;
  return !fs::exists(folder / "CURRENT", failed);
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
