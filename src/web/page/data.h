// What templates are filled with, and how. Include it in .cc files only.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "base/time.h"

namespace shixin::web {

using PageData = kainjow::mustache::data;

// An empty text is false, so that its section falls away and nothing is inherited from outside.
void put(PageData& data, const std::string& name, std::string_view text);

// The template with its values, each of them escaped.
std::string render(const char* source, const PageData& data);

std::string time_text(Instant at);  // 2026-03-01 08:00:00, in Beijing

}  // namespace shixin::web
