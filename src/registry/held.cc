#include "registry/held.h"

#include "registry/meta.h"

namespace shixin::registry {

Result<void> hold(Transaction& tx, const std::string& by, std::string reason) {
  store::save(tx.tables(), Held{reason});
  return tx.audit(by, "hold", {}, std::move(reason));
}

Result<void> check_not_held(const store::Reader& reader) {
  auto held = load_held(reader);
  if (!held) return std::move(held).error();
  if (!*held) return {};
  return Error{ErrorCode::kUnavailable, "数据刚从备份恢复，须由运维人员确认后方可办理"};
}

Result<void> release_held(Transaction& tx, const std::string& by) {
  auto held = load_held(tx.reader());
  if (!held) return std::move(held).error();
  if (!*held) return Error{ErrorCode::kConflict, "the store is not held; nothing to confirm"};
  store::remove(tx.tables(), **held);
  return tx.audit(by, "release_held", {});
}

}  // namespace shixin::registry
