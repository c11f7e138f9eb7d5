#include "registry/timer_loop.h"

#include <algorithm>

#include "base/log.h"
#include "registry/meta.h"
#include "registry/staff.h"

namespace shixin::registry {
namespace {

// What one step fires: a midnight with thousands of ends shares few syncs, and others' decisions
// still come in between.
constexpr std::size_t kTimersPerStep = 256;
// The system clock may be set while we wait, so it is read again after this long.
constexpr std::chrono::minutes kWaitMax{1};
constexpr std::string_view kClockDoubted = "clock_doubted";

// Sorts after every timer of its moment.
Timer last_of(Instant due) {
  domain::SubjectId::Bytes most;
  most.fill(0xff);
  return {due, domain::SubjectId{most}};
}

Result<std::vector<Timer>> due_timers(const store::Reader& reader, std::optional<Timer> past,
                                      Instant now) {
  std::vector<Timer> due;
  while (due.size() < kTimersPerStep) {
    auto next = next_timer(reader, past);
    if (!next) return std::move(next).error();
    if (!*next || (*next)->due > now) break;
    due.push_back(**next);
    past = **next;
  }
  return due;
}

Result<void> fire(Transaction& tx, const Timer& timer) {
  auto row = tx.reader().get(store::Table::kTimers, timer_key(timer));
  if (!row) return std::move(row).error();
  if (!*row) return {};  // fired already, or the subject was decided on meanwhile
  domain::Decision decision;
  decision.ids = domain::Drawn::draw(tx.random());
  decision.subject.id = timer.subject;
  decision.act = domain::TimePassedAct{timer.day()};
  const std::string system(kSystem);
  auto decided = tx.decide(decision, {system, {}, system}, std::nullopt);
  if (!decided) return std::move(decided).error();
  return {};
}

// Fires each by itself: one that can not be fired does not hold up the others.
Result<std::uint64_t> fire_each(Transaction& tx, const std::vector<Timer>& timers) {
  auto head = load_head(tx.reader());
  if (!head) return std::move(head).error();
  if (head->clock_doubted) {
    return Error{ErrorCode::kUnavailable,
                 "系统时钟有疑问，请运维人员核对后放行到期事项",
                 {},
                 std::string(kClockDoubted)};
  }
  std::uint64_t stuck = 0;
  for (const Timer& timer : timers) {
    const auto mark = tx.tables().mark();
    auto fired = fire(tx, timer);
    if (fired) continue;
    if (fired.error().code == ErrorCode::kUnavailable) return std::move(fired).error();
    tx.tables().roll_back(mark);
    base::log_error("timers: subject {} due {} can not be decided", timer.subject.text(),
                    timer.day().text());
    ++stuck;
  }
  return stuck;
}

Result<void> confirm_clock(Transaction& tx, const std::string& by) {
  auto head = load_head(tx.reader());
  if (!head) return std::move(head).error();
  if (!head->clock_doubted) return {};
  head->clock_doubted = false;
  store::save(tx.tables(), *head);
  return tx.audit(by, "release_timers", {});
}

}  // namespace

void TimerLoop::run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    const std::uint64_t seen = signal_.seen();
    const Instant now = clock_.now();
    if (auto fired = fire_due(now); !fired && !held()) {
      base::log_error("timers: {}", fired.error().detail);
    }
    const auto wait = std::clamp<std::chrono::milliseconds>(wake_at(now) - now,
                                                            std::chrono::milliseconds{1}, kWaitMax);
    signal_.wait_past(seen, wait, stop);
  }
}

Result<void> TimerLoop::fire_due(Instant now) {
  std::optional<Timer> past;
  std::uint64_t stuck = 0;
  while (true) {
    auto due = due_timers(*engine_.snapshot(), past, now);
    if (!due) return std::move(due).error();
    if (due->empty()) break;
    past = due->back();
    auto left =
        committer_.run_for<std::uint64_t>([&](Transaction& tx) { return fire_each(tx, *due); });
    if (!left) {
      const bool doubted = left.error().problem == kClockDoubted;
      if (doubted && !held_.exchange(true)) {
        base::log_error(
            "timers are held: the clock stands more than seven days past the last commit; check "
            "it, then release them");
      }
      return std::move(left).error();
    }
    stuck += *left;
  }
  held_ = false;
  stuck_ = stuck;
  return {};
}

Result<void> TimerLoop::advance(base::ManualClock& clock, Instant to, const std::string& by) {
  if (to < clock.now()) return Error{ErrorCode::kConflict, "演练时钟只能向前拨"};
  std::optional<Timer> past;
  while (true) {
    auto next = next_timer(*engine_.snapshot(), past);
    if (!next) return std::move(next).error();
    if (!*next || (*next)->due > to) break;
    clock.set(std::max(clock.now(), (*next)->due));
    if (auto done = release(by); !done) return done;
    if (auto done = fire_due((*next)->due); !done) return done;
    past = last_of((*next)->due);
  }
  clock.set(to);
  return release(by);
}

Result<void> TimerLoop::release(const std::string& by) {
  auto done = committer_.run([&](Transaction& tx) { return confirm_clock(tx, by); });
  if (done) held_ = false;
  return done;
}

// The next moment something falls due after `now`; what could not be fired does not hurry us.
Instant TimerLoop::wake_at(Instant now) const {
  auto next = next_timer(*engine_.snapshot(), last_of(now));
  if (!next || !*next) return now + kWaitMax;
  return (*next)->due;
}

}  // namespace shixin::registry
