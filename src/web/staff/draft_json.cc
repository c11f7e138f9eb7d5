#include "web/staff/draft_json.h"

#include "base/json.h"
#include "domain/decision_json.h"
#include "registry/drafts.h"
#include "registry/query.h"

namespace shixin::web::staff {

using base::Json;

Json decision_json(const domain::Decision& whole, Numbers numbers) {
  const domain::Decision decision = shown(whole, domain::Redaction::of(whole.subject), numbers);
  Json out = domain::write_decision(decision);
  out.erase("id");
  out["subject"]["documents"] = documents_json(decision.subject.documents, numbers);
  if (const auto* identify = std::get_if<domain::IdentifyAct>(&decision.act)) {
    out["add_documents"] = documents_json(identify->add_documents, numbers);
    out["retire_documents"] = documents_json(identify->retire_documents, numbers);
  }
  return out;
}

Json draft_json(const registry::Draft& draft, const std::optional<domain::SubjectId>& subject,
                Numbers numbers) {
  const auto redaction = domain::Redaction::of(draft.decision.subject);
  return {{"id", draft.id().text()},
          {"kind", std::string(draft.decision.kind())},
          {"state", base::word(draft.state)},
          {"version", draft.version()},
          {"owner", draft.owner},
          {"created_at", base::rfc3339(draft.history.front().at)},
          {"moved_at", base::rfc3339(draft.moved)},
          {"subject_id", base::write_json(subject)},
          {"subject_version", draft.subject_version},
          {"migrated", draft.decision.migrated},
          {"decision", decision_json(draft.decision, numbers)},
          {"history", base::write_json(shown(draft.history, redaction, numbers))},
          {"warnings", draft.warnings},
          {"fact", base::write_json(draft.fact)}};
}

registry::Draft as_draft(const registry::DecisionRecord& record) {
  registry::Draft draft;
  draft.decision = record.decision;
  draft.state = registry::DraftState::kDecided;
  draft.moved = record.at;
  draft.owner = record.signers.drafted_by;
  draft.signers = record.signers;
  draft.history.push_back({record.at, record.signers.approved_by, "approve", ""});
  draft.subject_version = record.subject_version - 1;
  draft.seq = record.seq;
  return draft;
}

Result<registry::Draft> load_decided_or_not(const store::Reader& reader,
                                            const domain::DecisionId& id) {
  auto draft = registry::load_draft(reader, id);
  if (draft || draft.error().code != ErrorCode::kNotFound) return draft;
  auto record = registry::load_decision(reader, id);
  if (!record) return std::move(record).error();
  return as_draft(*record);
}

}  // namespace shixin::web::staff
