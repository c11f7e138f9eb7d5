#include "registry/held.h"

#include "registry/meta.h"

namespace shixin::registry {

namespace {

// Whoever signed out, or whose token was revoked after the backup, is not signed in again by it.
Result<void> end_all_sessions(Transaction& tx) {
  std::vector<std::string> keys;
  const auto cursor = tx.reader().scan(store::Table::kSessions, {});
  for (; cursor->valid(); cursor->next()) keys.emplace_back(cursor->key());
  if (auto status = cursor->status(); !status) return status;
  for (std::string& key : keys) tx.tables().erase(store::Table::kSessions, std::move(key));
  return {};
}

}  // namespace

Result<void> hold(Transaction& tx, const std::string& by, std::string reason) {
  if (auto ended = end_all_sessions(tx); !ended) return ended;
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
