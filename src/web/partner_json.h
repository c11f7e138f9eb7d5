// What is shown of partners to those who run or oversee the register: nothing of their keys.
#pragma once

#include "base/json_fwd.h"
#include "delivery/records.h"

namespace shixin::web {

base::Json partners_json(const std::vector<delivery::Partner>& partners);

}  // namespace shixin::web
