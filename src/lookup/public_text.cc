#include "lookup/public_text.h"

#include "base/text.h"

namespace shixin::lookup {
namespace {

std::string cut(std::string text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!base::begins_character(text[at]) || ++characters <= kTextCharactersMax) continue;
    return text.substr(0, at) + "……（内容过长，以法院文书为准）";
  }
  return text;
}

}  // namespace

std::string public_text(std::string_view text, const domain::Redaction& redacted) {
  return cut(redacted(text));
}

}  // namespace shixin::lookup
