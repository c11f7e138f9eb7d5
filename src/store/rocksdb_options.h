// Every RocksDB setting that is not its default, with the reason.
#pragma once

#include <rocksdb/options.h>

#include <cstddef>

namespace shixin::store {

rocksdb::DBOptions db_options(rocksdb::Env* env, bool create);
rocksdb::ColumnFamilyOptions family_options(std::size_t block_cache_bytes);

}  // namespace shixin::store
