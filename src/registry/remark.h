// Remark: what a person writes for his reason.
#pragma once

#include <string_view>

#include "base/result.h"

namespace shixin::registry {

// kMalformed at /remark: too long, unprintable, or blank where one is required.
Result<void> check_remark(std::string_view remark, bool required);

}  // namespace shixin::registry
