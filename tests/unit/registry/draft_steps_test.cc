#include "registry/draft_steps.h"

#include <doctest/doctest.h>

#include "registry/drafts.h"
#include "registry/query.h"
#include "unit/registry/house.h"

namespace {

using namespace shixin;
using registry::Draft;
using registry::Transaction;
using test::House;

// What is open to somebody, as letters: revise, submit, withdraw, reassign, judge, approve.
std::string letters(const House& house, const Draft& draft, const registry::Officer& who) {
  const auto open = registry::open_steps(*house.engine.snapshot(), who, draft);
  REQUIRE(open);
  std::string out;
  const std::pair<bool, char> steps[] = {{open->revise, 'r'},   {open->submit, 's'},
                                         {open->withdraw, 'w'}, {open->reassign, 'g'},
                                         {open->judge, 'j'},    {open->approve, 'a'}};
  for (const auto& [is_open, letter] : steps) {
    if (is_open) out += letter;
  }
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("registry/draft_steps");

TEST_CASE("each is offered what he may take, in the state that the draft is in") {
  House house;
  const auto lists = support::decision(support::person(), support::list_act());
  const auto& id = lists.ids.decision;
  const auto drafted = house.run<Draft>(
      [&](Transaction& tx) { return registry::create_draft(tx, test::kClerk, {lists}); });
  REQUIRE(drafted);
  CHECK_EQ(letters(house, *drafted, test::kClerk), "rwg");
  CHECK_EQ(letters(house, *drafted, test::kJudge), "rsg");
  CHECK_EQ(letters(house, *drafted, test::kPresident), "");

  const auto submitted = house.run<Draft>(
      [&](Transaction& tx) { return registry::submit_draft(tx, test::kJudge, id); });
  REQUIRE(submitted);
  CHECK_EQ(letters(house, *submitted, test::kClerk), "w");
  CHECK_EQ(letters(house, *submitted, test::kJudge), "wg");
  CHECK_EQ(letters(house, *submitted, test::kChief), "");
  CHECK_EQ(letters(house, *submitted, test::kPresident), "ja");

  const auto decided = house.run<Draft>([&](Transaction& tx) {
    return registry::approve_draft(tx, test::kPresident, id, {0, 1});
  });
  REQUIRE(decided);
  CHECK_EQ(letters(house, *decided, test::kPresident), "");
}

TEST_CASE("the decisions on a subject are those that made and ended what he has") {
  House house;
  const auto lists = support::decision(support::person(), support::list_act());
  const auto deletes = support::decision(support::person(), support::delete_act());
  for (const auto* decision : {&lists, &deletes}) {
    REQUIRE(house.run<registry::Decided>([&](Transaction& tx) {
      return tx.decide(*decision, {"clerk", "judge", "president"}, {});
    }));
  }
  const auto snapshot = house.engine.snapshot();
  const auto subject = registry::load_subject(*snapshot, lists.ids.subject);
  REQUIRE(subject);
  const auto decisions = registry::decisions_on(*snapshot, *subject);
  REQUIRE(decisions);
  REQUIRE_EQ(decisions->size(), 2);
  CHECK_EQ((*decisions)[0].decision.kind(), "list");
  CHECK_EQ((*decisions)[1].decision.kind(), "delete");
}

TEST_SUITE_END();
