// Holds the store in a folder against other processes, as an open store does, while its files are
// read or moved. Not for a folder whose store this process has open: closing either would let go of
// both.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"

namespace rocksdb {
class FileSystem;
}

namespace shixin::store {

class FolderLock {
 public:
  // kUnavailable: another process holds it, or the folder can not be written.
  static Result<FolderLock> take(const std::filesystem::path& folder);
  static Result<FolderLock> take(std::shared_ptr<rocksdb::FileSystem> disk,
                                 const std::filesystem::path& folder);
  FolderLock(FolderLock&&) noexcept;
  ~FolderLock();

 private:
  struct Held;
  explicit FolderLock(std::unique_ptr<Held> held);
  std::unique_ptr<Held> held_;
};

}  // namespace shixin::store
