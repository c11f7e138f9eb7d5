// Files and folders that survive a power cut, on the file system the store lies on.
#pragma once

#include <rocksdb/file_system.h>

#include <filesystem>
#include <string>

namespace shixin::store {

// The names in a folder: what was made, renamed or removed in it.
rocksdb::IOStatus sync_folder(rocksdb::FileSystem& disk, const std::filesystem::path& folder);

// A small file, its content and its name.
rocksdb::IOStatus write_durably(rocksdb::FileSystem& disk, const std::filesystem::path& file,
                                const std::string& content);

}  // namespace shixin::store
