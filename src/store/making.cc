#include "store/making.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "store/acknowledged.h"
#include "store/durable.h"
#include "store/rocksdb_reader.h"

namespace shixin::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMaking = "MAKING";

bool is_of_store(std::string_view name) {
  constexpr std::array kNames{std::string_view{"CURRENT"}, std::string_view{"IDENTITY"},
                              std::string_view{kAcknowledgedFile}};
  constexpr std::array kPrefixes{std::string_view{"MANIFEST-"}, std::string_view{"OPTIONS-"}};
  constexpr std::array kEndings{std::string_view{".log"}, std::string_view{".sst"},
                                std::string_view{".dbtmp"}};
  return std::ranges::find(kNames, name) != kNames.end() ||
         std::ranges::any_of(kPrefixes, [&](auto prefix) { return name.starts_with(prefix); }) ||
         std::ranges::any_of(kEndings, [&](auto ending) { return name.ends_with(ending); });
}

std::vector<fs::path> files_of_store(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& file : fs::directory_iterator(folder, failed)) {
    if (is_of_store(file.path().filename().string())) files.push_back(file.path());
  }
  return files;
}

Error can_not_be_made(const rocksdb::IOStatus& status) {
  Error failure = failure_of(status);
  failure.detail = "the store can not be made: its folder can not be written; see the log";
  return failure;
}

}  // namespace

FolderHolds what_holds(const fs::path& folder) {
  std::error_code failed;
  if (fs::exists(folder / kMaking, failed)) return FolderHolds::kUnfinishedStore;
  if (fs::exists(folder / "CURRENT", failed)) return FolderHolds::kStore;
  return files_of_store(folder).empty() ? FolderHolds::kNothing : FolderHolds::kPartsOfStore;
}

Result<void> begin_making(rocksdb::FileSystem& disk, const fs::path& folder) {
  const FolderHolds held = what_holds(folder);
  if (held == FolderHolds::kUnfinishedStore) return {};
  if (held != FolderHolds::kNothing) {
    return Error{ErrorCode::kConflict, "the data folder holds a store, or parts of one"};
  }
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::kUnavailable, "the data folder can not be made: " + failed.message()};
  }
  // A folder whose own name is lost in a power cut takes everything in it along.
  rocksdb::IOStatus status =
      sync_folder(disk, fs::absolute(folder / "").parent_path().parent_path());
  if (status.ok()) status = write_durably(disk, folder / kMaking, "");
  if (!status.ok()) return can_not_be_made(status);
  return {};
}

Result<void> begin_making(const fs::path& folder) {
  return begin_making(*rocksdb::FileSystem::Default(), folder);
}

Result<void> clear_making(rocksdb::FileSystem& disk, const fs::path& folder) {
  for (const fs::path& file : files_of_store(folder)) {
    if (auto status = disk.DeleteFile(file, {}, nullptr); !status.ok()) {
      return can_not_be_made(status);
    }
  }
  return {};
}

Result<void> end_making(rocksdb::FileSystem& disk, const fs::path& folder) {
  rocksdb::IOStatus status = disk.DeleteFile(folder / kMaking, {}, nullptr);
  if (status.ok()) status = sync_folder(disk, folder);
  if (!status.ok()) return can_not_be_made(status);
  return {};
}

}  // namespace shixin::store
