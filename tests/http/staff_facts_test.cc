#include <doctest/doctest.h>

#include "base/json.h"
#include "domain/decision_json.h"
#include "support/answers.h"
#include "support/court.h"

namespace {

using shixin::base::Day;
using shixin::base::Json;
using shixin::domain::FactKind;
using shixin::registry::StaffRole;
using shixin::web::Answer;
using support::Court;
using support::json_of;
using support::kToday;
using Desk = Court::Desk;

constexpr const char* kFacts = "/api/v1/facts";
constexpr const char* kDeadlines = "/api/v1/deadlines";

// As a client writes it.
Json fact_body(FactKind kind) {
  Json out = shixin::base::write_json(support::fact(kind));
  out["case"] = Json{{"no", support::case_no().text()}};
  return out;
}

// A court that listed somebody in case 123 and keeps him in the country.
struct ListingCourt : Court {
  ListingCourt() {
    decide(support::decision(support::person(), support::list_act()));
    decide(support::decision(support::person(), support::exit_act()));
  }
  void decide(const shixin::domain::Decision& decision) {
    REQUIRE(committer.run_for<shixin::registry::Decided>([&](shixin::registry::Transaction& tx) {
      return tx.decide(decision, {"clerk", "judge", "president"}, std::nullopt);
    }));
  }
  Json told(const Json& body) const {
    const Answer answer = clerk.post(kFacts, body.dump());
    REQUIRE_EQ(answer.status, 201);
    return json_of(answer);
  }
  // What the board says: about and day of each line.
  std::string board(const std::string& query = "") const {
    std::string out;
    const Json said = json_of(judge.get(kDeadlines + query));
    for (const Json& line : said["deadlines"]) {
      out += line["about"].get<std::string>() + " " + line["state"].get<std::string>() + " " +
             line["due"].get<std::string>() + "; ";
    }
    return out;
  }

  const Desk clerk = sign_in(StaffRole::kClerk);
  const Desk judge = sign_in(StaffRole::kJudge);
  const Desk chief = sign_in(StaffRole::kChief);
};

}  // namespace

TEST_SUITE("http/staff_facts") {
  TEST_CASE("a fact starts its clock and drafts what it proposes") {
    const ListingCourt court;
    Json body = fact_body(FactKind::kPerformed);
    body["occurred_on"] = "2026-02-26";
    const Json fact = court.told(body);
    CHECK_EQ(fact["already"], false);
    CHECK_EQ(fact["gap_days"], 4);
    CHECK_EQ(fact["clock"]["due"], "2026-03-03");
    CHECK_EQ(fact["clock"]["provisional"], true);  // no notice of this year is there
    CHECK_EQ(fact["clock"]["owner"], "clerk");
    REQUIRE_EQ(fact["proposals"].size(), 3);
    const Json& removal = fact["proposals"][0];
    CHECK_EQ(removal["remedy"], "delete");
    CHECK_EQ(removal["legal"], "法释〔2017〕7号 10.1.1");
    CHECK_EQ(removal["decision"]["state"], "draft");
    const Json draft = json_of(
        court.judge.get("/api/v1/decisions/" + removal["decision"]["id"].get<std::string>()));
    CHECK_EQ(draft["fact"], fact["id"]);
    CHECK_EQ(draft["decision"]["because"], "performed");

    const Json shown = json_of(court.judge.get(kFacts + ("/" + fact["id"].get<std::string>())));
    CHECK_EQ(shown["proposals"], fact["proposals"]);
    CHECK_EQ(shown["recorded_by"], "clerk");
    const Json of_case = json_of(court.judge.get(
        std::string(kFacts) + "?case=%EF%BC%882016%EF%BC%89%E8%B5%A31102%E6%89%A7123%E5%8F%B7"));
    REQUIRE_EQ(of_case["facts"].size(), 1);
    const std::string subject = fact["subject_ids"][0].get<std::string>();
    const Json of_subject = json_of(court.judge.get(kFacts + ("?subject=" + subject)));
    CHECK_EQ(of_subject["facts"], of_case["facts"]);
  }

  TEST_CASE("told again it is the same fact; sent again it is the same answer") {
    const ListingCourt court;
    const std::string body = fact_body(FactKind::kPerformed).dump();
    const Answer first = court.clerk.post(kFacts, body, "one");
    const Answer repeated = court.clerk.post(kFacts, body, "one");
    CHECK_EQ(repeated.status, 201);
    CHECK_EQ(repeated.body, first.body);
    const Answer again = court.clerk.post(kFacts, body);
    CHECK_EQ(again.status, 200);
    CHECK_EQ(json_of(again)["already"], true);
    CHECK_EQ(json_of(again)["id"], json_of(first)["id"]);
  }

  TEST_CASE("a fact is refused with every fault, and no answer holds a number") {
    const ListingCourt court;
    Json body = fact_body(FactKind::kNoAssets);
    body["queries"] = {"2026-03-09"};
    body["no_clues_left"] = false;
    body["received_on"] = "2026-03-03";
    const Answer refused = court.clerk.post(kFacts, body.dump());
    CHECK_EQ(refused.status, 422);
    CHECK_EQ(json_of(refused)["errors"].size(), 4);

    body = fact_body(FactKind::kPerformed);
    body["case"]["no"] = "（2016）赣1103执1号";
    CHECK_EQ(court.clerk.post(kFacts, body.dump()).status, 422);
    CHECK_EQ(court.clerk.post(kFacts, R"({"kind":"performed"})").status, 400);
    const Answer unknown = court.clerk.get("/api/v1/facts/00000000000000000000000000000000");
    CHECK_EQ(unknown.status, 404);
    CHECK_EQ(court.clerk.get(kFacts).status, 400);

    body = fact_body(FactKind::kApplication);
    const auto stranger = support::person(3);
    const std::string number(stranger.documents[0].number.reveal());
    body["evidence"] = {"身份证" + number};
    body["subject"] = shixin::base::write_json(stranger);
    const Answer told = court.clerk.post(kFacts, body.dump());
    CHECK_EQ(told.status, 201);
    CHECK_EQ(told.body.find(number), std::string::npos);
  }

  TEST_CASE("who tells facts, who closes them, and who reads") {
    const ListingCourt court;
    const std::string body = fact_body(FactKind::kObjection).dump();
    const std::string id = court.told(Json::parse(body))["id"].get<std::string>();
    for (const auto& [role, word] : enum_words(StaffRole{})) {
      CAPTURE(word);
      const Desk desk = court.sign_in(role);
      const bool drafts = shixin::registry::may_draft(role);
      const bool admin = role == StaffRole::kAdmin;
      CHECK_EQ(desk.post(kFacts, body).status, drafts ? 200 : 403);
      CHECK_EQ(desk.get(kFacts + ("/" + id)).status, admin ? 403 : 200);
      CHECK_EQ(desk.get(kDeadlines).status, admin ? 403 : 200);
      const bool frees = role == StaffRole::kChief || role == StaffRole::kPresident;
      if (!frees) {
        CHECK_EQ(desk.post(kFacts + ("/" + id + "/close"), R"({"remark":"已驳回"})").status, 403);
      }
    }
    const std::string close = std::string(kFacts) + "/" + id + "/close";
    CHECK_EQ(court.chief.post(close, R"({"remark":""})").status, 400);
    const Answer closed = court.chief.post(close, R"({"remark":"已驳回"})");
    CHECK_EQ(closed.status, 200);
    CHECK_EQ(json_of(closed)["state"], "closed");
    CHECK_EQ(json_of(closed)["closed"]["by"], "chief");
    CHECK_EQ(court.chief.post(close, R"({"remark":"已驳回"})").status, 409);
  }

  TEST_CASE("the board has what is longest overdue first") {
    ListingCourt court;
    Json body = fact_body(FactKind::kPerformed);
    court.told(body);
    body["occurred_on"] = "2026-02-24";
    court.told(body);
    body["occurred_on"] = "2026-02-25";
    court.told(body);
    CHECK_EQ(court.board(),
             "fact overdue 2026-02-27; fact today 2026-03-02; fact coming 2026-03-05; ");
    CHECK_EQ(court.board("?state=overdue"), "fact overdue 2026-02-27; ");
    CHECK_EQ(court.board("?state=today"), "fact today 2026-03-02; ");
    CHECK_EQ(court.board("?state=coming"), "fact coming 2026-03-05; ");
    CHECK_EQ(court.board("?owner=judge"), "");
    const Json cut = json_of(court.judge.get("/api/v1/deadlines?owner=clerk&limit=1"));
    CHECK_EQ(cut["more"], true);
    const Json& line = cut["deadlines"][0];
    CHECK_EQ(line["owner"], "clerk");
    CHECK_EQ(line["cases"][0], support::case_no().text());
    CHECK_EQ(line["subjects"][0]["names"][0], support::person().name);
    CHECK_EQ(line["fact"]["gap_days"], 6);
    CHECK_EQ(line["left"].size(), 3);
    CHECK_EQ(line["drafts"][0]["state"], "draft");
    CHECK_EQ(court.judge.get("/api/v1/deadlines?state=soon").status, 400);
    // The window in which the exit order may be renewed has opened.
    court.clock.set(Day{2026, 5, 4}.begins());
    const Json later =
        json_of(court.sign_in(StaffRole::kJudge).get("/api/v1/deadlines?owner=judge"));
    REQUIRE_EQ(later["deadlines"].size(), 1);
    CHECK_EQ(later["deadlines"][0]["about"], "exit");
    CHECK_EQ(later["deadlines"][0]["due"], "2026-06-02");
  }

  TEST_CASE("an applicant is owed an answer within fifteen days") {
    ListingCourt court;
    auto act = support::list_act(456);
    act.initiated = {shixin::domain::Initiator::kApplicant, Day{2026, 2, 27}};
    Json body = shixin::domain::write_decision(support::decision(support::person(1), act));
    body.erase("id");
    REQUIRE_EQ(court.clerk.post("/api/v1/decisions", body.dump()).status, 201);
    CHECK_EQ(court.board(), "application coming 2026-03-16; ");
    const Json line = json_of(court.judge.get(kDeadlines))["deadlines"][0];
    CHECK_EQ(line["subjects"][0]["id"], nullptr);
    CHECK_EQ(line["subjects"][0]["names"][0], support::person(1).name);
    CHECK_EQ(line["legal"][0], "法释〔2017〕7号 5");
  }
}
