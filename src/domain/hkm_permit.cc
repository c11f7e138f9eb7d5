#include "domain/hkm_permit.h"

namespace shixin::domain {

Result<HkmPermit> HkmPermit::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  const std::string_view number = *clean;
  const bool formed = (number.size() == 9 || number.size() == 11) &&
                      (number[0] == 'H' || number[0] == 'M') && all_digits(number.substr(1));
  if (!formed) {
    return refuse_number(number, "港澳居民来往内地通行证号码应为H或M加8位数字(旧证另加2位换证次数)",
                         "港澳居民来往内地通行证");
  }
  return HkmPermit{*std::move(clean)};
}

}  // namespace shixin::domain
