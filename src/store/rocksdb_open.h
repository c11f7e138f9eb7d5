// Opening on a file system of the caller's choice: the disk in production, one that forgets what
// was not synced in the power-cut tests. Encryption lies above `disk`.
#pragma once

#include <rocksdb/file_system.h>

#include <memory>

#include "store/rocksdb_engine.h"

namespace shixin::store {

Result<std::unique_ptr<Engine>> open_rocksdb_on(std::shared_ptr<rocksdb::FileSystem> disk,
                                                const RocksOptions& options);

}  // namespace shixin::store
