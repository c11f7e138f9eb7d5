#include "web/ops/presence.h"

namespace shixin::web::ops {

Result<registry::Officer> officer_present(const AdminContext& context, const Present& present) {
  auto signed_in = context.sign_in.sign_in(present.by, present.password);
  if (!signed_in) return std::move(signed_in).error();
  if (auto done = context.sign_in.sign_out(signed_in->token); !done) {
    return std::move(done).error();
  }
  return signed_in->officer;
}

}  // namespace shixin::web::ops
