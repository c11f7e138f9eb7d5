// The one field in which a name, a number or a case is looked for; on every page that somebody may
// begin at.
#pragma once

#include <string>

#include "web/console/desk.h"

namespace shixin::web::console {

std::string search_box(const Call& call);

}  // namespace shixin::web::console
