#include "registry/timers.h"

#include "domain/decide.h"
#include "store/key.h"

namespace shixin::registry {

std::optional<Timer> timer_of(const domain::Subject& subject) {
  const auto due = domain::next_due(subject);
  if (!due) return std::nullopt;
  return Timer{due->begins(), subject.id};
}

// Days before 1970 do not come: nothing falls due before the decision that set it.
std::string timer_key(const Timer& timer) {
  return store::KeyWriter{}
      .u64(static_cast<std::uint64_t>(timer.due.time_since_epoch().count()))
      .u8(static_cast<std::uint8_t>(TimerOwner::kSubject))
      .raw(timer.subject.raw())
      .take();
}

Result<Timer> read_timer_key(std::string_view key) {
  store::KeyReader parts(key);
  const auto due = static_cast<std::int64_t>(parts.u64());
  const auto owner = parts.u8();
  auto subject = domain::SubjectId::from_bytes(parts.raw(sizeof(domain::SubjectId)));
  if (!parts.finish() || !subject || owner != static_cast<std::uint8_t>(TimerOwner::kSubject)) {
    return Error{ErrorCode::kCorrupt, "timers: a key of no meaning"};
  }
  return Timer{Instant{std::chrono::milliseconds{due}}, *subject};
}

void move_timer(store::Overlay& overlay, const std::optional<domain::Subject>& before,
                const domain::Subject& after) {
  const auto was = before ? timer_of(*before) : std::nullopt;
  const auto is = timer_of(after);
  if (was == is) return;
  if (was) overlay.erase(store::Table::kTimers, timer_key(*was));
  if (is) overlay.put(store::Table::kTimers, timer_key(*is), {});
}

Result<std::optional<Timer>> next_timer(const store::Reader& reader,
                                        const std::optional<Timer>& past) {
  // The least key above another is that key and a zero byte.
  const std::string from = past ? timer_key(*past) + '\0' : std::string{};
  const auto cursor = reader.scan(store::Table::kTimers, {from, {}});
  if (!cursor->valid()) {
    if (auto status = cursor->status(); !status) return std::move(status).error();
    return std::optional<Timer>{};
  }
  auto timer = read_timer_key(cursor->key());
  if (!timer) return std::move(timer).error();
  return std::optional<Timer>{*timer};
}

}  // namespace shixin::registry
