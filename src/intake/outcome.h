// Outcome: what became of the rows that were brought, and of those that were confirmed.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "intake/format.h"

namespace shixin::intake {

enum class Outcome : std::uint8_t { kAccepted = 1, kAlreadyThere = 2, kRefused = 3 };
constexpr auto enum_words(Outcome) {
  return std::array{base::EnumWord<Outcome>{Outcome::kAccepted, "accepted"},
                    base::EnumWord<Outcome>{Outcome::kAlreadyThere, "already_there"},
                    base::EnumWord<Outcome>{Outcome::kRefused, "refused"}};
}

struct RowOutcome {
  std::uint64_t line = 0;
  Outcome outcome = Outcome::kRefused;
  std::vector<Fault> reasons = {};  // of a refusal
};

// A row that was refused at its confirmation, as it came, for whoever has to look at it again.
struct Rejected {
  std::uint64_t line = 0;
  std::string came;
  std::vector<Fault> reasons;
};

// How far a confirmation has come.
struct Confirmed {
  std::uint64_t decided = 0;             // by this call
  std::vector<Rejected> refused;         // by this call
  std::vector<std::string> titles = {};  // the header row, when the batch came as a table
  bool complete = false;
};

// Every reason of a refusal, each where the row itself has it.
std::vector<Fault> reasons_of(Format format, const Error& why);

// A failure of ours, which is not the row's fault and stops the import.
bool is_ours(const Error& why);

}  // namespace shixin::intake
