#include "domain/foreigner_id.h"

#include "domain/citizen_id.h"

namespace shixin::domain {

Result<ForeignerId> ForeignerId::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  const std::string_view number = *clean;
  if (number.size() == 18 && number[0] == '9') {
    if (auto same = CitizenId::parse(number); !same) return std::move(same).error();
    return ForeignerId{*std::move(clean)};
  }
  if (number.size() == 15 && all_upper(number.substr(0, 3)) && all_digits(number.substr(3))) {
    return ForeignerId{*std::move(clean)};
  }
  return refuse_number(
      number, "外国人永久居留身份证号码应为9开头的18位(2023年版)或3位字母加12位数字(2017年版)",
      "外国人永久居留身份证");
}

}  // namespace shixin::domain
