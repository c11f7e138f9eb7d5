#include "support/memory_engine.h"

#include <set>
#include <utility>

namespace shixin::tests {
namespace {

using store::Direction;
using store::Range;
using store::Table;

std::size_t index_of(Table table) { return static_cast<std::size_t>(table); }

class MemoryCursor final : public store::Cursor {
 public:
  MemoryCursor(std::shared_ptr<const MemoryTable> table, const Range& range, Direction direction)
      : table_(std::move(table)), forward_(direction == Direction::kForward) {
    first_ = table_->lower_bound(range.from);
    last_ = range.until.empty() ? table_->end() : table_->lower_bound(range.until);
    if (!range.until.empty() && range.until <= range.from) last_ = first_;
  }

  bool valid() const override { return first_ != last_; }
  std::string_view key() const override { return row()->first; }
  std::string_view value() const override { return row()->second; }
  void next() override { forward_ ? ++first_ : --last_; }
  Result<void> status() const override { return {}; }

 private:
  MemoryTable::const_iterator row() const { return forward_ ? first_ : std::prev(last_); }

  std::shared_ptr<const MemoryTable> table_;
  bool forward_;
  MemoryTable::const_iterator first_;
  MemoryTable::const_iterator last_;
};

class MemorySnapshot final : public store::Snapshot {
 public:
  MemorySnapshot(MemoryTables tables, std::shared_ptr<std::atomic<std::size_t>> held)
      : tables_(std::move(tables)), held_(std::move(held)) {
    ++*held_;
  }
  ~MemorySnapshot() override { --*held_; }
  MemorySnapshot(const MemorySnapshot&) = delete;
  MemorySnapshot& operator=(const MemorySnapshot&) = delete;

  std::uint64_t head() const override { return tables_.head; }

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override {
    const auto& rows = *tables_.tables[index_of(table)];
    const auto row = rows.find(key);
    if (row == rows.end()) return std::optional<std::string>{};
    return std::optional{row->second};
  }

  std::unique_ptr<store::Cursor> scan(Table table, Range range,
                                      Direction direction) const override {
    return std::make_unique<MemoryCursor>(tables_.tables[index_of(table)], range, direction);
  }

 private:
  MemoryTables tables_;
  std::shared_ptr<std::atomic<std::size_t>> held_;
};

}  // namespace

MemoryEngine::MemoryEngine() {
  for (auto& table : now_.tables) table = std::make_shared<MemoryTable>();
}

std::unique_ptr<store::Snapshot> MemoryEngine::snapshot() const {
  const std::scoped_lock lock(mutex_);
  ++*taken_;
  return std::make_unique<MemorySnapshot>(now_, held_);
}

Result<void> MemoryEngine::commit(const store::Batch& batch) {
  {
    std::unique_lock lock(door_mutex_);
    ++at_door_;
    door_moved_.notify_all();
    door_moved_.wait(lock, [&] { return door_open_; });
    --at_door_;
  }
  const std::scoped_lock lock(mutex_);
  if (succeeding_ == std::size_t{0}) {
    failed_ = true;
    return Error{ErrorCode::kUnavailable, "the disk was told to fail"};
  }
  if (succeeding_) --*succeeding_;
  if (batch.expected_head != now_.head) return Error{ErrorCode::kConflict, "the head moved on"};
  std::set<std::pair<Table, std::string_view>> keys;
  for (const auto& write : batch.writes) {
    if (!keys.emplace(write.table, write.key).second) {
      return Error{ErrorCode::kMalformed, "a key stands twice in the batch"};
    }
  }
  // Tables are copied only while a snapshot still reads them.
  for (const auto& write : batch.writes) {
    auto& shared = now_.tables[index_of(write.table)];
    if (shared.use_count() > 1) shared = std::make_shared<MemoryTable>(*shared);
    MemoryTable& rows = *shared;
    if (write.value) {
      rows.insert_or_assign(write.key, *write.value);
    } else {
      rows.erase(write.key);
    }
  }
  ++now_.head;
  return {};
}

void MemoryEngine::hold() {
  const std::scoped_lock lock(door_mutex_);
  door_open_ = false;
}

void MemoryEngine::await_held() {
  std::unique_lock lock(door_mutex_);
  door_moved_.wait(lock, [&] { return !door_open_ && at_door_ > 0; });
}

void MemoryEngine::release() {
  {
    const std::scoped_lock lock(door_mutex_);
    door_open_ = true;
  }
  door_moved_.notify_all();
}

bool MemoryEngine::failed() const {
  const std::scoped_lock lock(mutex_);
  return failed_;
}

Result<void> MemoryEngine::backup(const std::filesystem::path&) {
  return Error{ErrorCode::kUnsupported, "a store in memory has no backup"};
}

void MemoryEngine::fail_after(std::size_t count) {
  const std::scoped_lock lock(mutex_);
  succeeding_ = count;
}

void MemoryEngine::heal() {
  const std::scoped_lock lock(mutex_);
  succeeding_.reset();
  failed_ = false;
}

}  // namespace shixin::tests
