// How RocksDB shall read the log of a store that is not open, decided by reading it first.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/options.h>

#include <cstdint>
#include <filesystem>

#include "base/result.h"

namespace shixin::store {

// `acknowledged`: RocksDB's number of the last write known to be durable, 0 where none is known.
// kCorrupt: opening would lose commits that were acknowledged.
Result<rocksdb::WALRecoveryMode> recovery_mode(rocksdb::Env* env,
                                               const std::filesystem::path& folder,
                                               std::uint64_t acknowledged);

}  // namespace shixin::store
