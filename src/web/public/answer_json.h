// The same answers for programs.
#pragma once

#include <string>

#include "web/public/pages.h"

namespace shixin::web {

std::string answer_json(const PageFrame& frame, const lookup::PublicAnswer& answer);
std::string statistics_json(const PageFrame& frame, const lookup::Statistics& statistics);

}  // namespace shixin::web
