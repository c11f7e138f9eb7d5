// GET|PUT /feeds/{feed}/_local/{id}: where a replicator keeps its checkpoints.
#include <charconv>

#include "base/json.h"
#include "delivery/local_docs.h"
#include "web/partner/parts.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

using base::Json;

std::string revision_text(std::uint64_t revision) { return "0-" + std::to_string(revision); }

// "0-N" as we gave it; a new document has none.
Result<std::uint64_t> revision_of(const Json& body) {
  const auto at = body.find("_rev");
  if (at == body.end() || at->is_null()) return std::uint64_t{0};
  std::uint64_t revision = 0;
  if (at->is_string()) {
    const auto& text = at->get_ref<const std::string&>();
    const char* end = text.data() + text.size();
    const auto [read_to, error] =
        std::from_chars(text.data() + std::min<std::size_t>(2, text.size()), end, revision);
    if (text.starts_with("0-") && error == std::errc{} && read_to == end) return revision;
  }
  return base::malformed({{"/_rev", "应为本接口给出的 _rev"}});
}

// As in CouchDB: the body with _id and _rev first.
Answer get_local(const Visit& visit, const Request&, const Captures& caught) {
  auto doc =
      delivery::local_doc(*visit.snapshot, visit.partner, visit.database.feed().name, caught["id"]);
  if (!doc) return refuse(doc.error());
  Json out{{"_id", "_local/" + doc->id}, {"_rev", revision_text(doc->revision)}};
  out.update(Json::parse(doc->body));
  return json_answer(out.dump());
}

Answer put(const PartnerContext& context, const Visit& visit, const Request& request,
           const std::string& id) {
  auto body = base::parse_json(request.body);
  if (!body) return refuse(body.error());
  if (!body->is_object()) return refuse(base::malformed({{"", "应为对象"}}));
  auto revision = revision_of(*body);
  if (!revision) return refuse(revision.error());
  body->erase("_id");
  body->erase("_rev");
  auto put_at = delivery::put_local_doc(context.committer, visit.partner,
                                        visit.database.feed().name, id, *revision, body->dump());
  if (!put_at) return refuse(put_at.error());
  return json_answer(
      Json{{"ok", true}, {"id", "_local/" + id}, {"rev", revision_text(*put_at)}}.dump(), 201);
}

}  // namespace

void add_local_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.body_bytes_max = delivery::kLocalDocBytesMax + 1024, .refuse = refuse};
  router.add("GET", "/feeds/{feed}/_local/{id}", on_feed(context, enter, get_local), couch);
  router.add(
      "PUT", "/feeds/{feed}/_local/{id}",
      on_feed(context, enter,
              [&context](const Visit& visit, const Request& request, const Captures& caught) {
                return put(context, visit, request, caught["id"]);
              }),
      couch);
}

}  // namespace shixin::web::partner
