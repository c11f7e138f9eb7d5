#include "web/ops/presence.h"

namespace shixin::web::ops {

namespace {

Result<registry::SignedIn> sign_in_and_out(const AdminContext& context, const Present& present) {
  auto signed_in = context.sign_in.sign_in(present.by, present.password);
  if (!signed_in) return signed_in;
  if (auto done = context.sign_in.sign_out(signed_in->token); !done) {
    return std::move(done).error();
  }
  return signed_in;
}

}  // namespace

Result<registry::Officer> officer_present(const AdminContext& context, const Present& present) {
  auto signed_in = sign_in_and_out(context, present);
  if (!signed_in) return std::move(signed_in).error();
  if (!signed_in->must_change_password) return signed_in->officer;
  return Error{ErrorCode::kForbidden,
               "请本人先修改口令：shixin staff password " + present.by + " --by " + present.by,
               {},
               "password_change_required"};
}

Result<registry::Officer> owner_present(const AdminContext& context, const Present& present) {
  auto signed_in = sign_in_and_out(context, present);
  if (!signed_in) return std::move(signed_in).error();
  return signed_in->officer;
}

}  // namespace shixin::web::ops
