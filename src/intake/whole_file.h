// A file that can only be read as a whole, within a bound.
#pragma once

#include <istream>
#include <string>

#include "base/result.h"

namespace shixin::intake {

// kTooLarge, with this sentence, when the file has more than `bytes_max` bytes.
Result<std::string> read_whole(std::istream& file, std::size_t bytes_max, std::string too_large);

}  // namespace shixin::intake
