#include "store/rocksdb_open.h"

#include <fmt/core.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <string>
#include <utility>

#include "store/encryption.h"
#include "store/meta_rows.h"
#include "store/rocksdb_commit.h"
#include "store/rocksdb_options.h"
#include "store/wal_recovery.h"

namespace shixin::store {
namespace {

constexpr const char* kNewerSchema =
    "the store was written by a newer version of shixin: run that version";

bool holds_store(rocksdb::FileSystem& disk, const std::filesystem::path& folder) {
  return disk.FileExists(folder / "CURRENT", {}, nullptr).ok();
}

// Asked before RocksDB is, so that a wrong key is called a wrong key.
Result<void> check_key(rocksdb::FileSystem& disk, const RocksOptions& options) {
  std::string current;
  const auto status = rocksdb::ReadFileToString(&disk, options.folder / "CURRENT", &current);
  if (!status.ok()) return failure_of(status);
  switch (recognise(current, options.at_rest_key)) {
    case Opening::kOurs:
      return {};
    case Opening::kForeignKey:
      return Error{
          ErrorCode::kCorrupt,
          "the store was encrypted with another at-rest key: give the key it was made with"};
    case Opening::kPlain:
    case Opening::kEmpty:
      return Error{ErrorCode::kCorrupt,
                   "the data folder holds something else than an encrypted store of shixin: name "
                   "another folder, or restore the last backup"};
  }
  return Error{ErrorCode::kInternal, "an opening of no meaning"};
}

// A table this build has never heard of was made by a newer one. What can not be listed is left to
// opening, which says why.
Result<void> check_tables(rocksdb::Env* env, const RocksOptions& options) {
  std::vector<std::string> families;
  const auto listed =
      rocksdb::DB::ListColumnFamilies(db_options(env, false), options.folder.string(), &families);
  const bool newer =
      listed.ok() && std::ranges::any_of(families, [](const std::string& family) {
        return std::ranges::find(kKeyspace, family, &TableSpec::family) == kKeyspace.end();
      });
  if (newer) return Error{ErrorCode::kUnsupported, kNewerSchema};
  return {};
}

// All tables of a new store at once. Opening would make them too, but writes its options file anew
// for each, which takes a second. Cut off on the way, it leaves a store that opening completes.
rocksdb::Status make_tables(const rocksdb::DBOptions& settings, const RocksOptions& asked) {
  const auto family = family_options(asked.block_cache_bytes);
  RocksTables made;
  rocksdb::DB* db = nullptr;
  rocksdb::Status status = rocksdb::DB::Open({settings, family}, asked.folder.string(), &db);
  made.db.reset(db);
  if (!status.ok()) return status;
  std::vector<std::string> names;
  for (const TableSpec& table : kKeyspace) {
    if (table.family != spec(Table::kMeta).family) names.emplace_back(table.family);
  }
  return made.db->CreateColumnFamilies(family, names, &made.handles);
}

rocksdb::Status open_tables(RocksTables& tables, const rocksdb::DBOptions& options,
                            const RocksOptions& asked) {
  const auto family = family_options(asked.block_cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const TableSpec& table : kKeyspace) families.emplace_back(std::string(table.family), family);
  rocksdb::DB* db = nullptr;
  const auto status =
      rocksdb::DB::Open(options, asked.folder.string(), families, &tables.handles, &db);
  tables.db.reset(db);
  return status;
}

// Holds the store against other processes while its files are read; RocksDB then takes the lock
// itself.
class FolderLock {
 public:
  FolderLock(rocksdb::FileSystem& disk, const std::filesystem::path& folder)
      : disk_(disk), held_(disk.LockFile(folder / "LOCK", {}, &lock_, nullptr).ok()) {}
  ~FolderLock() {
    if (held_) disk_.UnlockFile(lock_, {}, nullptr).PermitUncheckedError();
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  bool held() const { return held_; }

 private:
  rocksdb::FileSystem& disk_;
  rocksdb::FileLock* lock_ = nullptr;
  const bool held_;
};

// What must be true before RocksDB may touch the folder.
Result<rocksdb::WALRecoveryMode> examine(rocksdb::FileSystem& disk, rocksdb::Env* env,
                                         const RocksOptions& options) {
  const FolderLock lock(disk, options.folder);
  if (!lock.held()) {
    return Error{
        ErrorCode::kUnavailable,
        "the store is in use by another process, or its folder can not be written: stop the other "
        "process first"};
  }
  if (auto ours = check_key(disk, options); !ours) return std::move(ours).error();
  if (auto known = check_tables(env, options); !known) return std::move(known).error();
  return recovery_mode(env, options.folder);
}

// The head of an open store. A new one gets its first rows.
Result<std::uint64_t> read_head(const RocksTables& tables, bool create) {
  const auto now = read_at(tables, std::make_shared<const Moment>(*tables.db, 0));
  const auto schema = read_number(*now, schema_key());
  if (!schema) return schema.error();
  const auto head = read_number(*now, head_key());
  if (!head) return head.error();
  if (schema->has_value() != head->has_value()) {
    return Error{ErrorCode::kCorrupt,
                 "the store lacks its head or its schema version: restore the last backup"};
  }
  if (*schema) {
    if (**schema > kSchemaVersion) return Error{ErrorCode::kUnsupported, kNewerSchema};
    return **head;
  }
  if (!create) {
    return Error{ErrorCode::kNotFound, "the making of this store was cut off: make it again"};
  }
  rocksdb::WriteBatch first;
  auto* const meta = tables.handle(Table::kMeta);
  rocksdb::Status status = first.Put(meta, schema_key(), number_value(kSchemaVersion));
  if (status.ok()) status = first.Put(meta, head_key(), number_value(0));
  rocksdb::WriteOptions durable;
  durable.sync = true;
  if (status.ok()) status = tables.db->Write(durable, &first);
  if (!status.ok()) return failure_of(status);
  return std::uint64_t{0};
}

}  // namespace

Result<std::unique_ptr<Engine>> open_rocksdb_on(std::shared_ptr<rocksdb::FileSystem> disk,
                                                const RocksOptions& options) {
  RocksTables tables;
  tables.env = rocksdb::NewCompositeEnv(encrypted(disk, options.at_rest_key));
  rocksdb::DBOptions settings = db_options(tables.env.get(), options.create);
  if (holds_store(*disk, options.folder)) {
    auto mode = examine(*disk, tables.env.get(), options);
    if (!mode) return std::move(mode).error();
    settings.wal_recovery_mode = *mode;
  } else if (!options.create) {
    return Error{ErrorCode::kNotFound, "there is no store in the data folder"};
  } else if (std::error_code failed; create_directories(options.folder, failed), failed) {
    return Error{ErrorCode::kUnavailable, "the data folder can not be made: " + failed.message()};
  } else if (auto made = make_tables(settings, options); !made.ok()) {
    return failure_of(made);
  }
  if (auto opened = open_tables(tables, settings, options); !opened.ok()) return failure_of(opened);
  auto head = read_head(tables, options.create);
  if (!head) return std::move(head).error();
  return std::make_unique<RocksEngine>(std::move(tables), *head);
}

Result<std::unique_ptr<Engine>> open_rocksdb(const RocksOptions& options) {
  return open_rocksdb_on(rocksdb::FileSystem::Default(), options);
}

}  // namespace shixin::store
