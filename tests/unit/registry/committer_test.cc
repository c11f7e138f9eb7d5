#include <doctest/doctest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "ledger/rows.h"
#include "registry/drafts.h"
#include "registry/held.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using registry::Transaction;
using support::decision;
using support::kToday;
using support::list_act;
using support::person;
using test::House;

// Holds the committer inside a group until all `steps` wait behind it, so that they become part of
// that group. Returns their outcomes in the order given.
std::vector<Result<void>> run_together(House& house, std::vector<registry::Step> steps) {
  std::vector<Result<void>> outcomes(steps.size());
  std::latch inside{1};
  std::jthread first([&] {
    [[maybe_unused]] const auto done = house.committer->run([&](Transaction&) -> Result<void> {
      inside.count_down();
      while (house.committer->waiting() < steps.size()) std::this_thread::yield();
      return {};
    });
  });
  inside.wait();
  std::vector<std::jthread> callers;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    while (house.committer->waiting() < i) std::this_thread::yield();
    callers.emplace_back([&, i] { outcomes[i] = house.committer->run(steps[i]); });
  }
  callers.clear();
  return outcomes;
}

registry::Step deciding(const domain::Decision& decision,
                        std::optional<std::uint64_t> version_seen = std::nullopt) {
  return [=](Transaction& tx) -> Result<void> {
    auto decided = tx.decide(decision, {"clerk", "judge", "president"}, version_seen);
    if (!decided) return std::move(decided).error();
    return {};
  };
}

}  // namespace

TEST_SUITE_BEGIN("registry/committer");

TEST_CASE("two decisions on one subject in one group: the second sees the first") {
  House house;
  const auto first = decision(person(), list_act(1));
  const auto second = decision(person(), list_act(2));
  const auto head = house.engine.snapshot()->head();
  const auto outcomes = run_together(house, {deciding(first), deciding(second)});
  REQUIRE(outcomes[0]);
  REQUIRE(outcomes[1]);
  CHECK_EQ(house.engine.snapshot()->head(), head + 1);
  CHECK_EQ(house.seq(), 2);
  const auto subject = house.subject(first.ids.subject);
  CHECK_EQ(subject.version, 2);
  CHECK_EQ(subject.last_seq, 2);
  CHECK_EQ(subject.listings.size(), 2);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("two drafts for one new person in one group: the second must be looked at again") {
  House house;
  const auto outcomes = run_together(house, {deciding(decision(person(), list_act(1)), 0),
                                             deciding(decision(person(), list_act(2)), 0)});
  REQUIRE(outcomes[0]);
  REQUIRE_FALSE(outcomes[1]);
  CHECK_EQ(outcomes[1].error().code, ErrorCode::kConflict);
  CHECK_EQ(outcomes[1].error().problem, "stale_version");
  CHECK_EQ(house.seq(), 1);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a refused step leaves nothing behind and does not hurt its neighbours") {
  House house;
  const auto refused = [](Transaction& tx) -> Result<void> {
    auto decided = tx.decide(decision(person(5), list_act(5)), {"clerk", "judge", "president"}, 0);
    REQUIRE(decided);
    return Error{ErrorCode::kRefused, "no"};
  };
  const auto throwing = [](Transaction& tx) -> Result<void> {
    CHECK(tx.audit("clerk", "draft", "x"));
    throw std::runtime_error("a bug");
  };
  const auto outcomes = run_together(house, {refused, deciding(decision(person(1), list_act(1))),
                                             throwing, deciding(decision(person(2), list_act(2)))});
  CHECK_EQ(outcomes[0].error().code, ErrorCode::kRefused);
  CHECK(outcomes[1]);
  CHECK_EQ(outcomes[2].error().code, ErrorCode::kInternal);
  CHECK(outcomes[3]);
  CHECK_EQ(house.seq(), 2);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a group of refused steps alone commits nothing") {
  House house;
  const auto head = house.engine.snapshot()->head();
  const auto outcome = house.committer->run([](Transaction& tx) -> Result<void> {
    CHECK(tx.audit("clerk", "draft", "x"));
    return Error{ErrorCode::kRefused, "no"};
  });
  CHECK_FALSE(outcome);
  CHECK_EQ(house.engine.snapshot()->head(), head);
}

TEST_CASE("a group is signed over once, and only one that decided") {
  House house;
  const auto signed_sizes = [&] {
    std::vector<std::uint64_t> sizes;
    const auto snapshot = house.engine.snapshot();
    for (const auto row = snapshot->scan(store::Table::kLedgerCheckpoints, {}); row->valid();
         row->next()) {
      sizes.push_back(store::from_value<ledger::SignedCheckpoint>(row->key(), row->value())->size);
    }
    return sizes;
  };
  const registry::Step refused = [](Transaction&) -> Result<void> {
    return Error{ErrorCode::kRefused, "no"};
  };
  run_together(house, {deciding(decision(person(1), list_act(1))), refused,
                       deciding(decision(person(2), list_act(2))),
                       deciding(decision(person(3), list_act(3)))});
  CHECK(signed_sizes() == std::vector<std::uint64_t>{0, 3});
  REQUIRE(house.committer->run([](Transaction& tx) { return tx.audit("clerk", "read", {}); }));
  CHECK(signed_sizes() == std::vector<std::uint64_t>{0, 3});
  REQUIRE(house.decide(decision(person(4), list_act(4))));
  CHECK(signed_sizes() == std::vector<std::uint64_t>{0, 3, 4});
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("when the disk fails every caller of the group hears it, and nothing took effect") {
  House house;
  house.engine.fail_after(0);
  const auto outcomes = run_together(house, {deciding(decision(person(1), list_act(1))),
                                             deciding(decision(person(2), list_act(2)))});
  for (const auto& outcome : outcomes) {
    REQUIRE_FALSE(outcome);
    CHECK_EQ(outcome.error().code, ErrorCode::kUnavailable);
  }
  CHECK_EQ(house.seq(), 0);
  CHECK_EQ(house.signal->seen(), 0);
  house.engine.heal();
  CHECK(house.decide(decision(person(1), list_act(1))));
  CHECK_EQ(house.signal->wait_past(0, std::chrono::seconds{10}, {}), 1);
}

TEST_CASE("the next group is decided while one is made durable, and hears nothing before it is") {
  House house;
  Result<void> first, second;
  std::atomic<bool> decided = false, heard = false;
  house.engine.hold();
  std::jthread one(
      [&] { first = house.committer->run(deciding(decision(person(1), list_act(1)))); });
  house.engine.await_held();
  std::jthread other([&] {
    second = house.committer->run([&](Transaction& tx) -> Result<void> {
      auto outcome = deciding(decision(person(1), list_act(2)), 1)(tx);
      decided = true;
      decided.notify_one();
      return outcome;
    });
    heard = true;
  });
  decided.wait(false);
  CHECK_EQ(house.seq(), 0);
  CHECK_FALSE(heard);

  SUBCASE("both become durable in their order") {
    house.engine.release();
    one.join();
    other.join();
    CHECK(first);
    CHECK(second);
    CHECK_EQ(house.seq(), 2);
    CHECK_EQ(house.faults(), "");
  }
  SUBCASE("what stood on a group that the disk refused fails with it") {
    house.engine.fail_after(0);
    house.engine.release();
    one.join();
    other.join();
    for (const auto& outcome : {first, second}) {
      REQUIRE_FALSE(outcome);
      CHECK_EQ(outcome.error().code, ErrorCode::kUnavailable);
    }
    CHECK_EQ(house.seq(), 0);
    house.engine.heal();
    CHECK(house.decide(decision(person(1), list_act(2)), 0));
    CHECK_EQ(house.faults(), "");
  }
}

TEST_CASE("many groups on top of each other are what they would be one by one") {
  House house;
  std::vector<std::jthread> callers;
  for (int caller = 1; caller <= 4; ++caller) {
    callers.emplace_back([&house, caller] {
      const auto who = person(static_cast<std::uint64_t>(caller));
      for (int n = 1; n <= 25; ++n) {
        const auto seen = static_cast<std::uint64_t>(n - 1);
        CHECK(house.decide(decision(who, list_act(100 * caller + n)), seen));
      }
    });
  }
  callers.clear();
  CHECK_EQ(house.seq(), 100);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("commit time never runs backwards, over a restart too") {
  House house;
  const Instant late = house.clock.now() + std::chrono::hours{5};
  house.clock.set(late);
  REQUIRE(house.decide(decision(person(1), list_act(1))));
  house.reopen();
  house.clock.set(late - std::chrono::hours{3});
  auto now = house.run<Instant>([](Transaction& tx) -> Result<Instant> { return tx.now(); });
  REQUIRE(now);
  CHECK_EQ(*now, late);
  REQUIRE(house.decide(decision(person(2), list_act(2))));
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a clock that leapt does not move commit time, and decides nothing until it is mended") {
  House house;
  const auto listed = house.decide(decision(person(1), support::list_with_term(1)));
  REQUIRE(listed);
  const auto id = listed->subject;
  const Instant right = house.clock.now();
  const auto touch = [&] {
    return house.run<Instant>([](Transaction& tx) -> Result<Instant> {
      if (auto noted = tx.audit("somebody", "sign_in_failed", {}); !noted) return noted.error();
      return tx.now();
    });
  };
  house.clock.set(right + std::chrono::days{3 * 365});
  CHECK_EQ(*touch(), right);
  CHECK_EQ(*touch(), right);
  const auto refused =
      house.decide(decision(support::by_id(house.subject(id)), support::restrict_act(2)));
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, ErrorCode::kUnavailable);
  CHECK_EQ(refused.error().problem, "clock_doubted");

  const Instant later = right + std::chrono::hours{3};
  house.clock.set(later);
  house.reopen();
  CHECK_EQ(*touch(), later);
  REQUIRE(house.decide(decision(support::by_id(house.subject(id)), support::restrict_act(2))));
  CHECK(house.subject(id).listings.front().standing.live());
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("seven days past the last commit are believed, a second more is not") {
  for (const bool more : {false, true}) {
    CAPTURE(more);
    House house;  // no timer is due, now or later
    REQUIRE(house.decide(decision(person(1), list_act(1))));
    house.clock.set(house.clock.now() + std::chrono::days{7} + std::chrono::seconds{more ? 1 : 0});
    CHECK_EQ(house.timers->held(), more);
    CHECK_NE(house.decide(decision(person(2), list_act(2))).has_value(), more);
  }
}

TEST_CASE("an operator's confirmation dates this commit and the later ones") {
  House house;
  REQUIRE(house.decide(decision(person(1), list_act(1))));
  const Instant later = house.clock.now() + std::chrono::days{30};
  house.clock.set(later);
  REQUIRE(house.timers->release("operator"));
  CHECK_FALSE(house.timers->held());
  auto now = house.run<Instant>([](Transaction& tx) -> Result<Instant> { return tx.now(); });
  CHECK_EQ(*now, later);
  CHECK(house.decide(decision(person(2), list_act(2))));
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a decision that took effect is not made a second time") {
  House house;
  const auto once = decision(person(), list_act());
  REQUIRE(house.decide(once));
  const auto again = house.decide(once);
  REQUIRE_FALSE(again);
  CHECK_EQ(again.error().code, ErrorCode::kConflict);
}

TEST_CASE("a restored store decides nothing until it is confirmed") {
  House house;
  const auto known = decision(person(7), list_act(7));
  REQUIRE(house.run<registry::Draft>(
      [&](Transaction& tx) { return registry::create_draft(tx, test::kClerk, {known}); }));
  REQUIRE(house.committer->run(
      [](Transaction& tx) { return registry::hold(tx, "operator", "restored"); }));
  const auto refused = house.decide(decision(person(), list_act()));
  REQUIRE_FALSE(refused);
  CHECK_EQ(refused.error().code, ErrorCode::kUnavailable);
  const auto drafted = house.run<registry::Draft>([](Transaction& tx) {
    return registry::create_draft(tx, test::kClerk, {decision(person(8), list_act(8))});
  });
  CHECK_EQ(drafted.error().code, ErrorCode::kUnavailable);
  const auto submitted = house.run<registry::Draft>([&](Transaction& tx) {
    return registry::submit_draft(tx, test::kJudge, known.ids.decision);
  });
  CHECK_EQ(submitted.error().code, ErrorCode::kUnavailable);
  const auto release = [](Transaction& tx) { return registry::release_held(tx, "operator"); };
  REQUIRE(house.committer->run(release));
  CHECK(house.decide(decision(person(), list_act())));
  CHECK_EQ(house.committer->run(release).error().code, ErrorCode::kConflict);
}

TEST_CASE("a document that was entered in error for one person does not name him") {
  House house;
  const auto lists = decision(person(1), list_act(1));
  REQUIRE(house.decide(lists));
  const auto wrong = *domain::Document::parse(domain::DocumentType::kPassport, "E00000001");
  const auto identifies =
      decision(support::by_id(house.subject(lists.ids.subject)), support::identify_act({wrong}));
  REQUIRE(house.decide(identifies));
  REQUIRE(house.decide(
      decision(support::by_id(house.subject(lists.ids.subject)), support::revoke_act(identifies))));
  auto stranger = person(2);
  stranger.documents = {wrong};
  const auto other = house.decide(decision(stranger, list_act(2)));
  REQUIRE(other);
  CHECK_NE(other->subject, lists.ids.subject);
  CHECK_EQ(house.faults(), "");
}

namespace {

domain::SubjectRef with_passport(domain::SubjectRef someone, const char* number) {
  someone.documents = {*domain::Document::parse(domain::DocumentType::kPassport, number)};
  return someone;
}

// Lists the person in case 1, and deletes the entry.
void list_and_let_go(House& house, const domain::SubjectRef& someone) {
  const auto lists = decision(someone, list_act(1));
  REQUIRE(house.decide(lists));
  REQUIRE(house.decide(
      decision(support::by_id(house.subject(lists.ids.subject)), support::delete_act(1))));
}

}  // namespace

TEST_CASE("who was let go is not listed anew as a stranger, under another document of his") {
  House house;
  list_and_let_go(house, person(1));
  const auto stranger = with_passport(person(1), "E00000001");
  const auto again = house.decide(decision(stranger, list_act(1)));
  REQUIRE_FALSE(again);
  CHECK_EQ(again.error().code, ErrorCode::kConflict);
  REQUIRE_EQ(again.error().faults.size(), 1);
  CHECK_EQ(again.error().faults[0].pointer, "/paper/no");
  SUBCASE("nor when the register knows him by it from another case") {
    REQUIRE(house.decide(decision(stranger, list_act(2))));
    CHECK_FALSE(house.decide(decision(stranger, list_act(1))));
  }
  SUBCASE("nor by an old list that names no paper") {
    auto row = support::migrated(stranger, list_act(1));
    auto& act = std::get<domain::ListAct>(row.act);
    act.paper.reset();
    act.order_paper.reset();
    const auto brought = house.decide(row);
    REQUIRE_FALSE(brought);
    CHECK_EQ(brought.error().faults.at(0).pointer, "/case/no");
  }
  SUBCASE("a paper of its own may list him") {
    CHECK(house.decide(decision(stranger, support::anew(list_act(1)))));
  }
  SUBCASE("and so may any in another case") {
    CHECK(house.decide(decision(with_passport(person(1), "E00000002"), list_act(2))));
  }
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("two people of one name, whom their own numbers tell apart, may share a paper") {
  House house;
  list_and_let_go(house, person(1));
  auto namesake = person(2);
  namesake.name = person(1).name;
  CHECK(house.decide(decision(namesake, list_act(1))));
  CHECK_EQ(house.faults(), "");
}

TEST_SUITE_END();
