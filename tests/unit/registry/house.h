// House: the registry over a store in memory, with a clock that stands at nine on support::kToday.
// `reopen()` is a restart: everything but the store and the clock is made anew.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

#include "ledger/ledger.h"
#include "registry/committer.h"
#include "registry/fsck.h"
#include "registry/meta.h"
#include "registry/query.h"
#include "registry/roles.h"
#include "registry/timer_loop.h"
#include "support/builders.h"
#include "support/memory_engine.h"

namespace shixin::test {

inline const registry::Officer kClerk{"clerk", registry::StaffRole::kClerk};
inline const registry::Officer kJudge{"judge", registry::StaffRole::kJudge};
inline const registry::Officer kChief{"chief", registry::StaffRole::kChief};
inline const registry::Officer kPresident{"president", registry::StaffRole::kPresident};

inline feed::Catalogue one_view() {
  feed::ViewDefinition view;
  view.name = "travel";
  view.measure = feed::ViewMeasure::kTravel;
  view.kinds = {domain::SubjectKind::kPerson};
  view.roles = {domain::Role::kDebtor};
  view.fields = {feed::ViewField::kNames, feed::ViewField::kDocuments,
                 feed::ViewField::kRestrictions};
  return feed::Catalogue({view}, {});
}

struct House {
  House();
  void reopen();

  // One step; its outcome.
  template <class T>
  Result<T> run(std::function<Result<T>(registry::Transaction&)> step) {
    return committer->run_for<T>(std::move(step));
  }

  Result<registry::Decided> decide(const domain::Decision& decision,
                                   std::optional<std::uint64_t> version_seen = std::nullopt);
  domain::Subject subject(const domain::SubjectId& id) const;
  std::uint64_t seq() const;
  // fsck's lines, joined; "" is clean.
  std::string faults() const;

  tests::MemoryEngine engine;
  base::ManualClock clock;
  base::SeededRandom random{7};
  const base::Key key{{1, 2, 3}};
  const domain::Calendar calendar;
  feed::Catalogues catalogues;
  const feed::Views views;
  const lookup::Index index;
  const ledger::Ledger ledger;
  const registry::Parts parts;
  std::unique_ptr<feed::ChangeSignal> signal;
  std::unique_ptr<registry::Committer> committer;
  std::unique_ptr<registry::TimerLoop> timers;
};

inline House::House()
    : clock(support::kToday.begins() + std::chrono::hours{9}),
      catalogues(one_view(), key),
      views(catalogues, key),
      index(key),
      ledger(key, "shixin/test"),
      parts{calendar, views, index, ledger, random} {
  REQUIRE(views.prepare(engine, random, clock.now(), {}));
  REQUIRE(ledger.prepare(engine, random));
  reopen();
}

inline void House::reopen() {
  timers.reset();
  committer.reset();
  signal = std::make_unique<feed::ChangeSignal>();
  committer = std::make_unique<registry::Committer>(engine, parts, clock, *signal);
  timers = std::make_unique<registry::TimerLoop>(engine, *committer, clock, *signal);
}

inline Result<registry::Decided> House::decide(const domain::Decision& decision,
                                               std::optional<std::uint64_t> version_seen) {
  return run<registry::Decided>([&](registry::Transaction& tx) {
    return tx.decide(decision, {"clerk", "judge", "president"}, version_seen);
  });
}

inline domain::Subject House::subject(const domain::SubjectId& id) const {
  auto subject = registry::load_subject(*engine.snapshot(), id);
  REQUIRE(subject);
  return *subject;
}

inline std::uint64_t House::seq() const {
  auto head = registry::load_head(*engine.snapshot());
  REQUIRE(head);
  return head->seq;
}

inline std::string House::faults() const {
  const auto sight = catalogues.look(engine);
  REQUIRE(sight);
  const auto report = registry::fsck(*sight->snapshot, {key, key, *sight->catalogue, calendar});
  CHECK_EQ(report.broke_off, "");
  std::string lines;
  for (const auto& line : report.lines) lines += line + "\n";
  return lines;
}

}  // namespace shixin::test
