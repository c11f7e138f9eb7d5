#include "web/uri.h"

#include <algorithm>

#include "base/text.h"

namespace shixin::web {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!base::valid_utf8(out)) return std::nullopt;
  return out;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }
bool is_layout(char c) { return c == '\t' || c == '\r' || c == '\n'; }

std::optional<std::string> unescape_form(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  auto out = unescape(spaced);
  if (!out) return std::nullopt;
  const bool forbidden =
      std::ranges::any_of(*out, [](char c) { return is_control(c) && !is_layout(c); });
  if (forbidden) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
  auto out = unescape(text);
  if (!out || std::ranges::any_of(*out, is_control)) return std::nullopt;
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  static constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

Result<Query> parse_query(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    if (query.size() == kQueryPairsMax) {
      return Error{ErrorCode::kMalformed, "参数过多"};
    }
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = unescape_form(pair.substr(0, equals));
    auto value = unescape_form(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) {
      return Error{ErrorCode::kMalformed, "参数的百分号编码有误，或者不是 UTF-8"};
    }
    query.emplace(*std::move(name), *std::move(value));
  }
  return query;
}

}  // namespace shixin::web
