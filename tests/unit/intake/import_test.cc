#include "intake/import.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "domain/decision_json.h"
#include "unit/intake/desk.h"

using namespace shixin;
using intake::Format;
using intake::Manner;
using intake::Outcome;
using test::Brought;
using test::Desk;

namespace {

constexpr Manner kDrafts{};
constexpr Manner kMigrate{.migrate = true};

std::string row(const domain::Decision& decision) {
  base::Json json = domain::write_decision(decision);
  json.erase("id");
  return json.dump() + "\n";
}

std::string listing(std::uint64_t n, int number) {
  return row(support::decision(support::person(n), support::list_act(number)));
}
std::string deletion(std::uint64_t n, int number) {
  return row(support::decision(support::person(n), support::delete_act(number)));
}

ErrorCode code_of(const auto& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_SUITE("intake/import") {
  TEST_CASE("only who may draft brings a list") {
    Desk desk;
    auto opened = desk.importer->open(test::kPresident, Format::kCourtNdjson, "list", kMigrate);
    CHECK(code_of(opened) == ErrorCode::kForbidden);
  }

  TEST_CASE("the rows of a migration see each other, those of drafts do not") {
    const std::string file = listing(1, 101) + deletion(1, 101);
    Desk desk;
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kMigrate).counts(), "2/0/0");
    Desk other;
    const Brought drafts = other.bring(file, Format::kCourtNdjson, kDrafts);
    CHECK_EQ(drafts.counts(), "1/0/1");
    CHECK_EQ(drafts.pointers(2), "/subject");
  }

  TEST_CASE("a refused row takes only itself away") {
    Desk desk;
    const std::string file = deletion(1, 101) + listing(1, 101) + "{\n" + listing(2, 102);
    const Brought brought = desk.bring(file, Format::kCourtNdjson, kMigrate);
    CHECK_EQ(brought.counts(), "2/0/2");
    CHECK_EQ(brought.pointers(1), "/subject");
    auto confirmed = desk.importer->confirm(brought.batch, test::kPresident, 10);
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 2);
    CHECK(confirmed->complete);
  }

  TEST_CASE("the same order a second time is already there, in other words too") {
    Desk desk;
    auto act = support::list_act(101);
    act.facts.duty = "另一种写法";
    const std::string file =
        listing(1, 101) + listing(1, 101) + row(support::decision(support::person(1), act));
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kMigrate).counts(), "1/2/0");
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kMigrate).counts(), "0/3/0");
  }

  TEST_CASE("an old file does not list again whom the register has let go since") {
    Desk desk;
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::list_act(101))));
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).counts(), "0/1/0");
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).counts(), "0/1/0");
  }

  TEST_CASE("documents of two subjects are a refusal, not a repetition") {
    Desk desk;
    auto both = support::person(1);
    both.documents.push_back({domain::DocumentType::kPassport, {}});
    both.documents.back() = *domain::Document::parse(domain::DocumentType::kPassport, "E00000001");
    auto holder = support::person(2);
    holder.name = both.name;
    holder.documents = {both.documents.back()};
    const std::string file = listing(1, 101) +
                             row(support::decision(holder, support::list_act(102))) +
                             row(support::decision(both, support::list_act(103)));
    const Brought brought = desk.bring(file, Format::kCourtNdjson, kMigrate);
    CHECK_EQ(brought.counts(), "2/0/1");
  }

  TEST_CASE("a dry run says what the run would say and leaves nothing") {
    const std::string file = listing(1, 101) + listing(1, 101) + deletion(1, 101);
    for (const bool migrate : {false, true}) {
      CAPTURE(migrate);
      Desk desk;
      const std::string before = desk.head();
      const auto dry =
          desk.bring(file, Format::kCourtNdjson, {.migrate = migrate, .dry_run = true});
      CHECK_EQ(desk.head(), before);
      const auto wet = desk.bring(file, Format::kCourtNdjson, {.migrate = migrate});
      CHECK_EQ(dry.counts(), wet.counts());
      CHECK_NE(desk.head(), before);
    }
  }

  TEST_CASE("who brought a batch does not confirm it, nor who signs nothing") {
    Desk desk;
    const auto batch = desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).batch;
    const registry::Officer same{"clerk", registry::StaffRole::kPresident};
    CHECK(code_of(desk.importer->confirm(batch, same, 10)) == ErrorCode::kForbidden);
    CHECK(code_of(desk.importer->confirm(batch, test::kJudge, 10)) == ErrorCode::kForbidden);
    CHECK(code_of(desk.importer->confirm({}, test::kPresident, 10)) == ErrorCode::kNotFound);
    CHECK_EQ(desk.house.seq(), 0);

    auto confirmed = desk.importer->confirm(batch, test::kPresident, 10);
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 1);
    const registry::Officer other{"other", registry::StaffRole::kPresident};
    CHECK(code_of(desk.importer->confirm(batch, other, 10)) == ErrorCode::kConflict);
  }

  TEST_CASE("a batch takes no more rows once its confirmation has begun") {
    Desk desk;
    const auto batch = desk.open(Format::kCourtNdjson, kMigrate);
    REQUIRE(desk.importer->take(batch, {{1, listing(1, 101)}}));
    REQUIRE(desk.importer->confirm(batch, test::kPresident, 10));
    auto late = desk.importer->take(batch, {{2, listing(2, 102)}});
    CHECK(code_of(late) == ErrorCode::kConflict);
    CHECK_EQ(desk.bring(listing(2, 102), Format::kCourtNdjson, kMigrate).counts(), "1/0/0");
  }

  TEST_CASE("a restart in the middle ends the import, and running it again takes the rest") {
    Desk desk;
    const auto batch = desk.open(Format::kCourtNdjson, kMigrate);
    REQUIRE(desk.importer->take(batch, {{1, listing(1, 101)}}));
    desk.restart();
    CHECK(code_of(desk.importer->take(batch, {{2, listing(2, 102)}})) == ErrorCode::kNotFound);

    const auto rest = desk.bring(listing(1, 101) + listing(2, 102), Format::kCourtNdjson, kMigrate);
    CHECK_EQ(rest.counts(), "1/1/0");
    for (const auto& each : {batch, rest.batch}) {
      auto confirmed = desk.importer->confirm(each, test::kPresident, 10);
      REQUIRE(confirmed);
      CHECK_EQ(confirmed->decided, 1);
    }
    CHECK_EQ(desk.house.seq(), 2);
    CHECK_EQ(desk.house.faults(), "");
  }

  TEST_CASE("a disk that fails takes no row and ends the import") {
    Desk desk;
    const auto batch = desk.open(Format::kCourtNdjson, kMigrate);
    desk.house.engine.fail_after(0);
    auto taken = desk.importer->take(batch, {{1, listing(1, 101)}});
    CHECK(code_of(taken) == ErrorCode::kUnavailable);
    desk.house.engine.heal();
    CHECK(code_of(desk.importer->take(batch, {})) == ErrorCode::kNotFound);
    desk.restart();
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).counts(), "1/0/0");
  }

  TEST_CASE("a row that the law refuses at its confirmation may be brought again") {
    Desk desk;
    const auto batch = desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).batch;
    auto listed = support::decision(support::person(1), support::list_act(101));
    REQUIRE(desk.house.decide(listed));
    auto confirmed = desk.importer->confirm(batch, test::kPresident, 10);
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 0);
    REQUIRE_EQ(confirmed->refused.size(), 1);
    CHECK_EQ(confirmed->refused.front().line, 1);

    REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
    auto lift = support::decision(support::person(1), support::lift_act(101));
    REQUIRE(desk.house.decide(lift));
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).counts(), "1/0/0");
  }
}
