#include "domain/other_document.h"

#include <algorithm>

#include "base/text.h"

namespace shixin::domain {

Result<OtherDocument> OtherDocument::parse(std::string_view typed) {
  auto clean = clean_number(typed);
  if (!clean) return std::move(clean).error();
  if (base::code_points(*clean) < 4 || !std::ranges::any_of(*clean, is_digit)) {
    return refuse_number(*clean, "其他证件号码至少4个字符,其中应有数字", "");
  }
  return OtherDocument{*std::move(clean)};
}

}  // namespace shixin::domain
