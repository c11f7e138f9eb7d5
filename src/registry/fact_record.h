// FactRecord: a fact as the register keeps it — who told it, whom it concerns, what it proposes,
// and the clock that runs until all of that is done. What may be done with it is in facts.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "domain/proposals.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::registry {

struct Proposed {
  domain::SubjectId subject;  // empty: somebody the register does not know
  domain::Remedy remedy = domain::Remedy::kDelete;
  std::string legal;
  std::optional<domain::DecisionId> draft;  // none: a person writes it
  std::string refusal;  // why there is no draft, where a rule refused what would have been drafted

  static constexpr auto fields() {
    return std::tuple{base::field(1, "subject", &Proposed::subject),
                      base::field(2, "remedy", &Proposed::remedy),
                      base::field(3, "legal", &Proposed::legal),
                      base::optional_field(4, "draft", &Proposed::draft),
                      base::optional_field(5, "refusal", &Proposed::refusal)};
  }
};

// A person said that nothing is left to do.
struct Closing {
  Instant at;
  std::string by;
  std::string remark;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "at", &Closing::at), base::field(2, "by", &Closing::by),
                      base::field(3, "remark", &Closing::remark)};
  }
};

// The fact's row in `deadlines`, as it stands there.
struct RunningClock {
  Day due;
  std::string staff;  // whose work it is

  static constexpr auto fields() {
    return std::tuple{base::field(1, "due", &RunningClock::due),
                      base::field(2, "staff", &RunningClock::staff)};
  }
  friend bool operator==(const RunningClock&, const RunningClock&) = default;
};

struct FactRecord {
  domain::FactId id;
  Instant at;
  std::string by;
  domain::Fact fact;  // a subject whom the register knows is named by his id
  std::vector<domain::SubjectId> about;
  std::vector<Proposed> proposals;  // of one subject in the order in which they are decided
  std::optional<Closing> closed;
  std::optional<RunningClock> clock;  // none: nothing is left to do
  std::string handler;                // whose work it is where no open draft says

  static constexpr auto fields() {
    return std::tuple{base::field(1, "id", &FactRecord::id),
                      base::field(2, "at", &FactRecord::at),
                      base::field(3, "by", &FactRecord::by),
                      base::field(4, "fact", &FactRecord::fact),
                      base::field(5, "about", &FactRecord::about),
                      base::field(6, "proposals", &FactRecord::proposals),
                      base::optional_field(7, "closed", &FactRecord::closed),
                      base::optional_field(8, "clock", &FactRecord::clock),
                      base::field(9, "handler", &FactRecord::handler)};
  }
};

// Its rows in facts_by_case and facts_by_subject; a death may be of no case.
std::optional<std::string> case_key(const FactRecord& record);
std::vector<std::string> subject_keys(const FactRecord& record);

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::FactRecord> {
  static constexpr Table kTable = Table::kFacts;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::FactRecord& r) { return std::string(r.id.raw()); }
};
