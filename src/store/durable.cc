#include "store/durable.h"

#include <memory>

namespace shixin::store {

using rocksdb::IOStatus;

IOStatus sync_folder(rocksdb::FileSystem& disk, const std::filesystem::path& folder) {
  std::unique_ptr<rocksdb::FSDirectory> opened;
  IOStatus status = disk.NewDirectory(folder, {}, &opened, nullptr);
  if (status.ok()) status = opened->Fsync({}, nullptr);
  return status;
}

IOStatus write_durably(rocksdb::FileSystem& disk, const std::filesystem::path& file,
                       const std::string& content) {
  std::unique_ptr<rocksdb::FSWritableFile> opened;
  IOStatus status = disk.NewWritableFile(file, {}, &opened, nullptr);
  if (status.ok()) status = opened->Append(content, {}, nullptr);
  if (status.ok()) status = opened->Sync({}, nullptr);
  if (status.ok()) status = opened->Close({}, nullptr);
  if (status.ok()) status = sync_folder(disk, file.parent_path());
  return status;
}

}  // namespace shixin::store
