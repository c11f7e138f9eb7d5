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

constexpr std::size_t kMiB = std::size_t{1} << 20;

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

}  // namespace

rocksdb::DBOptions db_options(rocksdb::Env* env, const RocksOptions& asked) {
  rocksdb::DBOptions options;
  options.env = env;

  // Refuse whatever is not exactly what was written (ARCHITECTURE.md, the store). RocksDB's default
  // recovery silently drops acknowledged commits behind a damaged byte.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  options.track_and_verify_wals_in_manifest = true;
  options.paranoid_checks = true;

  // A log is cut when this much of it waits in memory: bounds the time of recovery.
  options.max_total_wal_size = 256 * kMiB;
  // For all tables together; 31 of them with the default of 64 MiB each could take 2 GiB.
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

rocksdb::ColumnFamilyOptions family_options(const RocksOptions& asked) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(asked.block_cache_bytes);
  // 10 bits a key: one miss in a hundred reads a block that does not hold it.
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.optimize_filters_for_memory = true;
  // Filters and indexes inside the cache's bound: for 40 million rows they are what grows.
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;

  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = asked.table_buffer_bytes;
  // Encrypted bytes do not compress, so compression is RocksDB's: fast while rows move, dense where
  // they rest.
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  // A table file is read back before what it replaces is forgotten.
  options.paranoid_file_checks = true;
  return options;
}

}  // namespace shixin::store
