// GET /feeds: what this key may read, and what each means. GET /feeds/{feed}/: CouchDB's database
// information, which a replicator asks for first.
#include "base/json.h"
#include "feed/token.h"
#include "web/partner/parts.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

using base::Json;

Json words_of(const auto& list) {
  Json out = Json::array();
  for (const auto value : list) out.push_back(base::word(value));
  return out;
}

Json describe(const PartnerContext& context, const feed::Database& database) {
  const feed::FeedDefinition& feed = database.feed();
  const feed::ViewDefinition& view = database.view();
  Json out{{"feed", feed.name},
           {"title", feed.title},
           {"basis", feed.basis},
           {"department", feed.department},
           {"measure", base::word(view.measure)},
           {"kinds", words_of(view.kinds)},
           {"roles", words_of(view.roles)},
           {"fields", words_of(view.fields)},
           {"hit", feed.hit},
           {"contact", feed.contact.empty() ? context.contact : feed.contact},
           {"validity", feed.validity.count()},
           {"when_stale", base::word(feed.when_stale)},
           {"generation", database.head().generation_text()},
           {"head", Json::parse(database.head_json(context.clock.now()))}};
  if (context.rehearsal) out["rehearsal"] = "演练";
  return out;
}

Answer list_feeds(const PartnerContext& context, const Request& request) {
  const Asker asker = asker_of(request);
  auto partner = partner_of(context, asker);
  if (!partner) return refuse(partner.error());
  Json feeds = Json::array();
  for (const std::string& name : partner->feeds) {
    auto visit = enter(context, asker, name);
    // A feed that was taken out of the catalogue is not one this key may read any more.
    if (!visit && visit.error().code == ErrorCode::kForbidden) continue;
    if (!visit) return refuse(visit.error());
    feeds.push_back(describe(context, visit->database));
  }
  return json_answer(Json{{"feeds", std::move(feeds)}}.dump());
}

Answer information(const Visit& visit, const Request&, const Captures&) {
  return json_answer(visit.database.info_json());
}

}  // namespace

void add_feed_list_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.refuse = refuse};
  const auto list_them = [&context](const Request& request, const Captures&) {
    return list_feeds(context, request);
  };
  router.add("GET", "/feeds", list_them, couch);
  router.add("GET", "/feeds/{feed}", on_feed(context, enter, information), couch);
  router.add("GET", "/feeds/{feed}/", on_feed(context, enter, information), couch);
}

}  // namespace shixin::web::partner
