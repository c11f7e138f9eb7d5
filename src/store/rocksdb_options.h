// Every RocksDB setting that is not its default, with the reason.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <vector>

#include "store/rocksdb_engine.h"

namespace shixin::store {

rocksdb::DBOptions db_options(rocksdb::Env* env, const RocksOptions& asked);
// Each table as it is to be opened, in the order of kKeyspace. They share one block cache.
std::vector<rocksdb::ColumnFamilyDescriptor> families(const RocksOptions& asked);

}  // namespace shixin::store
