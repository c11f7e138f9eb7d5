#include "registry/store_kind.h"

namespace shixin::registry {

Result<void> check_store_kind(store::Engine& engine, const StoreKind& opened_as) {
  const auto snapshot = engine.snapshot();
  const std::string key = store::Stored<StoreKind>::key(opened_as);
  auto kind = store::load<StoreKind>(*snapshot, key);
  if (!kind) return std::move(kind).error();
  if (!*kind) {
    return engine.commit(
        {snapshot->head(), {{store::Stored<StoreKind>::kTable, key, store::to_value(opened_as)}}});
  }
  if ((*kind)->rehearsal != opened_as.rehearsal) {
    return Error{ErrorCode::kConflict,
                 opened_as.rehearsal
                     ? "this store is real: rehearse on another one, with --data"
                     : "this store was made in rehearsal: serve it with --rehearsal TIME"};
  }
  if ((*kind)->keys != opened_as.keys) {
    return Error{ErrorCode::kUnavailable,
                 "index.key or feed.key is not the one this store was made with: put it back"};
  }
  return {};
}

}  // namespace shixin::registry
