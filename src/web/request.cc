#include "web/request.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace shixin::web {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The name comes from our own code, never from the request.
Error bad_parameter(std::string_view name, std::string_view why) {
  return Error{ErrorCode::kMalformed, "参数 " + std::string(name) + " " + std::string(why)};
}

}  // namespace

bool HeaderOrder::operator()(std::string_view a, std::string_view b) const {
  return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

std::string_view Request::header(std::string_view name) const {
  const auto at = headers.find(name);
  return at == headers.end() ? std::string_view{} : std::string_view{at->second};
}

std::string Request::media_type() const {
  const std::string_view value = header("Content-Type");
  std::string type{trim(value.substr(0, value.find(';')))};
  std::ranges::transform(type, type.begin(), lower);
  return type;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  std::optional<std::string> found;
  const auto [first, last] = headers.equal_range("Cookie");
  for (auto at = first; at != last; ++at) {
    std::string_view rest = at->second;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = trim(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const auto equals = pair.find('=');
      if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
      if (found) return std::nullopt;
      found = pair.substr(equals + 1);
    }
  }
  return found;
}

Result<std::optional<std::string>> single(const Query& query, std::string_view name) {
  const auto [first, last] = query.equal_range(name);
  if (first == last) return std::optional<std::string>{};
  if (std::next(first) != last) return bad_parameter(name, "出现了不止一次");
  return std::optional{first->second};
}

Result<std::optional<std::string>> Request::query_text(std::string_view name) const {
  return single(query, name);
}

Result<std::int64_t> Request::query_integer(std::string_view name, std::int64_t absent,
                                            std::int64_t min, std::int64_t max) const {
  auto text = query_text(name);
  if (!text) return std::move(text).error();
  if (!*text) return absent;
  std::int64_t value = 0;
  const char* const end = (*text)->data() + (*text)->size();
  const auto [stopped, failure] = std::from_chars((*text)->data(), end, value);
  if (failure != std::errc{} || stopped != end || value < min || value > max) {
    return bad_parameter(name,
                         "应为 " + std::to_string(min) + " 至 " + std::to_string(max) + " 的整数");
  }
  return value;
}

Result<bool> Request::query_flag(std::string_view name, bool absent) const {
  auto text = query_text(name);
  if (!text) return std::move(text).error();
  if (!*text) return absent;
  if (**text == "true") return true;
  if (**text == "false") return false;
  return bad_parameter(name, "应为 true 或 false");
}

Result<Query> Request::form() const {
  if (media_type() != "application/x-www-form-urlencoded") {
    return Error{ErrorCode::kUnsupported, "请以 application/x-www-form-urlencoded 提交表单"};
  }
  return parse_query(body);
}

const std::string& Captures::operator[](std::string_view name) const {
  const auto at = std::ranges::find(caught_, name, &std::pair<std::string, std::string>::first);
  assert(at != caught_.end() && "the pattern has no such name");
  return at->second;
}

}  // namespace shixin::web
