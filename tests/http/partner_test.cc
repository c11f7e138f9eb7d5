// Who is let in, and what a page of changes says.
#include <doctest/doctest.h>

#include <set>

#include "feed/changes.h"
#include "http/partner_surface.h"
#include "registry/held.h"

using namespace shixin;
using base::Json;
using test::json_of;
using test::PartnerSurface;
using test::problem_of;
using test::text_of;

namespace {

std::string basic(std::string_view pair) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < pair.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < pair.size() ? static_cast<unsigned char>(pair[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= pair.size() - i ? kDigits[bits >> (18 - 6 * k) & 63] : '=';
    }
  }
  return "Basic " + out;
}

std::vector<std::string> texts(const Json& rows, const char* member) {
  std::vector<std::string> out;
  for (const auto& row : rows) out.push_back(row[member].get<std::string>());
  return out;
}

}  // namespace

TEST_SUITE("web/partner") {
  TEST_CASE("a key that works elsewhere is refused in the same words on every route") {
    PartnerSurface surface;
    surface.admit_from("railway", {*base::AddressRange::parse("192.0.2.0/24"),
                                   *base::AddressRange::parse("2001:db8::/32")});
    CHECK_EQ(surface.get("/feeds").status, 200);
    surface.address = "2001:db8::7";
    CHECK_EQ(surface.get("/feeds/rail").status, 200);
    surface.address = "203.0.113.9";
    const std::string refused = surface.get("/feeds").body;
    for (const char* path : {"/feeds", "/feeds/rail", "/feeds/rail/_changes", "/feeds/nothing",
                             "/feeds/rail/snapshot", "/feeds/rail/snapshot.xlsx"}) {
      CAPTURE(path);
      const auto answer = surface.get(path);
      CHECK_EQ(problem_of(answer), "403 forbidden");
      CHECK_EQ(answer.body, refused);
    }
    CHECK_EQ(problem_of(surface.get("/feeds", {{"Authorization", "Bearer x"}})),
             "401 unauthorized");
    surface.admit_from("railway", {});
    CHECK_EQ(surface.get("/feeds").status, 200);
    CHECK_EQ(surface.audit_of("operator"), "partner_add partner_addresses partner_addresses");
  }

  TEST_CASE("only a key that works is let in, in the same words whatever was wrong") {
    PartnerSurface surface;
    const std::string other = surface.add_partner("airline", {"aviation"});
    const std::string unread = surface.get("/feeds", {{"Authorization", ""}}).body;
    struct Row {
      std::string what;
      std::string authorization;
      int status;
    };
    const Row rows[] = {
        {"none", "", 401},
        {"a wrong key", "Bearer " + std::string(43, 'x'), 401},
        {"no key", "Bearer ", 401},
        {"another scheme", "Digest " + surface.key, 401},
        {"Basic with another name", basic("airline:" + surface.key), 401},
        {"Basic without a name", basic(":" + surface.key), 401},
        {"Basic with another's key", basic("railway:" + other), 401},
        {"Basic that is not base64", "Basic ???", 401},
        {"the key", "Bearer " + surface.key, 200},
        {"the scheme in lower case", "bearer " + surface.key, 200},
        {"Basic", basic("railway:" + surface.key), 200},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      for (const std::string path : {"/feeds", "/feeds/rail/", "/feeds/rail/_changes"}) {
        const auto answer = surface.get(path, {{"Authorization", row.authorization}});
        CHECK_EQ(answer.status, row.status);
        if (row.status == 200) continue;
        CHECK_EQ(answer.body, unread);
        CHECK(answer.header("WWW-Authenticate").starts_with("Basic"));
      }
    }
  }

  TEST_CASE("a feed not allowed and one that does not exist are refused in the same words") {
    PartnerSurface surface;
    const std::string allowed = surface.get("/feeds/exit/_changes").body;
    for (const std::string route :
         {"", "/", "/_changes", "/_all_docs", "/snapshot", "/_local/x", "/x"}) {
      CAPTURE(route);
      for (const std::string feed : {"exit", "nothing", "_replicator", "铁路"}) {
        CAPTURE(feed);
        const auto answer = surface.get("/feeds/" + feed + route);
        CHECK_EQ(problem_of(answer), "403 forbidden");
        CHECK_EQ(answer.body, allowed);
      }
    }
  }

  TEST_CASE("a disabled partner stops, and a new key ends the old one") {
    PartnerSurface surface;
    auto rotated = surface.house.run<delivery::NewKey>(
        [](registry::Transaction& tx) { return delivery::rotate_key(tx, "railway"); });
    REQUIRE(rotated);
    CHECK_EQ(surface.get("/feeds").status, 401);
    const web::Headers with_new{{"Authorization", "Bearer " + rotated->key}};
    CHECK_EQ(surface.get("/feeds", with_new).status, 200);
    surface.disable("railway");
    CHECK_EQ(surface.get("/feeds", with_new).status, 401);
  }

  TEST_CASE("the list of feeds tells what this key may read and what it means") {
    PartnerSurface surface;
    surface.restrict_some(1, 1);
    const Json feeds = json_of(surface.get("/feeds"))["feeds"];
    CHECK_EQ(texts(feeds, "feed"), std::vector<std::string>{"rail", "aviation"});
    const Json& rail = feeds[0];
    CHECK_EQ(rail["title"], "题名");
    CHECK_EQ(rail["basis"], "法释〔2015〕17号第三条");
    CHECK_EQ(rail["department"], "部门");
    CHECK_EQ(rail["measure"], "travel");
    CHECK_EQ(rail["fields"].dump(), R"(["names","documents","restrictions"])");
    CHECK_EQ(rail["contact"], "信州区人民法院 0793-1");
    CHECK_EQ(rail["validity"], 86400);
    CHECK_EQ(rail["when_stale"], "call");
    CHECK_EQ(rail["generation"], surface.generation());
    CHECK_EQ(rail["head"]["seq"], surface.head());
    CHECK_EQ(rail["head"]["time"], "2026-03-02T09:00:00+08:00");
    CHECK_EQ(rail["head"]["valid_until"], "2026-03-03T09:00:00+08:00");
    const Json database = json_of(surface.get("/feeds/rail/"));
    CHECK_EQ(database["db_name"], "rail");
    CHECK_EQ(database["doc_count"], 1);
    CHECK_EQ(database["update_seq"], surface.head());
  }

  TEST_CASE("changes come in pages, and the last one says the state to compare with") {
    PartnerSurface surface;
    surface.restrict_some(1, 5);
    surface.lift(2);
    std::vector<std::string> ids;
    Json page = surface.changes("limit=2&include_docs=true");
    for (; page["pending"] != 0;
         page = surface.changes("limit=2&since=" + page["last_seq"].get<std::string>())) {
      CHECK_EQ(page["results"].size(), 2);
      for (const auto& id : texts(page["results"], "id")) ids.push_back(id);
    }
    for (const auto& id : texts(page["results"], "id")) ids.push_back(id);
    CHECK_EQ(std::set(ids.begin(), ids.end()).size(), 5);
    CHECK_EQ(ids.size(), 5);
    CHECK_EQ(page["results"].back()["deleted"], true);
    CHECK_EQ(page["state"]["count"], 4);
    CHECK_EQ(page["state"]["seq"], page["last_seq"]);
    CHECK_EQ(page["when_stale"], "call");
    const Json rest = surface.changes("since=" + page["last_seq"].get<std::string>());
    CHECK(rest["results"].empty());
    CHECK_EQ(rest["last_seq"], page["last_seq"]);
    CHECK_EQ(surface.changes("since=now"), rest);
  }

  TEST_CASE("in rehearsal every answer says so, and no document is another for it") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const std::string document = "/feeds/rail/" + texts(surface.changes()["results"], "id")[0];
    const std::string plain = surface.get(document).body;
    surface.context.rehearsal = true;
    const std::string now = "/feeds/rail/_changes?since=now";
    for (const auto& [what, answer] : {
             std::pair{"feeds", surface.get("/feeds")},
             {"database", surface.get("/feeds/rail/")},
             {"changes", surface.get("/feeds/rail/_changes")},
             {"a long poll", surface.get(now + "&feed=longpoll&timeout=1")},
             {"all documents", surface.get("/feeds/rail/_all_docs")},
             {"a receipt", surface.post("/feeds/rail/receipts", surface.receipt())},
             {"a refusal", surface.get("/feeds/unknown/_changes")},
         }) {
      CAPTURE(what);
      CHECK_EQ(json_of(answer).value("rehearsal", ""), "演练");
    }
    const std::string snapshot = text_of(surface.get("/feeds/rail/snapshot"));
    CHECK(snapshot.ends_with(",\"rehearsal\":\"演练\"}\n"));
    CHECK_EQ(snapshot.find("演练"), snapshot.rfind("演练"));
    CHECK_EQ(surface.get(document).body, plain);
  }

  TEST_CASE("a tombstone names its reason and nothing of the person") {
    PartnerSurface surface;
    surface.restrict_some(1, 1);
    surface.lift(1);
    const Json doc = surface.changes("include_docs=true")["results"][0]["doc"];
    CHECK_EQ(doc["_deleted"], true);
    CHECK_EQ(doc["reason"], "lifted");
    for (const char* member : {"names", "documents", "restrictions", "kind"}) {
      CHECK_FALSE(doc.contains(member));
    }
  }

  TEST_CASE("what is asked of _changes is read, brought within bounds, ignored or refused") {
    PartnerSurface surface;
    surface.restrict_some(1, 3);
    const std::string head = surface.head();
    std::string ahead = head;
    ahead.back() = '9';
    const std::string foreign = "00000001" + head.substr(8);
    struct Row {
      std::string query;
      std::string outcome;  // the problem, or how many rows
    };
    const Row rows[] = {
        {"", "3"},
        {"limit=0", "1"},
        {"limit=1000000", "3"},
        {"limit=-1", "400 malformed"},
        {"limit=two", "400 malformed"},
        {"limit=1&limit=2", "400 malformed"},
        {"since=", "400 malformed"},
        {"since=5", "400 malformed"},
        {"since=" + head + "0", "400 malformed"},
        {"since=" + foreign, "410 generation_changed"},
        {"since=" + head, "0"},
        {"since=%22" + head + "%22", "0"},  // JSON, as CouchDB's replicator writes it
        {"since=%220%22", "3"},
        {"since=%220", "400 malformed"},
        {"since=%225%22", "400 malformed"},
        {"since=%22" + foreign + "%22", "410 generation_changed"},
        {"feed=continuous", "400 malformed"},
        {"include_docs=yes", "400 malformed"},
        {"filter=_doc_ids", "400 malformed"},
        {"view=a/b", "400 malformed"},
        {"doc_ids=[]", "400 malformed"},
        {"descending=true", "400 malformed"},
        {"descending=false", "3"},
        {"style=all_docs&conflicts=true&attachments=true&seq_interval=10&batch_size=9", "3"},
        {"heartbeat=true&timeout=5", "3"},
        {"heartbeat=false", "3"},
        {"heartbeat=1&timeout=100000000", "3"},
        {"heartbeat=x", "400 malformed"},
        {"timeout=-1", "400 malformed"},
        {"since=" + ahead, "400 future_cursor"},  // the last: after it the copy is void
    };
    for (const auto& row : rows) {
      CAPTURE(row.query);
      for (const char* method : {"GET", "POST"}) {
        const auto answer = surface.ask(method, "/feeds/rail/_changes?" + row.query);
        CHECK_EQ(answer.status == 200 ? std::to_string(json_of(answer)["results"].size())
                                      : problem_of(answer),
                 row.outcome);
      }
    }
  }

  TEST_CASE("a body that would filter _changes is refused, and not passed over") {
    PartnerSurface surface;
    surface.restrict_some(1, 3);
    for (const char* body : {R"({"doc_ids":["x"]})", "[]", "{", R"({"limit":1})"}) {
      CAPTURE(body);
      CHECK_EQ(problem_of(surface.ask("POST", "/feeds/rail/_changes", body)), "400 malformed");
    }
    CHECK_EQ(surface.ask("POST", "/feeds/rail/_changes", "{}").status, 200);
  }

  TEST_CASE("who shows no key hears of the key, whatever else is wrong") {
    PartnerSurface surface;
    const web::Headers nobody{{"Authorization", "Bearer x"}};
    CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes?limit=x&feed=y", nobody)),
             "401 unauthorized");
    CHECK_EQ(problem_of(surface.get("/feeds/exit/_changes?limit=x")), "403 forbidden");
  }

  TEST_CASE("what no route takes is refused in CouchDB's words as well") {
    PartnerSurface surface;
    CHECK_EQ(problem_of(surface.get("/nothing/here")), "404 not_found");
    CHECK_EQ(problem_of(surface.get("/feeds/rail/%FF")), "400 malformed");
    CHECK_EQ(problem_of(surface.ask("DELETE", "/feeds/rail/_changes")), "405 method_not_allowed");
  }

  TEST_CASE("without a limit the answer is everything there is, however much") {
    PartnerSurface surface;
    constexpr int kMany = 2 * static_cast<int>(feed::kChangesMax) + 1;
    REQUIRE(surface.house.committer->run([](registry::Transaction& tx) -> Result<void> {
      for (int n = 1; n <= kMany; ++n) {
        const auto who = support::person(static_cast<std::uint64_t>(n));
        auto done = tx.decide(support::decision(who, support::restrict_act(1000 + n)),
                              {"clerk", "judge", "president"}, std::nullopt);
        if (!done) return std::move(done).error();
      }
      return {};
    }));
    const auto under_way = surface.get("/feeds/rail/_changes?include_docs=true");
    const auto polled = surface.get("/feeds/rail/_changes?feed=longpoll");
    surface.lift(1);  // of which the answers begun before know nothing
    const Json whole = json_of(under_way);
    CHECK_EQ(whole["results"].size(), kMany);
    CHECK_EQ(whole["pending"], 0);
    CHECK_EQ(whole["last_seq"], whole["state"]["seq"]);
    CHECK_EQ(whole["state"]["count"], kMany);
    CHECK_EQ(whole["results"][0]["doc"]["_id"], whole["results"][0]["id"]);
    CHECK_EQ(json_of(polled)["results"].size(), kMany);
    const auto ids = texts(whole["results"], "id");
    CHECK_EQ(std::set(ids.begin(), ids.end()).size(), kMany);
    const Json page = surface.changes("limit=5000");
    CHECK_EQ(page["results"].size(), feed::kChangesMax);
    CHECK_GT(page["pending"], 0);
  }

  TEST_CASE("one key holds so many answers at once and no more") {
    PartnerSurface surface;
    surface.restrict_some(1, 1);
    const web::Headers other{{"Authorization", "Bearer " + surface.add_partner("other", {"rail"})}};
    const std::string poll = "/feeds/rail/_changes?feed=longpoll&since=" + surface.head();
    const std::string paths[] = {poll, "/feeds/rail/_changes?feed=eventsource",
                                 "/feeds/rail/snapshot", "/feeds/rail/_all_docs"};
    std::vector<web::Answer> held;
    for (std::size_t i = 0; i < web::partner::kLongAnswersMax; ++i) {
      held.push_back(surface.get(paths[i % std::size(paths)]));
      REQUIRE_EQ(held.back().status, 200);
    }
    for (const std::string& path : paths) {
      CAPTURE(path);
      const auto refused = surface.get(path);
      CHECK_EQ(problem_of(refused), "429 throttled");
      CHECK_FALSE(refused.header("Retry-After").empty());
      CHECK_EQ(surface.get(path, other).status, 200);
    }
    CHECK_EQ(surface.get("/feeds/rail/_changes?limit=1").status, 200);  // a page is no such answer
    held.pop_back();
    CHECK_EQ(surface.get(poll).status, 200);
    held.clear();
    CHECK_EQ(surface.context.long_answers->taken("railway"), 0);
  }

  TEST_CASE("an ordinary poll writes nothing; the first reading of a feed writes once") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const auto before = surface.commits();
    for (int i = 0; i < 3; ++i) surface.changes("include_docs=true");
    CHECK_EQ(surface.commits(), before + 1);
    surface.get("/feeds");
    surface.get("/feeds/rail/");
    surface.get("/feeds/rail/_all_docs");
    surface.get("/feeds/rail/_changes?since=" + std::string(37, '9'));
    CHECK_EQ(surface.commits(), before + 1);
    surface.get("/feeds/aviation/_changes?since=now");
    CHECK_EQ(surface.commits(), before + 2);
    CHECK_EQ(surface.audit_of("railway"), "first_read first_read");
  }

  TEST_CASE("while the store is held after a restore every feed answers 503") {
    PartnerSurface surface;
    REQUIRE(surface.house.committer->run(
        [](registry::Transaction& tx) { return registry::hold(tx, "operator", "restored"); }));
    for (const std::string path :
         {"/feeds", "/feeds/rail/", "/feeds/rail/_changes", "/feeds/rail/x"}) {
      CAPTURE(path);
      const auto answer = surface.get(path);
      CHECK_EQ(problem_of(answer), "503 unavailable");
      CHECK_FALSE(answer.header("Retry-After").empty());
    }
    CHECK_EQ(surface.get("/feeds/exit/").status, 403);
    CHECK_EQ(surface.get("/healthz").status, 200);
  }

  TEST_CASE("a view that is still being prepared answers 503") {
    PartnerSurface surface;
    const web::Headers border{
        {"Authorization", "Bearer " + surface.add_partner("border", {"exit"})}};
    CHECK_EQ(problem_of(surface.get("/feeds/exit/_changes", border)), "503 unavailable");
  }
}
