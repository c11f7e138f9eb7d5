#include "registry/committer.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "base/log.h"
#include "ledger/ledger.h"
#include "registry/meta.h"

namespace shixin::registry {
namespace {

// A group shares one sync, so it may be large; these keep its overlay and its batch small beside
// the engine's own buffers.
constexpr std::size_t kGroupStepsMax = 512;
constexpr std::size_t kGroupBytesMax = std::size_t{16} << 20;
// A caller that would wait for more groups than these is better told to come again.
constexpr std::size_t kQueueMax = 8 * kGroupStepsMax;

Error overloaded() { return {ErrorCode::kUnavailable, "等待处理的操作过多，请稍后再试"}; }
Error closing() { return {ErrorCode::kUnavailable, "系统正在停止，请稍后再试"}; }
Error not_durable() { return {ErrorCode::kUnavailable, "数据未能写入磁盘，本次操作没有生效"}; }

// A group under way: its steps so far over one overlay.
class Group {
 public:
  Group(store::Engine& engine, const Parts& parts)
      : engine_(engine), parts_(parts), snapshot_(engine.snapshot()), overlay_(*snapshot_) {}

  Result<void> open(Instant clock) {
    auto head = load_head(overlay_);
    if (!head) return std::move(head).error();
    opened_at_ = *head;
    clock_ = clock;
    now_ = commit_time(*head, clock);
    return {};
  }

  bool full() const { return steps_ >= kGroupStepsMax || overlay_.bytes() >= kGroupBytesMax; }

  // A refused step leaves nothing behind, and an exception is a refusal.
  Result<void> run(const Committer::Step& step) {
    ++steps_;
    const auto mark = overlay_.mark();
    auto outcome = attempt(step);
    if (!outcome) {
      overlay_.roll_back(mark);
    } else if (overlay_.mark() > mark) {
      wrote_ = true;
    }
    return outcome;
  }

  bool wrote() const { return wrote_; }

  // Durable when it returns the last seq.
  Result<std::uint64_t> commit() {
    auto head = load_head(overlay_);
    if (!head) return std::move(head).error();
    if (head->seq > opened_at_.seq) {
      auto sealed = parts_.views.seal(overlay_, head->seq, now_);
      if (!sealed) return std::move(sealed).error();
      auto signed_over = parts_.ledger.seal(overlay_, head->seq);
      if (!signed_over) return std::move(signed_over).error();
    }
    head->at = now_;
    store::save(overlay_, *head);
    auto done = engine_.commit({snapshot_->head(), overlay_.writes()});
    if (!done) return std::move(done).error();
    return head->seq;
  }

 private:
  Result<void> attempt(const Committer::Step& step) {
    try {
      Transaction tx(overlay_, parts_, now_, clock_);
      auto outcome = step(tx);
      if (outcome) {  // it may have accepted the clock
        now_ = tx.now();
        clock_ = tx.clock();
      }
      return outcome;
    } catch (...) {  // what() may quote an input, so it is not logged
      base::log_error("committer: a step threw an exception");
      return Error{ErrorCode::kInternal, "内部错误，本次操作没有生效"};
    }
  }

  store::Engine& engine_;
  const Parts& parts_;
  const std::unique_ptr<store::Snapshot> snapshot_;
  store::Overlay overlay_;
  RegisterHead opened_at_;
  Instant now_;
  Instant clock_;
  std::size_t steps_ = 0;
  bool wrote_ = false;
};

}  // namespace

class Committer::Loop {
 public:
  Loop(store::Engine& engine, const Parts& parts, const base::Clock& clock,
       feed::ChangeSignal& signal)
      : engine_(engine), parts_(parts), clock_(clock), signal_(signal) {}

  ~Loop() {
    {
      const std::scoped_lock lock(mutex_);
      closing_ = true;
    }
    arrived_.notify_all();
    thread_.join();
  }

  Result<void> run(Step step) {
    std::future<Result<void>> answer;
    {
      const std::scoped_lock lock(mutex_);
      if (closing_) return closing();
      if (queue_.size() >= kQueueMax) return overloaded();
      auto& waiting = queue_.emplace_back(Waiting{std::move(step), {}});
      answer = waiting.answer.get_future();
    }
    arrived_.notify_one();
    return answer.get();
  }

  std::size_t waiting() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
  }

 private:
  struct Waiting {
    Step step;
    std::promise<Result<void>> answer;
  };

  void work() {
    while (auto first = take(Patience::kWait)) {
      std::vector<Waiting> taken;
      taken.push_back(*std::move(first));
      work_group(taken);
    }
  }

  enum class Patience { kWait, kNone };

  // nullopt: nothing waits (kNone), or the committer closes and nothing is left to finish (kWait).
  std::optional<Waiting> take(Patience patience) {
    std::unique_lock lock(mutex_);
    if (patience == Patience::kWait) {
      arrived_.wait(lock, [&] { return closing_ || !queue_.empty(); });
    }
    if (queue_.empty()) return std::nullopt;
    Waiting front = std::move(queue_.front());
    queue_.pop_front();
    return front;
  }

  // Opens with the steps in `taken` and draws whatever else waits until it is full.
  void work_group(std::vector<Waiting>& taken) {
    std::vector<Result<void>> outcomes;
    auto last_seq = attempt_group(taken, outcomes);
    outcomes.resize(taken.size());
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (!last_seq) outcomes[i] = last_seq.error();
      taken[i].answer.set_value(std::move(outcomes[i]));
    }
    if (last_seq) signal_.announce(*last_seq);
  }

  // What fails the group as a whole fails each of its callers: nothing of it took effect.
  Result<std::uint64_t> attempt_group(std::vector<Waiting>& taken,
                                      std::vector<Result<void>>& outcomes) {
    try {
      Group group(engine_, parts_);
      if (auto open = group.open(clock_.now()); !open) return failed(open.error());
      outcomes.push_back(group.run(taken.front().step));
      while (!group.full()) {
        auto next = take(Patience::kNone);
        if (!next) break;
        taken.push_back(*std::move(next));
        outcomes.push_back(group.run(taken.back().step));
      }
      if (!group.wrote()) return std::uint64_t{0};
      auto last_seq = group.commit();
      if (!last_seq) return failed(last_seq.error());
      return last_seq;
    } catch (...) {
      return failed({ErrorCode::kInternal, "an exception outside a step"});
    }
  }

  static Error failed(const Error& why) {
    base::log_error("committer: a group was not committed: {}", why.detail);
    return not_durable();
  }

  store::Engine& engine_;
  const Parts parts_;
  const base::Clock& clock_;
  feed::ChangeSignal& signal_;

  mutable std::mutex mutex_;  // guards queue_ and closing_
  std::condition_variable arrived_;
  std::deque<Waiting> queue_;
  bool closing_ = false;
  std::thread thread_{[this] { work(); }};  // last: it uses all of the above
};

Committer::Committer(store::Engine& engine, const Parts& parts, const base::Clock& clock,
                     feed::ChangeSignal& signal)
    : loop_(std::make_unique<Loop>(engine, parts, clock, signal)) {}

Committer::~Committer() = default;

Result<void> Committer::run(Step step) { return loop_->run(std::move(step)); }

std::size_t Committer::waiting() const { return loop_->waiting(); }

}  // namespace shixin::registry
