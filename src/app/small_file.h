// A file that is read whole because it is known to be small.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace shixin::app {

// "-" is standard input. kUnavailable: it can not be read; kTooLarge: more than `bytes_max`.
Result<std::string> read_small_file(const std::filesystem::path& file, std::size_t bytes_max);

}  // namespace shixin::app
