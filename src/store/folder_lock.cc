#include "store/folder_lock.h"

#include <rocksdb/file_system.h>

namespace shixin::store {

struct FolderLock::Held {
  std::shared_ptr<rocksdb::FileSystem> disk;
  rocksdb::FileLock* lock = nullptr;

  ~Held() {
    if (lock != nullptr) disk->UnlockFile(lock, {}, nullptr).PermitUncheckedError();
  }
};

FolderLock::FolderLock(std::unique_ptr<Held> held) : held_(std::move(held)) {}
FolderLock::FolderLock(FolderLock&&) noexcept = default;
FolderLock::~FolderLock() = default;

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  return take(rocksdb::FileSystem::Default(), folder);
}

Result<FolderLock> FolderLock::take(std::shared_ptr<rocksdb::FileSystem> disk,
                                    const std::filesystem::path& folder) {
  auto held = std::make_unique<Held>();
  held->disk = std::move(disk);
  if (!held->disk->LockFile(folder / "LOCK", {}, &held->lock, nullptr).ok()) {
    return Error{
        ErrorCode::kUnavailable,
        "the store is in use by another process, or its folder can not be written: stop the other "
        "process first"};
  }
  return FolderLock(std::move(held));
}

}  // namespace shixin::store
