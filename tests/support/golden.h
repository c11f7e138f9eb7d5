// Golden files: what the code prints must be what the file in the tree says. GOLDEN_UPDATE=1 writes
// the file instead, and the diff is reviewed.
#pragma once

#include <filesystem>
#include <string_view>

namespace shixin::test {

// A CHECK of doctest. `file` is absolute: SHIXIN_SOURCE_DIR "/schemas/keyspace.md".
void check_golden(const std::filesystem::path& file, std::string_view actual);

}  // namespace shixin::test
