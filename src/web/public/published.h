// What may be shown to the public at all.
#pragma once

#include <memory>

#include "web/public/context.h"

namespace shixin::web {

// The list as it stands. kUnavailable while it is held after a restore: a backup may name people
// who were let go since.
Result<std::unique_ptr<store::Snapshot>> published(const PublicContext& context);

}  // namespace shixin::web
