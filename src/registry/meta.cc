#include "registry/meta.h"

#include <algorithm>

namespace shixin::registry {

Result<RegisterHead> load_head(const store::Reader& reader) {
  auto head = store::load<RegisterHead>(reader, store::Stored<RegisterHead>::key({}));
  if (!head) return std::move(head).error();
  return *std::move(head) ? **std::move(head) : RegisterHead{};
}

Result<std::optional<Held>> load_held(const store::Reader& reader) {
  return store::load<Held>(reader, store::Stored<Held>::key({}));
}

bool doubts_clock(const RegisterHead& head, Instant clock) {
  return head.at != Instant{} && clock - head.at > kClockDoubtedAfter;
}

Instant commit_time(const RegisterHead& head, Instant clock) {
  return doubts_clock(head, clock) ? head.at : std::max(head.at, clock);
}

}  // namespace shixin::registry
