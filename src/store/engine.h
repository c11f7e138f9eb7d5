// Engine: an ordered key-value store with tables, consistent snapshots and an atomic, synced batch
// that demands "head is still n". RocksDB is the reference (rocksdb_engine.h); the contract tests
// of tests/store run over this seam, and nothing above store/ knows which engine it is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/reader.h"

namespace shixin::store {

class Snapshot : public Reader {
 public:
  // How many batches were committed before this moment.
  virtual std::uint64_t head() const = 0;
};

struct Write {
  Table table;
  std::string key;
  std::optional<std::string> value;  // nullopt erases
};

// A key stands at most once in a batch.
struct Batch {
  std::uint64_t expected_head = 0;
  std::vector<Write> writes;
};

// All methods are safe from any thread.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual std::unique_ptr<Snapshot> snapshot() const = 0;
  // On success everything in the batch is durable and visible, and the head is expected_head + 1.
  // kConflict: the head is another one; kUnavailable: the disk failed, and nothing of the batch is
  // visible (the engine then refuses further commits until it is opened again).
  virtual Result<void> commit(const Batch& batch) = 0;
  // Whether a commit failed on the disk, so that every further one is refused until the engine is
  // opened again. Reading goes on.
  virtual bool failed() const = 0;
  // A consistent copy in `folder`, which must not exist; openable with the same keys.
  virtual Result<void> backup(const std::filesystem::path& folder) = 0;
  // Reads every file and holds it against its checksums, which takes as long as reading the disk
  // does. kCorrupt; kUnavailable.
  virtual Result<void> verify() const = 0;
};

}  // namespace shixin::store
