#include "feed/views.h"

#include <set>

#include "feed/generation.h"
#include "feed/receipts.h"
#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using support::by_id;
using support::decision;

TEST_SUITE("feed/views") {
  TEST_CASE("a listing reaches the views it concerns and no other") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    CHECK_EQ(all_changes(*Opened(reg, "travel")).size(), 1);
    CHECK_EQ(all_changes(*Opened(reg, "credit")).size(), 1);
    CHECK_EQ(all_changes(*Opened(reg, "exit")).size(), 0);
    CHECK_EQ(Opened(reg, "travel")->head().seq, 1);
    CHECK_EQ(Opened(reg, "exit")->head().seq, 0);
    CHECK(reg.faults().empty());
  }

  TEST_CASE("one person has another _id in every view, and none is the subject's") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    const auto travel = all_changes(*Opened(reg, "travel")).front()["id"];
    const auto credit = all_changes(*Opened(reg, "credit")).front()["id"];
    CHECK_NE(travel, credit);
    CHECK_NE(travel, reg.last_subject.text());
    CHECK_NE(credit, reg.last_subject.text());
  }

  TEST_CASE("a subject stands once, at its latest seq, and the older row is gone") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::correct_act())));
    const auto rows = all_changes(*Opened(reg, "credit"));
    REQUIRE_EQ(rows.size(), 1);
    CHECK(rows[0]["seq"].get<std::string>().ends_with("-00000000000000000002"));
    CHECK(rows[0]["doc"]["_rev"].get<std::string>().starts_with("2-"));
    CHECK_EQ(rows[0]["doc"]["listings"][0]["performance"], "partial");
    CHECK(reg.faults().empty());
  }

  TEST_CASE("a change that leaves the document as it was is no event") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::correct_act())));
    const Opened travel(reg, "travel");
    CHECK_EQ(travel->head().seq, 1);
    CHECK(all_changes(*travel, 1).empty());
    CHECK(all_changes(*travel).front()["doc"]["_rev"].get<std::string>().starts_with("1-"));
  }

  TEST_CASE("a removal is a tombstone with reason and article and nothing of the person") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act())));
    const auto row = all_changes(*Opened(reg, "credit")).front();
    CHECK_EQ(row["deleted"], true);
    std::vector<std::string> members;
    for (const auto& [name, value] : row["doc"].items()) members.push_back(name);
    CHECK_EQ(members, std::vector<std::string>{"_id", "_rev", "_deleted", "reason", "legal"});
    CHECK_EQ(row["doc"]["reason"], "deleted");
    CHECK(row["doc"]["legal"].get<std::string>().starts_with("法释"));
    // The 限制消费令 outlives the entry: nobody else is told anything.
    CHECK_EQ(Opened(reg, "travel")->head().seq, 1);
    CHECK_EQ(Opened(reg, "credit")->meta().tally.live, 0);
    CHECK_EQ(Opened(reg, "credit")->meta().tally.digest, Sum256{});
    CHECK(reg.faults().empty());
  }

  TEST_CASE("why somebody is removed follows from what ended") {
    struct Row {
      const char* what;
      const char* view;
      domain::Act made;
      domain::Act removed;
      const char* reason;
    };
    const std::array rows{
        Row{"deleted", "credit", support::list_act(), support::delete_act(), "deleted"},
        Row{"deleted early", "credit", support::list_with_term(), support::early_delete_act(),
            "deleted"},
        Row{"lifted", "travel", support::restrict_act(), support::lift_act(), "lifted"},
        Row{"exit lifted", "exit", support::exit_act(),
            support::lift_act(123, domain::Measure::kExit), "lifted"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      SmallRegister reg;
      REQUIRE(reg.decide(decision(support::person(1), row.made)));
      REQUIRE(reg.decide(decision(by_id(reg.last()), row.removed)));
      const auto changed = all_changes(*Opened(reg, row.view));
      REQUIRE_EQ(changed.size(), 1);
      CHECK_EQ(changed[0]["doc"]["reason"], row.reason);
    }
  }

  TEST_CASE("removed a second time in the same words, he has a revision that never was before") {
    SmallRegister reg;
    std::set<std::string> hashes;
    const auto note_hash = [&] {
      const std::string rev = all_changes(*Opened(reg, "travel")).front()["changes"][0]["rev"];
      hashes.insert(rev.substr(rev.find('-')));
    };
    REQUIRE(reg.decide(decision(support::person(1), support::restrict_act(1))));
    note_hash();
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::lift_act(1))));
    note_hash();
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::restrict_act(2))));
    note_hash();
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::lift_act(2))));
    note_hash();
    CHECK_EQ(hashes.size(), 4);
    CHECK(reg.faults().empty());
  }

  TEST_CASE("revoking takes out, and time takes out, each under its own name") {
    SmallRegister reg;
    const auto listed = decision(support::person(1), support::list_act());
    REQUIRE(reg.decide(listed));
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::revoke_act(listed))));
    CHECK_EQ(all_changes(*Opened(reg, "credit")).front()["doc"]["reason"], "revoked");
    CHECK_EQ(all_changes(*Opened(reg, "travel")).front()["doc"]["reason"], "revoked");
    REQUIRE(reg.decide(decision(support::person(2), support::exit_act())));
    reg.come_to(support::kToday.plus_months(4));
    CHECK_EQ(all_changes(*Opened(reg, "exit")).front()["doc"]["reason"], "expired");
    CHECK(reg.faults().empty());
  }

  TEST_CASE("who is listed again comes back under his _id, with the next revision") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    const auto first = all_changes(*Opened(reg, "credit")).front()["doc"];
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act())));
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::list_act(124))));
    const auto again = all_changes(*Opened(reg, "credit")).front();
    CHECK_EQ(again["id"], first["_id"]);
    CHECK(again["doc"]["_rev"].get<std::string>().starts_with("3-"));
    CHECK_FALSE(again.contains("deleted"));
    CHECK(reg.faults().empty());
  }

  TEST_CASE("decisions of one group see each other and make one state") {
    SmallRegister reg;
    const auto snapshot = reg.engine.snapshot();
    store::Overlay overlay(*snapshot);
    REQUIRE(reg.decide_in(overlay, decision(support::person(1), support::list_act())));
    REQUIRE(reg.decide_in(overlay, decision(support::person(2), support::list_act(200))));
    REQUIRE(reg.decide_in(overlay, decision(by_id(reg.last()), support::delete_act(200))));
    reg.commit(*snapshot, overlay);
    const Opened credit(reg, "credit");
    CHECK_EQ(credit->meta().tally.live, 1);
    CHECK_EQ(credit->meta().tally.deleted, 1);
    CHECK_EQ(credit->head().seq, 3);
    const auto judged = [&](std::uint64_t seq) {
      return judge_receipt(*credit, {credit->token(seq), 1, credit->meta().tally.proof});
    };
    CHECK(judged(3));
    CHECK_EQ(judged(2).error().problem, "no_such_state");
    CHECK(reg.faults().empty());
  }

  TEST_CASE("many changes at once, shared out over threads, are what they would be one by one") {
    SmallRegister reg;
    const auto snapshot = reg.engine.snapshot();
    store::Overlay overlay(*snapshot);
    std::vector<domain::Change> changes;
    for (int n = 1; n <= 300; ++n) {
      const bool exits = n % 3 == 0;
      const domain::Act act = exits ? domain::Act{support::exit_act(n)} : support::list_act(n);
      const auto stranger = support::person(static_cast<std::uint64_t>(n));
      changes.push_back(*reg.make_in(overlay, decision(stranger, act)));
      if (n % 10 != 0) continue;
      const auto who = support::by_id(reg.last());
      changes.push_back(*reg.make_in(overlay, decision(who, support::restrict_act(1000 + n))));
    }
    REQUIRE(reg.views().apply(overlay, changes, reg.random));
    reg.commit(*snapshot, overlay);
    CHECK(reg.faults().empty());
    CHECK_EQ(Opened(reg, "exit")->meta().tally.live, 100);
    CHECK_EQ(Opened(reg, "credit")->meta().tally.live, 200);
  }

  TEST_CASE("a changed definition builds a new generation: living subjects, their ids, no past") {
    SmallRegister reg;
    for (std::uint64_t n = 1; n <= 3; ++n) {
      REQUIRE(
          reg.decide(decision(support::person(n), support::list_act(static_cast<int>(100 + n)))));
    }
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act(103))));
    const auto before = all_changes(*Opened(reg, "credit"));
    const auto old_generation = Opened(reg, "credit")->head().generation;
    const auto unchanged = Opened(reg, "travel")->head();

    ViewDefinition thinner = kCreditView;
    std::erase(thinner.fields, ViewField::kRoles);
    reg.restart_with({kTravelView, kExitView, thinner});

    const Opened credit(reg, "credit");
    CHECK_NE(credit->head().generation, old_generation);
    CHECK_FALSE(credit->meta().requires_declaration);
    const auto after = all_changes(*credit);
    REQUIRE_EQ(after.size(), 2);
    for (std::size_t i = 0; i < after.size(); ++i) {
      CHECK_EQ(after[i]["id"], before[i]["id"]);
      CHECK_FALSE(after[i]["doc"].contains("roles"));
      CHECK(after[i]["doc"]["_rev"].get<std::string>().starts_with("1-"));
    }
    CHECK(after[1]["seq"].get<std::string>().ends_with("-00000000000000000002"));
    CHECK_EQ(Opened(reg, "travel")->head(), unchanged);
    const auto snapshot = reg.engine.snapshot();
    CHECK_FALSE(snapshot
                    ->scan(store::Table::kViewRows,
                           store::prefix_range(generation_prefix("credit", old_generation)))
                    ->valid());
    CHECK(reg.faults().empty());

    // Who was gone before comes back under the _id he had.
    const auto gone = before.back()["id"];
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::list_act(300))));
    CHECK_EQ(all_changes(*Opened(reg, "credit")).back()["id"], gone);
    CHECK(reg.faults().empty());
  }

  TEST_CASE("a building that stopped at any commit is finished at the next start") {
    ViewDefinition thinner = kCreditView;
    std::erase(thinner.fields, ViewField::kRoles);
    const Catalogue wanted = catalogue_of({kTravelView, kExitView, thinner});
    std::size_t commits = 0;
    // Seven subjects, two in a batch: begun, four batches, then the old generation is erased.
    for (std::size_t succeeding = 0;; ++succeeding) {
      CAPTURE(succeeding);
      SmallRegister reg;
      for (std::uint64_t n = 1; n <= 7; ++n) {
        REQUIRE(
            reg.decide(decision(support::person(n), support::list_act(static_cast<int>(100 + n)))));
      }
      const auto before = all_changes(*Opened(reg, "credit"));
      const auto old_generation = Opened(reg, "credit")->head().generation;
      const auto build = [&](std::size_t fail_after) {
        reg.engine.fail_after(fail_after);
        reg.catalogues().expect(wanted);
        Generations generations(wanted, reg.key, reg.random, 2);
        auto done = bring_up(reg.engine, generations, reg.now(), {});
        reg.engine.heal();
        return done;
      };
      const auto stopped = build(succeeding);
      if (!stopped) {
        CHECK_EQ(stopped.error().code, ErrorCode::kUnavailable);
        // What is in force is whole: the old one, or from the switch on the new one.
        CHECK_EQ(all_changes(*Opened(reg, "credit")).size(), 7);
        if (Opened(reg, "credit")->head().generation == old_generation) {
          CHECK_EQ(all_changes(*Opened(reg, "credit")), before);
        }
        REQUIRE(build(100));
      }
      reg.restart_with({kTravelView, kExitView, thinner});
      CHECK(reg.faults().empty());
      const auto after = all_changes(*Opened(reg, "credit"));
      REQUIRE_EQ(after.size(), 7);
      for (std::size_t i = 0; i < after.size(); ++i) CHECK_EQ(after[i]["id"], before[i]["id"]);
      const auto prefix = store::prefix_range(generation_prefix("credit", old_generation));
      CHECK_FALSE(reg.engine.snapshot()->scan(store::Table::kViewRows, prefix)->valid());
      CHECK_FALSE(reg.engine.snapshot()->scan(store::Table::kViewHeads, prefix)->valid());
      if (stopped) {
        commits = succeeding;
        break;
      }
    }
    CHECK_GE(commits, 6);
  }

  TEST_CASE("a building that stopped is given up when another definition is wanted") {
    SmallRegister reg;
    for (std::uint64_t n = 1; n <= 5; ++n) {
      REQUIRE(
          reg.decide(decision(support::person(n), support::list_act(static_cast<int>(100 + n)))));
    }
    ViewDefinition thinner = kCreditView;
    std::erase(thinner.fields, ViewField::kRoles);
    const auto head = Opened(reg, "credit")->head();
    reg.engine.fail_after(3);
    Generations generations(catalogue_of({kTravelView, kExitView, thinner}), reg.key, reg.random,
                            2);
    CHECK_FALSE(bring_up(reg.engine, generations, reg.now(), {}));
    reg.engine.heal();
    reg.restart_with({kTravelView, kExitView, kCreditView});
    CHECK_EQ(Opened(reg, "credit")->head(), head);
    CHECK(reg.faults().empty());
    reg.restart_with({kTravelView, kExitView, thinner});
    CHECK_EQ(all_changes(*Opened(reg, "credit")).size(), 5);
    CHECK(reg.faults().empty());
  }

  TEST_CASE("a view nobody declares any more leaves nothing behind") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    reg.restart_with({kTravelView, kExitView});
    const auto snapshot = reg.engine.snapshot();
    const auto prefix = store::prefix_range(store::KeyWriter{}.text("credit").take());
    using enum store::Table;
    for (const auto table : {kViews, kViewRows, kViewHeads, kViewIds, kViewStates}) {
      CHECK_FALSE(snapshot->scan(table, prefix)->valid());
    }
    CHECK(reg.faults().empty());
  }

  TEST_CASE("after a restore every view starts over and asks for declarations") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    const auto before = Opened(reg, "travel")->head();
    REQUIRE(reg.views().start_over(reg.engine, reg.random, reg.now()));
    const Opened travel(reg, "travel");
    CHECK_NE(travel->head().generation, before.generation);
    CHECK(travel->meta().requires_declaration);
    CHECK_EQ(resolve_since(before.text(), travel->head()).error().problem, "generation_changed");
    CHECK(reg.faults().empty());
    reg.prepare();
    CHECK_EQ(Opened(reg, "travel")->head(), travel->head());
  }

  TEST_CASE("the check finds a row that was tampered with") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    const auto snapshot = reg.engine.snapshot();
    store::Overlay overlay(*snapshot);
    const auto rows = snapshot->scan(store::Table::kViewRows, {});
    auto row = *store::from_value<ViewRow>(rows->key(), rows->value());
    row.members.replace(row.members.find("debtor"), 6, "nobody");
    store::save(overlay, row);
    REQUIRE(reg.engine.commit({snapshot->head(), overlay.writes()}));
    CHECK_FALSE(reg.faults().empty());
  }
}

}  // namespace
}  // namespace shixin::feed
