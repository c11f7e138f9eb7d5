// Draft: a decision before it binds, and what became of it: the record and its place in the work
// lists. What may be done with it is in drafts.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "registry/decision_record.h"

namespace shixin::registry {

using BatchId = base::Id<struct BatchKindOfId>;  // of an import

// Numbers are on disk, in keys too.
enum class DraftState : std::uint8_t {
  kDraft = 1,
  kSubmitted = 2,
  kReturned = 3,
  kRejected = 4,
  kWithdrawn = 5,
  kDecided = 6,
};
constexpr auto enum_words(DraftState) {
  using enum DraftState;
  return std::array<base::EnumWord<DraftState>, 6>{{{kDraft, "draft"},
                                                    {kSubmitted, "submitted"},
                                                    {kReturned, "returned"},
                                                    {kRejected, "rejected"},
                                                    {kWithdrawn, "withdrawn"},
                                                    {kDecided, "decided"}}};
}

// What a Chinese screen says.
std::string_view label(DraftState state);

// One thing done with a draft.
struct DraftEvent {
  Instant at;
  std::string who;
  std::string what;  // draft, revise, submit, return, withdraw, reassign, reject, approve
  std::string remark;

  static constexpr auto fields() {
    return std::tuple{
        base::field(1, "at", &DraftEvent::at), base::field(2, "who", &DraftEvent::who),
        base::field(3, "what", &DraftEvent::what), base::field(4, "remark", &DraftEvent::remark)};
  }
};

struct Draft {
  domain::Decision decision;  // its id is the draft's
  DraftState state = DraftState::kDraft;
  Instant moved;                       // into this state
  std::string owner;                   // whose work it is until it is submitted
  Signers signers;                     // approved_by is empty until it is decided
  std::vector<DraftEvent> history;     // from the first, never empty
  std::uint64_t subject_version = 0;   // as it stood when submitted; 0: unknown to the register
  std::uint64_t seq = 0;               // of the decision that it became
  std::optional<BatchId> batch;        // the import it came with
  std::vector<std::string> warnings;   // what is still to come before it can be submitted
  std::optional<domain::FactId> fact;  // that proposed it

  const domain::DecisionId& id() const { return decision.ids.decision; }
  bool open() const {
    return state == DraftState::kDraft || state == DraftState::kSubmitted ||
           state == DraftState::kReturned;
  }
  // Which wording it is: 1, and one more with each revision.
  std::uint64_t version() const;
  // Whether this person drafted, changed or submitted it, and so must not approve it.
  bool made_with(std::string_view name) const;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "decision", &Draft::decision),
                      base::field(2, "state", &Draft::state),
                      base::field(3, "moved", &Draft::moved),
                      base::field(4, "owner", &Draft::owner),
                      base::field(5, "signers", &Draft::signers),
                      base::field(6, "history", &Draft::history),
                      base::field(7, "subject_version", &Draft::subject_version),
                      base::field(8, "seq", &Draft::seq),
                      base::optional_field(9, "batch", &Draft::batch),
                      base::field(10, "warnings", &Draft::warnings),
                      base::optional_field(11, "fact", &Draft::fact)};
  }
};

// Its row in drafts_by_state.
std::string work_list_key(const Draft& draft);
// The rows of one state, oldest first.
std::string work_list_prefix(DraftState state);
// The draft that a row of drafts_by_state names.
Result<domain::DecisionId> read_work_list_key(std::string_view key);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::Draft> {
  static constexpr Table kTable = Table::kDrafts;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::Draft& draft) { return std::string(draft.id().raw()); }
};
