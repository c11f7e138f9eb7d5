#include "web/partner/parameters.h"

namespace shixin::web::partner {

Result<void> refuse_unserved(const Request& request,
                             std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    auto text = request.query_text(name);
    if (!text) return std::move(text).error();
    if (*text && **text != "false") {
      return Error{ErrorCode::kMalformed, "不支持参数 " + std::string(name)};
    }
  }
  return {};
}

}  // namespace shixin::web::partner
