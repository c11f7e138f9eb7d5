// DecisionRecord: a decision that took effect, under its seq; never changed afterwards. And how a
// decision is found by its id.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "domain/decision.h"
#include "store/key.h"
#include "store/record.h"
#include "store/subject_record.h"

namespace shixin::registry {

// Who stands behind a decision. Sign-in names; "system" where time decides.
struct Signers {
  std::string drafted_by;
  std::string submitted_by;
  std::string approved_by;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "drafted_by", &Signers::drafted_by),
                      base::optional_field(2, "submitted_by", &Signers::submitted_by),
                      base::field(3, "approved_by", &Signers::approved_by)};
  }
};

struct DecisionRecord {
  std::uint64_t seq = 0;
  Instant at;
  domain::SubjectId subject;
  std::uint64_t subject_version = 0;  // after it
  domain::Decision decision;
  Signers signers;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "seq", &DecisionRecord::seq),
                      base::field(2, "at", &DecisionRecord::at),
                      base::field(3, "subject", &DecisionRecord::subject),
                      base::field(4, "subject_version", &DecisionRecord::subject_version),
                      base::field(5, "decision", &DecisionRecord::decision),
                      base::field(6, "signers", &DecisionRecord::signers)};
  }
};

// A seq under a decision's id.
struct SeqRef {
  domain::DecisionId decision;
  std::uint64_t seq = 0;

  static constexpr auto fields() {
    return std::tuple{base::field(1, "decision", &SeqRef::decision),
                      base::field(2, "seq", &SeqRef::seq)};
  }
};

}  // namespace shixin::registry

template <>
struct shixin::store::Stored<shixin::registry::DecisionRecord> {
  static constexpr Table kTable = Table::kDecisions;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::DecisionRecord& r) {
    return KeyWriter{}.u64(r.seq).take();
  }
};

template <>
struct shixin::store::Stored<shixin::registry::SeqRef> {
  static constexpr Table kTable = Table::kDecisionIds;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const registry::SeqRef& r) { return std::string(r.decision.raw()); }
};
