#include "registry/audit.h"

namespace shixin::registry {

base::Digest digest_of(const AuditEntry& entry) { return base::sha256(store::to_value(entry)); }

}  // namespace shixin::registry
