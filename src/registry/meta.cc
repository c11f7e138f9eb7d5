#include "registry/meta.h"

namespace shixin::registry {

Result<RegisterHead> load_head(const store::Reader& reader) {
  auto head = store::load<RegisterHead>(reader, store::Stored<RegisterHead>::key({}));
  if (!head) return std::move(head).error();
  return *std::move(head) ? **std::move(head) : RegisterHead{};
}

Result<std::optional<Held>> load_held(const store::Reader& reader) {
  return store::load<Held>(reader, store::Stored<Held>::key({}));
}

}  // namespace shixin::registry
