// MemoryEngine: store::Engine over ordered maps, for tests that want rows and no disk. A snapshot
// is shared until the next commit writes to it. Safe from any thread, as every engine.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "store/engine.h"

namespace shixin::tests {

using MemoryTable = std::map<std::string, std::string, std::less<>>;

struct MemoryTables {
  std::uint64_t head = 0;
  std::array<std::shared_ptr<MemoryTable>, store::kKeyspace.size()> tables;
};

class MemoryEngine final : public store::Engine {
 public:
  MemoryEngine();
  std::unique_ptr<store::Snapshot> snapshot() const override;
  // kConflict for another head; kMalformed for a key that stands twice in the batch.
  Result<void> commit(const store::Batch& batch) override;
  bool failed() const override;  // since a commit failed, until heal()
  Result<void> backup(const std::filesystem::path& folder) override;  // kUnsupported
  Result<void> verify() const override { return {}; }

  // After `count` more commits every one fails with kUnavailable and writes nothing, until heal().
  void fail_after(std::size_t count);
  void heal();
  // From here on commits wait at the door, until release(). Returns from await_held() when one
  // does.
  void hold();
  void await_held();
  void release();

  // Snapshots ever taken, and those that somebody still holds.
  std::size_t snapshots_taken() const { return *taken_; }
  std::size_t snapshots_held() const { return *held_; }

 private:
  mutable std::mutex mutex_;
  MemoryTables now_;
  std::optional<std::size_t> succeeding_;  // commits until they fail; none: they do not
  bool failed_ = false;
  std::mutex door_mutex_;
  std::condition_variable door_moved_;
  bool door_open_ = true;
  std::size_t at_door_ = 0;
  using Counter = std::shared_ptr<std::atomic<std::size_t>>;
  Counter taken_ = std::make_shared<std::atomic<std::size_t>>();
  Counter held_ = std::make_shared<std::atomic<std::size_t>>();
};

}  // namespace shixin::tests
