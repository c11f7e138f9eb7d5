// Json by name only, for headers. base/json.h is for .cc files.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace shixin::base {
using Json = nlohmann::ordered_json;
}  // namespace shixin::base
