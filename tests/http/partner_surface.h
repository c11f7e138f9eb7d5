// PartnerSurface: the partner routes over a register in memory, spoken to without a socket, with a
// key that may read rail and aviation: two feeds of one view. `exit` is of a view not yet prepared.
#pragma once

#include <map>
#include <string>

#include "delivery/partners.h"
#include "feed/digest.h"
#include "support/answers.h"
#include "unit/registry/house.h"
#include "web/partner/routes.h"

namespace shixin::test {

using support::json_of;
using support::text_of;

inline feed::Catalogue feeds_of_the_house() {
  const auto feed = [](const std::string& name, const std::string& view) {
    return feed::FeedDefinition{name,
                                "题名",
                                "法释〔2015〕17号第三条",
                                "部门",
                                view,
                                std::chrono::hours{24},
                                feed::WhenStale::kCall,
                                "核对后处理",
                                {}};
  };
  feed::ViewDefinition exit;
  exit.name = "exit";
  exit.measure = feed::ViewMeasure::kExit;
  const feed::Catalogue house = one_view();
  return feed::Catalogue(
      {exit, house.views().front()},
      {feed("aviation", "travel"), feed("exit", "exit"), feed("rail", "travel")});
}

// "410 generation_changed": status and kind of a refusal, which is in CouchDB's words as well.
inline std::string problem_of(const web::Answer& answer) {
  const base::Json body = json_of(answer);
  CHECK_EQ(answer.content_type, "application/problem+json");
  CHECK_EQ(body["status"], answer.status);
  // CouchDB's own members stand beside the problem's.
  CHECK(body["reason"].is_string());
  CHECK(body["error"].is_string());
  return std::to_string(answer.status) + " " + body["type"].get<std::string>().substr(10);
}

struct PartnerSurface {
  PartnerSurface() { web::partner::add_partner_routes(router, context); }

  // The key of a new partner.
  std::string add_partner(const std::string& name, const std::vector<std::string>& feeds) {
    auto made = house.run<delivery::NewKey>([&](registry::Transaction& tx) {
      return delivery::add_partner(tx, *catalogues.in_force(), name, feeds, {});
    });
    REQUIRE(made);
    return made->key;
  }
  void admit_from(const std::string& name, const std::vector<base::AddressRange>& addresses) {
    REQUIRE(house.committer->run(
        [&](registry::Transaction& tx) { return delivery::set_addresses(tx, name, addresses); }));
  }
  void disable(const std::string& name) {
    REQUIRE(house.committer->run(
        [&](registry::Transaction& tx) { return delivery::disable_partner(tx, name); }));
  }

  // Persons of numbers `first` to `last`, each restricted in a case of his own.
  void restrict_some(int first, int last) {
    for (int n = first; n <= last; ++n) {
      const auto who = support::person(static_cast<std::uint64_t>(n));
      REQUIRE(house.decide(support::decision(who, support::restrict_act(1000 + n))));
    }
  }
  void lift(int n) {
    const auto who = support::person(static_cast<std::uint64_t>(n));
    REQUIRE(house.decide(support::decision(who, support::lift_act(1000 + n))));
  }
  // As a restore does it: new generations, and everybody has to declare.
  void start_over() {
    REQUIRE(house.views.start_over(house.engine, house.random, house.clock.now()));
  }

  web::Answer ask(const std::string& method, const std::string& path, const std::string& body = {},
                  web::Headers headers = {}) const {
    const auto mark = std::min(path.find('?'), path.size());
    web::Request request{.method = method, .path = path.substr(0, mark), .remote_address = address};
    auto query = web::parse_query(std::string_view(path).substr(std::min(mark + 1, path.size())));
    REQUIRE(query);
    request.query = *std::move(query);
    request.headers = std::move(headers);
    if (!request.headers.contains("Authorization")) {
      request.headers.emplace("Authorization", "Bearer " + key);
    }
    request.body = body;
    return router.handle(request);
  }
  web::Answer get(const std::string& path, web::Headers headers = {}) const {
    return ask("GET", path, {}, std::move(headers));
  }
  web::Answer post(const std::string& path, const base::Json& body) const {
    return ask("POST", path, body.dump());
  }
  base::Json changes(const std::string& query = {}) const {
    return json_of(get("/feeds/rail/_changes?" + query));
  }
  std::string head() const { return changes()["last_seq"].get<std::string>(); }
  std::string generation() const { return head().substr(0, 8); }

  // A receipt as a partner makes it that holds what the feed holds.
  base::Json receipt() const {
    feed::Sum256 proof;
    std::uint64_t count = 0;
    const base::Json page = changes();
    for (const auto& row : page["results"]) {
      if (row.contains("deleted")) continue;
      proof.add(feed::proof_term(row["id"].get<std::string>(),
                                 row["changes"][0]["rev"].get<std::string>()));
      ++count;
    }
    return {{"seq", page["last_seq"]}, {"count", count}, {"proof", proof.text()}};
  }

  // The audit's words of what a partner did, in order.
  std::string audit_of(const std::string& who) const {
    std::string words;
    const auto snapshot = house.engine.snapshot();
    const auto rows = snapshot->scan(store::Table::kAudit, {});
    for (; rows->valid(); rows->next()) {
      const auto entry = store::from_value<registry::AuditEntry>(rows->key(), rows->value());
      REQUIRE(entry);
      if (entry->who == who) words += (words.empty() ? "" : " ") + entry->what;
    }
    return words;
  }
  std::uint64_t commits() const { return house.engine.snapshot()->head(); }

  std::string address = "192.0.2.7";  // where the partner asks from
  House house;
  const feed::Catalogues catalogues{feeds_of_the_house(), house.key};
  web::partner::PartnerContext context{house.engine,           catalogues,    house.index,
                                       *house.committer,       *house.signal, house.clock,
                                       "信州区人民法院 0793-1"};
  web::Router router;
  const std::string key = add_partner("railway", {"rail", "aviation"});
};

}  // namespace shixin::test
