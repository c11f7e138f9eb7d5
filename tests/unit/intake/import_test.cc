#include "intake/import.h"

#include <doctest/doctest.h>

#include <functional>

#include "base/json.h"
#include "domain/decision_json.h"
#include "registry/drafts.h"
#include "unit/intake/desk.h"

using namespace shixin;
using intake::Format;
using intake::Manner;
using intake::Outcome;
using test::Brought;
using test::Desk;
using test::kMigrate;

namespace {

constexpr Manner kDrafts{};

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
    auto confirmed = desk.importer->confirm(brought.batch, test::kPresident, 10).get();
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 2);
    CHECK(confirmed->complete);
  }

  TEST_CASE("the same order a second time is already there, and another duty in it is told") {
    Desk desk;
    auto act = support::list_act(101);
    act.facts.duty = "腾退房屋";
    const std::string file =
        listing(1, 101) + listing(1, 101) + row(support::decision(support::person(1), act));
    const Brought brought = desk.bring(file, Format::kCourtNdjson, kMigrate);
    CHECK_EQ(brought.counts(), "1/1/1");
    CHECK_EQ(brought.pointers(3), "/case/duty");
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kMigrate).counts(), "0/2/1");
  }

  TEST_CASE("a copy of what was let go since is no draft") {
    Desk desk;
    const auto first = support::list_act(101);
    REQUIRE(desk.house.decide(support::decision(support::person(1), first)));
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::lift_act(101))));
    desk.house.clock.set(support::kToday.plus_days(2).begins());
    desk.restart();
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kDrafts).counts(), "0/1/0");
    auto other = support::list_act(101, support::kToday.plus_days(-1));
    const Brought older = desk.bring(row(support::decision(support::person(1), other)),
                                     Format::kCourtNdjson, kDrafts);
    CHECK_EQ(older.counts(), "0/0/1");
    const auto anew = support::list_act(101, support::kToday.plus_days(2));
    CHECK_EQ(
        desk.bring(row(support::decision(support::person(1), anew)), Format::kCourtNdjson, kDrafts)
            .counts(),
        "1/0/0");
  }

  TEST_CASE("a row of another court's case is refused") {
    Desk desk;
    auto act = support::list_act(101);
    act.facts.no = *domain::CaseNumber::parse("（2016）赣1103执1号");
    const Brought brought =
        desk.bring(row(support::decision(support::person(1), act)), Format::kCourtNdjson, kMigrate);
    CHECK_EQ(brought.counts(), "0/0/1");
    CHECK_EQ(brought.pointers(1), "/case/no");
  }

  TEST_CASE("an old file does not list again whom the register has let go since") {
    Desk desk;
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::list_act(101))));
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).counts(), "0/1/0");
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
    CHECK_EQ(desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).counts(), "0/1/0");
  }

  TEST_CASE("an old list in other words lists nobody again who was let go, but a new one does") {
    struct Case {
      std::string what;
      Day signed_on;
      std::string duty;
      domain::Ground ground;
      const char* counts;
    };
    const Day let_go = support::kToday;
    for (const Case& each : {
             Case{"the same", let_go.plus_days(-9), "偿还借款", domain::Ground::kRefusal, "0/1/0"},
             Case{"in other words", let_go.plus_days(-9), "还款", domain::Ground::kRefusal,
                  "0/1/0"},
             Case{"of another day", let_go.plus_days(-5), "还款", domain::Ground::kRefusal,
                  "0/0/1"},
             Case{"on another ground", let_go.plus_days(-9), "还款", domain::Ground::kEvasion,
                  "0/0/1"},
             Case{"of the day itself", let_go, "还款", domain::Ground::kRefusal, "0/0/1"},
             Case{"of later", let_go.plus_days(1), "偿还借款", domain::Ground::kRefusal, "1/0/0"},
             Case{"of later, for another duty", let_go.plus_days(1), "还款",
                  domain::Ground::kRefusal, "0/0/1"},
         }) {
      CAPTURE(each.what);
      Desk desk;
      const auto first = support::list_act(101, let_go.plus_days(-9));
      REQUIRE(desk.house.decide(support::decision(support::person(1), first)));
      REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
      REQUIRE(desk.house.decide(support::decision(support::person(1), support::lift_act(101))));
      desk.house.clock.set((let_go.plus_days(2)).begins());
      desk.restart();

      auto act = support::list_act(101, each.signed_on);
      act.facts.duty = each.duty;
      act.grounds = {each.ground};
      const std::string file = row(support::decision(support::person(1), act));
      CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kMigrate).counts(), each.counts);
    }
  }

  TEST_CASE("what was revoked stays revoked, and a lifted restriction brings no listing back") {
    const Day before = support::kToday.plus_days(-9);
    const auto listing_of = [&](int number) {
      auto act = support::list_act(number, before);
      act.handler = "另一人";
      return row(support::decision(support::person(1), act));
    };
    Desk desk;
    const auto revoked = support::decision(support::person(1), support::list_act(101));
    REQUIRE(desk.house.decide(revoked));
    auto revocation = support::decision(support::person(1), support::revoke_act(revoked));
    REQUIRE(desk.house.decide(revocation));
    CHECK_EQ(desk.bring(listing_of(101), Format::kCourtNdjson, kMigrate).counts(), "0/0/1");

    const auto order = support::restrict_act(102, before);
    REQUIRE(desk.house.decide(support::decision(support::person(1), order)));
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::lift_act(102))));
    const auto again = row(support::decision(support::person(1), order));
    CHECK_EQ(desk.bring(again, Format::kCourtNdjson, kMigrate).counts(), "0/1/0");
    CHECK_EQ(desk.bring(listing_of(102), Format::kCourtNdjson, kMigrate).counts(), "0/0/1");
  }

  TEST_CASE("whoever is let go while a batch waits is not listed by its confirmation") {
    Desk desk;
    const auto batch = desk.bring(listing(1, 101), Format::kCourtNdjson, kMigrate).batch;
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::list_act(101))));
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::lift_act(101))));
    auto confirmed = desk.importer->confirm(batch, test::kPresident, 10).get();
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 0);
    REQUIRE_EQ(confirmed->refused.size(), 1);
    CHECK_EQ(confirmed->refused.front().came + "\n", listing(1, 101));
    CHECK_EQ(confirmed->refused.front().reasons.size(), 1);
  }

  TEST_CASE("a row that says something else than the register is told where") {
    struct Case {
      std::string what;
      std::function<void(domain::RestrictAct&)> change;
      const char* counts;
      const char* pointers;
    };
    for (const Case& each : {
             Case{"in other words", [](auto& act) { act.facts.duty = "还款"; }, "0/1/0", ""},
             Case{"of another day",
                  [](auto& act) { act.paper->signed_on = support::kToday.plus_days(-3); }, "0/0/1",
                  "/paper/signed_on"},
             Case{"by another paper", [](auto& act) { act.paper->no = "（2026）赣1102执1号之九"; },
                  "0/0/1", "/paper/no"},
             Case{"served at another time",
                  [](auto& act) { act.service->method = domain::ServiceMethod::kMail; }, "0/0/1",
                  "/service/on"},
             Case{"silent on service", [](auto& act) { act.service.reset(); }, "0/1/0", ""},
         }) {
      CAPTURE(each.what);
      for (const Manner manner : {kDrafts, kMigrate}) {
        CAPTURE(manner.migrate);
        Desk desk;
        auto act = support::restrict_act(101);
        act.evidence = {"执行通知书"};
        REQUIRE(desk.house.decide(support::decision(support::person(1), act)));
        each.change(act);
        const auto brought = desk.bring(row(support::decision(support::person(1), act)),
                                        Format::kCourtNdjson, manner);
        CHECK_EQ(brought.counts(), each.counts);
        CHECK_EQ(brought.pointers(1), each.pointers);
      }
    }
  }

  TEST_CASE("a row whose draft was withdrawn may be brought again, one that waits may not") {
    Desk desk;
    const std::string file = listing(1, 101);
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kDrafts).counts(), "1/0/0");
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kDrafts).counts(), "0/1/0");
    auto drafts =
        registry::drafts_by_state(*desk.house.engine.snapshot(), registry::DraftState::kDraft, 9);
    REQUIRE(drafts);
    REQUIRE_EQ(drafts->size(), 1);
    REQUIRE(desk.house.run<registry::Draft>([&](registry::Transaction& tx) {
      return registry::withdraw_draft(tx, test::kClerk, drafts->front().id(), "");
    }));
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kDrafts).counts(), "1/0/0");
    CHECK_EQ(desk.bring(file, Format::kCourtNdjson, kDrafts).counts(), "0/1/0");
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
    CHECK(code_of(desk.importer->confirm(batch, same, 10).get()) == ErrorCode::kForbidden);
    CHECK(code_of(desk.importer->confirm(batch, test::kJudge, 10).get()) == ErrorCode::kForbidden);
    CHECK(code_of(desk.importer->confirm({}, test::kPresident, 10).get()) == ErrorCode::kNotFound);
    CHECK_EQ(desk.house.seq(), 0);

    auto confirmed = desk.importer->confirm(batch, test::kPresident, 10).get();
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 1);
    const registry::Officer other{"other", registry::StaffRole::kPresident};
    CHECK(code_of(desk.importer->confirm(batch, other, 10).get()) == ErrorCode::kConflict);
  }

  TEST_CASE("a batch takes no more rows once its confirmation has begun") {
    Desk desk;
    const auto batch = desk.open(Format::kCourtNdjson, kMigrate);
    REQUIRE(desk.importer->take(batch, {{1, listing(1, 101)}}));
    REQUIRE(desk.importer->confirm(batch, test::kPresident, 10).get());
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
      auto confirmed = desk.importer->confirm(each, test::kPresident, 10).get();
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

  TEST_CASE("a row that is refused at its confirmation comes back whole and may be brought again") {
    Desk desk;
    auto listed = support::decision(support::person(1), support::list_act(101));
    REQUIRE(desk.house.decide(listed));
    const auto batch = desk.bring(deletion(1, 101), Format::kCourtNdjson, kMigrate).batch;
    REQUIRE(desk.house.decide(support::decision(support::person(1), support::delete_act(101))));
    auto confirmed = desk.importer->confirm(batch, test::kPresident, 10).get();
    REQUIRE(confirmed);
    CHECK_EQ(confirmed->decided, 0);
    REQUIRE_EQ(confirmed->refused.size(), 1);
    CHECK_EQ(confirmed->refused.front().line, 1);
    CHECK_EQ(confirmed->refused.front().came + "\n", deletion(1, 101));
    CHECK_FALSE(confirmed->refused.front().reasons.empty());

    REQUIRE(desk.house.decide(support::decision(support::person(1), support::lift_act(101))));
    REQUIRE(desk.house.decide(
        support::decision(support::person(1), support::anew(support::list_act(101)))));
    CHECK_EQ(desk.bring(deletion(1, 101), Format::kCourtNdjson, kMigrate).counts(), "1/0/0");
  }
}
