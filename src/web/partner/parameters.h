// CouchDB's parameters: those that would change the meaning of an answer and are not served are
// refused, so that nobody takes a whole for a part. All others are ignored.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "web/request.h"

namespace shixin::web::partner {

// kMalformed when one of `names` stands in the query with anything but `false`.
Result<void> refuse_unserved(const Request& request, std::initializer_list<std::string_view> names);

// Of a limit, or of milliseconds to wait: far more than anybody means.
inline constexpr std::int64_t kNumberMax = 1'000'000'000;

}  // namespace shixin::web::partner
