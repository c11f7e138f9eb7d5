#include "registry/remark.h"

#include "base/text.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kRemarkCharactersMax = 2'000;

}  // namespace

Result<void> check_remark(std::string_view remark, bool required) {
  if (required && base::strip_invisible(remark).empty()) {
    return Error{ErrorCode::kMalformed, "请写明理由", {{"/remark", "请写明理由"}}};
  }
  auto fits = base::check_text(remark, kRemarkCharactersMax, base::Lines::kMany);
  if (!fits) {
    const std::string why = fits.error().detail;
    return Error{ErrorCode::kMalformed, why, {{"/remark", why}}};
  }
  return {};
}

}  // namespace shixin::registry
