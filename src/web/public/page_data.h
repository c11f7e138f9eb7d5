// What the templates of the public pages are filled with. Include it in .cc files only.
#pragma once

#include "web/page/data.h"
#include "web/public/pages.h"

namespace shixin::web {

PageData subject_data(const lookup::Found& found, const CourtInfo& ours);

}  // namespace shixin::web
