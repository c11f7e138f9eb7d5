#include "registry/redefinition.h"

#include <atomic>
#include <optional>
#include <thread>

#include "feed/database.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using support::decision;
using support::list_act;
using support::person;
using test::House;

// The house's own view, with or without its restrictions, and one feed of it.
feed::Catalogue declared(bool with_restrictions) {
  feed::ViewDefinition view = test::one_view().views().front();
  if (!with_restrictions) std::erase(view.fields, feed::ViewField::kRestrictions);
  feed::FeedDefinition rail;
  rail.name = "rail";
  rail.view = view.name;
  return feed::Catalogue({view}, {rail});
}

// A house in which decisions and changes of the feeds meet; two subjects make a batch.
struct Changing : House {
  Result<feed::Difference> change(const feed::Catalogue& coming,
                                  const feed::Generations::Progress& built = {},
                                  const std::stop_token& stop = {}) {
    return redefinition.put_in_force(coming, "operator", built, stop);
  }
  void list(int n) {
    REQUIRE(decide(decision(person(static_cast<std::uint64_t>(n)), list_act(n))));
  }
  void list_up_to(int n) {
    while (listed < n) list(++listed);
  }
  feed::ViewMeta meta() const {
    auto metas = feed::all_views(*engine.snapshot());
    REQUIRE(metas);
    REQUIRE_EQ(metas->size(), 1);
    return metas->front();
  }

  int listed = 0;
  registry::Redefinition redefinition{*committer, catalogues, *signal, key, random, 2};
};

}  // namespace

TEST_SUITE_BEGIN("registry/redefinition");

TEST_CASE("decisions come between the batches, and none is missing at the switch") {
  Changing house;
  house.list_up_to(9);
  const auto before = house.meta();
  const auto seen = house.signal->seen();
  int batches = 0;
  const auto changed = house.change(declared(false), [&](const feed::Generations::Built& built) {
    CHECK_EQ(built.view, "travel");
    ++batches;
    CHECK_EQ(house.faults(), "");
    if (house.listed < 14) house.list_up_to(house.listed + 1);
  });
  REQUIRE(changed);
  CHECK_EQ(changed->text(), "added rail; built travel");
  CHECK_GE(batches, 5);
  CHECK_GT(house.listed, 9);
  CHECK_NE(house.meta().generation, before.generation);
  CHECK_EQ(house.meta().tally.live, static_cast<std::uint64_t>(house.listed));
  CHECK(house.meta().dropped.empty());
  CHECK_EQ(house.faults(), "");
  CHECK_GT(house.signal->seen(), seen + static_cast<std::uint64_t>(house.listed - 9));
}

TEST_CASE("one that is stopped changes nothing for anybody, and the next one goes on with it") {
  Changing house;
  house.list_up_to(9);
  const auto in_force = house.meta().generation;
  std::stop_source stop;
  const auto stopped = house.change(
      declared(false), [&](const auto&) { stop.request_stop(); }, stop.get_token());
  REQUIRE_FALSE(stopped);
  CHECK_EQ(stopped.error().code, ErrorCode::kUnavailable);
  CHECK_EQ(house.meta().generation, in_force);
  CHECK(house.catalogues.in_force()->feeds().empty());
  REQUIRE(house.meta().build);
  const auto building = house.meta().build->generation;
  house.list_up_to(12);
  CHECK_EQ(house.faults(), "");

  std::uint64_t taken_by_the_second = 0;
  REQUIRE(house.change(declared(false), [&](const feed::Generations::Built& built) {
    taken_by_the_second = built.subjects;
  }));
  CHECK_LT(taken_by_the_second, 12);
  CHECK_EQ(house.meta().generation, building);
  CHECK_EQ(house.meta().tally.live, 12);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("one that is stopped is given up where what stands is wanted again") {
  Changing house;
  house.list_up_to(5);
  const auto in_force = house.meta().generation;
  std::stop_source stop;
  REQUIRE_FALSE(house.change(
      declared(false), [&](const auto&) { stop.request_stop(); }, stop.get_token()));
  REQUIRE(house.change(test::one_view()));
  CHECK_EQ(house.meta().generation, in_force);
  CHECK_FALSE(house.meta().build);
  CHECK(house.meta().dropped.empty());
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a disk that fails in the middle leaves what was in force") {
  Changing house;
  house.list_up_to(9);
  const auto in_force = house.meta().generation;
  const auto failed =
      house.change(declared(false), [&](const auto&) { house.engine.fail_after(0); });
  REQUIRE_FALSE(failed);
  house.engine.heal();
  CHECK_EQ(house.meta().generation, in_force);
  house.list_up_to(12);
  CHECK_EQ(house.faults(), "");
  REQUIRE(house.change(declared(false)));
  CHECK_EQ(house.meta().tally.live, 12);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("two changes at once are one too many") {
  Changing house;
  house.list_up_to(3);
  std::optional<ErrorCode> inside;
  REQUIRE(house.change(declared(false), [&](const auto&) {
    std::jthread([&] {
      const auto second = house.change(declared(true));
      if (!second) inside = second.error().code;
    }).join();
  }));
  CHECK_EQ(inside, ErrorCode::kConflict);
}

TEST_CASE("what changed is in the audit once, with who changed it; nothing is no entry") {
  Changing house;
  const auto entries = [&] {
    int redefined = 0;
    const auto snapshot = house.engine.snapshot();
    for (auto rows = snapshot->scan(store::Table::kAudit, {}); rows->valid(); rows->next()) {
      const auto entry = store::from_value<registry::AuditEntry>(rows->key(), rows->value());
      REQUIRE(entry);
      if (entry->what != "redefine") continue;
      ++redefined;
      CHECK_EQ(entry->who, "operator");
      CHECK_EQ(entry->detail, "added rail");
    }
    return redefined;
  };
  REQUIRE(house.change(declared(true)));
  CHECK_EQ(entries(), 1);
  const auto commits = house.engine.snapshot()->head();
  REQUIRE(house.change(declared(true)));
  CHECK_EQ(entries(), 1);
  CHECK_EQ(house.engine.snapshot()->head(), commits);
}

TEST_CASE("readers meet the definitions their snapshot was written by, whoever decides meanwhile") {
  Changing house;
  REQUIRE(house.change(declared(true)));
  house.list_up_to(6);
  std::atomic<int> reads = 0;
  std::atomic<bool> wrong = false;
  std::jthread reader([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto sight = house.catalogues.look(house.engine);
      if (!sight) {
        wrong = true;
        return;
      }
      const auto& rail = *sight->catalogue->feed("rail");
      const auto opened = feed::Database::open(*sight->snapshot, *sight->catalogue, rail);
      wrong = wrong || !opened;
      ++reads;
    }
  });
  std::atomic<bool> over = false;
  std::jthread decider([&] {
    for (int n = 7; !over; ++n) {
      const auto who = person(static_cast<std::uint64_t>(n));
      if (!house.decide(decision(who, list_act(n)))) wrong = true;
    }
  });
  for (int i = 0; i < 6; ++i) {
    const auto so_far = reads.load();
    REQUIRE(house.change(declared(i % 2 == 1)));
    while (reads == so_far) std::this_thread::yield();
  }
  over = true;
  decider.join();
  reader.request_stop();
  reader.join();
  CHECK_FALSE(wrong);
  CHECK_EQ(house.faults(), "");
}

TEST_SUITE_END();
