// Redaction of free text before the public reads it: duties are copied out of judgments, and name
// other people's numbers and accounts with them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "domain/subject.h"

namespace shixin::lookup {

// The national list cuts texts at this length too.
inline constexpr std::size_t kTextCharactersMax = 1024;

// A citizen's number, also in full width or in groups, is masked as everywhere; any other unbroken
// number of fifteen digits and more (a bank account) keeps two of them; so does every number of the
// subject's own documents that is not public. A text longer than kTextCharactersMax is cut, and
// says so.
std::string public_text(std::string_view text, const domain::Subject& subject);

}  // namespace shixin::lookup
