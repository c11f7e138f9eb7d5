#include "registry/committer.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/log.h"

namespace shixin::registry {
namespace {

// A caller that would wait for more steps than these is better told to come again.
constexpr std::size_t kQueueMax = 4096;

Error overloaded() { return {ErrorCode::kUnavailable, "等待处理的操作过多，请稍后再试"}; }
Error closing() { return {ErrorCode::kUnavailable, "系统正在停止，请稍后再试"}; }

Error not_durable(const Error& why) {
  base::log_error("committer: a group was not committed: {}", why.detail);
  return {ErrorCode::kUnavailable, "数据未能写入磁盘，本次操作没有生效"};
}

}  // namespace

// Two threads: while one makes a group durable the other decides the next on top of it.
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
    arrived_.notify_one();
    deciding_.join();
    {
      const std::scoped_lock lock(mutex_);
      decided_all_ = true;
    }
    handed_over_.notify_one();
    committing_.join();
  }

  std::future<Result<void>> start(Step step) {
    WaitingStep waiting{std::move(step), {}};
    auto answer = waiting.answer.get_future();
    {
      const std::scoped_lock lock(mutex_);
      if (closing_ || queue_.size() >= kQueueMax) {
        waiting.answer.set_value(closing_ ? closing() : overloaded());
        return answer;
      }
      queue_.push_back(std::move(waiting));
    }
    arrived_.notify_one();
    return answer;
  }

  std::size_t waiting() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
  }

 private:
  // The deciding thread.
  void decide() {
    std::unique_ptr<CommitGroup> handed;  // read through while it is made durable
    while (!is_finished()) {
      auto first = take([&] { return closing_ || !queue_.empty() || (handed && !in_hand_); });
      if (!in_hand()) handed.reset();  // idle, it would hold on to its snapshot
      if (!first) continue;
      auto group = std::make_unique<CommitGroup>(engine_, parts_, handed.get(), clock_.now());
      fill(*group, *std::move(first));
      if (handed) {
        const Result<void> durable = await_durable();
        durable ? group->rest_on(engine_.snapshot()) : group->fail(durable.error());
      }
      handed = std::move(group);
      hand_over(*handed);
    }
    static_cast<void>(await_durable());  // it is read until then
  }

  // Draws what waits. More time to wait for more is there until the group below is durable.
  void fill(CommitGroup& group, WaitingStep first) {
    try {
      group.run(std::move(first));
      while (!group.full()) {
        auto next = take([&] { return !in_hand_ || !queue_.empty(); });
        if (!next) break;
        group.run(*std::move(next));
      }
      group.seal();
    } catch (...) {
      group.fail({ErrorCode::kInternal, "an exception outside a step"});
    }
  }

  // Whether the group in hand became durable. What stands on one that did not fails with it.
  Result<void> await_durable() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return !in_hand_; });
    return durable_;
  }

  // nullopt: nothing waits.
  template <class Ready>
  std::optional<WaitingStep> take(Ready ready) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, ready);
    if (queue_.empty()) return std::nullopt;
    WaitingStep front = std::move(queue_.front());
    queue_.pop_front();
    return front;
  }

  bool is_finished() const {
    const std::scoped_lock lock(mutex_);
    return closing_ && queue_.empty();
  }

  bool in_hand() const {
    const std::scoped_lock lock(mutex_);
    return in_hand_ != nullptr;
  }

  void hand_over(CommitGroup& group) {
    {
      const std::scoped_lock lock(mutex_);
      in_hand_ = &group;
    }
    handed_over_.notify_one();
  }

  // The committing thread.
  void commit() {
    while (CommitGroup* const group = next_in_hand()) {
      auto last_seq = commit(*group);
      const Result<void> durable = last_seq ? Result<void>{} : not_durable(last_seq.error());
      Answers answers = group->answers(durable);
      {
        // Before anybody hears: what he starts next does not stand on a group that failed.
        const std::scoped_lock lock(mutex_);
        in_hand_ = nullptr;
        durable_ = durable;
      }
      arrived_.notify_one();
      answers.give();
      if (last_seq) signal_.announce(*last_seq);
    }
  }

  // nullptr: the last one was.
  CommitGroup* next_in_hand() {
    std::unique_lock lock(mutex_);
    handed_over_.wait(lock, [&] { return decided_all_ || in_hand_; });
    return in_hand_;
  }

  Result<std::uint64_t> commit(const CommitGroup& group) {
    try {
      return group.commit(engine_);
    } catch (...) {
      return Error{ErrorCode::kInternal, "an exception in a commit"};
    }
  }

  store::Engine& engine_;
  const Parts parts_;
  const base::Clock& clock_;
  feed::ChangeSignal& signal_;

  mutable std::mutex mutex_;         // guards what follows
  std::condition_variable arrived_;  // for the deciding thread: a step, or that nothing is in hand
  std::condition_variable handed_over_;
  std::deque<WaitingStep> queue_;
  CommitGroup* in_hand_ = nullptr;  // of the committing thread
  Result<void> durable_;            // the group that was last in hand
  bool closing_ = false;
  bool decided_all_ = false;

  std::thread committing_{[this] { commit(); }};  // last: they use all of the above
  std::thread deciding_{[this] { decide(); }};
};

Committer::Committer(store::Engine& engine, const Parts& parts, const base::Clock& clock,
                     feed::ChangeSignal& signal)
    : loop_(std::make_unique<Loop>(engine, parts, clock, signal)) {}

Committer::~Committer() = default;

std::future<Result<void>> Committer::start(Step step) { return loop_->start(std::move(step)); }

std::size_t Committer::waiting() const { return loop_->waiting(); }

}  // namespace shixin::registry
