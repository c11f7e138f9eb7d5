// The same answers for programs.
#pragma once

#include <string>
#include <string_view>

#include "web/public/pages.h"

namespace shixin::web {

// Of an answer what stays so while the register does, up to the closing brace; and the whole of it.
std::string answer_members(const CourtInfo& court, const lookup::PublicAnswer& answer);
std::string answer_json(const PageFrame& frame, std::string_view members);
std::string statistics_json(const PageFrame& frame, const lookup::Statistics& statistics);

}  // namespace shixin::web
