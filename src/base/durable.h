// Files that survive a power cut.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace shixin::base {

// A file's content, or a folder's names, on the disk itself. kUnavailable says why not.
Result<void> sync_path(const std::filesystem::path& path);

// A folder and all that is in it, to one that does not exist. kUnavailable says what failed.
Result<void> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);

// Gives each file in a folder that shares its bytes with another name (a hard link) bytes of its
// own, synced. kUnavailable.
Result<void> copy_links(const std::filesystem::path& folder);

}  // namespace shixin::base
