// Free text as the public reads it.
#pragma once

#include <string>
#include <string_view>

#include "domain/redact.h"

namespace shixin::lookup {

// The national list cuts texts at this length too.
inline constexpr std::size_t kTextCharactersMax = 1024;

// Redacted; and a text longer than kTextCharactersMax is cut, and says so.
std::string public_text(std::string_view text, const domain::Redaction& redacted);

}  // namespace shixin::lookup
