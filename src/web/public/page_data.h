// What the templates are filled with. Include it in .cc files only.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>

#include "web/public/pages.h"

namespace shixin::web {

using PageData = kainjow::mustache::data;

// An empty text is false, so that its section falls away and nothing is inherited from outside.
void put(PageData& data, const std::string& name, std::string_view text);

PageData subject_data(const lookup::Found& found, const CourtInfo& ours);

std::string time_text(Instant at);  // 2026-03-01 08:00:00, in Beijing

}  // namespace shixin::web
