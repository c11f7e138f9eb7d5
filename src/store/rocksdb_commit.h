// The engine over an open RocksDB: snapshots, commits, backups. How it is opened, and when that is
// refused, is in rocksdb_open.cc.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "store/acknowledged.h"
#include "store/rocksdb_reader.h"

namespace shixin::store {

class RocksEngine final : public Engine {
 public:
  RocksEngine(RocksTables tables, AcknowledgedFile acknowledged, std::uint64_t head);

  std::unique_ptr<Snapshot> snapshot() const override;
  Result<void> commit(const Batch& batch) override;
  bool failed() const override { return failed_; }
  Result<void> backup(const std::filesystem::path& folder) override;
  Result<void> verify() const override;

 private:
  std::shared_ptr<const Moment> latest() const;
  void publish(std::uint64_t head);

  const RocksTables tables_;
  std::mutex committing_;  // held through the sync; guards acknowledged_
  AcknowledgedFile acknowledged_;
  std::atomic<bool> failed_ = false;  // written under committing_
  mutable std::mutex latest_mutex_;   // never held while the disk works
  // What readers see. It moves on only when a commit is durable, so a failed one is never visible.
  // Shared, because it lives as long as the last snapshot taken from it.
  std::shared_ptr<const Moment> latest_;
};

}  // namespace shixin::store
