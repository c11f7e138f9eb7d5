#include "store/rocksdb_reader.h"

#include <utility>

#include "base/log.h"

namespace shixin::store {
namespace {

std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

class RocksCursor final : public Cursor {
 public:
  RocksCursor(const RocksTables& tables, const Moment& moment, Table table, Range range,
              Direction direction)
      : range_(std::move(range)),
        from_(range_.from),
        until_(range_.until),
        forward_(direction == Direction::kForward) {
    rocksdb::ReadOptions options;
    options.snapshot = moment.snapshot;
    options.iterate_lower_bound = &from_;
    if (!range_.until.empty()) options.iterate_upper_bound = &until_;
    rows_.reset(tables.db->NewIterator(options, tables.handle(table)));
    forward_ ? rows_->SeekToFirst() : rows_->SeekToLast();
  }

  bool valid() const override { return rows_->Valid(); }
  std::string_view key() const override { return view(rows_->key()); }
  std::string_view value() const override { return view(rows_->value()); }
  void next() override { forward_ ? rows_->Next() : rows_->Prev(); }
  Result<void> status() const override {
    if (!rows_->status().ok()) return failure_of(rows_->status());
    return {};
  }

 private:
  const Range range_;
  const rocksdb::Slice from_;  // RocksDB keeps pointers to the bounds
  const rocksdb::Slice until_;
  const bool forward_;
  std::unique_ptr<rocksdb::Iterator> rows_;
};

class RocksSnapshot final : public Snapshot {
 public:
  RocksSnapshot(const RocksTables& tables, std::shared_ptr<const Moment> moment)
      : tables_(tables), moment_(std::move(moment)) {}

  std::uint64_t head() const override { return moment_->head; }

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override {
    rocksdb::ReadOptions options;
    options.snapshot = moment_->snapshot;
    std::string value;
    const auto status = tables_.db->Get(options, tables_.handle(table), key, &value);
    if (status.IsNotFound()) return std::optional<std::string>{};
    if (!status.ok()) return failure_of(status);
    return std::optional<std::string>{std::move(value)};
  }

  std::unique_ptr<Cursor> scan(Table table, Range range, Direction direction) const override {
    return std::make_unique<RocksCursor>(tables_, *moment_, table, std::move(range), direction);
  }

 private:
  const RocksTables& tables_;
  const std::shared_ptr<const Moment> moment_;
};

}  // namespace

RocksTables::~RocksTables() {
  if (!db) return;
  for (auto* handle : handles) {
    if (handle != nullptr) db->DestroyColumnFamilyHandle(handle);
  }
}

std::unique_ptr<Snapshot> read_at(const RocksTables& tables, std::shared_ptr<const Moment> moment) {
  return std::make_unique<RocksSnapshot>(tables, std::move(moment));
}

Error failure_of(const rocksdb::Status& status) {
  base::log_error("store: {}", status.ToString());
  if (status.IsCorruption()) {
    return {ErrorCode::kCorrupt,
            "the store is damaged: keep the data folder as it is, and restore the last backup"};
  }
  return {ErrorCode::kUnavailable,
          "the store's disk failed: see the log, mend it, and start again"};
}

}  // namespace shixin::store
