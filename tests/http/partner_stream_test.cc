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
    const auto began = Steady::now();
    surface.restrict_some(2, 2);
    for (auto& client : clients) {
      const std::string body = client.read_all();
      CHECK(has(body, R"("pending":0)"));
      CHECK(has(body, R"("names":)"));
    }
    CHECK_LT(Steady::now() - began, 10s);
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

  TEST_CASE("a long poll of a key that is disabled ends with why, and never with an empty page") {
    Served surface;
    RawClient client = surface.open(
        std::string("/feeds/rail/_changes?feed=longpoll&heartbeat=100&timeout=") + kLong);
    client.read_until("\r\n\r\n");
    surface.disable("railway");
    const std::string rest = client.read_all();
    CHECK(has(rest, R"("error":"unauthorized")"));
    CHECK_FALSE(has(rest, "results"));
  }

  TEST_CASE("an event stream tells what is there, the state at the head, and what comes") {
    Served surface;
    surface.restrict_some(1, 2);
    const std::string head = surface.head();
    RawClient client = surface.listen("include_docs=true&heartbeat=60000");
    const std::string before = client.read_until("\"digest\"");
    CHECK(has(before, "Content-Type: text/event-stream"));
    CHECK(has(before, "\"names\""));
    CHECK(
        has(before, "event: state\nid: " + head + "\ndata: {\"seq\":\"" + head + "\",\"count\":2"));
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

  TEST_CASE("an event stream beats while it is quiet") {
    Served surface;
    RawClient client = surface.listen("heartbeat=100");
    client.read_until("event: state");
    CHECK(has(client.read_until(":\n\n"), ":\n\n"));
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
