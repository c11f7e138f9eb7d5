#include "domain/taiwan_permit.h"

namespace shixin::domain {

Result<TaiwanPermit> TaiwanPermit::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  if (clean->size() != 8 || !all_digits(*clean)) {
    return refuse_number(*clean, "台湾居民来往大陆通行证号码应为8位数字", "台湾居民来往大陆通行证");
  }
  return TaiwanPermit{*std::move(clean)};
}

}  // namespace shixin::domain
