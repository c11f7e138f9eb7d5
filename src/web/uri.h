// Percent-encoding and query strings (RFC 3986, and the form encoding of the HTML standard): text
// that comes out is valid UTF-8 without control characters, or it does not come out. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::web {

// Names may repeat; web::Request refuses the repetition when the value is asked for.
using Query = std::multimap<std::string, std::string, std::less<>>;

// A query or form of more pairs is refused: no page of ours sends as many.
inline constexpr std::size_t kQueryPairsMax = 1000;

// A path segment: nullopt for a broken escape, bytes that are not UTF-8, or a control character.
std::optional<std::string> percent_decode(std::string_view text);
// Everything but the unreserved characters is escaped: fit for a segment and for a query value.
std::string percent_encode(std::string_view text);

// `a=1&b=x+y`, without the question mark. Also the body of application/x-www-form-urlencoded, where
// a textarea sends line breaks: those and the tab are the control characters let through.
Result<Query> parse_query(std::string_view text);

}  // namespace shixin::web
