// Clients that wait, over loopback: each is woken by what it waits for, and none by the time alone.
#include <doctest/doctest.h>

#include <thread>

#include "http/partner_surface.h"
#include "unit/web/raw_client.h"
#include "web/http_client.h"
#include "web/http_server.h"

using namespace shixin;
using namespace std::chrono_literals;
using base::Json;
using test::PartnerSurface;
using test::RawClient;
using Steady = std::chrono::steady_clock;

namespace {

constexpr auto kLong = "600000";  // ms: a test that waits it out has failed

class Served : public PartnerSurface {
 public:
  Served() {
    REQUIRE(server_.bind());
    server_.start();
  }

  web::ClientAnswer call(const std::string& path, const web::Headers& more = {}) const {
    web::ClientCall request{.path = path, .headers = more};
    request.headers.emplace("Authorization", "Bearer " + key);
    auto answer = web::call({.port = server_.port()}, request);
    REQUIRE(answer);
    return *answer;
  }
  // Sends the request and leaves the answer to be read.
  RawClient open(const std::string& path, const std::string& more = {}) const {
    RawClient client(server_.port());
    client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more +
                "Authorization: Bearer " + key + "\r\n\r\n");
    return client;
  }
  RawClient listen(const std::string& query, const std::string& more = {}) const {
    return open("/feeds/rail/_changes?feed=eventsource&" + query, more);
  }
  int port() const { return server_.port(); }
  void stop() { server_.stop(); }

 private:
  web::HttpServer server_{{.name = "partner", .access_log = false}, router};
};

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_SUITE("web/partner streams") {
  TEST_CASE("a long poll is woken by a decision, for every one of many clients") {
    Served surface;
    surface.restrict_some(1, 1);
    const std::string path =
        "/feeds/rail/_changes?feed=longpoll&include_docs=true&since=" + surface.head() +
        "&heartbeat=60000&timeout=" + kLong;
    std::vector<RawClient> clients;
    for (int i = 0; i < 50; ++i) clients.push_back(surface.open(path));
    // The head of an answer is sent when its client begins to wait.
    for (auto& client : clients) REQUIRE(has(client.read_until("\r\n\r\n"), " 200 "));
    // Nobody looks into the store while nothing is decided, but who comes anew.
    surface.call("/feeds/aviation/_changes?since=now");
    const std::string quiet = "/feeds/aviation/_changes?feed=longpoll&since=now&timeout=700";
    const auto looks = surface.house.engine.snapshots_taken();
    surface.call(quiet);  // lasts 700 ms, and looks at its beginning and at its end
    CHECK_EQ(surface.house.engine.snapshots_taken(), looks + 2);

    const auto began = Steady::now();
    surface.restrict_some(2, 2);
    for (auto& client : clients) {
      const std::string body = client.read_all();
      CHECK(has(body, R"("pending":0)"));
      CHECK(has(body, R"("names":)"));
    }
    CHECK_LT(Steady::now() - began, 10s);
  }

  TEST_CASE("a long poll answers at once, time after time") {
    Served surface;
    surface.restrict_some(1, 1);
    for (int n = 2; n <= 6; ++n) {
      CAPTURE(n);
      RawClient client = surface.open(std::string("/feeds/rail/_changes?feed=longpoll&timeout=") +
                                      kLong + "&heartbeat=60000&since=" + surface.head());
      client.read_until("\r\n\r\n");
      const auto began = Steady::now();
      surface.restrict_some(n, n);
      client.read_until(R"("pending":0)");
      CHECK_LT(Steady::now() - began, 500ms);
    }
  }

  TEST_CASE("decisions on other feeds, however many, keep nobody's heartbeat back") {
    Served surface;
    surface.restrict_some(1, 1);
    RawClient events = surface.listen("heartbeat=100&since=now");
    RawClient poll = surface.open(
        std::string("/feeds/rail/_changes?feed=longpoll&heartbeat=100&since=now&timeout=") + kLong);
    std::jthread decisions([&](const std::stop_token& enough) {
      for (std::uint64_t seq = surface.house.signal->seen() + 1; !enough.stop_requested(); ++seq) {
        surface.house.signal->announce(seq);
        std::this_thread::yield();
      }
    });
    std::string beats;
    for (int i = 0; i < 3; ++i) beats += events.read_until("\"when_stale\"");
    CHECK(has(beats, "event: state"));
    poll.read_until("\r\n\r\n");
    CHECK(has(poll.read_until("\n\r\n1\r\n\n"), "\n"));
    // Who left is noticed by them as well, and his place is free.
    events.close();
    poll.close();
    const auto patience = Steady::now() + 10s;
    const auto& answers = *surface.context.long_answers;
    while (answers.taken("railway") > 0 && Steady::now() < patience) std::this_thread::yield();
    CHECK_EQ(answers.taken("railway"), 0);
  }

  TEST_CASE("nothing of the store is held for a client that waits") {
    Served surface;
    surface.restrict_some(1, 3);
    RawClient events = surface.listen("heartbeat=60000&include_docs=true");
    RawClient poll = surface.open(
        std::string("/feeds/rail/_changes?feed=longpoll&heartbeat=60000&since=now&timeout=") +
        kLong);
    events.read_until("\"when_stale\"");
    poll.read_until("\r\n\r\n");
    const auto patience = Steady::now() + 10s;
    const auto& engine = surface.house.engine;
    while (engine.snapshots_held() > 0 && Steady::now() < patience) std::this_thread::yield();
    CHECK_EQ(engine.snapshots_held(), 0);
  }

  TEST_CASE("a long poll without a limit is told all that came, and one with a limit a page") {
    Served surface;
    const std::string path =
        "/feeds/rail/_changes?since=now&feed=longpoll&heartbeat=60000&timeout=";
    RawClient whole = surface.open(path + kLong);
    RawClient page = surface.open(path + kLong + "&limit=2");
    whole.read_until("\r\n\r\n");
    page.read_until("\r\n\r\n");
    REQUIRE(surface.house.committer->run([](registry::Transaction& tx) -> Result<void> {
      for (int n = 1; n <= 1200; ++n) {
        const auto who = support::person(static_cast<std::uint64_t>(n));
        auto done = tx.decide(support::decision(who, support::restrict_act(1000 + n)),
                              {"clerk", "judge", "president"}, std::nullopt);
        if (!done) return std::move(done).error();
      }
      return {};
    }));
    const std::string all = whole.read_all();
    CHECK(has(all, R"("pending":0)"));
    CHECK(has(all, R"("seq":")" + surface.head().substr(0, 9) + "00000000000000001001\""));
    CHECK_FALSE(has(page.read_all(), R"("pending":0)"));
  }

  TEST_CASE("a long poll with something to tell answers at once") {
    Served surface;
    surface.restrict_some(1, 1);
    const auto answer =
        surface.call(std::string("/feeds/rail/_changes?feed=longpoll&timeout=") + kLong);
    CHECK_EQ(Json::parse(answer.body)["results"].size(), 1);
  }

  TEST_CASE("a long poll whose time is over answers an empty page with its last_seq") {
    Served surface;
    surface.restrict_some(1, 1);
    const std::string head = surface.head();
    const auto answer = surface.call(
        "/feeds/rail/_changes?feed=longpoll&timeout=250&heartbeat=100" + ("&since=" + head));
    CHECK(answer.body.starts_with("\n\n"));  // heartbeats
    const Json page = Json::parse(answer.body);
    CHECK(page["results"].empty());
    CHECK_EQ(page["last_seq"], head);
    CHECK_EQ(page["pending"], 0);
  }

  TEST_CASE("a long poll of a key that is disabled is cut off, and the next request hears why") {
    Served surface;
    RawClient client = surface.open(
        std::string("/feeds/rail/_changes?feed=longpoll&heartbeat=100&timeout=") + kLong);
    client.read_until("\r\n\r\n");
    surface.disable("railway");
    const std::string rest = client.read_all();
    CHECK_FALSE(has(rest, "0\r\n\r\n"));  // no last chunk
    CHECK_FALSE(has(rest, "{"));
    const auto whole = web::call(
        {.port = surface.port()},
        {.path = "/feeds/rail/_changes", .headers = {{"Authorization", "Bearer " + surface.key}}});
    REQUIRE(whole);
    CHECK_EQ(whole->status, 401);
  }

  TEST_CASE(
      "who leaves while he waits is noticed though no heartbeat is due, and his place is free") {
    Served surface;
    const std::string rest = "heartbeat=60000&since=now&timeout=" + std::string(kLong);
    RawClient poll = surface.open("/feeds/rail/_changes?feed=longpoll&" + rest);
    RawClient events = surface.listen(rest);
    poll.read_until("\r\n\r\n");
    events.read_until("\"when_stale\"");
    const auto& answers = *surface.context.long_answers;
    CHECK_EQ(answers.taken("railway"), 2);
    events.close();
    poll.close();
    const auto patience = Steady::now() + 10s;
    while (answers.taken("railway") > 0 && Steady::now() < patience) std::this_thread::yield();
    CHECK_EQ(answers.taken("railway"), 0);
  }

  TEST_CASE("an event stream tells what is there, the state at the head, and what comes") {
    Served surface;
    surface.restrict_some(1, 2);
    const std::string head = surface.head();
    RawClient client = surface.listen("include_docs=true&heartbeat=60000");
    const std::string before = client.read_until("\"when_stale\":\"call\"}\n\n");
    CHECK(has(before, "Content-Type: text/event-stream"));
    CHECK(has(before, "\"names\""));
    CHECK(
        has(before, "event: state\nid: " + head + "\ndata: {\"seq\":\"" + head + "\",\"count\":2"));
    CHECK(has(before, R"("when_stale":"call"})"));
    surface.lift(1);
    const std::string after = client.read_until("\"digest\"");
    CHECK(has(after, "\"deleted\":true"));
    CHECK(has(after, "event: state\nid: " + surface.head()));
  }

  TEST_CASE("an event stream says nothing of decisions that are no events of its feed") {
    Served surface;
    surface.restrict_some(1, 1);
    RawClient client = surface.listen("heartbeat=60000");
    client.read_until("\"digest\"");
    // The exit order is of no feed of this house's view.
    REQUIRE(surface.house.decide(support::decision(support::person(1), support::exit_act(1001))));
    surface.lift(1);
    const std::string next = client.read_until("\"digest\"");
    CHECK_EQ(next.find("event: state"), next.rfind("event: state"));
    CHECK(has(next, "\"deleted\":true"));
  }

  TEST_CASE("an event stream is resumed by Last-Event-ID, which outranks since") {
    Served surface;
    surface.restrict_some(1, 1);
    const std::string first = surface.head();
    surface.restrict_some(2, 2);
    const std::string second = surface.head();
    RawClient client = surface.listen("since=0", "Last-Event-ID: " + first + "\r\n");
    const std::string text = client.read_until("\"digest\"");
    CHECK_FALSE(has(text, "id: " + first));
    CHECK(has(text, "id: " + second));
    CHECK_EQ(surface
                 .call("/feeds/rail/_changes?feed=eventsource&since=0",
                       {{"Last-Event-ID", "00000001" + first.substr(8)}})
                 .status,
             410);
    // Of a page it is no part.
    const auto page = surface.call("/feeds/rail/_changes?since=0", {{"Last-Event-ID", second}});
    CHECK_EQ(Json::parse(page.body)["results"].size(), 2);
  }

  TEST_CASE("a quiet event stream says the state again, and for how long it is good now") {
    Served surface;
    RawClient client = surface.listen("heartbeat=100");
    const auto next = [&] { return client.read_until("\"when_stale\":\"call\"}\n\n"); };
    CHECK(has(next(), R"("valid_until":"2026-03-03T09:00:00+08:00")"));
    surface.house.clock.set(surface.house.clock.now() + std::chrono::hours{1});
    next();  // may have been on its way
    const std::string again = next();
    CHECK(has(again, "event: state\nid: " + surface.head()));
    CHECK(has(again, R"("valid_until":"2026-03-03T10:00:00+08:00")"));
  }

  TEST_CASE("an event stream ends after as many changes as were asked for") {
    Served surface;
    surface.restrict_some(1, 3);
    const auto changes = [](const std::string& text) {
      std::size_t count = 0;
      for (auto at = text.find("\"changes\""); at != std::string::npos; ++count) {
        at = text.find("\"changes\"", at + 1);
      }
      return count;
    };
    CHECK_EQ(changes(surface.listen("limit=2").read_all()), 2);
    RawClient four = surface.listen("limit=4&heartbeat=60000");
    const std::string before = four.read_until("\"when_stale\"");
    surface.restrict_some(4, 5);
    CHECK_EQ(changes(before) + changes(four.read_all()), 4);
  }

  TEST_CASE("an event stream ends, and says why, when its key is disabled or its generation ends") {
    Served surface;
    surface.restrict_some(1, 1);
    RawClient disabled = surface.listen("heartbeat=100");
    disabled.read_until("\"digest\"");
    const std::string other = surface.add_partner("other", {"rail"});
    surface.disable("railway");
    const std::string why = disabled.read_all();
    CHECK(has(why, "event: end\ndata: {"));
    CHECK(has(why, R"("error":"unauthorized")"));

    RawClient outdated(surface.port());
    outdated.send(
        "GET /feeds/rail/_changes?feed=eventsource&heartbeat=100 HTTP/1.1\r\nHost: x\r\n"
        "Connection: close\r\nAuthorization: Bearer " +
        other + "\r\n\r\n");
    outdated.read_until("\"digest\"");
    surface.start_over();
    CHECK(has(outdated.read_all(), R"("error":"generation_changed")"));
  }

  TEST_CASE("a stopping server ends those who wait within two seconds") {
    Served surface;
    RawClient events = surface.listen("heartbeat=60000");
    RawClient poll = surface.open(
        std::string("/feeds/rail/_changes?feed=longpoll&heartbeat=60000&timeout=") + kLong);
    events.read_until("event: state");
    poll.read_until("\r\n\r\n");
    const auto began = Steady::now();
    surface.stop();
    CHECK_LT(Steady::now() - began, 2s);
    CHECK_FALSE(has(poll.read_all(), "results"));
  }
}
