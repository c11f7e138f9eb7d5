#include "intake/outcome.h"

namespace shixin::intake {

std::vector<Fault> reasons_of(Format format, const Error& why) {
  std::vector<Fault> reasons;
  for (const Fault& fault : why.faults) reasons.push_back(placed(format, fault));
  if (reasons.empty()) reasons.push_back({"", why.detail});
  return reasons;
}

bool is_ours(const Error& why) {
  return why.code == ErrorCode::kCorrupt || why.code == ErrorCode::kInternal ||
         why.code == ErrorCode::kUnavailable;
}

}  // namespace shixin::intake
