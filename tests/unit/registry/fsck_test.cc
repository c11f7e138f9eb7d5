#include "registry/fsck.h"

#include <doctest/doctest.h>

#include "feed/rows.h"
#include "ledger/rows.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using store::KeyWriter;
using store::Table;
using support::decision;
using support::list_act;
using support::person;
using test::House;

// Past every writer, as damage and tampering come.
void write_raw(House& house, std::vector<store::Write> writes) {
  REQUIRE(house.engine.commit({house.engine.snapshot()->head(), std::move(writes)}));
}

void write_subject(House& house, const domain::Subject& subject) {
  write_raw(house, {{Table::kSubjects, std::string(subject.id.raw()), store::to_value(subject)}});
}

bool told(const House& house, std::string_view line) {
  return house.faults().find(line) != std::string::npos;
}

}  // namespace

TEST_SUITE_BEGIN("registry/fsck");

TEST_CASE("a subject that is not what its decisions make of it is found, whatever was altered") {
  House house;
  auto decided = house.decide(decision(person(), support::list_with_term()));
  REQUIRE(decided);
  REQUIRE_EQ(house.faults(), "");
  const auto whole = house.subject(decided->subject);
  const std::string line =
      "replay: subject " + whole.id.text() + " is not what its decisions make of it";
  SUBCASE("the end of a term, in no index and no view") {
    auto altered = whole;
    altered.listings.front().term_ends = altered.listings.front().term_ends->plus_years(7);
    write_subject(house, altered);
    CHECK(told(house, line));
  }
  SUBCASE("what no row is derived from") {
    auto altered = whole;
    altered.orders.front().paper.no += "x";
    write_subject(house, altered);
    CHECK(told(house, line));
  }
  SUBCASE("a subject without a decision") {
    auto second = house.decide(decision(person(2), list_act(2)));
    REQUIRE(second);
    write_raw(house, {{Table::kDecisions, KeyWriter{}.u64(1).take(), std::nullopt}});
    CHECK(told(house, line));
  }
}

TEST_CASE("a decision that does not follow from those before it is told once") {
  House house;
  auto first = house.decide(decision(person(), list_act(1)));
  REQUIRE(first);
  REQUIRE(house.decide(decision(person(), list_act(2))));
  write_raw(house, {{Table::kDecisions, KeyWriter{}.u64(1).take(), std::nullopt}});
  CHECK(told(house, "replay: seq 2 does not follow from the decisions before it"));
  CHECK_FALSE(told(house, "replay: subject"));
}

TEST_CASE("the ledger's tree is made again out of the leaves") {
  House house;
  REQUIRE(house.decide(decision(person(), list_act())));
  REQUIRE_EQ(house.faults(), "");
  const ledger::Tree other{1, {ledger::Hash{}}};
  write_raw(house, {{Table::kLedgerState, store::Stored<ledger::Tree>::key(other),
                     store::to_value(other)}});
  CHECK(told(house, "ledger_state: the tree's edge is not what the leaves make"));
}

TEST_CASE("damage does not hide what stands behind it") {
  House house;
  auto first = house.decide(decision(person(), list_act(1)));
  auto second = house.decide(decision(person(2), list_act(2)));
  REQUIRE(first);
  REQUIRE(second);
  write_raw(house, {{Table::kSubjects, std::string(first->subject.raw()), "\1garbage"},
                    {Table::kDrafts, std::string(16, 'd'), "\1garbage"},
                    {Table::kStaff, std::string("judge\0", 6), "garbage"},
                    {Table::kSessions, std::string(32, 's'), "garbage"},
                    {Table::kIdempotency, "key", "garbage"}});
  const auto report =
      registry::fsck(*house.engine.snapshot(),
                     {house.key, house.key, *house.catalogues.in_force(), house.calendar});
  CHECK_EQ(report.broke_off, "");
  CHECK_EQ(report.decisions, 2);
  for (const char* table : {"subjects: ", "drafts: ", "staff: ", "sessions: ", "idempotency: "}) {
    CAPTURE(table);
    CHECK(told(house, table));
  }
}

TEST_CASE("rows of views that nothing accounts for are told") {
  House house;
  REQUIRE(house.decide(decision(person(), list_act())));
  SUBCASE("of a generation long gone") {
    const feed::ViewRow old{"travel", 4711, 1, {}, {}, false, "{}"};
    write_raw(house,
              {{Table::kViewRows, store::Stored<feed::ViewRow>::key(old), store::to_value(old)}});
    CHECK(told(house, "view_rows: a row of view travel that no generation accounts for"));
  }
  SUBCASE("of a view that no feed declares") {
    feed::ViewMeta gone;
    gone.view = "gone";
    write_raw(house,
              {{Table::kViews, store::Stored<feed::ViewMeta>::key(gone), store::to_value(gone)}});
    CHECK(told(house, "views: gone is declared by no feed"));
  }
  SUBCASE("unreadable") {
    write_raw(house, {{Table::kViewStates, "garbage", "garbage"}});
    CHECK(told(house, "view_states: "));
  }
}

TEST_SUITE_END();
