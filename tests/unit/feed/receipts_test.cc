#include "feed/receipts.h"

#include "feed/view_states.h"
#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using support::decision;

std::string verdict(const Result<Instant>& judged) {
  return judged ? "agrees" : judged.error().problem;
}

TEST_SUITE("feed/receipts") {
  TEST_CASE("a receipt is judged by the state its seq had") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act(101))));
    const Claim first{Opened(reg, "credit")->head(), 1, Opened(reg, "credit")->meta().tally.proof};
    REQUIRE(reg.decide(decision(support::person(2), support::exit_act(102))));
    REQUIRE(reg.decide(decision(support::person(3), support::list_act(103))));
    const Opened credit(reg, "credit");
    const Claim now{credit->head(), 2, credit->meta().tally.proof};

    Claim miscounted = now;
    miscounted.count = 3;
    Claim by_digest = now;
    by_digest.proof = credit->meta().tally.digest;
    const Claim between{credit->token(2), 1, first.proof};
    const Claim ahead{credit->token(99), 2, now.proof};
    const Claim elsewhere{{now.at.generation ^ 1, 3}, 2, now.proof};
    const Claim empty{credit->token(0), 0, {}};

    CHECK_EQ(verdict(judge_receipt(*credit, now)), "agrees");
    CHECK_EQ(verdict(judge_receipt(*credit, first)), "agrees");
    CHECK_EQ(verdict(judge_receipt(*credit, empty)), "agrees");
    CHECK_EQ(*judge_receipt(*credit, now), reg.now());
    CHECK_EQ(verdict(judge_receipt(*credit, miscounted)), "differs");
    CHECK_EQ(verdict(judge_receipt(*credit, by_digest)), "differs");
    CHECK_EQ(verdict(judge_receipt(*credit, between)), "no_such_state");
    CHECK_EQ(verdict(judge_receipt(*credit, ahead)), "future_cursor");
    CHECK_EQ(verdict(judge_receipt(*credit, elsewhere)), "generation_changed");
  }

  TEST_CASE("a state is forgotten ninety days after it was superseded, the newest never") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act(101))));
    const Claim first{Opened(reg, "credit")->head(), 1, Opened(reg, "credit")->meta().tally.proof};
    reg.today = reg.today.plus_days(200);
    CHECK_EQ(verdict(judge_receipt(*Opened(reg, "credit"), first)), "agrees");
    REQUIRE(reg.decide(decision(support::person(2), support::list_act(102, reg.today))));
    CHECK_EQ(verdict(judge_receipt(*Opened(reg, "credit"), first)), "agrees");
    reg.today = reg.today.plus_days(91);
    REQUIRE(reg.decide(decision(support::person(3), support::list_act(103, reg.today))));
    CHECK_EQ(verdict(judge_receipt(*Opened(reg, "credit"), first)), "state_forgotten");
    CHECK(reg.faults().empty());
  }
}

}  // namespace
}  // namespace shixin::feed
