// Acknowledged: how far commits were acknowledged, in one small file beside the log. A commit is
// acknowledged once it is synced, and the next is written only then, so at most the last record of
// a log can be torn by a power cut, and nobody was told of it. A log that ends before what this
// file says has lost more, however whole it looks.
//
// The file is written over after each commit and not synced: a killed process leaves what it wrote,
// a power cut may leave an older state, which only guards less. It holds
//   head, u64 · sequence, u64 · HMAC-SHA-256 of both under the at-rest key, 32
// and is no secret, so it lies in the clear.
#pragma once

#include <rocksdb/file_system.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/crypto.h"
#include "base/result.h"

namespace shixin::store {

struct Acknowledged {
  std::uint64_t head = 0;      // commits
  std::uint64_t sequence = 0;  // RocksDB's number of the last write in them
};

inline constexpr const char* kAcknowledgedFile = "ACKNOWLEDGED";

// nullopt: there is no such file, or it was torn while it was written.
std::optional<Acknowledged> read_acknowledged(rocksdb::FileSystem& disk,
                                              const std::filesystem::path& folder,
                                              const base::Key& at_rest_key);

// Belongs to one thread at a time.
class AcknowledgedFile {
 public:
  // Writes `now` and makes it, and the file's name, durable.
  static Result<AcknowledgedFile> open(std::shared_ptr<rocksdb::FileSystem> disk,
                                       const std::filesystem::path& folder,
                                       const base::Key& at_rest_key, const Acknowledged& now);

  // A failure is logged and no more: the commit itself is durable.
  void write(const Acknowledged& now);
  // The same file in another folder, durable: for a copy of the store.
  Result<void> copy_into(const std::filesystem::path& folder, const Acknowledged& now) const;

 private:
  AcknowledgedFile(std::shared_ptr<rocksdb::FileSystem> disk, const base::Key& key)
      : disk_(std::move(disk)), key_(key) {}

  std::shared_ptr<rocksdb::FileSystem> disk_;
  base::Key key_;
  std::unique_ptr<rocksdb::FSRandomRWFile> file_;
};

}  // namespace shixin::store
