#include "web/staff/subject_json.h"

#include "base/json.h"
#include "domain/restrictions.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using base::write_json;
using domain::Subject;

Json end_json(const std::optional<domain::End>& end) {
  if (!end) return nullptr;
  return {{"by", end->by.empty() ? Json(nullptr) : Json(end->by.text())},  // null: time itself
          {"on", end->on.text()},
          {"cause", base::word(end->cause)},
          {"legal", end->legal}};
}

void add_standing(Json& out, const domain::Standing& standing) {
  out["made_by"] = standing.made_by.text();
  out["made_on"] = standing.made_on.text();
  out["ended"] = end_json(standing.ended);
  out["revoked"] = end_json(standing.revoked);
}

// The members of something ordered, its standing in the short form of a screen.
template <class T>
Json with_standing(const T& ordered) {
  Json out = write_json(ordered);
  out.erase("standing");
  add_standing(out, ordered.standing);
  return out;
}

Json day_json(const std::optional<Day>& day) { return write_json(day); }

Json listing_json(const domain::Listing& listing) {
  Json out = with_standing(listing);
  out["published_on"] = day_json(listing.published_on());
  return out;
}

Json order_json(const domain::Order& order) {
  Json out = with_standing(order);
  out["binds_from"] = day_json(order.binds_from());
  return out;
}

Json exemption_json(const domain::Exemption& exemption) { return with_standing(exemption); }

Json correction_json(const domain::Correction& correction) {
  Json out = with_standing(correction);
  out.erase("services_before");
  return out;
}

Json each(const auto& items, auto render, auto wanted) {
  Json out = Json::array();
  for (const auto& item : items) {
    if (wanted(item)) out.push_back(render(item));
  }
  return out;
}

Json each(const auto& items, auto render) {
  return each(items, render, [](const auto&) { return true; });
}

std::vector<domain::Role> all_roles() {
  std::vector<domain::Role> out;
  for (const auto& [role, _] : enum_words(domain::Role{})) out.push_back(role);
  return out;
}

// An order that makes a restriction, in short; the whole of it stands under `orders`.
Json reason_json(const domain::Order* order) {
  return {{"entry", order->entry.text()},
          {"case_no", order->case_no.text()},
          {"role", base::word(order->role)},
          {"role_of", order->role_of},
          {"since", day_json(order->binds_from())},
          {"until", day_json(order->until)},
          {"decision", order->standing.made_by.text()}};
}

Json restrictions_json(const Subject& subject, Day today) {
  Json out = Json::array();
  for (const auto& restriction : domain::restrictions(subject, all_roles(), today)) {
    const auto kind = restriction.measure == domain::Measure::kExit
                          ? domain::OrderKind::kExit
                          : domain::OrderKind::kConsumption;
    const auto window = [](const domain::Lifted& lifted) {
      return Json{{"from", lifted.from.text()}, {"to", lifted.to.text()}};
    };
    out.push_back({{"measure", base::word(restriction.measure)},
                   {"label", domain::label(restriction.measure)},
                   {"since", restriction.since.text()},
                   {"until", day_json(restriction.until)},
                   {"lifted", each(restriction.lifted, window)},
                   {"because", each(domain::binding_orders(subject, kind, today), reason_json)}});
  }
  return out;
}

Json document_json(const domain::Document& document, Numbers numbers) {
  return {{"type", base::word(document.type)},
          {"number", numbers == Numbers::kFull ? document.number.reveal() : document.masked()}};
}

Json who_json(const Subject& subject, Numbers numbers) {
  return {{"id", subject.id.text()},
          {"kind", base::word(subject.kind)},
          {"names", subject.current_names()},
          {"former_names", subject.former_names()},
          {"documents", documents_json(subject.current_documents(), numbers)}};
}

}  // namespace

Json documents_json(const std::vector<domain::Document>& documents, Numbers numbers) {
  return each(documents, [&](const auto& document) { return document_json(document, numbers); });
}

Json standing_json(const Subject& whole, Day today) {
  const Subject subject = shown(whole, domain::Redaction::of(whole), Numbers::kMasked);
  return {{"restrictions", restrictions_json(subject, today)},
          {"listings", each(subject.listings, listing_json, [](const domain::Listing& listing) {
             return listing.standing.live();
           })}};
}

Json summary_json(const Subject& subject, Day today) {
  Json out = who_json(subject, Numbers::kMasked);
  out.update(standing_json(subject, today));
  return out;
}

Json subject_json(const Subject& whole, Day today, Numbers numbers) {
  const Subject subject = shown(whole, domain::Redaction::of(whole), numbers);
  Json out = who_json(subject, numbers);
  out["subject_version"] = subject.version;
  out["sex"] = write_json(subject.sex);
  out["employer"] = subject.employer;
  out["former_documents"] = Json::array();
  for (const auto& [document, standing] : subject.documents) {
    if (standing.live() || standing.revoked) continue;
    out["former_documents"].push_back(document_json(document, numbers));
  }
  out["restrictions"] = restrictions_json(subject, today);
  out["cases"] = write_json(subject.cases);
  out["listings"] = each(subject.listings, listing_json);
  out["orders"] = each(subject.orders, order_json);
  out["exemptions"] = each(subject.exemptions, exemption_json);
  out["corrections"] = each(subject.corrections, correction_json);
  return out;
}

Json of_case_json(const Subject& whole, const domain::CaseNumber& no, Day today) {
  const Subject subject = shown(whole, domain::Redaction::of(whole), Numbers::kMasked);
  const auto of_it = [&](const auto& ordered) { return ordered.case_no == no; };
  const domain::CaseFacts* const facts = subject.case_of(no);
  Json out = who_json(subject, Numbers::kMasked);
  out["case"] = facts == nullptr ? Json(nullptr) : write_json(*facts);
  out["restrictions"] = restrictions_json(subject, today);
  out["listings"] = each(subject.listings, listing_json, of_it);
  out["orders"] = each(subject.orders, order_json, of_it);
  out["exemptions"] = each(subject.exemptions, exemption_json, of_it);
  return out;
}

}  // namespace shixin::web::staff
