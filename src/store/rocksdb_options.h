// Every RocksDB setting that is not its default, with the reason.
#pragma once

#include <rocksdb/options.h>

#include "store/rocksdb_engine.h"

namespace shixin::store {

rocksdb::DBOptions db_options(rocksdb::Env* env, const RocksOptions& asked);
rocksdb::ColumnFamilyOptions family_options(const RocksOptions& asked);

}  // namespace shixin::store
