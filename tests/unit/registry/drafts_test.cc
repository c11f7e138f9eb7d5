#include "registry/drafts.h"

#include <doctest/doctest.h>

#include "registry/idempotency.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using registry::Draft;
using registry::DraftState;
using registry::Officer;
using registry::StaffRole;
using registry::Transaction;
using support::decision;
using support::list_act;
using support::person;
using test::House;
using test::kChief;
using test::kClerk;
using test::kJudge;
using test::kPresident;

Result<Draft> create(House& house, const domain::Decision& decided, const Officer& by = kClerk) {
  return house.run<Draft>(
      [&](Transaction& tx) { return registry::create_draft(tx, by, {decided}); });
}

Result<Draft> submit(House& house, const domain::DecisionId& id, const Officer& by = kJudge) {
  return house.run<Draft>([&](Transaction& tx) { return registry::submit_draft(tx, by, id); });
}

Result<Draft> approve(House& house, const domain::DecisionId& id, const Officer& by,
                      std::uint64_t subject_version, std::uint64_t draft_version = 1) {
  return house.run<Draft>([&](Transaction& tx) {
    return registry::approve_draft(tx, by, id, {subject_version, draft_version});
  });
}

std::size_t work_list(const House& house, DraftState state) {
  auto drafts = registry::drafts_by_state(*house.engine.snapshot(), state, 100);
  REQUIRE(drafts);
  return drafts->size();
}

}  // namespace

TEST_SUITE_BEGIN("registry/drafts");

TEST_CASE("a decision goes through three hands and takes effect") {
  House house;
  const auto lists = decision(person(), list_act());
  REQUIRE(create(house, lists));
  CHECK_EQ(work_list(house, DraftState::kDraft), 1);
  auto submitted = submit(house, lists.ids.decision);
  REQUIRE(submitted);
  CHECK_EQ(submitted->subject_version, 0);
  CHECK_EQ(house.seq(), 0);
  auto decided = approve(house, lists.ids.decision, kPresident, submitted->subject_version);
  REQUIRE(decided);
  CHECK_EQ(decided->seq, 1);
  CHECK_EQ(decided->signers.drafted_by, "clerk");
  CHECK_EQ(decided->signers.submitted_by, "judge");
  CHECK_EQ(decided->signers.approved_by, "president");
  CHECK_EQ(work_list(house, DraftState::kDraft), 0);
  CHECK_EQ(work_list(house, DraftState::kSubmitted), 0);
  CHECK_EQ(work_list(house, DraftState::kDecided), 1);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a draft may go without its papers, and is not submitted before they have come") {
  House house;
  auto act = list_act();
  act.paper->no.clear();
  act.order_paper.reset();
  act.handler.clear();
  act.evidence.clear();
  auto draft = create(house, decision(person(), act));
  REQUIRE(draft);
  CHECK_EQ(draft->warnings.size(), 4);
  const auto id = draft->id();
  const auto early = submit(house, id);
  REQUIRE_FALSE(early);
  CHECK_EQ(early.error().code, ErrorCode::kRefused);

  const auto revised = house.run<Draft>([&](Transaction& tx) {
    return registry::revise_draft(tx, kClerk, id, decision(person(), list_act()));
  });
  REQUIRE(revised);
  CHECK(revised->warnings.empty());
  CHECK(submit(house, id));

  act.grounds.clear();
  const auto unlawful = create(house, decision(person(2), act));
  REQUIRE_FALSE(unlawful);
  CHECK_EQ(unlawful.error().faults.size(), 5);
}

TEST_CASE("nobody does another's part") {
  House house;
  const auto lists = decision(person(), list_act());
  const auto id = lists.ids.decision;
  CHECK_EQ(create(house, lists, kPresident).error().code, ErrorCode::kForbidden);
  REQUIRE(create(house, lists));
  const auto by_clerk = submit(house, id, kClerk);
  REQUIRE_FALSE(by_clerk);
  CHECK_EQ(by_clerk.error().code, ErrorCode::kForbidden);
  CHECK_NE(by_clerk.error().detail.find("执行法官"), std::string::npos);
  CHECK_EQ(approve(house, id, kPresident, 0).error().code, ErrorCode::kConflict);
  REQUIRE(submit(house, id));
  for (const auto role : {StaffRole::kClerk, StaffRole::kJudge, StaffRole::kChief,
                          StaffRole::kVicePresident, StaffRole::kInspector, StaffRole::kAdmin}) {
    CAPTURE(registry::label(role));
    const auto outcome = approve(house, id, {"another", role}, 0);
    REQUIRE_FALSE(outcome);
    CHECK_EQ(outcome.error().code, ErrorCode::kForbidden);
  }
  CHECK_EQ(house.seq(), 0);
}

TEST_CASE("a draft is handed to somebody who may draft, and a refusal names him") {
  House house;
  const auto lists = decision(person(), list_act());
  REQUIRE(create(house, lists));
  const auto handed = house.run<registry::Draft>([&](registry::Transaction& tx) {
    return registry::reassign_draft(tx, kJudge, lists.ids.decision, kPresident);
  });
  REQUIRE_FALSE(handed);
  CHECK_EQ(handed.error().code, ErrorCode::kForbidden);
  CHECK(handed.error().detail.starts_with(kPresident.name));
}

TEST_CASE("whoever drafted or submitted never approves, whatever he became since") {
  House house;
  const auto lists = decision(person(), list_act());
  REQUIRE(create(house, lists));
  REQUIRE(submit(house, lists.ids.decision));
  for (const char* name : {"clerk", "judge"}) {
    CAPTURE(name);
    const auto own = approve(house, lists.ids.decision, {name, StaffRole::kPresident}, 0);
    REQUIRE_FALSE(own);
    CHECK_EQ(own.error().code, ErrorCode::kForbidden);
  }
  CHECK(approve(house, lists.ids.decision, kPresident, 0));
}

TEST_CASE("an approval of what has changed since must look again") {
  House house;
  const auto first = decision(person(), list_act(1));
  const auto second = decision(person(), list_act(2));
  for (const auto& lists : {first, second}) {
    REQUIRE(create(house, lists));
    REQUIRE(submit(house, lists.ids.decision));
  }
  REQUIRE(approve(house, first.ids.decision, kPresident, 0));
  const auto stale = approve(house, second.ids.decision, kPresident, 0);
  REQUIRE_FALSE(stale);
  CHECK_EQ(stale.error().problem, "stale_version");
  CHECK(approve(house, second.ids.decision, kPresident, 1));
  CHECK_EQ(house.subject(first.ids.subject).version, 2);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("an approval of a wording that was revised since must look again") {
  House house;
  const auto lists = decision(person(), list_act());
  const auto id = lists.ids.decision;
  REQUIRE(create(house, lists));
  auto revised = house.run<Draft>([&](Transaction& tx) {
    return registry::revise_draft(tx, kClerk, id, decision(person(), list_act(2)));
  });
  REQUIRE(revised);
  CHECK_EQ(revised->version(), 2);
  REQUIRE(submit(house, id));
  for (const std::uint64_t seen : {1, 3}) {
    CAPTURE(seen);
    const auto stale = approve(house, id, kPresident, 0, seen);
    REQUIRE_FALSE(stale);
    CHECK_EQ(stale.error().problem, "stale_version");
  }
  CHECK(approve(house, id, kPresident, 0, 2));
}

TEST_CASE("a revision changes neither the kind nor whom the draft means") {
  House house;
  const auto lists = decision(person(), list_act());
  REQUIRE(create(house, lists));
  auto renamed = person();
  renamed.name = "王小明";
  struct Row {
    const char* what;
    domain::Decision revision;
    const char* pointer;  // nullptr: allowed
  };
  const std::array rows{Row{"another person", decision(person(2), list_act()), "/subject"},
                        Row{"a company", decision(support::company(), list_act()), "/subject"},
                        Row{"another kind", decision(person(), support::restrict_act()), "/kind"},
                        Row{"a name set right", decision(renamed, list_act()), nullptr}};
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto outcome = house.run<Draft>([&](Transaction& tx) {
      return registry::revise_draft(tx, kClerk, lists.ids.decision, row.revision);
    });
    REQUIRE_EQ(outcome.has_value(), row.pointer == nullptr);
    if (outcome) continue;
    CHECK_EQ(outcome.error().code, ErrorCode::kRefused);
    REQUIRE_EQ(outcome.error().faults.size(), 1);
    CHECK_EQ(outcome.error().faults[0].pointer, row.pointer);
  }
}

TEST_CASE("nobody is given a document that another holds now") {
  House house;
  const auto one = decision(person(), list_act());
  const auto passport = [](const char* number) {
    return *domain::Document::parse(domain::DocumentType::kPassport, number);
  };
  auto traveller = person(2);
  traveller.documents.push_back(passport("E00000001"));
  const auto other = decision(traveller, list_act());
  REQUIRE(house.decide(one));
  REQUIRE(house.decide(other));
  const auto whom = support::by_id(house.subject(one.ids.subject));
  const auto taken = create(house, decision(whom, support::identify_act({passport("E00000001")})));
  REQUIRE_FALSE(taken);
  CHECK_EQ(taken.error().code, ErrorCode::kConflict);
  REQUIRE_EQ(taken.error().faults.size(), 1);
  CHECK_EQ(taken.error().faults[0].pointer, "/add_documents/0");

  // Both were free when they were drafted.
  const std::vector fresh{passport("E00000002")};
  const auto first = decision(whom, support::identify_act(fresh));
  const auto second =
      decision(support::by_id(house.subject(other.ids.subject)), support::identify_act(fresh));
  REQUIRE(create(house, first));
  REQUIRE(create(house, second));
  REQUIRE(house.decide(first));
  const auto late = house.decide(second);
  REQUIRE_FALSE(late);
  CHECK_EQ(late.error().faults.at(0).pointer, "/add_documents/0");
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("to undo a removal needs the president, to undo a listing the chief") {
  House house;
  const auto lists = decision(person(), list_act());
  REQUIRE(house.decide(lists));
  const auto whom = support::by_id(house.subject(lists.ids.subject));
  const auto deletes = decision(whom, support::delete_act());
  REQUIRE(house.decide(deletes));
  const auto restores = decision(whom, support::revoke_act(deletes));
  REQUIRE(create(house, restores));
  REQUIRE(submit(house, restores.ids.decision));
  CHECK_EQ(approve(house, restores.ids.decision, kChief, 2).error().code, ErrorCode::kForbidden);
  CHECK(approve(house, restores.ids.decision, kPresident, 2));
  const auto undoes = decision(whom, support::revoke_act(lists));
  REQUIRE(create(house, undoes));
  REQUIRE(submit(house, undoes.ids.decision));
  CHECK(approve(house, undoes.ids.decision, kChief, 3));
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a returned draft is bettered and comes again; a withdrawn one does not") {
  House house;
  const auto lists = decision(person(), list_act(1));
  const auto id = lists.ids.decision;
  REQUIRE(create(house, lists));
  REQUIRE(submit(house, id));
  const auto returned = [&](std::string remark) {
    return house.run<Draft>(
        [&](Transaction& tx) { return registry::return_draft(tx, kPresident, id, remark); });
  };
  CHECK_EQ(returned(" ").error().code, ErrorCode::kMalformed);
  REQUIRE(returned("案号有误"));
  auto revised = house.run<Draft>([&](Transaction& tx) {
    return registry::revise_draft(tx, kClerk, id, decision(person(), list_act(2)));
  });
  REQUIRE(revised);
  CHECK_EQ(revised->id(), id);
  REQUIRE(submit(house, id));
  auto withdrawn =
      house.run<Draft>([&](Transaction& tx) { return registry::withdraw_draft(tx, kJudge, id); });
  REQUIRE(withdrawn);
  CHECK_EQ(withdrawn->history.size(), 6);
  CHECK_EQ(submit(house, id).error().code, ErrorCode::kConflict);
  CHECK_EQ(house.faults(), "");
}

TEST_CASE("a repeated request gets its first answer; another one under its key is refused") {
  House house;
  int runs = 0;
  const auto once = [&](const std::string& key, std::string_view request) {
    return house.run<registry::Reply>([&](Transaction& tx) {
      return registry::once(tx, "clerk", key, base::sha256(request),
                            [&](Transaction&) -> Result<registry::Reply> {
                              return registry::Reply{201, std::to_string(++runs)};
                            });
    });
  };
  CHECK_EQ(once("k1", "a")->body, "1");
  CHECK_EQ(once("k1", "a")->body, "1");
  CHECK_EQ(once("k1", "b").error().code, ErrorCode::kConflict);
  CHECK_EQ(once("k2", "a")->body, "2");
  house.reopen();
  CHECK_EQ(once("k1", "a")->body, "1");
  CHECK_EQ(once("k\n", "a").error().code, ErrorCode::kMalformed);
}

TEST_SUITE_END();
