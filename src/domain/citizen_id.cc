#include "domain/citizen_id.h"

#include <array>

namespace shixin::domain {
namespace {

constexpr char kCitizenStandard[] = "GB 11643-1999";

// ISO 7064 MOD 11-2 over the first seventeen digits.
char citizen_check(std::string_view digits) {
  constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (digits[i] - '0');
  return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)];
}

// The first generation wrote two digits of the year and no check. Sequences from 996 were kept for
// centenarians, born in the century before.
std::string completed(std::string_view first_generation) {
  const bool centenarian = first_generation.substr(12) >= "996";
  std::string number(first_generation.substr(0, 6));
  number += centenarian ? "18" : "19";
  number += first_generation.substr(6);
  return number + citizen_check(number);
}

}  // namespace

Result<CitizenId> CitizenId::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  const auto refuse = [&](const char* why) { return refuse_number(*clean, why, kCitizenStandard); };

  const bool first_generation = clean->size() == 15 && all_digits(*clean);
  const std::string number = first_generation ? completed(*clean) : *clean;
  if (number.size() != 18) return refuse("公民身份号码应为18位(旧号15位)");
  if (!all_digits(number.substr(0, 17)) || !(is_digit(number[17]) || number[17] == 'X')) {
    return refuse("公民身份号码应为17位数字加一位校验码(数字或X)");
  }
  if (number[17] != citizen_check(number)) return refuse("公民身份号码的校验码不符");
  const auto birth =
      Day::parse(number.substr(6, 4) + '-' + number.substr(10, 2) + '-' + number.substr(12, 2));
  if (!birth) return refuse("公民身份号码中的出生日期不存在");
  return CitizenId{number, *birth};
}

}  // namespace shixin::domain
