// Documents by id, checkpoints, snapshots and receipts, as replicators and partners ask for them.
#include <doctest/doctest.h>

#include <set>

#include "delivery/local_docs.h"
#include "http/partner_surface.h"

using namespace shixin;
using base::Json;
using test::json_of;
using test::PartnerSurface;

namespace {

std::string reason_of(const web::Answer& answer) {
  const Json body = json_of(answer);
  return std::to_string(answer.status) + " " + body["error"].get<std::string>() + " " +
         body["reason"].get<std::string>();
}

// "/seq /count": what a 400 points at.
std::string pointers_of(const web::Answer& answer) {
  CHECK_EQ(answer.status, 400);
  const Json body = json_of(answer);
  std::string out;
  for (const auto& fault : body["errors"]) {
    out += (out.empty() ? "" : " ") + fault["pointer"].get<std::string>();
  }
  return out;
}

struct Row {
  std::string id;
  std::string rev;
};
std::vector<Row> rows_of(const Json& changes) {
  std::vector<Row> out;
  for (const auto& row : changes["results"]) {
    out.push_back({row["id"].get<std::string>(), row["changes"][0]["rev"].get<std::string>()});
  }
  return out;
}

std::vector<std::string> ids_of(const Json& all_docs) {
  std::vector<std::string> out;
  for (const auto& row : all_docs["rows"]) out.push_back(row["id"].get<std::string>());
  return out;
}

std::string quoted(const std::string& text) { return web::percent_encode(Json(text).dump()); }

}  // namespace

TEST_SUITE("web/partner documents") {
  TEST_CASE("a document is read by its id, a tombstone by its rev as well") {
    PartnerSurface surface;
    surface.restrict_some(1, 1);
    const Row old = rows_of(surface.changes())[0];
    const std::string path = "/feeds/rail/" + old.id;
    CHECK_EQ(json_of(surface.get(path))["_rev"], old.rev);
    CHECK_EQ(surface.get(path + "?rev=" + old.rev).status, 200);
    CHECK_EQ(json_of(surface.get("/feeds/aviation/" + old.id)), json_of(surface.get(path)));
    surface.lift(1);
    const Row now = rows_of(surface.changes())[0];
    CHECK_EQ(reason_of(surface.get(path)), "404 not_found deleted");
    CHECK_EQ(reason_of(surface.get(path + "?rev=" + old.rev)), "404 not_found missing");
    CHECK_EQ(json_of(surface.get(path + "?latest=true&rev=" + old.rev))["_rev"], now.rev);
    const Json whole = json_of(surface.get(path + "?revs=true&rev=" + now.rev));
    CHECK_EQ(whole["_deleted"], true);
    CHECK_EQ(whole["_revisions"]["start"], 2);
    CHECK_EQ(whole["_revisions"]["ids"], Json({now.rev.substr(2), old.rev.substr(2)}));
  }

  TEST_CASE("what is no document, or can not be asked for, is said so") {
    PartnerSurface surface;
    surface.restrict_some(1, 1);
    for (const std::string& id :
         {std::string(32, '0'), std::string("x"), std::string("_design%2Fa"),
          std::string("_security"), std::string("%E5%8F%B7")}) {
      CAPTURE(id);
      CHECK_EQ(reason_of(surface.get("/feeds/rail/" + id)), "404 not_found missing");
    }
    const std::string path = "/feeds/rail/" + rows_of(surface.changes())[0].id;
    CHECK_EQ(surface.get(path + "?rev=1-x").status, 400);
    CHECK_EQ(surface.get(path + "?revs=2").status, 400);
    CHECK_EQ(surface.get(path + "?open_revs=all").status, 400);
    CHECK_EQ(surface.get(path + "?attachments=true&conflicts=true").status, 200);
    CHECK_EQ(surface.get("/feeds/rail/a%00b").status, 400);
  }

  TEST_CASE("_bulk_get answers each in its place, whatever it finds") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const auto old = rows_of(surface.changes());
    surface.lift(1);
    const auto now = rows_of(surface.changes());  // 2, then the tombstone of 1
    const Json docs{{{"id", old[1].id}, {"rev", old[1].rev}},
                    {{"id", old[0].id}, {"rev", old[0].rev}},
                    {{"id", std::string(32, '0')}},
                    {{"id", "no id"}, {"rev", "no rev"}}};
    const auto ask = [&](const std::string& query) {
      return json_of(surface.post("/feeds/rail/_bulk_get?" + query, {{"docs", docs}}))["results"];
    };
    const Json plain = ask("");
    REQUIRE_EQ(plain.size(), 4);
    CHECK_EQ(plain[0]["docs"][0]["ok"]["_id"], old[1].id);
    CHECK_FALSE(plain[0]["docs"][0]["ok"].contains("_revisions"));
    CHECK_EQ(plain[1]["id"], old[0].id);
    CHECK_EQ(plain[1]["docs"][0]["error"]["reason"], "missing");
    CHECK_EQ(plain[1]["docs"][0]["error"]["rev"], old[0].rev);
    CHECK_EQ(plain[2]["docs"][0]["error"]["error"], "not_found");
    CHECK_EQ(plain[3]["docs"][0]["error"]["id"], "no id");
    const Json removed = ask("latest=true&revs=true")[1]["docs"][0]["ok"];
    CHECK_EQ(removed["_deleted"], true);
    CHECK_EQ(removed["_rev"], now[1].rev);
    CHECK_EQ(removed["_revisions"]["ids"].size(), 2);
  }

  TEST_CASE("_bulk_get refuses what is no list, with every pointer, and lists without end") {
    PartnerSurface surface;
    const auto ask = [&](const std::string& body) {
      return surface.ask("POST", "/feeds/rail/_bulk_get", body);
    };
    CHECK_EQ(pointers_of(ask(R"({"docs":[{"id":"a"},{},7,{"id":8,"rev":9},{"id":"a","rev":[]}]})")),
             "/docs/1/id /docs/2 /docs/3/id /docs/3/rev /docs/4/rev");
    CHECK_EQ(pointers_of(ask(R"({"docs":{}})")), "/docs");
    CHECK_EQ(pointers_of(ask("{}")), "/docs");
    CHECK_EQ(pointers_of(ask("[]")), "");
    CHECK_EQ(pointers_of(ask(R"({"docs":[],"latest":true,"revs":true})")), "/latest /revs");
    CHECK_EQ(ask("").status, 400);
    CHECK_EQ(ask(Json{{"docs", Json(1000, Json{{"id", "a"}})}}.dump()).status, 200);
    CHECK_EQ(ask(Json{{"docs", Json(1001, Json{{"id", "a"}})}}.dump()).status, 413);
  }

  TEST_CASE("_all_docs lists the living by id, and any part of them") {
    PartnerSurface surface;
    surface.restrict_some(1, 6);
    surface.lift(6);
    const auto ask = [&](const std::string& query) {
      return json_of(surface.get("/feeds/rail/_all_docs?" + query));
    };
    const Json all = ask("");
    const auto ids = ids_of(all);
    CHECK_EQ(all["total_rows"], 5);
    REQUIRE_EQ(ids.size(), 5);
    CHECK(std::ranges::is_sorted(ids));
    using Ids = std::vector<std::string>;
    CHECK_EQ(ids_of(ask("limit=2&skip=1")), Ids{ids[1], ids[2]});
    CHECK_EQ(ids_of(ask("limit=0")), Ids{});
    CHECK_EQ(ids_of(ask("skip=9")), Ids{});
    CHECK_EQ(ids_of(ask("startkey=" + quoted(ids[3]))), Ids{ids[3], ids[4]});
    CHECK_EQ(ids_of(ask("endkey=" + quoted(ids[0]))), Ids{ids[0]});
    CHECK_EQ(ids_of(ask("key=" + quoted(ids[2]))), Ids{ids[2]});
    CHECK_EQ(ids_of(ask("startkey=" + quoted("g"))), Ids{});
    CHECK_EQ(ask("include_docs=true")["rows"][0]["doc"]["_id"], ids[0]);
    for (const std::string query :
         {"startkey=a", "startkey=7", "limit=-1", "skip=-1", "descending=true",
          "inclusive_end=false", "start_key=%22a%22", "include_docs=1", "skip=10001"}) {
      CAPTURE(query);
      CHECK_EQ(surface.get("/feeds/rail/_all_docs?" + query).status, 400);
    }
  }

  TEST_CASE("_all_docs of named keys keeps their order, by POST or GET") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const auto rows = rows_of(surface.changes());
    surface.lift(1);
    const Json keys{rows[1].id, "none", rows[0].id};
    const Json posted = json_of(surface.post("/feeds/rail/_all_docs", {{"keys", keys}}));
    CHECK_EQ(posted["rows"][0]["id"], rows[1].id);
    CHECK_EQ(posted["rows"][1].dump(), R"({"key":"none","error":"not_found"})");
    CHECK_EQ(posted["rows"][2]["value"]["deleted"], true);
    Json body{{"keys", keys}, {"include_docs", true}};
    const Json with_docs = json_of(surface.post("/feeds/rail/_all_docs", body));
    CHECK_EQ(with_docs["rows"][0]["doc"]["_id"], rows[1].id);
    body.erase("include_docs");
    CHECK_EQ(json_of(surface.post("/feeds/rail/_all_docs?include_docs=true", body)), with_docs);
    const std::string query = "keys=" + web::percent_encode(keys.dump());
    CHECK_EQ(json_of(surface.get("/feeds/rail/_all_docs?" + query)), posted);
    CHECK_EQ(surface.get("/feeds/rail/_all_docs?keys=x").status, 400);
    CHECK_EQ(surface.post("/feeds/rail/_all_docs", Json::object()).status, 400);
    const auto wrong = [&](const Json& posted_wrongly) {
      return pointers_of(surface.post("/feeds/rail/_all_docs", posted_wrongly));
    };
    CHECK_EQ(wrong({{"keys", {"a", 7, nullptr}}}), "/keys/1 /keys/2");
    CHECK_EQ(wrong({{"keys", "a"}}), "/keys");
    CHECK_EQ(wrong({{"keys", {"a"}}, {"limit", 1}, {"descending", true}}), "/limit /descending");
    CHECK_EQ(wrong({{"keys", {"a"}}, {"include_docs", "yes"}}), "/include_docs");
    CHECK_EQ(pointers_of(surface.get("/feeds/rail/_all_docs?keys=%5B7%5D")), "/keys/0");
    CHECK_EQ(surface.get("/feeds/rail/_all_docs?keys=%5B%5D&limit=1").status, 400);
  }

  TEST_CASE("a checkpoint is put, read and put again by who saw it last") {
    PartnerSurface surface;
    const std::string path = "/feeds/rail/_local/a.b%2Fc+%20%E5%8F%B7";
    CHECK_EQ(reason_of(surface.get(path)), "404 not_found missing");
    const auto first = surface.ask("PUT", path, R"({"_id":"any","last_seq":"0","n":[1,{}]})");
    CHECK_EQ(first.status, 201);
    CHECK_EQ(json_of(first).dump(), R"({"ok":true,"id":"_local/a.b/c+ 号","rev":"0-1"})");
    CHECK_EQ(json_of(surface.get(path)).dump(),
             R"({"_id":"_local/a.b/c+ 号","_rev":"0-1","last_seq":"0","n":[1,{}]})");
    CHECK_EQ(reason_of(surface.ask("PUT", path, "{}")), "409 conflict Document update conflict.");
    CHECK_EQ(surface.ask("PUT", path, R"({"_rev":"0-2"})").status, 409);
    CHECK_EQ(json_of(surface.ask("PUT", path, R"({"_rev":"0-1"})"))["rev"], "0-2");
    for (const std::string rev : {R"("1")", R"("0-")", R"("0-x")", R"("0-1x")", R"("")", "7"}) {
      CAPTURE(rev);
      CHECK_EQ(pointers_of(surface.ask("PUT", path, R"({"_rev":)" + rev + "}")), "/_rev");
    }
    CHECK_EQ(surface.ask("PUT", path, "[]").status, 400);
    CHECK_EQ(surface.ask("PUT", path, "{").status, 400);
    // Each partner and each feed has its own.
    const web::Headers other{{"Authorization", "Bearer " + surface.add_partner("other", {"rail"})}};
    CHECK_EQ(surface.get(path, other).status, 404);
    CHECK_EQ(surface.get("/feeds/aviation/_local/a.b%2Fc+%20%E5%8F%B7").status, 404);
  }

  TEST_CASE("checkpoints are bounded in size, number and name") {
    PartnerSurface surface;
    const auto put = [&](const std::string& id, const std::string& body) {
      return surface.ask("PUT", "/feeds/rail/_local/" + id, body).status;
    };
    CHECK_EQ(put("a%00b", "{}"), 400);
    CHECK_EQ(put("a%0Ab", "{}"), 400);
    CHECK_EQ(put("a%FFb", "{}"), 400);
    CHECK_EQ(put("", "{}"), 404);
    CHECK_EQ(put(std::string(257, 'a'), "{}"), 400);
    const auto of_size = [](std::size_t bytes) {
      return R"({"a":")" + std::string(bytes - 8, 'x') + "\"}";
    };
    CHECK_EQ(put("large", of_size(delivery::kLocalDocBytesMax)), 201);
    CHECK_EQ(put("larger", of_size(delivery::kLocalDocBytesMax + 1)), 413);
    for (std::size_t i = 1; i < delivery::kLocalDocsMax; ++i) {
      CHECK_EQ(put("n" + std::to_string(i), "{}"), 201);
    }
    CHECK_EQ(put("one-more", "{}"), 201);
    const auto rows = surface.house.engine.snapshot()->scan(store::Table::kLocalDocs, {});
    std::size_t count = 0;
    for (; rows->valid(); rows->next()) ++count;
    CHECK_EQ(count, delivery::kLocalDocsMax);
  }

  TEST_CASE("a snapshot is the living in seq order, and ends with its state") {
    PartnerSurface surface;
    surface.restrict_some(1, 300);
    surface.lift(2);
    for (const char* path : {"/feeds/rail/snapshot", "/feeds/rail/snapshot.ndjson"}) {
      const auto answer = surface.get(path);
      CHECK_EQ(answer.content_type, "application/x-ndjson");
      std::istringstream lines(test::text_of(answer));
      std::vector<Json> read;
      for (std::string line; std::getline(lines, line);) read.push_back(Json::parse(line));
      REQUIRE_EQ(read.size(), 300);
      CHECK(std::ranges::is_sorted(read.begin(), read.end() - 1, {}, [](const Json& line) {
        return line["seq"].get<std::string>();
      }));
      CHECK(read[0]["doc"].contains("names"));
      const Json page = surface.changes();
      CHECK_EQ(read.back()["state"], page["state"]);
      CHECK_EQ(read.back()["last_seq"], page["last_seq"]);
      CHECK_EQ(read.back()["head"], page["head"]);
      CHECK_EQ(read.back()["when_stale"], "call");
    }
  }

  TEST_CASE("a snapshot under way holds for the moment it was begun at") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const auto answer = surface.get("/feeds/rail/snapshot");
    surface.restrict_some(3, 3);
    surface.house.clock.set(surface.house.clock.now() + std::chrono::hours{30});
    const std::string text = test::text_of(answer);
    const Json last = Json::parse(text.substr(text.rfind('\n', text.size() - 2) + 1));
    CHECK_EQ(last["state"]["count"], 2);
    CHECK_EQ(last["head"]["time"], "2026-03-02T09:00:00+08:00");
  }

  TEST_CASE("a receipt that agrees is kept once, and its applied_at is not lost again") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    surface.lift(1);
    Json receipt = surface.receipt();
    const auto send = [&] { return surface.post("/feeds/rail/receipts", receipt); };
    CHECK_EQ(send().status, 200);
    const auto commits = surface.commits();
    CHECK_EQ(send().status, 200);
    CHECK_EQ(surface.commits(), commits);
    surface.house.clock.set(surface.house.clock.now() + std::chrono::hours{2});
    // It can not have taken effect before it was, nor tomorrow.
    receipt["applied_at"] = "2026-03-02T08:30:00+08:00";
    CHECK_EQ(pointers_of(send()), "/applied_at");
    receipt["applied_at"] = "2026-03-03T08:30:00+08:00";
    CHECK_EQ(pointers_of(send()), "/applied_at");
    CHECK_EQ(surface.commits(), commits);
    receipt["applied_at"] = "2026-03-02T09:30:00+08:00";
    CHECK_EQ(send().status, 200);
    receipt.erase("applied_at");
    CHECK_EQ(send().status, 200);
    receipt["applied_at"] = "2026-03-02T09:30:00+08:00";
    CHECK_EQ(send().status, 200);
    CHECK_EQ(surface.commits(), commits + 1);
    CHECK_EQ(surface.audit_of("railway"), "first_read receipt receipt_applied");
    // The first word stands.
    receipt["applied_at"] = "2026-03-02T10:00:00+08:00";
    CHECK_EQ(send().status, 409);
    CHECK_EQ(json_of(send())["error"], "applied_already");
    CHECK_EQ(surface.commits(), commits + 1);
  }

  TEST_CASE("only advances of a partner's receipts are kept, of each stage for itself") {
    PartnerSurface surface;
    std::vector<Json> receipts;
    for (int n = 1; n <= 3; ++n) {
      surface.restrict_some(n, n);
      receipts.push_back(surface.receipt());
    }
    const auto commits_of = [&](Json receipt, const char* applied_at = nullptr) {
      if (applied_at) receipt["applied_at"] = applied_at;
      const auto before = surface.commits();
      CHECK_EQ(surface.post("/feeds/rail/receipts", receipt).status, 200);
      return surface.commits() - before;
    };
    const char* const nine = "2026-03-02T09:00:00+08:00";
    CHECK_EQ(commits_of(receipts[1]), 1);
    CHECK_EQ(commits_of(receipts[0]), 0);        // proven further already
    CHECK_EQ(commits_of(receipts[0], nine), 1);  // but nothing was known to have taken effect
    CHECK_EQ(commits_of(receipts[2], nine), 1);
    CHECK_EQ(commits_of(receipts[1], nine), 0);
    CHECK_EQ(commits_of(receipts[2], nine), 0);
  }

  TEST_CASE("a receipt that does not fit says how it does not") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const Json good = surface.receipt();
    const auto outcome = [&](const char* member, const Json& value) {
      Json body = good;
      body[member] = value;
      const auto answer = surface.post("/feeds/rail/receipts", body);
      return std::to_string(answer.status) + " " + json_of(answer)["error"].get<std::string>();
    };
    const std::string seq = good["seq"].get<std::string>();
    const std::string ahead = seq.substr(0, seq.size() - 1) + "9";
    CHECK_EQ(outcome("count", 1), "409 differs");
    CHECK_EQ(outcome("proof", std::string(64, '0')), "409 differs");
    CHECK_EQ(outcome("seq", "00000001" + seq.substr(8)), "410 generation_changed");
    // From ahead of the head: the copy is void, and its other receipts with it.
    CHECK_EQ(outcome("seq", ahead), "400 future_cursor");
    CHECK_EQ(outcome("count", 2), "410 generation_changed");
    CHECK_EQ(surface.get("/feeds/rail/_changes").status, 410);
    CHECK_EQ(
        surface
            .post("/feeds/rail/generation", {{"generation", seq.substr(0, 8)}, {"discarded", true}})
            .status,
        200);
    CHECK_EQ(outcome("count", 1), "409 differs");
    // Each claim is an alarm once, and from one state there are so many and no more.
    const auto alarms = surface.commits();
    CHECK_EQ(outcome("count", 1), "409 differs");
    CHECK_EQ(surface.commits(), alarms);
    CHECK_EQ(surface.audit_of("railway"),
             "first_read receipt_differs receipt_differs future_cursor discarded_copy "
             "receipt_differs");
    for (int count = 10; count < 30; ++count) CHECK_EQ(outcome("count", count), "409 differs");
    CHECK_LE(surface.commits(), alarms + 8);
    CHECK_EQ(pointers_of(surface.ask("POST", "/feeds/rail/receipts",
                                     R"({"seq":"0","count":-1,"proof":"0","more":1})")),
             "/seq /count /proof /more");
    CHECK_EQ(surface.ask("POST", "/feeds/rail/receipts", "").status, 400);
    // Nobody stood between the two decisions of one group.
    REQUIRE(surface.house.committer->run([&](registry::Transaction& tx) -> Result<void> {
      for (const int n : {3, 4}) {
        const auto who = support::person(static_cast<std::uint64_t>(n));
        auto done = tx.decide(support::decision(who, support::restrict_act(1000 + n)),
                              {"clerk", "judge", "president"}, std::nullopt);
        if (!done) return std::move(done).error();
      }
      return {};
    }));
    CHECK_EQ(outcome("seq", surface.changes()["results"][2]["seq"]), "422 no_such_state");
  }

  TEST_CASE("a receipt of a state longer ago than is kept is told to read again") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const Json old = surface.receipt();
    surface.restrict_some(3, 3);
    for (int n = 4; n <= 8; ++n) {
      test::House& house = surface.house;
      REQUIRE(house.timers->advance(house.clock, house.clock.now() + std::chrono::days{60}));
      const auto act = support::restrict_act(1000 + n, base::day_of(house.clock.now()));
      const auto who = support::person(static_cast<std::uint64_t>(n));
      REQUIRE(house.decide(support::decision(who, act)));
    }
    const auto answer = surface.post("/feeds/rail/receipts", old);
    CHECK_EQ(answer.status, 409);
    CHECK_EQ(json_of(answer)["error"], "state_forgotten");
  }
}
