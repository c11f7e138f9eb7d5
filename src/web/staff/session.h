// The session of a browser, as its routes and the console's pages set and end it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"
#include "web/staff/context.h"

namespace shixin::web::staff {

// What Set-Cookie says: a cookie that no script reads and no other site sends.
std::string session_cookie(const StaffContext& context, std::string_view token);
std::string no_session_cookie(const StaffContext& context);

// Whoever guesses passwords is slowed down, also behind a session that he found. nullopt: go on;
// else how long to wait.
std::optional<std::chrono::seconds> signs_in_too_often(const StaffContext& context,
                                                       const Request& request);

}  // namespace shixin::web::staff
