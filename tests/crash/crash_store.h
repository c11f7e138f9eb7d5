// CrashStore: the register over a real store, as the writer that is killed and the tests that look
// at what is left both open it; and the work they do on it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "ledger/ledger.h"
#include "registry/committer.h"
#include "registry/drafts.h"
#include "registry/fsck.h"
#include "registry/meta.h"
#include "registry/timer_loop.h"
#include "store/rocksdb_engine.h"
#include "support/builders.h"

namespace shixin::test {

inline const base::Key kCrashKey{{9, 8, 7}};

inline feed::Catalogue crash_catalogue() {
  feed::ViewDefinition view;
  view.name = "travel";
  view.measure = feed::ViewMeasure::kTravel;
  view.kinds = {domain::SubjectKind::kPerson};
  view.roles = {domain::Role::kDebtor};
  view.fields = {feed::ViewField::kNames, feed::ViewField::kRestrictions};
  return feed::Catalogue({view}, {});
}

// Buffers so small that a few hundred decisions reach table files and their compaction.
inline store::RocksOptions crash_options(const std::filesystem::path& folder) {
  store::RocksOptions options;
  options.folder = folder;
  options.at_rest_key = kCrashKey;
  options.create = true;
  options.block_cache_bytes = std::size_t{1} << 20;
  options.table_buffer_bytes = std::size_t{64} << 10;
  options.buffers_bytes = std::size_t{512} << 10;
  return options;
}

inline registry::FsckReport crash_fsck(const store::Reader& reader) {
  return registry::fsck(reader, {kCrashKey, kCrashKey, crash_catalogue(), domain::Calendar{}});
}

// Everything over an open engine that a decision takes.
class CrashRegister {
 public:
  explicit CrashRegister(store::Engine& engine)
      : clock_(std::max(support::kToday.begins() + std::chrono::hours{9}, last_commit(engine))),
        committer_(engine, {calendar_, views_, index_, ledger_, random_}, clock_, signal_),
        timers_(engine, committer_, clock_, signal_),
        engine_(engine) {}

  Result<void> prepare() {
    if (auto done = views_.prepare(engine_, random_, clock_.now(), {}); !done) return done;
    return ledger_.prepare(engine_, random_);
  }

  // Told "begin" with a decision's id before it is asked for, "done" with its seq as well once it
  // is durable.
  struct Hear {
    std::function<void(const std::string& decision)> begin;
    std::function<void(const std::string& decision, std::uint64_t seq)> done;
  };

  // The next thing in the life of some person: listed, listed in another case, through a draft and
  // its approval; exempted for a week, which time ends; deleted again. `person` is the caller's
  // own, and so are both cases: he has namesakes.
  Result<void> step(std::uint64_t person, std::uint64_t nth, const Hear& hear) {
    const auto case_one = static_cast<int>(1 + 2 * person % 9'000'000);
    const int case_two = case_one + 1;
    switch (nth % kSteps) {
      case 0:
        return decide(person, support::list_act(case_one), hear);
      case 1:
        return approve(person, support::list_act(case_two), hear);
      case 2: {
        const std::scoped_lock today_stays(moving_);
        return decide(person, support::exempt_act(case_one, base::day_of(clock_.now())), hear);
      }
      case 3:
        return decide(person, support::delete_act(case_two), hear);
      case 4:
        return decide(person, support::delete_act(case_one), hear);
      default: {
        const std::scoped_lock one_at_a_time(moving_);
        return timers_.advance(clock_, clock_.now() + std::chrono::days{2});
      }
    }
  }
  static constexpr std::uint64_t kSteps = 6;

 private:
  static Instant last_commit(const store::Engine& engine) {
    auto head = registry::load_head(*engine.snapshot());
    return head ? head->at : Instant{};
  }

  domain::Decision drawn(std::uint64_t person, domain::Act act) {
    domain::Decision decision;
    decision.ids = domain::Drawn::draw(random_);
    decision.subject = support::person(person);
    decision.act = std::move(act);
    return decision;
  }

  Result<void> decide(std::uint64_t person, domain::Act act, const Hear& hear) {
    const auto decision = drawn(person, std::move(act));
    const std::string id = decision.ids.decision.text();
    hear.begin(id);
    auto decided = committer_.run_for<registry::Decided>([&](registry::Transaction& tx) {
      return tx.decide(decision, {"clerk", "judge", "president"}, std::nullopt);
    });
    if (!decided) return std::move(decided).error();
    hear.done(id, decided->seq);
    return {};
  }

  Result<void> approve(std::uint64_t person, domain::Act act, const Hear& hear) {
    const auto decision = drawn(person, std::move(act));
    const std::string id = decision.ids.decision.text();
    hear.begin(id);
    registry::Draft draft;
    const auto take =
        [&](const std::function<Result<registry::Draft>(registry::Transaction&)>& step)
        -> Result<void> {
      auto next = committer_.run_for<registry::Draft>(step);
      if (!next) return std::move(next).error();
      draft = *std::move(next);
      return {};
    };
    using registry::StaffRole;
    const auto drafted = take([&](registry::Transaction& tx) {
      return registry::create_draft(tx, {"clerk", StaffRole::kClerk}, {decision});
    });
    if (!drafted) return drafted;
    const auto submitted = take([&](registry::Transaction& tx) {
      return registry::submit_draft(tx, {"judge", StaffRole::kJudge}, draft.id());
    });
    if (!submitted) return submitted;
    const auto approved = take([&](registry::Transaction& tx) {
      return registry::approve_draft(tx, {"president", StaffRole::kPresident}, draft.id(),
                                     {draft.subject_version, draft.version()});
    });
    if (!approved) return approved;
    hear.done(id, draft.seq);
    return {};
  }

  base::SystemRandom random_;
  base::ManualClock clock_;
  const domain::Calendar calendar_;
  feed::Catalogues catalogues_{crash_catalogue(), kCrashKey};
  const feed::Views views_{catalogues_, kCrashKey};
  const lookup::Index index_{kCrashKey};
  const ledger::Ledger ledger_{kCrashKey, "shixin/test"};
  feed::ChangeSignal signal_;
  registry::Committer committer_;
  registry::TimerLoop timers_;
  store::Engine& engine_;
  std::mutex moving_;  // the clock
};

}  // namespace shixin::test
