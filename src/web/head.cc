#include "web/head.h"

namespace shixin::web {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::string_view trimmed(std::string_view value) {
  constexpr std::string_view kSpace = " \t";
  const auto begin = value.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return value.substr(begin, value.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

HeadMark mark_head(std::string_view bytes) {
  for (std::size_t begin = 0;;) {
    const auto end = bytes.find('\n', begin);
    const bool ended = end != std::string_view::npos;
    const std::size_t seen = ended ? end + 1 : bytes.size();
    if (begin == 0 && seen > kRequestLineBytesMax) return {HeadState::kLineTooLong};
    if (seen > kHeadBytesMax) return {HeadState::kTooLarge};
    if (!ended) return {HeadState::kPartial};
    if (!bytes.substr(begin, seen - begin).ends_with(kLineEnd)) return {HeadState::kMalformed};
    if (seen - begin == kLineEnd.size()) {
      return begin == 0 ? HeadMark{HeadState::kMalformed} : HeadMark{HeadState::kWhole, seen};
    }
    begin = seen;
  }
}

std::string_view request_line(std::string_view head) {
  return head.substr(0, head.find(kLineEnd) + kLineEnd.size());
}

Result<Headers> read_fields(std::string_view head) {
  Headers fields;
  head.remove_prefix(request_line(head).size());
  while (!head.starts_with(kLineEnd)) {
    const auto line = head.substr(0, head.find(kLineEnd));
    head.remove_prefix(line.size() + kLineEnd.size());
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
      return Error{ErrorCode::kMalformed, "请求头中有一行无法读取"};
    }
    fields.emplace(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  return fields;
}

}  // namespace shixin::web
