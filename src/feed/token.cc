#include "feed/token.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <charconv>
#include <iterator>

namespace shixin::feed {
namespace {

constexpr std::size_t kGenerationDigits = 8;
constexpr std::size_t kSeqDigits = 20;  // of the largest 64-bit number

bool read_number(std::string_view digits, int base, std::uint64_t& out) {
  const auto* last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, out, base);
  return error == std::errc{} && end == last;
}

}  // namespace

Result<Token> Token::parse(std::string_view text) {
  Token out;
  const bool good =
      text.size() == kGenerationDigits + 1 + kSeqDigits && text[kGenerationDigits] == '-' &&
      read_number(text.substr(0, kGenerationDigits), 16, out.generation) &&
      read_number(text.substr(kGenerationDigits + 1), 10, out.seq) && out.text() == text;
  if (!good) return Error{ErrorCode::kMalformed, "游标应为 0、now 或本接口给出的 seq 值"};
  return out;
}

std::string Token::text() const {
  std::string out;
  append_to(out);
  return out;
}

void Token::append_to(std::string& out) const {
  fmt::format_to(std::back_inserter(out), FMT_COMPILE("{:08x}-{:020}"), generation, seq);
}

std::string Token::generation_text() const { return fmt::format("{:08x}", generation); }

Result<std::uint64_t> resolve_since(std::string_view since, const Token& head) {
  if (since == "0") return std::uint64_t{0};
  if (since == "now") return head.seq;
  auto token = Token::parse(since);
  if (!token) return std::move(token).error();
  if (token->generation != head.generation) {
    return Error{ErrorCode::kGone,
                 "数据已换代,原有副本作废:请先清空副本,再向 generation 接口声明,然后从 0 读取",
                 {},
                 "generation_changed"};
  }
  if (token->seq > head.seq) {
    return Error{ErrorCode::kMalformed,
                 "游标超前于本服务的最新变更,请停止使用该副本并联系法院",
                 {},
                 "future_cursor"};
  }
  return token->seq;
}

}  // namespace shixin::feed
