#include "feed/projection.h"

#include "base/encoding.h"
#include "base/json.h"
#include "domain/redact.h"
#include "feed/held.h"

namespace shixin::feed {
namespace {

using base::Json;
using base::write_json;
using domain::Listing;
using domain::Subject;

Json roles(const Held& held) {
  return write_json(held.restriction ? held.restriction->roles
                                     : std::vector{domain::Role::kDebtor});
}

Json restrictions(const Held& held) {
  Json out = Json::object();
  if (!held.restriction) return out;
  Json lifted = Json::array();
  for (const auto& window : held.restriction->lifted) {
    lifted.push_back({{"from", window.from.text()}, {"to", window.to.text()}});
  }
  out[std::string(base::word(held.restriction->measure))] = {
      {"since", write_json(held.restriction->since)},
      {"until", write_json(held.restriction->until)},
      {"lifted", std::move(lifted)}};
  return out;
}

std::string entry_text(const base::Key& key, const domain::EntryId& entry) {
  const base::Digest digest = base::hmac_sha256(key, entry.raw());
  return base::hex_encode(std::span(digest).first(16));
}

Json listing(const Listing& listing, const Subject& subject, const domain::Redaction& redacted,
             const base::Key& entry_key) {
  const domain::CaseFacts unknown;
  const auto* known = subject.case_of(listing.case_no);
  const domain::CaseFacts& facts = known ? *known : unknown;
  return {{"entry", entry_text(entry_key, listing.entry)},
          {"case_no", listing.case_no.text()},
          {"court", facts.court.empty() ? listing.case_no.court() : facts.court},
          {"grounds", write_json(listing.grounds)},
          {"duty", redacted(facts.duty)},
          {"performance", write_json(facts.performance)},
          {"basis", write_json(redacted.in(facts.basis))},
          {"filed_on", write_json(facts.filed_on)},
          {"published_on", write_json(listing.published_on())},
          {"term_ends", write_json(listing.term_ends)}};
}

Json listings(const Held& held, const Subject& subject, const base::Key& entry_key) {
  const auto redacted = domain::Redaction::of(subject);
  Json out = Json::array();
  for (const Listing* each : held.listings) {
    out.push_back(listing(*each, subject, redacted, entry_key));
  }
  return out;
}

Json shown(ViewField field, const Subject& subject, const Held& held, const base::Key& entry_key) {
  switch (field) {
    case ViewField::kNames:
      return write_json(subject.current_names());
    case ViewField::kFormerNames:
      return write_json(subject.former_names());
    case ViewField::kSex:
      return write_json(subject.sex);
    case ViewField::kDocuments:
      return write_json(subject.current_documents());
    case ViewField::kEmployer:
      return subject.employer;
    case ViewField::kRoles:
      return roles(held);
    case ViewField::kRestrictions:
      return restrictions(held);
    case ViewField::kListings:
      return listings(held, subject, entry_key);
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> project(const ViewDefinition& view, const base::Key& entry_key,
                                   const Subject& subject) {
  const auto holding = held(view, subject, subject.time_passed);
  if (!holding) return std::nullopt;
  Json document = {{"kind", write_json(subject.kind)}};
  for (const ViewField field : view.fields) {
    document[std::string(base::word(field))] = shown(field, subject, *holding, entry_key);
  }
  const std::string text = document.dump();
  return text.substr(1, text.size() - 2);
}

}  // namespace shixin::feed
