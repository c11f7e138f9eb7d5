#include "web/public/published.h"

#include "registry/held.h"

namespace shixin::web {

Result<std::unique_ptr<store::Snapshot>> published(const PublicContext& context) {
  auto snapshot = context.engine.snapshot();
  if (auto open = registry::check_not_held(*snapshot); !open) {
    return Error{open.error().code, "名单刚从备份恢复，正在核对，请稍后再查"};
  }
  return snapshot;
}

}  // namespace shixin::web
