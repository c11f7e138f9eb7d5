// Reading RocksDB at one moment. A Moment is a RocksDB snapshot with the head it belongs to; all
// readers between two commits share one.
#pragma once

#include <rocksdb/db.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "store/engine.h"

namespace shixin::store {

// An open RocksDB and its tables in the order of enum Table; a table that is not made yet, while
// the store is opened, is nullptr.
struct RocksTables {
  std::unique_ptr<rocksdb::Env> env;
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;

  RocksTables() = default;
  RocksTables(RocksTables&&) = default;
  RocksTables& operator=(RocksTables&&) = delete;
  ~RocksTables();
  rocksdb::ColumnFamilyHandle* handle(Table table) const {
    return handles[static_cast<std::size_t>(table)];
  }
};

class Moment {
 public:
  Moment(rocksdb::DB& db, std::uint64_t at_head)
      : head(at_head), snapshot(db.GetSnapshot()), db_(db) {}
  ~Moment() { db_.ReleaseSnapshot(snapshot); }
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

  const std::uint64_t head;
  const rocksdb::Snapshot* const snapshot;

 private:
  rocksdb::DB& db_;
};

std::unique_ptr<Snapshot> read_at(const RocksTables& tables, std::shared_ptr<const Moment> moment);

// A failure in our words. RocksDB's own go to the log: they name paths.
Error failure_of(const rocksdb::Status& status);

}  // namespace shixin::store
