// The one stylesheet of the public pages, and its address, which changes with its content: a
// browser may keep it for ever.
#pragma once

#include <string>
#include <string_view>

namespace shixin::web {

std::string_view stylesheet();
const std::string& stylesheet_address();  // /style.css?v=…

}  // namespace shixin::web
