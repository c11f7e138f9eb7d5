#include "store/rocksdb_options.h"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <array>
#include <cstdarg>
#include <cstdio>

#include "base/log.h"

namespace shixin::store {
namespace {

constexpr std::size_t kKiB = std::size_t{1} << 10;
constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr int kCacheShardBits = 3;

// RocksDB's warnings as lines of our own log. With it RocksDB writes no LOG files, which would lie
// beside the encrypted ones in plain text.
class WarningsToLog final : public rocksdb::Logger {
 public:
  WarningsToLog() : Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}
  using Logger::Logv;
  void LogHeader(const char*, va_list) override {}
  void Logv(const char* format, va_list arguments) override {
    std::array<char, 512> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    base::log_warn("rocksdb: {}", line.data());
  }
};

// How a table is used, once its rows have come to rest.
enum class Use : std::uint8_t {
  kByKey,   // one row here, one there
  kInRuns,  // pages of rows that follow each other
  kSeldom,  // the record, read when somebody asks how it came about
};

Use use_of(Table table) {
  switch (table) {
    case Table::kViewRows:
    case Table::kPublicNames:
      return Use::kInRuns;
    case Table::kDecisions:
    case Table::kDrafts:
    case Table::kBatchRows:
    case Table::kImportRows:
    case Table::kAudit:
    case Table::kLedgerLeaves:
      return Use::kSeldom;
    default:
      return Use::kByKey;
  }
}

rocksdb::ColumnFamilyOptions family_options(const RocksOptions& asked, Use use,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  // A row by its key unpacks no more than it must; a page of a hundred finds them in few blocks.
  table.block_size = (use == Use::kByKey ? 4 : 16) * kKiB;
  // 10 bits a key: one miss in a hundred reads a block that does not hold it.
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.optimize_filters_for_memory = true;
  // Filters and indexes inside the cache's bound: for 40 million rows they are what grows. In
  // parts, of which the cache holds those in use.
  table.cache_index_and_filter_blocks = true;
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.metadata_block_size = 16 * kKiB;
  table.pin_l0_filter_and_index_blocks_in_cache = true;

  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = asked.table_buffer_bytes;
  // Encrypted bytes do not compress, so compression is RocksDB's. Zstandard is a third smaller and
  // takes four times as long to unpack: for what is read seldom.
  options.compression = rocksdb::kLZ4Compression;
  if (use == Use::kSeldom) options.bottommost_compression = rocksdb::kZSTD;
  // A table file is read back before what it replaces is forgotten.
  options.paranoid_file_checks = true;
  return options;
}

}  // namespace

rocksdb::DBOptions db_options(rocksdb::Env* env, const RocksOptions& asked) {
  rocksdb::DBOptions options;
  options.env = env;

  // Refuse whatever is not exactly what was written (ARCHITECTURE.md, the store). RocksDB's default
  // recovery silently drops acknowledged commits behind a damaged byte.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  options.track_and_verify_wals_in_manifest = true;
  options.paranoid_checks = true;

  // A log is cut when this much of it waits in memory. It is read at the next start, a second for
  // some 40 MiB.
  options.max_total_wal_size = 32 * kMiB;
  // For all tables together; 34 of them with the default of 64 MiB each could take 2 GiB.
  options.db_write_buffer_size = asked.buffers_bytes;
  // The default keeps every table file open; a service has 1,024 descriptors, and sockets need
  // most.
  options.max_open_files = 384;
  // One flush and one compaction at a time: courts' servers are small, and so are their writes.
  options.max_background_jobs = 2;
  // The default is 1 GiB, all of which is read at the next start.
  options.max_manifest_file_size = 16 * kMiB;
  options.info_log = std::make_shared<WarningsToLog>();
  options.stats_dump_period_sec = 0;  // there is no LOG to dump them to
  options.stats_persist_period_sec = 0;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families(const RocksOptions& asked) {
  // Few shards: what is larger than a shard, as the index of a great table file may be, would be
  // read and unpacked anew each time.
  const auto cache = rocksdb::NewLRUCache(asked.block_cache_bytes, kCacheShardBits);
  std::vector<rocksdb::ColumnFamilyDescriptor> all;
  for (std::size_t i = 0; i < kKeyspace.size(); ++i) {
    const auto use = use_of(static_cast<Table>(i));
    all.emplace_back(std::string(kKeyspace[i].family), family_options(asked, use, cache));
  }
  return all;
}

}  // namespace shixin::store
