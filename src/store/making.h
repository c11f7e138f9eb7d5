// Making: from an empty folder to a store that holds its first rows. The file MAKING stands in the
// folder, durable, before anything else is written and until all of it is: a folder with it never
// held a commit, so what a cut left there is removed and made again. A folder with files of a store
// and neither CURRENT nor MAKING has lost something, and nothing may be made over it.
#pragma once

#include <rocksdb/file_system.h>

#include "store/rocksdb_engine.h"

namespace shixin::store {

// Makes the folder if need be; durable. In a folder that holds a store, or parts of one: kConflict.
Result<void> begin_making(rocksdb::FileSystem& disk, const std::filesystem::path& folder);
// Removes what an earlier making left. The caller holds the folder's lock.
Result<void> clear_making(rocksdb::FileSystem& disk, const std::filesystem::path& folder);
Result<void> end_making(rocksdb::FileSystem& disk, const std::filesystem::path& folder);

}  // namespace shixin::store
