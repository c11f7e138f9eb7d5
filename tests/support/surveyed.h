// What a check of the store tells about rows that a test writes by hand.
#pragma once

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "store/survey.h"
#include "support/memory_engine.h"

namespace support {

template <class Record>
shixin::store::Write row(const Record& record) {
  using Stored = shixin::store::Stored<Record>;
  return {Stored::kTable, Stored::key(record), shixin::store::to_value(record)};
}

// The lines of `check(survey)` over a store.
std::set<std::string> told(const shixin::store::Engine& engine, auto check) {
  std::set<std::string> lines;
  const auto snapshot = engine.snapshot();
  const shixin::store::Survey survey(*snapshot,
                                     [&](std::string_view line) { lines.emplace(line); });
  REQUIRE(check(survey));
  return lines;
}

// The same over one which holds `rows` and nothing else.
std::set<std::string> told(const std::vector<shixin::store::Write>& rows, auto check) {
  shixin::tests::MemoryEngine engine;
  REQUIRE(engine.commit({0, rows}));
  return told(engine, check);
}

}  // namespace support
