// The rows of a file as they travel in a body {rows}: base64url, for a row may hold any bytes, and
// it is the reader of its format that doubts them.
#pragma once

#include <vector>

#include "base/json_fwd.h"
#include "intake/format.h"
#include "web/request.h"

namespace shixin::web::ops {

// What a body of rows may have at most.
inline constexpr std::size_t kRowsBytesMax = std::size_t{16} << 20;

Result<std::vector<intake::RawRow>> read_rows(const Request& request);

base::Json reasons_json(const std::vector<Fault>& faults);

}  // namespace shixin::web::ops
