#include "registry/decision_proof.h"

#include "ledger/opening.h"
#include "ledger/published.h"
#include "registry/decision_record.h"

namespace shixin::registry {

Result<ledger::ProofDocument> prove_decision(const store::Reader& reader,
                                             const domain::DecisionId& id) {
  auto ref = store::load<SeqRef>(reader, id.raw());
  if (!ref) return std::move(ref).error();
  if (!*ref) return Error{ErrorCode::kNotFound, "没有这项已生效的决定"};
  const std::string key = store::KeyWriter{}.u64((*ref)->seq).take();
  auto record = reader.get(store::Table::kDecisions, key);
  if (!record) return std::move(record).error();
  auto leaf = store::load<ledger::Leaf>(reader, key);
  if (!leaf) return std::move(leaf).error();
  if (!*record || !*leaf) {
    return Error{ErrorCode::kCorrupt, "decisions: a seq without its record or its leaf"};
  }
  auto document = ledger::prove(reader, (*ref)->seq);
  if (!document) return document;
  document->extra = ledger::Opening{(*leaf)->key, (*leaf)->audit_head, **std::move(record)}.bytes();
  return document;
}

}  // namespace shixin::registry
