#include <doctest/doctest.h>

#include "base/json.h"
#include "domain/decision_json.h"
#include "registry/held.h"
#include "support/answers.h"
#include "support/court.h"

namespace {

using shixin::base::Json;
using shixin::registry::StaffRole;
using shixin::web::Answer;
using support::Court;
using support::json_of;
using Desk = Court::Desk;

// As a client writes it: without the id that the register gives.
std::string body_of(const shixin::domain::Decision& decision) {
  Json out = shixin::domain::write_decision(decision);
  out.erase("id");
  return out.dump();
}

std::string list_body(std::uint64_t person = 0) {
  return body_of(support::decision(support::person(person), support::list_act()));
}

std::string step_path(const std::string& id, const char* step) {
  return "/api/v1/decisions/" + id + "/" + step;
}

// A court with the three who make a decision.
struct Chambers : Court {
  const Desk clerk = sign_in(StaffRole::kClerk);
  const Desk judge = sign_in(StaffRole::kJudge);
  const Desk president = sign_in(StaffRole::kPresident);

  std::string draft(const std::string& body) const {
    const Answer answer = clerk.post("/api/v1/decisions", body);
    REQUIRE_EQ(answer.status, 201);
    return json_of(answer)["id"].get<std::string>();
  }
  Json submitted(const std::string& body) const {
    const Answer answer = judge.post(step_path(draft(body), "submit"));
    REQUIRE_EQ(answer.status, 200);
    return json_of(answer);
  }
  Answer approve(const Json& draft) const {
    const Json seen{{"subject_version", draft["subject_version"]}};
    return president.post(step_path(draft["id"].get<std::string>(), "approve"), seen.dump());
  }
  // The subject's id.
  std::string decided(const std::string& body) const {
    const Answer answer = approve(submitted(body));
    REQUIRE_EQ(answer.status, 200);
    return json_of(answer)["subject_id"].get<std::string>();
  }
};

}  // namespace

TEST_SUITE("http/staff") {
  TEST_CASE("a decision goes from the clerk over the judge to the president, and binds") {
    const Chambers court;
    const Answer drafted = court.clerk.post("/api/v1/decisions", list_body());
    CHECK_EQ(drafted.status, 201);
    Json draft = json_of(drafted);
    CHECK_EQ(draft["kind"], "list");
    CHECK_EQ(draft["state"], "draft");
    CHECK_EQ(draft["owner"], "clerk");
    CHECK_EQ(draft["subject_version"], 0);
    CHECK_EQ(draft["created_at"], "2026-03-02T09:00:00+08:00");
    CHECK_EQ(draft["decision"]["case"]["court"], "信州区人民法院");

    const std::string path = "/api/v1/decisions/" + draft["id"].get<std::string>();
    CHECK_EQ(court.judge.post(path + "/submit").status, 200);
    const Json shown = json_of(court.president.get(path));
    CHECK_EQ(shown["effect"]["allowed"], true);
    CHECK_EQ(shown["effect"]["before"], nullptr);
    CHECK_EQ(shown["effect"]["after"]["restrictions"].size(), 2);

    const Answer approved = court.approve(shown);
    CHECK_EQ(approved.status, 200);
    draft = json_of(approved);
    CHECK_EQ(draft["state"], "decided");
    CHECK_EQ(draft["history"].back()["who"], "president");
    const Json subject =
        json_of(court.clerk.get("/api/v1/subjects/" + draft["subject_id"].get<std::string>()));
    CHECK_EQ(subject["subject_version"], 1);
    CHECK_EQ(subject["restrictions"][0]["because"][0]["decision"], draft["id"]);
    CHECK_EQ(subject["listings"][0]["published_on"], "2026-03-02");
  }

  TEST_CASE("who may take which step") {
    struct Row {
      std::string what;
      StaffRole role;
      const char* step;
      const char* body;
      int status;
    };
    const std::array rows{
        Row{"a clerk does not submit", StaffRole::kClerk, "submit", "", 403},
        Row{"a clerk does not approve", StaffRole::kClerk, "approve", R"({"subject_version":0})",
            403},
        Row{"a judge does not approve", StaffRole::kJudge, "approve", R"({"subject_version":0})",
            403},
        Row{"the chief does not sign a listing", StaffRole::kChief, "approve",
            R"({"subject_version":0})", 403},
        Row{"a reviewer takes no step", StaffRole::kReviewer, "reject", R"({"remark":"不妥"})",
            403},
        Row{"an inspector takes no step", StaffRole::kInspector, "withdraw", "", 403},
        Row{"an administrator sees no decision", StaffRole::kAdmin, "withdraw", "", 403},
        Row{"returning needs a reason", StaffRole::kPresident, "return", "", 400},
        Row{"approving names the version", StaffRole::kPresident, "approve", "", 400},
        Row{"a step takes no unknown member", StaffRole::kPresident, "return",
            R"({"remark":"不妥","extra":1})", 400},
        Row{"it goes to nobody unknown", StaffRole::kJudge, "reassign", R"({"to":"nobody"})", 400},
        Row{"it goes to nobody who drafts not", StaffRole::kJudge, "reassign", R"({"to":"chief"})",
            403}};
    const Chambers court;
    const std::string id = court.submitted(list_body())["id"].get<std::string>();
    for (const Row& row : rows) {
      CAPTURE(row.what);
      CHECK_EQ(court.sign_in(row.role).post(step_path(id, row.step), row.body).status, row.status);
    }
    CHECK_EQ(json_of(court.judge.get("/api/v1/decisions/" + id))["state"], "submitted");
  }

  TEST_CASE("returned, revised, submitted again, and withdrawn") {
    const Chambers court;
    const std::string id = court.submitted(list_body())["id"].get<std::string>();
    CHECK_EQ(court.president.post(step_path(id, "return"), R"({"remark":"案由有误"})").status, 200);
    const Answer another = court.clerk.put("/api/v1/decisions/" + id, list_body(1));
    CHECK_EQ(another.status, 422);
    CHECK_EQ(json_of(another)["errors"][0]["pointer"], "/subject");
    const Answer revised =
        court.clerk.put("/api/v1/decisions/" + id,
                        body_of(support::decision(support::person(), support::list_act(456))));
    CHECK_EQ(revised.status, 200);
    CHECK_EQ(json_of(revised)["version"], 2);
    CHECK_EQ(json_of(revised)["id"], id);
    CHECK_EQ(court.judge.post(step_path(id, "submit")).status, 200);
    const Answer stale = court.president.post(step_path(id, "approve"), R"({"subject_version":0})");
    CHECK_EQ(stale.status, 409);
    CHECK_EQ(json_of(stale)["draft"]["version"], 2);
    const Answer late = court.clerk.put("/api/v1/decisions/" + id, list_body(2));
    CHECK_EQ(late.status, 409);
    CHECK_EQ(json_of(late)["type"], "/problems/wrong_state");
    CHECK_EQ(court.clerk.post(step_path(id, "withdraw")).status, 200);
    CHECK_EQ(json_of(court.clerk.get("/api/v1/decisions?state=withdrawn"))["decisions"].size(), 1);
    CHECK_EQ(json_of(court.clerk.get("/api/v1/decisions"))["decisions"].size(), 0);
  }

  TEST_CASE("while the store is held after a restore nothing is drafted, and all is read") {
    Chambers court;
    const std::string id = court.submitted(list_body())["id"].get<std::string>();
    REQUIRE(court.committer.run([](shixin::registry::Transaction& tx) {
      return shixin::registry::hold(tx, "operator", "restored");
    }));
    CHECK_EQ(court.clerk.get("/api/v1/session").status, 401);  // a backup signs nobody in
    const Desk clerk = court.sign_in(StaffRole::kClerk);
    const Desk president = court.sign_in(StaffRole::kPresident);
    CHECK_EQ(clerk.post("/api/v1/decisions", list_body(2)).status, 503);
    for (const char* step : {"return", "reject", "withdraw"}) {
      CAPTURE(step);
      CHECK_EQ(president.post(step_path(id, step), R"({"remark":"案由有误"})").status, 503);
    }
    CHECK_EQ(json_of(court.sign_in(StaffRole::kJudge).get("/api/v1/decisions/" + id))["state"],
             "submitted");
  }

  TEST_CASE("while the clock is doubted nothing is decided, and the answer says who can help") {
    Chambers court;
    const Json draft = court.submitted(list_body());
    court.clock.set(court.clock.now() + std::chrono::days{8});
    const Desk president = court.sign_in(StaffRole::kPresident);
    const Answer refused = president.post(step_path(draft["id"].get<std::string>(), "approve"),
                                          R"({"subject_version":0})");
    CHECK_EQ(refused.status, 503);
    CHECK_EQ(json_of(refused)["type"], "/problems/clock_doubted");
    CHECK_NE(refused.body.find("shixin clock --confirm"), std::string::npos);
    CHECK_EQ(president.get("/api/v1/decisions").status, 200);
  }

  TEST_CASE("an approval of what has changed meanwhile is refused with the difference") {
    const Chambers court;
    const Json second =
        court.submitted(body_of(support::decision(support::person(), support::restrict_act(456))));
    court.decided(list_body());
    const Answer refused = court.approve(second);
    CHECK_EQ(refused.status, 409);
    const Json body = json_of(refused);
    CHECK_EQ(body["type"], "/problems/stale_version");
    CHECK_EQ(body["subject_version"], 1);
    CHECK_EQ(body["before"]["restrictions"][0]["because"].size(), 1);
    CHECK_EQ(body["after"]["restrictions"][0]["because"].size(), 2);
    CHECK_EQ(court.approve({{"id", second["id"]}, {"subject_version", 1}}).status, 200);
  }

  TEST_CASE("a request sent twice under one key decides once") {
    const Chambers court;
    const Answer first = court.clerk.post("/api/v1/decisions", list_body(), "key-1");
    const Answer again = court.clerk.post("/api/v1/decisions", list_body(), "key-1");
    CHECK_EQ(first.status, 201);
    CHECK_EQ(again.status, 201);
    CHECK_EQ(again.body, first.body);
    CHECK_EQ(json_of(court.clerk.get("/api/v1/decisions"))["decisions"].size(), 1);
    CHECK_EQ(court.clerk.post("/api/v1/decisions", list_body(1), "key-1").status, 409);

    const auto path = step_path(json_of(first)["id"].get<std::string>(), "submit");
    CHECK_EQ(court.judge.post(path, "", "key-1").status, 200);
    CHECK_EQ(court.judge.post(path, "", "key-1").status, 200);
    CHECK_EQ(court.judge.post(path, "", "key-2").status, 409);
  }

  TEST_CASE("what the law refuses cites the article, already at the draft") {
    const Chambers court;
    auto act = support::list_act();
    act.grounds.clear();
    const Answer refused = court.clerk.post(
        "/api/v1/decisions", body_of(support::decision(support::person(), std::move(act))));
    CHECK_EQ(refused.status, 422);
    CHECK_EQ(refused.content_type, "application/problem+json");
    const Json body = json_of(refused);
    CHECK_EQ(body["type"], "/problems/refused");
    CHECK_EQ(body["errors"][0]["pointer"], "/grounds");
    CHECK_EQ(body["errors"][0]["legal"], "法释〔2017〕7号 1");
  }

  TEST_CASE("a body that is none is refused with every fault at its place") {
    struct Row {
      std::string what;
      std::string body;
      std::string pointers;  // each ended by a semicolon
    };
    const std::array rows{Row{"not JSON", "list", ";"},
                          Row{"nothing", "", ";"},
                          Row{"an array", "[]", ";"},
                          Row{"a key twice", R"({"kind":"list","kind":"list"})", "/kind;"},
                          Row{"an empty object", "{}", "/subject;/kind;"},
                          Row{"an unknown kind", R"({"kind":"free","subject":{}})",
                              "/subject/name;/subject/documents;/kind;"},
                          Row{"time is nobody's to send", R"({"kind":"time_passed","subject":{}})",
                              "/subject/name;/subject/documents;/kind;"}};
    const Chambers court;
    for (const Row& row : rows) {
      CAPTURE(row.what);
      auto request = court.clerk.request("POST", "/api/v1/decisions", row.body);
      if (row.body.empty()) request.headers.emplace("Content-Type", "application/json");
      const Answer answer = court.handle(request);
      CHECK_EQ(answer.status, 400);
      const Json body = json_of(answer);
      std::string pointers;
      for (const Json& fault : body["errors"]) pointers += std::string(fault["pointer"]) + ";";
      CHECK_EQ(pointers, row.pointers);
    }
    auto form = court.clerk.request("POST", "/api/v1/decisions", "kind=list");
    form.headers.erase("Content-Type");
    form.headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    CHECK_EQ(court.handle(form).status, 415);
  }

  TEST_CASE("what is not there is 404") {
    const Chambers court;
    const std::string nobody(32, 'a');
    for (const std::string& path :
         {"/api/v1/decisions/" + nobody, std::string("/api/v1/decisions/12"),
          "/api/v1/subjects/" + nobody, std::string("/api/v1/cases/nothing")}) {
      CAPTURE(path);
      CHECK_EQ(court.judge.get(path).status, 404);
    }
    CHECK_EQ(court.judge.post(step_path(nobody, "submit")).status, 404);
    CHECK_EQ(court.judge.get("/api/v1/decisions?state=lost").status, 400);
    CHECK_EQ(court.judge.get("/api/v1/subjects").status, 400);
  }

  TEST_CASE("a dry run says what would change and changes nothing") {
    const Chambers court;
    const auto feeds = [](const Json& effect) {
      std::vector<std::string> out;
      for (const Json& feed : effect["feeds"]) out.push_back(feed["name"]);
      return out;
    };
    const Json listed = json_of(court.clerk.post("/api/v1/decisions/check", list_body()));
    CHECK_EQ(listed["allowed"], true);
    CHECK_EQ(listed["subject_id"], nullptr);
    CHECK_EQ(feeds(listed),
             std::vector<std::string>{"bank_credit", "civil_aviation", "civil_service", "hotel",
                                      "insurance", "market_regulation", "private_school", "rail",
                                      "real_estate", "tourism", "vehicle"});
    CHECK_EQ(json_of(court.clerk.get("/api/v1/decisions"))["decisions"].size(), 0);

    court.decided(list_body());
    const Json lifted = json_of(
        court.clerk.post("/api/v1/decisions/check",
                         body_of(support::decision(support::person(), support::delete_act()))));
    CHECK_EQ(lifted["subject_version"], 1);
    CHECK_EQ(lifted["before"]["listings"].size(), 1);
    CHECK_EQ(lifted["after"]["listings"].size(), 0);
    CHECK_EQ(feeds(lifted),
             std::vector<std::string>{"bank_credit", "civil_service", "market_regulation"});

    const Json refused = json_of(court.clerk.post("/api/v1/decisions/check", list_body()));
    CHECK_EQ(refused["allowed"], false);
    CHECK_FALSE(refused["refusals"].empty());
    CHECK_EQ(refused["after"], nullptr);
  }

  TEST_CASE("a full number is shown when asked for, and the audit knows it first") {
    const Chambers court;
    const std::string number = support::person().documents[0].number.reveal();
    const std::string id = court.decided(list_body());
    const std::string path = "/api/v1/subjects/" + id;
    for (const std::string& masked :
         {court.judge.get(path).body, court.judge.get("/api/v1/decisions?state=decided").body,
          court.judge.post("/api/v1/subjects/search", Json{{"number", number}}.dump()).body}) {
      CHECK_EQ(masked.find(number), std::string::npos);
      CHECK_NE(masked.find(number.substr(0, 10) + "********"), std::string::npos);
    }
    CHECK_NE(court.judge.get(path + "?full=true").body.find(number), std::string::npos);
    const Json audit = json_of(court.president.get("/api/v1/audit?limit=1"));
    CHECK_EQ(audit["entries"][0]["what"], "read_number");
    CHECK_EQ(audit["entries"][0]["who"], "judge");
    CHECK_EQ(audit["entries"][0]["target"], id);
  }

  TEST_CASE("a number that was typed into a text is shown as sparingly") {
    const Chambers court;
    const std::string other = "361102188802290029";
    Json body = Json::parse(list_body());
    body["case"]["duty"] = "向" + other + "偿还借款";
    const std::string path = "/api/v1/subjects/" + court.decided(body.dump());
    for (const std::string& masked :
         {court.judge.get(path).body, court.judge.get("/api/v1/decisions?state=decided").body}) {
      CHECK_EQ(masked.find(other), std::string::npos);
      CHECK_NE(masked.find(other.substr(0, 10) + "********"), std::string::npos);
    }
    CHECK_NE(court.judge.get(path + "?full=true").body.find(other), std::string::npos);
  }

  TEST_CASE("a number that could not be written down is not shown") {
    Chambers court;
    const std::string path = "/api/v1/subjects/" + court.decided(list_body()) + "?full=true";
    court.engine.fail_after(0);
    CHECK_EQ(court.judge.get(path).status, 503);
    court.engine.heal();
    CHECK_EQ(court.judge.get(path).status, 200);
  }

  TEST_CASE("a subject is found by name, by number and by case") {
    const Chambers court;
    const std::string id = court.decided(list_body());
    const auto ref = support::person();
    const std::string by_case = shixin::web::percent_encode(support::case_no().text());
    const Json question{{"number", ref.documents[0].number.reveal()}};
    for (const Answer& answer :
         {court.judge.get("/api/v1/subjects?name=" + shixin::web::percent_encode(ref.name)),
          court.judge.get("/api/v1/subjects?case=" + by_case),
          court.judge.post("/api/v1/subjects/search", question.dump())}) {
      const Json found = json_of(answer);
      REQUIRE_EQ(found["subjects"].size(), 1);
      CHECK_EQ(found["subjects"][0]["id"], id);
      CHECK_EQ(found["more"], false);
    }
    const Json its_case = json_of(court.judge.get("/api/v1/cases/" + by_case));
    CHECK_EQ(its_case["subjects"][0]["orders"].size(), 1);
  }

  TEST_CASE("a decision that came without a draft is told like one that was decided") {
    Chambers court;
    const auto decision = support::decision(support::person(), support::list_act());
    const auto decided =
        court.committer.run_for<shixin::registry::Decided>([&](shixin::registry::Transaction& tx) {
          return tx.decide(decision, {"clerk", "", "president"}, std::nullopt);
        });
    REQUIRE(decided);
    const Json told = json_of(court.judge.get("/api/v1/decisions/" + decision.ids.decision.text()));
    CHECK_EQ(told["state"], "decided");
    CHECK_EQ(told["owner"], "clerk");
    CHECK_EQ(told["subject_id"], decided->subject.text());
    CHECK_EQ(told["history"][0]["who"], "president");
    CHECK_FALSE(told.contains("effect"));
  }

  TEST_CASE("the audit is read from either end") {
    const Chambers court;
    const auto numbers = [&](const std::string& query) {
      std::vector<int> out;
      const Json page = json_of(court.president.get("/api/v1/audit" + query));
      for (const Json& entry : page["entries"]) out.push_back(entry["number"]);
      return out;
    };
    CHECK_EQ(numbers("?after=0&limit=2"), std::vector{1, 2});
    CHECK_EQ(numbers("?after=2&limit=1"), std::vector{3});
    CHECK_EQ(numbers("?before=3"), std::vector{2, 1});
    CHECK_EQ(court.president.get("/api/v1/audit?after=1&before=3").status, 400);
  }
}
