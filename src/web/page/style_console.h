// The console's part of the stylesheet: the same scales and colours, set denser. It stands after
// the shared part, whose variables it uses, and touches nothing outside `.console`.
#pragma once

#include <string_view>

namespace shixin::web {

extern const std::string_view kConsoleStyle;

}  // namespace shixin::web
