#include "domain/identity_number.h"

#include <algorithm>

#include "base/text.h"

namespace shixin::domain {
namespace {

constexpr std::size_t kNumberCharactersMax = 64;

// GB 18030 keyboards offer many dashes for the one hyphen of an organisation code.
std::string hyphens(std::string text) {
  for (const std::string_view dash : {"‐", "‑", "‒", "–", "—", "―", "−"}) {
    for (auto at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) {
      text.replace(at, dash.size(), "-");
    }
  }
  return text;
}

bool cut_by_spreadsheet(std::string_view clean) {
  if (clean.find("E+") != std::string_view::npos) return true;
  return clean.size() >= 15 && all_digits(clean) && clean.ends_with("000");
}

}  // namespace

std::string IdentityNumber::masked_after(std::size_t shown) const {
  // Other documents may begin with Chinese characters (军字…): whole ones are shown.
  std::size_t bytes = 0;
  while (shown > 0 && bytes < normal_.size()) {
    do {
      ++bytes;
    } while (bytes < normal_.size() && !base::begins_character(normal_[bytes]));
    --shown;
  }
  const std::string hidden = normal_.substr(bytes);
  return normal_.substr(0, bytes) + std::string(base::code_points(hidden), '*');
}

Result<std::string> clean_number(std::string_view typed) {
  if (!base::valid_utf8(typed) || base::code_points(typed) > kNumberCharactersMax) {
    return base::refusal(
        "", fmt::format("证件号码应为不超过{}个字符的 UTF-8", kNumberCharactersMax), "");
  }
  std::string clean = hyphens(base::as_read(typed));
  std::ranges::transform(clean, clean.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (clean.empty()) return base::refusal("", "缺少证件号码", "");
  return clean;
}

Error refuse_number(std::string_view clean, std::string detail, std::string standard) {
  if (cut_by_spreadsheet(clean)) {
    detail += ";Excel 可能截断了号码,请把该列设为文本格式后重新填写";
  }
  return base::refusal("", std::move(detail), std::move(standard));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }
bool all_upper(std::string_view text) { return std::ranges::all_of(text, is_upper); }

}  // namespace shixin::domain
