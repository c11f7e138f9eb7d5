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

std::vector<ChangedFeed> changed_feeds(const feed::Catalogue& catalogue,
                                       const std::optional<Subject>& before, const Subject& after) {
  const base::Key any_key;  // ids of entries are compared, never shown
  const auto shown = [&](const feed::ViewDefinition& view, const Subject& subject) {
    return feed::project(view, any_key, subject);
  };
  std::vector<ChangedFeed> out;
  for (const auto& feed : catalogue.feeds()) {
    const auto& view = *catalogue.view(feed.view);
    if ((before ? shown(view, *before) : std::nullopt) == shown(view, after)) continue;
    out.push_back({feed.name, feed.title});
  }
  return out;
}

std::vector<Fault> refusals_of(const Error& error) {
  if (error.faults.empty()) return {{"", error.detail}};
  return error.faults;
}

// Whether the decision is at fault, and not we.
bool is_refusal(const Error& error) { return http_status(error.code) < 500; }

}  // namespace

Result<Effect> effect_of(const StaffContext& context, const store::Reader& reader,
                         const domain::Decision& decision) {
  store::Overlay unwritten(reader);
  const registry::Transaction tx(unwritten, context.parts, context.clock.now());
  Effect out;
  out.today = tx.today();
  const auto refused = [&](const Error& error) -> Result<Effect> {
    if (!is_refusal(error)) return error;
    out.refusals = refusals_of(error);
    return out;
  };

  auto before = tx.find(decision.subject);
  if (!before) return refused(before.error());
  auto after = tx.preview(*before, decision);
  out.before = *std::move(before);
  if (!after) return refused(after.error());
  out.after = *std::move(after);
  out.feeds = changed_feeds(*context.catalogues.in_force(), out.before, *out.after);
  return out;
}

Json effect_json(const Effect& effect) {
  const auto standing = [&](const std::optional<Subject>& subject) {
    return subject ? standing_json(*subject, effect.today) : Json(nullptr);
  };
  Json feeds = Json::array();
  for (const auto& [name, title] : effect.feeds)
    feeds.push_back({{"name", name}, {"title", title}});
  Json refusals = Json::array();
  for (const Fault& fault : effect.refusals) {
    Json one{{"pointer", fault.pointer}, {"detail", fault.detail}};
    if (!fault.legal.empty()) one["legal"] = fault.legal;
    refusals.push_back(std::move(one));
  }
  return {{"allowed", effect.after.has_value()},
          {"subject_id", effect.before ? Json(effect.before->id.text()) : Json(nullptr)},
          {"subject_version", effect.subject_version()},
          {"refusals", std::move(refusals)},
          {"before", standing(effect.before)},
          {"after", standing(effect.after)},
          {"feeds", std::move(feeds)}};
}

}  // namespace shixin::web::staff
