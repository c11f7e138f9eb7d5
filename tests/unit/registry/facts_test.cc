#include "registry/facts.h"

#include <doctest/doctest.h>

#include "registry/deadlines.h"
#include "registry/drafts.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using domain::FactKind;
using registry::DraftState;
using registry::FactRecord;
using registry::Officer;
using registry::StaffRole;
using registry::Told;
using registry::Transaction;
using support::decision;
using support::kToday;
using support::person;
using test::House;
using test::kChief;
using test::kClerk;
using test::kJudge;
using test::kPresident;

Result<Told> tell(House& house, const domain::Fact& fact, const Officer& by = kClerk) {
  return house.run<Told>([&](Transaction& tx) { return registry::record_fact(tx, by, fact); });
}

FactRecord fact_of(const House& house, const domain::FactId& id) {
  auto record = registry::load_fact(*house.engine.snapshot(), id);
  REQUIRE(record);
  return *record;
}

// The draft with its paper, as the clerk completes it, in the judge's hand.
Result<registry::Draft> submit_proposed(House& house, const domain::DecisionId& id) {
  auto draft = registry::load_draft(*house.engine.snapshot(), id);
  REQUIRE(draft);
  const auto whole = domain::as_if_signed(draft->decision, base::day_of(house.clock.now()));
  auto revised = house.run<registry::Draft>(
      [&](Transaction& tx) { return registry::revise_draft(tx, kClerk, id, whole); });
  if (!revised) return revised;
  return house.run<registry::Draft>(
      [&](Transaction& tx) { return registry::submit_draft(tx, kJudge, id); });
}

Result<registry::Draft> approve(House& house, const registry::Draft& draft, std::uint64_t seen) {
  return house.run<registry::Draft>([&](Transaction& tx) {
    return registry::approve_draft(tx, kChief, draft.id(), {seen, draft.version()});
  });
}

std::string due_days(const House& house, const std::optional<std::string>& staff = {}) {
  auto rows = registry::deadlines_between(*house.engine.snapshot(), staff, {}, 100);
  REQUIRE(rows);
  std::string out;
  for (const auto& row : *rows) out += row.due.text() + " ";
  return out;
}

// Listed, and kept in the country, in case 123.
domain::SubjectId listed(House& house, const domain::ListAct& act = support::list_act()) {
  auto decided = house.decide(decision(person(), act));
  REQUIRE(decided);
  REQUIRE(house.decide(decision(person(), support::exit_act())));
  return decided->subject;
}

}  // namespace

TEST_SUITE_BEGIN("registry/facts");

TEST_CASE("money received proposes the bundle, which is signed one after the other") {
  House house;
  const auto subject = listed(house);
  const auto told = tell(house, support::fact(FactKind::kPerformed));
  REQUIRE(told);
  CHECK_FALSE(told->already);
  const auto& proposals = told->record.proposals;
  REQUIRE_EQ(proposals.size(), 3);
  CHECK_EQ(told->record.clock->due.text(), "2026-03-05");
  CHECK_EQ(told->record.clock->staff, "clerk");
  CHECK_EQ(due_days(house, "clerk"), "2026-03-05 ");

  std::vector<registry::Draft> drafts;
  for (const auto& proposed : proposals) {
    CAPTURE(base::word(proposed.remedy));
    REQUIRE(proposed.draft);
    auto draft = submit_proposed(house, *proposed.draft);
    REQUIRE(draft);
    CHECK_EQ(draft->fact, told->record.id);
    drafts.push_back(*draft);
  }
  // It is the judge's work now.
  CHECK_EQ(due_days(house, "clerk"), "");
  CHECK_EQ(due_days(house, "judge"), "2026-03-05 2026-06-02 ");
  CHECK_EQ(house.faults(), "");

  // The list first: who is listed stays restricted.
  const auto too_early = approve(house, drafts[1], house.subject(subject).version);
  REQUIRE_FALSE(too_early);
  CHECK_EQ(too_early.error().code, ErrorCode::kRefused);
  for (const auto& draft : drafts) {
    REQUIRE(approve(house, draft, house.subject(subject).version));
  }
  CHECK_FALSE(fact_of(house, told->record.id).clock);
  CHECK_EQ(due_days(house), "");
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a fact told again makes nothing new and says so") {
  House house;
  listed(house);
  const auto first = tell(house, support::fact(FactKind::kPerformed));
  REQUIRE(first);
  auto again = support::fact(FactKind::kPerformed);
  again.source = "案款台账";
  const auto second = tell(house, again);
  REQUIRE(second);
  CHECK(second->already);
  CHECK_EQ(second->record.id, first->record.id);
  auto drafts = registry::drafts_by_state(*house.engine.snapshot(), DraftState::kDraft, 100);
  REQUIRE(drafts);
  CHECK_EQ(drafts->size(), 3);

  struct Row {
    const char* what;
    domain::Fact fact;
    bool already;
  };
  auto other_day = again;
  other_day.occurred_on = kToday.plus_days(-1);
  auto of_him = again;
  of_him.subject = person();
  const std::array rows{Row{"another day", other_day, false},
                        Row{"another kind", support::fact(FactKind::kTerminated), false},
                        Row{"of him alone", of_him, false},
                        Row{"of him alone, again", of_him, true},
                        Row{"the first, once more", again, true}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto told = tell(house, row.fact);
    REQUIRE(told);
    CHECK_EQ(told->already, row.already);
  }
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("whom nobody knows no fact concerns, but an application") {
  House house;
  listed(house);
  struct Row {
    const char* what;
    domain::Fact fact;
    const char* pointer;  // nullptr: recorded
  };
  auto elsewhere = support::fact(FactKind::kPerformed);
  elsewhere.told.no = support::case_no(999);
  auto of_nobody = support::fact(FactKind::kDeath);
  of_nobody.subject = person(7);
  auto misnamed = support::fact(FactKind::kDeath);
  misnamed.subject->name = "王小明";
  auto not_his = support::fact(FactKind::kObjection);
  not_his.told.no = support::case_no(999);
  auto applied = support::fact(FactKind::kApplication);
  applied.subject = person(7);
  const std::array rows{Row{"no such case", elsewhere, "/case/no"},
                        Row{"no such person", of_nobody, "/subject"},
                        Row{"another name under his number", misnamed, "/subject/name"},
                        Row{"not in that case", not_his, "/case/no"},
                        Row{"an application against somebody new", applied, nullptr}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto told = tell(house, row.fact);
    REQUIRE_EQ(told.has_value(), row.pointer == nullptr);
    if (!told) CHECK_EQ(told.error().faults.at(0).pointer, row.pointer);
  }
  CHECK_EQ(due_days(house), "2026-03-17 2026-06-02 ");
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("who may draft tells facts, and nobody else") {
  House house;
  listed(house);
  for (const auto& [role, word] : enum_words(StaffRole{})) {
    CAPTURE(word);
    const auto told = tell(house, support::fact(FactKind::kPerformed), {"one", role});
    CHECK_EQ(told.has_value(), registry::may_draft(role));
    if (!told) CHECK_EQ(told.error().code, ErrorCode::kForbidden);
  }
}

TEST_CASE("a draft that was withdrawn or rejected stops no clock") {
  House house;
  listed(house);
  const auto told = tell(house, support::fact(FactKind::kNoAssets));
  REQUIRE(told);
  const auto id = told->record.proposals.at(0).draft;
  REQUIRE(id);
  REQUIRE(house.run<registry::Draft>(
      [&](Transaction& tx) { return registry::withdraw_draft(tx, kClerk, *id); }));
  CHECK_EQ(due_days(house, "clerk"), "2026-03-05 ");
  CHECK_EQ(house.faults(), "");
  // Another decision that does the same stops it.
  auto act = support::delete_act();
  REQUIRE(house.decide(decision(person(), act)));
  CHECK_FALSE(fact_of(house, told->record.id).clock);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a removal that is revoked starts the clock again") {
  House house;
  listed(house);
  const auto told = tell(house, support::fact(FactKind::kNoAssets));
  REQUIRE(told);
  const auto removal = decision(person(), support::delete_act());
  REQUIRE(house.decide(removal));
  CHECK_EQ(due_days(house, "clerk"), "");
  REQUIRE(house.decide(decision(person(), support::revoke_act(removal))));
  CHECK_EQ(due_days(house, "clerk"), "2026-03-05 ");
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("what a rule refuses is told, and the fact stands") {
  House house;
  listed(house);
  // A guarantee frees nobody who is listed.
  const auto told = tell(house, support::fact(FactKind::kGuaranteed));
  REQUIRE(told);
  REQUIRE_EQ(told->record.proposals.size(), 1);
  CHECK_FALSE(told->record.proposals[0].draft);
  CHECK_NE(told->record.proposals[0].refusal.find("请先删除失信信息"), std::string::npos);
  CHECK(told->record.clock);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("what only a person can do is closed by who may free, with a reason") {
  House house;
  listed(house);
  const auto told = tell(house, support::fact(FactKind::kObjection));
  REQUIRE(told);
  const auto id = told->record.id;
  const auto close = [&](const Officer& by, const char* remark) {
    return house.run<FactRecord>(
        [&](Transaction& tx) { return registry::close_fact(tx, by, id, remark); });
  };
  CHECK_EQ(close(kJudge, "已驳回").error().code, ErrorCode::kForbidden);
  CHECK_EQ(close(kChief, " ").error().code, ErrorCode::kMalformed);
  const auto closed = close(kChief, "已驳回并送达");
  REQUIRE(closed);
  CHECK_FALSE(closed->clock);
  CHECK_EQ(closed->closed->by, "chief");
  CHECK_EQ(close(kPresident, "又一次").error().code, ErrorCode::kConflict);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a successor is drafted, and is another person's decision") {
  House house;
  auto order = support::restrict_act();
  order.role = domain::Role::kLegalRepresentative;
  order.role_of = "上饶市某某有限公司";
  REQUIRE(house.decide(decision(person(), order)));
  auto changed = support::fact(FactKind::kRepresentativeChanged);
  changed.successor = person(2);
  const auto told = tell(house, changed);
  REQUIRE(told);
  REQUIRE_EQ(told->record.proposals.size(), 2);
  const auto lift = submit_proposed(house, *told->record.proposals[0].draft);
  const auto hold = submit_proposed(house, *told->record.proposals[1].draft);
  REQUIRE(lift);
  REQUIRE(hold);
  REQUIRE(approve(house, *lift, 1));
  CHECK(fact_of(house, told->record.id).clock);
  REQUIRE(house.run<registry::Draft>([&](Transaction& tx) {
    return registry::approve_draft(tx, kPresident, hold->id(), {0, hold->version()});
  }));
  CHECK_FALSE(fact_of(house, told->record.id).clock);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("facts are found by their case and by whom they concern") {
  House house;
  const auto subject = listed(house);
  REQUIRE(tell(house, support::fact(FactKind::kPerformed)));
  auto death = support::fact(FactKind::kDeath);
  death.told = {};
  REQUIRE(tell(house, death));
  const auto snapshot = house.engine.snapshot();
  CHECK_EQ(registry::facts_of_case(*snapshot, support::case_no())->size(), 1);
  CHECK_EQ(registry::facts_of_subject(*snapshot, subject)->size(), 2);
  CHECK(registry::facts_of_case(*snapshot, support::case_no(999))->empty());
}

TEST_SUITE_END();
