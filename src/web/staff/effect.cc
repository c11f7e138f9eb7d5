#include "web/staff/effect.h"

#include "base/json.h"
#include "feed/projection.h"
#include "registry/transaction.h"
#include "web/answer.h"
#include "web/staff/subject_json.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using domain::Subject;

// The feeds whose document of the subject reads differently afterwards.
Json changed_feeds(const feed::Catalogue& catalogue, const std::optional<Subject>& before,
                   const Subject& after) {
  const base::Key any_key;  // ids of entries are compared, never shown
  const auto shown = [&](const feed::ViewDefinition& view, const Subject& subject) {
    return feed::project(view, any_key, subject);
  };
  Json out = Json::array();
  for (const auto& feed : catalogue.feeds()) {
    const auto& view = *catalogue.view(feed.view);
    if ((before ? shown(view, *before) : std::nullopt) == shown(view, after)) continue;
    out.push_back({{"name", feed.name}, {"title", feed.title}});
  }
  return out;
}

Json refusals_json(const Error& error) {
  Json out = Json::array();
  for (const Fault& fault : error.faults) {
    Json one{{"pointer", fault.pointer}, {"detail", fault.detail}};
    if (!fault.legal.empty()) one["legal"] = fault.legal;
    out.push_back(std::move(one));
  }
  if (out.empty()) out.push_back({{"pointer", ""}, {"detail", error.detail}});
  return out;
}

// Whether the decision is at fault, and not we.
bool is_refusal(const Error& error) { return http_status(error.code) < 500; }

}  // namespace

Result<Json> effect_json(const StaffContext& context, const store::Reader& reader,
                         const domain::Decision& decision) {
  const Instant now = context.clock.now();
  store::Overlay unwritten(reader);
  const registry::Transaction tx(unwritten, context.parts, now);
  Json out{{"allowed", false},          {"subject_id", nullptr}, {"subject_version", 0},
           {"refusals", Json::array()}, {"before", nullptr},     {"after", nullptr},
           {"feeds", Json::array()}};
  const auto refused = [&](const Error& error) -> Result<Json> {
    if (!is_refusal(error)) return error;
    out["refusals"] = refusals_json(error);
    return out;
  };

  auto before = tx.find(decision.subject);
  if (!before) return refused(before.error());
  if (*before) {
    out["subject_id"] = (*before)->id.text();
    out["subject_version"] = (*before)->version;
    out["before"] = standing_json(**before, tx.today());
  }
  auto after = tx.preview(*before, decision);
  if (!after) return refused(after.error());
  out["allowed"] = true;
  out["after"] = standing_json(*after, tx.today());
  out["feeds"] = changed_feeds(*context.catalogues.in_force(), *before, *after);
  return out;
}

}  // namespace shixin::web::staff
