// Drafts: the way of a decision from the first hand to the second (law.md §10, "Who acts"):
//
//   draft → submitted → decided     submitted → returned → submitted     submitted → rejected
//   draft, submitted, returned → withdrawn
//
// Each function is a step's work inside the committer and leaves its trace in the audit. Errors:
// kNotFound no such draft, kForbidden not this person (the sentence says who may), kConflict not in
// this state, kUnavailable while nothing is decided (Transaction::check_decides), and what deciding
// itself refuses.
#pragma once

#include "registry/draft.h"
#include "registry/roles.h"
#include "registry/transaction.h"

namespace shixin::registry {

// Whether the fault is that a paper, its handler or the evidence is still to come: what a draft may
// go without, and a decision not (domain/decision.h).
bool is_still_to_come(const Fault& fault);

struct NewDraft {
  domain::Decision decision;
  std::optional<BatchId> batch = {};
  std::optional<domain::FactId> fact = {};
  // What of its bundle is decided before it. It is judged as if that had been signed.
  std::vector<domain::Decision> ahead = {};
};

// What the law refuses now is refused here already, not only at the approval. Papers, handler and
// evidence may still be to come: the draft is saved with a warning of each, and not submitted
// before they have.
Result<Draft> create_draft(Transaction& tx, const Officer& by, NewDraft draft);

// Replaces what a draft says, by who may draft; its ids, its kind and whom it means stay, else
// kRefused: it would be another decision. From draft or returned.
Result<Draft> revise_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                           domain::Decision decision);

// The judge answers for it from here on. From draft or returned.
Result<Draft> submit_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id);

// By who may approve it, with what is to be bettered.
Result<Draft> return_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                           std::string remark);

// By its owner, its drafter or who submitted it.
Result<Draft> withdraw_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                             std::string remark = {});

// By who may approve it; final.
Result<Draft> reject_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                           std::string remark);

// Makes an open draft another's work: by its owner or a judge; `to` must be able to draft.
Result<Draft> reassign_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                             const Officer& to);

// What the officer looked at before approving.
struct Seen {
  std::uint64_t subject_version = 0;
  std::uint64_t draft_version = 1;
};

// Decides. kConflict `stale_version`: the subject or the draft's wording is another than was seen.
Result<Draft> approve_draft(Transaction& tx, const Officer& by, const domain::DecisionId& id,
                            const Seen& seen);

// All open drafts and facts of one owner become another's: what a disabled account leaves.
// kConflict: there are some, and the successor is nobody who may draft.
Result<void> hand_over(Transaction& tx, const Officer& by, const std::string& from,
                       const std::string& successor);

// kNotFound when there is none.
Result<Draft> load_draft(const store::Reader& reader, const domain::DecisionId& id);

// A work list: oldest first, at most `most`.
Result<std::vector<Draft>> drafts_by_state(const store::Reader& reader, DraftState state,
                                           std::size_t most);

}  // namespace shixin::registry
