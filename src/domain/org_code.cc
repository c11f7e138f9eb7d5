#include "domain/org_code.h"

#include <algorithm>
#include <array>

namespace shixin::domain {

Result<OrgCode> OrgCode::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  if (clean->size() == 9) clean->insert(8, 1, '-');

  const std::string_view code = *clean;
  const bool formed =
      code.size() == 10 && code[8] == '-' &&
      std::ranges::all_of(code.substr(0, 8), [](char c) { return is_digit(c) || is_upper(c); }) &&
      (is_digit(code[9]) || code[9] == 'X');
  if (!formed) {
    return refuse_number(code, "组织机构代码应为8位数字或大写字母加一位校验码(数字或X)",
                         "GB 11714-1997");
  }
  return OrgCode{*std::move(clean)};
}

bool OrgCode::check_digit_agrees() const {
  constexpr std::array kWeights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const char c = reveal()[i];
    sum += kWeights[i] * (is_digit(c) ? c - '0' : c - 'A' + 10);
  }
  const int check = 11 - sum % 11;
  const char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
  return reveal()[9] == expected;
}

}  // namespace shixin::domain
