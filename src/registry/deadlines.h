// Deadlines: by when something must be done, one row each in the order of the days, and the same by
// whose work it is. The rows are derived — from facts with something left to do, from drafts that
// an applicant waits for, from what ends by its own day on a subject — written with what they
// follow and recomputed by fsck.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/clocks.h"
#include "registry/committer.h"
#include "registry/draft.h"
#include "registry/fact_record.h"
#include "store/overlay.h"
#include "store/turns.h"

namespace shixin::registry {

// Numbers are on disk.
enum class DeadlineOf : std::uint8_t {
  kFact = 1,
  kDraft = 2,  // the applicant is owed an answer
  kExit = 3,   // of a subject: an exit order lapses
  kTerm = 4,   // of a subject: a term ends, by time itself
};

struct Deadline {
  Day due;
  DeadlineOf of = DeadlineOf::kFact;
  std::string owner;  // raw id of the fact, draft or subject
  std::string staff;  // whose work it is; empty: nobody's

  friend auto operator<=>(const Deadline&, const Deadline&) = default;
};

std::optional<Deadline> deadline_of(const FactRecord& record);
std::optional<Deadline> deadline_of(const Draft& draft, const domain::Calendar& calendar);
// Whose order it was answers for its renewal.
Result<std::vector<Deadline>> deadlines_of(const store::Reader& reader,
                                           const domain::Subject& subject);

// Their rows; by_owner_key is nullopt where it is nobody's work.
std::string deadline_key(const Deadline& deadline);
std::optional<std::string> by_owner_key(const Deadline& deadline);

// Replaces the rows of what was by the rows of what is.
void move_deadlines(store::Overlay& tables, const std::vector<Deadline>& were,
                    const std::vector<Deadline>& are);

// Days, both inclusive; none is open on that side.
struct DueBetween {
  std::optional<Day> from;
  std::optional<Day> to;
};
// The earliest first, at most `most`; of one person's work, or of everybody's (then `staff` is not
// told).
Result<std::vector<Deadline>> deadlines_between(const store::Reader& reader,
                                                const std::optional<std::string>& staff,
                                                const DueBetween& days, std::size_t most);

// Where the calendar, which is the committer's, is another than the one they were counted by:
// counts all open clocks anew. Before anybody else is served.
Result<void> count_anew(const store::Engine& engine, Committer& committer,
                        const domain::Calendar& calendar);

// The migration to schema 3: the rows of a store that had none. Working days are left to
// count_anew(), which finds that no calendar was counted by.
store::Turn derive_deadlines();

}  // namespace shixin::registry
