#include "domain/credit_code.h"

#include <algorithm>

namespace shixin::domain {
namespace {

constexpr char kCreditStandard[] = "GB 32100-2015";
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// Weights are the powers of three modulo 31.
char credit_check(std::string_view code) {
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (const char c : code.substr(0, 17)) {
    sum += weight * kAlphabet.find(c);
    weight = weight * 3 % 31;
  }
  return kAlphabet[(31 - sum % 31) % 31];
}

}  // namespace

Result<CreditCode> CreditCode::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  const auto refuse = [&](const char* why) { return refuse_number(*clean, why, kCreditStandard); };

  if (clean->size() != 18) return refuse("统一社会信用代码应为18位");
  if (clean->find_first_not_of(kAlphabet) != std::string::npos) {
    return refuse("统一社会信用代码只用数字和大写字母,不用 I、O、S、V、Z");
  }
  if (clean->back() != credit_check(*clean)) return refuse("统一社会信用代码的校验码不符");
  return CreditCode{*std::move(clean)};
}

}  // namespace shixin::domain
