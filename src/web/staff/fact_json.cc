#include "web/staff/fact_json.h"

#include <algorithm>

#include "base/json.h"
#include "domain/clocks.h"
#include "registry/drafts.h"
#include "registry/query.h"
#include "web/staff/subject_json.h"

namespace shixin::web::staff {
namespace {

using base::Json;
using registry::FactRecord;
using registry::Proposed;

// Knows the numbers of whom the fact names.
Result<domain::Redaction> redaction_of(const store::Reader& reader, const domain::Fact& fact) {
  if (!fact.subject) return domain::Redaction{};
  if (!fact.subject->id) return domain::Redaction::of(*fact.subject);
  auto subject = registry::load_subject(reader, *fact.subject->id);
  if (!subject) return std::move(subject).error();
  return domain::Redaction::of(*subject);
}

// As it was told, in the contract's shape.
Result<Json> told_json(const store::Reader& reader, const domain::Fact& whole) {
  auto redacted = redacted_fact(reader, whole);
  if (!redacted) return std::move(redacted).error();
  const domain::Fact& fact = *redacted;
  Json out = base::write_json(fact);
  const auto mask = [&](const char* member, const std::optional<domain::SubjectRef>& ref) {
    if (ref) out[member]["documents"] = documents_json(ref->documents, Numbers::kMasked);
  };
  mask("subject", fact.subject);
  mask("successor", fact.successor);
  return out;
}

Json maybe_text(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Result<Json> proposal_json(const store::Reader& reader, const Proposed& proposed, bool open) {
  Json out{{"remedy", base::word(proposed.remedy)},
           {"label", domain::label(proposed.remedy)},
           {"legal", proposed.legal},
           {"subject_id", proposed.subject.empty() ? Json(nullptr) : Json(proposed.subject.text())},
           {"open", open},
           {"refusal", maybe_text(proposed.refusal)},
           {"decision", nullptr}};
  if (!proposed.draft) return out;
  auto draft = registry::load_draft(reader, *proposed.draft);
  if (!draft) return std::move(draft).error();
  out["decision"] = draft_line_json(*draft);
  return out;
}

Result<Json> proposals_json(const store::Reader& reader, const FactRecord& record) {
  auto open = registry::open_proposals(reader, record);
  if (!open) return std::move(open).error();
  Json out = Json::array();
  for (const Proposed& proposed : record.proposals) {
    const bool left = std::ranges::any_of(*open, [&](const Proposed& other) {
      return other.subject == proposed.subject && other.remedy == proposed.remedy;
    });
    auto one = proposal_json(reader, proposed, left);
    if (!one) return one;
    out.push_back(*std::move(one));
  }
  return out;
}

Json clock_json(const FactRecord& record, const domain::Calendar& calendar) {
  if (!record.clock) return nullptr;
  return {{"due", record.clock->due.text()},
          {"provisional", domain::due(record.fact, calendar).provisional},
          {"rule", domain::label(domain::clock_of(record.fact.kind))},
          {"owner", record.clock->staff}};
}

std::string_view state_of(const FactRecord& record) {
  if (record.closed) return "closed";
  return record.clock ? "open" : "done";
}

}  // namespace

Result<domain::Fact> redacted_fact(const store::Reader& reader, const domain::Fact& fact) {
  auto redaction = redaction_of(reader, fact);
  if (!redaction) return std::move(redaction).error();
  return redaction->in(fact);
}

Json fact_line_json(const FactRecord& record) {
  const domain::Fact& fact = record.fact;
  return {{"id", record.id.text()},
          {"kind", base::word(fact.kind)},
          {"label", domain::label(fact.kind)},
          {"occurred_on", fact.occurred_on.text()},
          {"received_on", fact.received_on.text()},
          {"gap_days", (fact.received_on.days() - fact.occurred_on.days()).count()}};
}

Json draft_line_json(const registry::Draft& draft) {
  return {{"id", draft.id().text()},
          {"kind", std::string(draft.decision.kind())},
          {"state", base::word(draft.state)},
          {"owner", draft.owner}};
}

Result<Json> fact_json(const store::Reader& reader, const FactRecord& record,
                       const domain::Calendar& calendar) {
  auto proposals = proposals_json(reader, record);
  if (!proposals) return proposals;
  auto told = told_json(reader, record.fact);
  if (!told) return told;
  Json out = fact_line_json(record);
  out["fact"] = *std::move(told);
  out["recorded_at"] = base::rfc3339(record.at);
  out["recorded_by"] = record.by;
  out["subject_ids"] = base::write_json(record.about);
  out["state"] = state_of(record);
  out["clock"] = clock_json(record, calendar);
  out["closed"] = base::write_json(domain::Redaction{}.in(record.closed));
  out["proposals"] = *std::move(proposals);
  return out;
}

}  // namespace shixin::web::staff
