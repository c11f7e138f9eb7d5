#include "registry/timer_loop.h"

#include <algorithm>

#include "base/log.h"
#include "domain/clocks.h"
#include "registry/meta.h"
#include "registry/staff.h"
#include "registry/sweep.h"

namespace shixin::registry {
namespace {

// What one step fires: a midnight with thousands of ends shares few syncs, and others' decisions
// still come in between.
constexpr std::size_t kTimersPerStep = 256;
// The system clock may be set while we wait, so it is read again after this long.
constexpr std::chrono::minutes kWaitMax{1};
constexpr std::chrono::days kHouseKeptEvery{1};

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

void tell_missing_notice(const Transaction& tx) {
  const auto year = domain::notice_missing(tx.calendar(), tx.today());
  if (!year) return;
  base::log_warn(
      "calendar: the notice of holidays of {} is not in the configuration; until it is, its days "
      "count Monday to Friday, for the time being",
      *year);
}

// Fires each by itself: one that can not be fired does not hold up the others.
Result<std::uint64_t> fire_each(Transaction& tx, const std::vector<Timer>& timers) {
  if (auto open = tx.check_decides(); !open) return std::move(open).error();
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

}  // namespace

void TimerLoop::run(std::stop_token stop) {
  bool was_held = false;
  while (!stop.stop_requested()) {
    const std::uint64_t seen = signal_.seen();
    const Instant now = clock_.now();
    const bool is_held = held();
    if (is_held && !was_held) {
      base::log_error(
          "the clock stands more than seven days past the last commit: decisions and timers wait; "
          "look at the clock, then shixin clock --confirm");
    }
    was_held = is_held;
    if (!is_held) pass(now, stop);
    const auto wait = std::clamp<std::chrono::milliseconds>(wake_at(now) - now,
                                                            std::chrono::milliseconds{1}, kWaitMax);
    signal_.wait_past(seen, wait, stop);
  }
}

void TimerLoop::pass(Instant now, const std::stop_token& stop) {
  const auto fired = fire_due(now, stop);
  if (!fired) base::log_error("timers: {}", fired.error().detail);
  // A store that takes no decisions is told by itself.
  failed_ = !fired && fired.error().code != ErrorCode::kUnavailable;
  if (auto kept = keep_house(stop); !kept) {
    base::log_error("the daily commit and sweep: {}", kept.error().detail);
  }
}

Result<void> TimerLoop::fire_due(Instant now, const std::stop_token& stop) {
  std::optional<Timer> past;
  std::uint64_t stuck = 0;
  while (!stop.stop_requested()) {
    auto due = due_timers(*engine_.snapshot(), past, now);
    if (!due) return std::move(due).error();
    if (due->empty()) break;
    past = due->back();
    auto left =
        committer_.run_for<std::uint64_t>([&](Transaction& tx) { return fire_each(tx, *due); });
    if (!left) return std::move(left).error();
    stuck += *left;
  }
  stuck_ = stuck;
  return {};
}

Result<void> TimerLoop::keep_house(const std::stop_token& stop) {
  const std::scoped_lock lock(sweeping_);
  const Instant now = clock_.now();
  const bool lately = kept_house_ && now >= *kept_house_ && now - *kept_house_ < kHouseKeptEvery;
  if (lately || held()) return {};
  auto dated = committer_.run([](Transaction& tx) -> Result<void> {
    tell_missing_notice(tx);
    if (tx.clock() != tx.now()) return {};  // doubted, or behind the last commit
    return tx.accept_clock(tx.clock());
  });
  if (!dated) return dated;
  if (auto swept = sweep(committer_, stop); !swept) return swept;
  kept_house_ = now;
  return {};
}

Result<void> TimerLoop::advance(base::ManualClock& clock, Instant to) {
  const std::scoped_lock lock(moving_);
  if (to < clock.now()) return Error{ErrorCode::kConflict, "演练时钟只能向前拨"};
  // Commit time first, so that nobody meets the clock doubted.
  const auto move_to = [&](Instant at) -> Result<void> {
    at = std::max(at, clock.now());
    auto done = committer_.run([&](Transaction& tx) { return tx.accept_clock(at); });
    if (done) clock.set(at);
    return done;
  };
  std::optional<Timer> past;
  while (true) {
    auto next = next_timer(*engine_.snapshot(), past);
    if (!next) return std::move(next).error();
    if (!*next || (*next)->due > to) break;
    if (auto done = move_to((*next)->due); !done) return done;
    if (auto done = fire_due((*next)->due); !done) return done;
    past = last_of((*next)->due);
  }
  return move_to(to);
}

Result<void> TimerLoop::release(const std::string& by) {
  return committer_.run([&](Transaction& tx) -> Result<void> {
    if (tx.now() >= tx.clock()) return {};
    if (auto done = tx.accept_clock(tx.clock()); !done) return done;
    return tx.audit(by, "clock_confirm", {});
  });
}

// A register that can not be read is not the clock's fault, and is told where it is read.
bool TimerLoop::held() const {
  const Instant now = clock_.now();  // first: a rehearsal's moves after its commit
  const auto head = load_head(*engine_.snapshot());
  return head && doubts_clock(*head, now);
}

// The next moment something falls due after `now`; what could not be fired does not hurry us.
Instant TimerLoop::wake_at(Instant now) const {
  auto next = next_timer(*engine_.snapshot(), last_of(now));
  if (!next || !*next) return now + kWaitMax;
  return (*next)->due;
}

}  // namespace shixin::registry
