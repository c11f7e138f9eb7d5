// Presence: who is there himself while the command line acts, shown by his password. The machine's
// own operator shows nobody who he is; what he does alone counts for less (registry/accounts.h).
#pragma once

#include <string>
#include <tuple>

#include "base/fields.h"
#include "web/ops/admin.h"

namespace shixin::web::ops {

struct Present {
  std::string by;
  std::string password;
  static constexpr auto fields() {
    return std::tuple{base::field(1, "by", &Present::by),
                      base::field(2, "password", &Present::password)};
  }
};

// kUnauthorized, or kForbidden for an account that waits for confirmation, or whose password must
// be changed by its owner before it shows who he is.
Result<registry::Officer> officer_present(const AdminContext& context, const Present& present);

// The same for the owner who is about to change it.
Result<registry::Officer> owner_present(const AdminContext& context, const Present& present);

}  // namespace shixin::web::ops
