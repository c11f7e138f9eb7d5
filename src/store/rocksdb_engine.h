// The reference engine: RocksDB in one folder, encrypted, each commit synced. The only header of
// the engine that the rest of the house includes; no RocksDB type leaves store/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/crypto.h"
#include "store/engine.h"

namespace shixin::store {

struct RocksOptions {
  std::filesystem::path folder;
  base::Key at_rest_key;  // losing it is losing the store
  bool create = false;    // makes a store where the folder holds none
  std::size_t block_cache_bytes = std::size_t{256} << 20;
  // What waits in memory before it becomes table files, of one table and of all.
  std::size_t table_buffer_bytes = std::size_t{32} << 20;
  std::size_t buffers_bytes = std::size_t{128} << 20;
};

enum class FolderHolds : std::uint8_t {
  kNothing,          // no store and no file of one
  kUnfinishedStore,  // the making of one was begun; it never held a commit
  kStore,
  kPartsOfStore,  // files of a store, but not the one that names them: something is lost
};

FolderHolds what_holds(const std::filesystem::path& folder);

// Marks an empty folder, which is made if need be, as one in which a store is being made. It then
// is kUnfinishedStore until open_rocksdb has made the store. kConflict: there is one, or parts of
// one; kUnavailable: the disk failed.
Result<void> begin_making(const std::filesystem::path& folder);

// Whether the store in `folder` was encrypted with this key. What can not be read was not.
bool opens_with(const std::filesystem::path& folder, const base::Key& at_rest_key);

// kNotFound: no store, and not asked to create one. kUnavailable: another process has it open, or
// the disk fails. kUnsupported: written by a newer version. kCorrupt: a wrong key, damage, or a
// commit that was acknowledged and is gone; the sentence says which and what to do. A last record
// that was cut off while it was being written, and so never acknowledged, is dropped with a line in
// the log; any other damage is never opened over. A making that was cut off is done anew. Cursors
// and snapshots must be gone before the engine is.
Result<std::unique_ptr<Engine>> open_rocksdb(const RocksOptions& options);

}  // namespace shixin::store
