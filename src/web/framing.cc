#include "web/framing.h"

#include <algorithm>
#include <charconv>

namespace shixin::web {
namespace {

Error malformed(const char* detail) { return {ErrorCode::kMalformed, detail}; }

bool is_token(std::string_view name) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_field_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  });
}

bool is_word(std::string_view value, std::string_view word) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(value, word, {}, lower);
}

bool carries_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

Result<std::uint64_t> read_length(std::string_view text) {
  std::uint64_t value = 0;
  const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool digits = !text.empty() && text.front() >= '0' && text.front() <= '9';
  if (!digits || failure != std::errc{} || stopped != text.data() + text.size()) {
    return malformed("Content-Length 不是数字");
  }
  return value;
}

}  // namespace

Result<Framing> read_framing(const Request& request, std::string_view version) {
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name) || !is_field_value(value)) return malformed("请求头含有不允许的字符");
  }
  const std::size_t hosts = request.headers.count("Host");
  if (hosts > 1 || (hosts == 0 && version == "HTTP/1.1")) return malformed("应有且仅有一个 Host");

  Framing framing;
  const std::size_t encodings = request.headers.count("Transfer-Encoding");
  const std::size_t lengths = request.headers.count("Content-Length");
  if (encodings + lengths > 1) {
    return malformed("Transfer-Encoding 与 Content-Length 只能出现一个，且只能出现一次");
  }
  if (encodings == 1) {
    if (version != "HTTP/1.1" || !is_word(request.header("Transfer-Encoding"), "chunked")) {
      return malformed("Transfer-Encoding 只支持 chunked");
    }
    framing.chunked = true;
  }
  if (lengths == 1) {
    auto length = read_length(request.header("Content-Length"));
    if (!length) return std::move(length).error();
    framing.length = *length;
  }
  if (framing.has_body() && !carries_body(request.method)) {
    return malformed("此种请求方法不带内容");
  }
  return framing;
}

bool asks_to_close(const Request& request, std::string_view version) {
  if (version != "HTTP/1.1") return true;
  return is_word(request.header("Connection"), "close");
}

bool waits_to_go_on(const Request& request) {
  return is_word(request.header("Expect"), "100-continue");
}

}  // namespace shixin::web
