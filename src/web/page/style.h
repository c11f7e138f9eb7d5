// The one stylesheet, of the public pages and of the console, and its address, which changes with
// its content.
#pragma once

#include <string>

#include "web/router.h"

namespace shixin::web {

const std::string& stylesheet();
const std::string& stylesheet_address();  // /style.css?v=…

// GET /style.css
void add_style_route(Router& router);

}  // namespace shixin::web
