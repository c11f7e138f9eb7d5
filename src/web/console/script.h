// The console's one script, and its address. What it adds: a form is sent once, and what is typed
// into a draft is checked by the very route that the button 检查 asks.
#pragma once

#include <string>

#include "web/router.h"

namespace shixin::web::console {

const std::string& script_address();  // /console.js?v=…

// GET /console.js
void add_script_route(Router& router);

}  // namespace shixin::web::console
