// The reference engine: RocksDB in one folder, encrypted, each commit synced. The only header of
// the engine that the rest of the house includes; no RocksDB type leaves store/.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "base/crypto.h"
#include "store/engine.h"

namespace shixin::store {

struct RocksOptions {
  std::filesystem::path folder;
  base::Key at_rest_key;  // losing it is losing the store
  bool create = false;    // makes a store where the folder holds none
  std::size_t block_cache_bytes = std::size_t{64} << 20;
};

// kNotFound: no store, and not asked to create one. kUnavailable: another process has it open, or
// the disk fails. kUnsupported: written by a newer version. kCorrupt: a wrong key, or damage; the
// sentence says which and what to do. A last record that was cut off while it was being written,
// and so never acknowledged, is dropped with a line in the log; any other damage is never opened
// over. Cursors and snapshots must be gone before the engine is.
Result<std::unique_ptr<Engine>> open_rocksdb(const RocksOptions& options);

}  // namespace shixin::store
