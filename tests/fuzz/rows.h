// What holds of a list's rows in every format: they come in order, and what can not be read says
// why. A decision that is read comes back from the store.
#pragma once

#include <optional>
#include <sstream>
#include <string>

#include "base/codec.h"
#include "fuzz/expect.h"
#include "intake/format.h"

namespace shixin::fuzz {

// Whether the whole list could be split into rows.
inline bool each_row(const std::string& list, intake::Format format, const auto& take) {
  std::istringstream file(list);
  std::uint64_t last = 0;
  const auto done = intake::split(file, format, [&](const intake::RawRow& row) {
    expect(row.line > last, "rows come in order");
    last = row.line;
    take(row);
    return true;
  });
  expect(done || !done.error().detail.empty(), "a refusal says why");
  return done.has_value();
}

inline std::optional<domain::Decision> decision_of(const intake::RawRow& row,
                                                   intake::Format format) {
  base::SeededRandom random(1);
  const auto decision = intake::read_row(format, row.text, random);
  if (!decision) {
    expect(!decision.error().detail.empty(), "a refusal says why");
    return std::nullopt;
  }
  const std::string bytes = base::encode(*decision);
  const auto stored = base::decode<domain::Decision>(bytes);
  expect(stored && base::encode(*stored) == bytes, "it comes back from the store");
  return *decision;
}

}  // namespace shixin::fuzz
