// GET /admin/feeds · POST /admin/feeds/reload
#include "base/json.h"
#include "feed/token.h"
#include "feed/view_meta.h"
#include "registry/staff.h"
#include "web/answer.h"
#include "web/ops/admin.h"

namespace shixin::web::ops {
namespace {

using base::Json;

Json view_json(const feed::ViewMeta& meta) {
  const feed::Token head{meta.generation, meta.tally.seq};
  Json out{{"view", meta.view},
           {"generation", head.generation_text()},
           {"head", head.text()},
           {"documents", meta.tally.live},
           {"tombstones", meta.tally.deleted},
           {"erasing", meta.dropped.size()}};
  if (meta.build) {
    out["building"] = {{"generation", feed::Token{meta.build->generation, 0}.generation_text()},
                       {"documents", meta.build->tally.live}};
  }
  return out;
}

Answer list_feeds(const AdminContext& context) {
  auto sight = context.catalogues.look(context.engine);
  if (!sight) return problem(sight.error());
  auto views = feed::all_views(*sight->snapshot);
  if (!views) return problem(views.error());
  Json out{{"feeds", Json::array()}, {"views", Json::array()}};
  for (const auto& feed : sight->catalogue->feeds()) {
    out["feeds"].push_back({{"feed", feed.name}, {"title", feed.title}, {"view", feed.view}});
  }
  for (const feed::ViewMeta& meta : *views) out["views"].push_back(view_json(meta));
  return json_answer(out.dump());
}

Json changed_json(const feed::Difference& changed) {
  return {{"added", changed.added},
          {"removed", changed.removed},
          {"described", changed.described},
          {"built", changed.built},
          {"dropped", changed.dropped}};
}

// A fault in a definition is the whole answer. Otherwise lines of NDJSON: progress, and last what
// changed or why nothing did. Who hangs up does not stop it.
Answer reload(const AdminContext& context, const Request& request) {
  auto coming = context.load_feeds();
  if (!coming) return problem(coming.error());
  return streamed("application/x-ndjson", [&context, coming = *std::move(coming),
                                           stop = request.stopping](StreamSink& sink) {
    const auto say = [&sink](const Json& line) { sink.write(line.dump() + "\n"); };
    auto changed = context.redefinition.put_in_force(
        coming, std::string(registry::kOperator),
        [&](const feed::Generations::Built& built) {
          say({{"view", built.view}, {"subjects", built.subjects}});
        },
        stop);
    say(changed ? Json{{"changed", changed_json(*changed)}}
                : Json{{"error", changed.error().detail}});
    return false;
  });
}

}  // namespace

void add_feed_routes(Router& router, const AdminContext& context) {
  router.add("GET", "/admin/feeds",
             [&context](const Request&, const Captures&) { return list_feeds(context); });
  router.add("POST", "/admin/feeds/reload", [&context](const Request& request, const Captures&) {
    return reload(context, request);
  });
}

}  // namespace shixin::web::ops
