// The 34 provinces: two-digit code of GB/T 2260, full name, and the character by which court codes
// of 法〔2015〕137号 begin. Deeper regions change over the years and are nowhere checked.
#pragma once

#include <span>
#include <string_view>

namespace shixin::domain {

struct Province {
  std::string_view code;   // "36"
  std::string_view name;   // 江西省
  std::string_view court;  // 赣; empty where no court of this system sits
};

std::span<const Province> provinces();

// By the first two digits of a region code of any length; nullptr when there is no such province.
// 83, which residence permits use for Taiwan, is 71.
const Province* province_of(std::string_view region_code);

// By its name with or without 省, 市, 自治区, 特别行政区; nullptr when there is none.
const Province* province_named(std::string_view name);

}  // namespace shixin::domain
