#include "store/rocksdb_commit.h"

#include <fmt/core.h>
#include <rocksdb/utilities/checkpoint.h>

#include <utility>

#include "base/durable.h"
#include "base/log.h"
#include "store/meta_rows.h"

namespace shixin::store {

RocksEngine::RocksEngine(RocksTables tables, AcknowledgedFile acknowledged, std::uint64_t head)
    : tables_(std::move(tables)), acknowledged_(std::move(acknowledged)) {
  publish(head);
}

std::unique_ptr<Snapshot> RocksEngine::snapshot() const { return read_at(tables_, latest()); }

Result<void> RocksEngine::commit(const Batch& batch) {
  const std::lock_guard lock(committing_);
  if (failed_) {
    return Error{ErrorCode::kUnavailable,
                 "an earlier commit failed on the disk: mend it, and start again"};
  }
  const std::uint64_t head = latest()->head;
  if (batch.expected_head != head) {
    return Error{ErrorCode::kConflict,
                 fmt::format("the head is {}, not {}", head, batch.expected_head)};
  }

  rocksdb::WriteBatch writes;
  auto* const meta = tables_.handle(Table::kMeta);
  rocksdb::Status status = writes.Put(meta, head_key(), number_value(head + 1));
  for (const Write& write : batch.writes) {
    if (!status.ok()) break;
    auto* const handle = tables_.handle(write.table);
    status = write.value ? writes.Put(handle, write.key, *write.value)
                         : writes.Delete(handle, write.key);
  }
  rocksdb::WriteOptions durable;
  durable.sync = true;
  if (status.ok()) status = tables_.db->Write(durable, &writes);
  if (!status.ok()) {
    // What reached the log is unknown until it is read again, so nothing may be written behind it.
    failed_ = true;
    base::log_error("store: no commit is taken until the disk is mended and the service restarted");
    Error failure = failure_of(status);
    failure.code = ErrorCode::kUnavailable;
    return failure;
  }
  acknowledged_.write({head + 1, tables_.db->GetLatestSequenceNumber()});
  publish(head + 1);
  return {};
}

Result<void> RocksEngine::backup(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(folder, ignored)) {
    return Error{ErrorCode::kConflict, "the folder for the backup exists: name a new one"};
  }
  // What the copy holds at least: commits go on while it is made.
  Acknowledged now;
  now.head = latest()->head;
  now.sequence = tables_.db->GetLatestSequenceNumber();
  rocksdb::Checkpoint* made = nullptr;
  rocksdb::Status status = rocksdb::Checkpoint::Create(tables_.db.get(), &made);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  if (status.ok()) status = checkpoint->CreateCheckpoint(folder.string());
  if (status.ok()) {
    // A checkpoint links to the store's own files, and would share every damage of theirs.
    auto own = base::copy_links(folder);
    return own ? acknowledged_.copy_into(folder, now) : own;
  }
  base::log_error("backup: {}", status.ToString());  // the place may be bad; the store need not be
  return Error{ErrorCode::kUnavailable,
               "the backup could not be written there; the store itself goes on"};
}

Result<void> RocksEngine::verify() const {
  const rocksdb::Status status = tables_.db->VerifyChecksum({});
  if (!status.ok()) return failure_of(status);
  return {};
}

std::shared_ptr<const Moment> RocksEngine::latest() const {
  const std::lock_guard lock(latest_mutex_);
  return latest_;
}

void RocksEngine::publish(std::uint64_t head) {
  auto moment = std::make_shared<const Moment>(*tables_.db, head);
  const std::lock_guard lock(latest_mutex_);
  latest_.swap(moment);
}

}  // namespace shixin::store
