#include "store/rocksdb_open.h"

#include <fmt/core.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "store/acknowledged.h"
#include "store/encryption.h"
#include "store/folder_lock.h"
#include "store/making.h"
#include "store/meta_rows.h"
#include "store/rocksdb_commit.h"
#include "store/rocksdb_options.h"
#include "store/wal_recovery.h"

namespace shixin::store {
namespace {

constexpr const char* kNewerSchema =
    "the store was written by a newer version of shixin: run that version";

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

using Families = std::vector<std::string>;

// The tables there are. One that this build has never heard of was made by a newer one. What can
// not be listed is left to opening, which says why.
Result<Families> tables_found(rocksdb::Env* env, const RocksOptions& options) {
  Families found;
  const auto listed =
      rocksdb::DB::ListColumnFamilies(db_options(env, options), options.folder.string(), &found);
  if (!listed.ok()) return Families{};
  const bool newer = std::ranges::any_of(found, [](const std::string& family) {
    return std::ranges::find(kKeyspace, family, &TableSpec::family) == kKeyspace.end();
  });
  if (newer) return Error{ErrorCode::kUnsupported, kNewerSchema};
  return found;
}

// All tables of a new store at once. Opening would make them too, but writes its options file anew
// for each, which takes a second.
rocksdb::Status make_tables(rocksdb::DBOptions settings, const RocksOptions& asked) {
  settings.create_if_missing = true;
  auto all = families(asked);
  const auto meta = all.begin() + static_cast<std::ptrdiff_t>(Table::kMeta);
  RocksTables made;
  rocksdb::DB* db = nullptr;
  rocksdb::Status status = rocksdb::DB::Open({settings, meta->options}, asked.folder.string(), &db);
  made.db.reset(db);
  if (!status.ok()) return status;
  all.erase(meta);  // opening made it
  return made.db->CreateColumnFamilies(all, &made.handles);
}

// Opens all tables but those that are not among `found`, which have no handle yet.
rocksdb::Status open_tables(RocksTables& tables, const rocksdb::DBOptions& options,
                            const RocksOptions& asked, const Families& found) {
  auto there = families(asked);
  std::erase_if(there, [&](const auto& family) {
    return std::ranges::find(found, family.name) == found.end();
  });
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  const auto status = rocksdb::DB::Open(options, asked.folder.string(), there, &handles, &db);
  tables.db.reset(db);
  tables.handles.assign(kKeyspace.size(), nullptr);
  for (auto* const handle : handles) {
    const auto spec = std::ranges::find(kKeyspace, handle->GetName(), &TableSpec::family);
    tables.handles[static_cast<std::size_t>(spec - kKeyspace.begin())] = handle;
  }
  return status;
}

rocksdb::Status open_tables(RocksTables& tables, const rocksdb::DBOptions& options,
                            const RocksOptions& asked) {
  Families all;
  for (const TableSpec& table : kKeyspace) all.emplace_back(table.family);
  return open_tables(tables, options, asked, all);
}

constexpr const char* kIncomplete =
    "the store lacks its head, its schema version or a table: restore the last backup";

// Makes the tables that have come since the store's schema; with a cut in between, the next opening
// goes on. What they hold is brought by the migrations (migration.h).
Result<void> add_tables(RocksTables& tables, const RocksOptions& asked) {
  const auto now = read_at(tables, std::make_shared<const Moment>(*tables.db, 0));
  const auto schema = read_number(*now, schema_key());
  if (!schema) return schema.error();
  const auto all = families(asked);
  for (std::size_t i = 0; i < kKeyspace.size(); ++i) {
    if (tables.handles[i] != nullptr) continue;
    if (!*schema || kKeyspace[i].since <= **schema) return Error{ErrorCode::kCorrupt, kIncomplete};
    const auto made =
        tables.db->CreateColumnFamily(all[i].options, all[i].name, &tables.handles[i]);
    if (!made.ok()) return failure_of(made);
  }
  return {};
}

// The head of an open store.
Result<std::uint64_t> read_head(const RocksTables& tables,
                                const std::optional<Acknowledged>& acknowledged) {
  const auto now = read_at(tables, std::make_shared<const Moment>(*tables.db, 0));
  const auto schema = read_number(*now, schema_key());
  if (!schema) return schema.error();
  const auto head = read_number(*now, head_key());
  if (!head) return head.error();
  if (!*schema || !*head) return Error{ErrorCode::kCorrupt, kIncomplete};
  if (**schema > kSchemaVersion) return Error{ErrorCode::kUnsupported, kNewerSchema};
  if (acknowledged && **head < acknowledged->head) {
    return Error{
        ErrorCode::kCorrupt,
        fmt::format("the store ends at commit {}, and {} were acknowledged, so its log was cut or "
                    "lost: keep the data folder as it is, and restore the last backup. Only who "
                    "accepts the loss removes the file {} from it",
                    **head, acknowledged->head, kAcknowledgedFile)};
  }
  return **head;
}

Result<void> write_first_rows(const RocksTables& tables) {
  rocksdb::WriteBatch first;
  auto* const meta = tables.handle(Table::kMeta);
  rocksdb::Status status = first.Put(meta, schema_key(), number_value(kSchemaVersion));
  if (status.ok()) status = first.Put(meta, head_key(), number_value(0));
  rocksdb::WriteOptions durable;
  durable.sync = true;
  if (status.ok()) status = tables.db->Write(durable, &first);
  if (!status.ok()) return failure_of(status);
  return {};
}

Result<std::unique_ptr<Engine>> take_up(RocksTables tables,
                                        const std::shared_ptr<rocksdb::FileSystem>& disk,
                                        const RocksOptions& options,
                                        const std::optional<Acknowledged>& acknowledged) {
  const auto head = read_head(tables, acknowledged);
  if (!head) return head.error();
  auto noted = AcknowledgedFile::open(disk, options.folder, options.at_rest_key,
                                      {*head, tables.db->GetLatestSequenceNumber()});
  if (!noted) return std::move(noted).error();
  return std::make_unique<RocksEngine>(std::move(tables), *std::move(noted), *head);
}

Result<std::unique_ptr<Engine>> make_store(const std::shared_ptr<rocksdb::FileSystem>& disk,
                                           const RocksOptions& options) {
  if (auto begun = begin_making(*disk, options.folder); !begun) return std::move(begun).error();
  {
    const auto lock = FolderLock::take(disk, options.folder);
    if (!lock) return lock.error();
    if (auto empty = clear_making(*disk, options.folder); !empty) return std::move(empty).error();
  }
  RocksTables tables;
  tables.env = rocksdb::NewCompositeEnv(encrypted(disk, options.at_rest_key));
  const rocksdb::DBOptions settings = db_options(tables.env.get(), options);
  rocksdb::Status status = make_tables(settings, options);
  if (status.ok()) status = open_tables(tables, settings, options);
  if (!status.ok()) return failure_of(status);
  if (auto done = write_first_rows(tables); !done) return std::move(done).error();
  auto engine = take_up(std::move(tables), disk, options, std::nullopt);
  if (!engine) return engine;
  if (auto done = end_making(*disk, options.folder); !done) return std::move(done).error();
  return engine;
}

Result<std::unique_ptr<Engine>> open_store(const std::shared_ptr<rocksdb::FileSystem>& disk,
                                           const RocksOptions& options) {
  RocksTables tables;
  tables.env = rocksdb::NewCompositeEnv(encrypted(disk, options.at_rest_key));
  rocksdb::DBOptions settings = db_options(tables.env.get(), options);
  std::optional<Acknowledged> acknowledged;
  Families found;
  {
    const auto lock = FolderLock::take(disk, options.folder);
    if (!lock) return lock.error();
    // First: under another key every file reads as damaged.
    if (auto ours = check_key(*disk, options); !ours) return std::move(ours).error();
    acknowledged = read_acknowledged(*disk, options.folder, options.at_rest_key);
    auto listed = tables_found(tables.env.get(), options);
    if (!listed) return std::move(listed).error();
    found = *std::move(listed);
    auto mode =
        recovery_mode(tables.env.get(), options.folder, acknowledged ? acknowledged->sequence : 0);
    if (!mode) return std::move(mode).error();
    settings.wal_recovery_mode = *mode;
  }
  const auto opened = found.empty() ? open_tables(tables, settings, options)
                                    : open_tables(tables, settings, options, found);
  if (!opened.ok()) return failure_of(opened);
  if (auto whole = add_tables(tables, options); !whole) return std::move(whole).error();
  return take_up(std::move(tables), disk, options, acknowledged);
}

}  // namespace

bool opens_with(const std::filesystem::path& folder, const base::Key& at_rest_key) {
  return check_key(*rocksdb::FileSystem::Default(), {folder, at_rest_key}).has_value();
}

Result<std::unique_ptr<Engine>> open_rocksdb_on(std::shared_ptr<rocksdb::FileSystem> disk,
                                                const RocksOptions& options) {
  switch (what_holds(options.folder)) {
    case FolderHolds::kStore:
      return open_store(disk, options);
    case FolderHolds::kPartsOfStore:
      return Error{
          ErrorCode::kCorrupt,
          "the data folder holds files of a store, but not its file CURRENT, without which "
          "it is not a store: keep the folder as it is, and restore the last backup"};
    case FolderHolds::kNothing:
    case FolderHolds::kUnfinishedStore:
      break;
  }
  if (!options.create) return Error{ErrorCode::kNotFound, "there is no store in the data folder"};
  return make_store(disk, options);
}

Result<std::unique_ptr<Engine>> open_rocksdb(const RocksOptions& options) {
  return open_rocksdb_on(rocksdb::FileSystem::Default(), options);
}

}  // namespace shixin::store
