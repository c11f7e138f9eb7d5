// MemoryEngine: store::Engine over ordered maps, for tests that want rows and no disk. A snapshot
// is shared until the next commit writes to it. Safe from any thread, as every engine.
#pragma once

#include <array>
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

  // After `count` more commits every one fails with kUnavailable and writes nothing, until heal().
  void fail_after(std::size_t count);
  void heal();

 private:
  mutable std::mutex mutex_;
  MemoryTables now_;
  std::optional<std::size_t> succeeding_;  // commits until they fail; none: they do not
  bool failed_ = false;
};

}  // namespace shixin::tests
