// The checks fsck is made of: one class for each part of the register, each over one pass of its
// tables. Private to fsck.
#pragma once

#include <fmt/core.h>

#include <memory>

#include "lookup/check.h"
#include "registry/fsck.h"
#include "store/record.h"

namespace shixin::registry {

// What a check reads, and where it says what it found.
struct Inspection {
  const store::Reader& reader;
  const FsckProgress& progress;
  FsckReport& report;

  template <class... Args>
  void fault(fmt::format_string<Args...> format, Args&&... args) const {
    note(fmt::format(format, std::forward<Args>(args)...));
  }
  void note(std::string line) const;

  // Calls `each` with every readable record of T's table; damaged ones are faults. Returns how many
  // rows the table has.
  template <class T, class Each>
  Result<std::uint64_t> each_record(Each each) const {
    return each_row(store::Stored<T>::kTable,
                    [&](std::string_view key, std::string_view value) -> Result<void> {
                      auto record = store::from_value<T>(key, value);
                      if (record) return each(*record, value);
                      note(record.error().detail);
                      return {};
                    });
  }

  using EachRow = std::function<Result<void>(std::string_view key, std::string_view value)>;
  Result<std::uint64_t> each_row(store::Table table, const EachRow& each) const;

  // The record under `key`; nullopt, and a fault, when it is missing or damaged.
  template <class T>
  Result<std::optional<T>> expect(std::string_view key, std::string_view what) const {
    auto record = store::load<T>(reader, key);
    if (!record && record.error().code != ErrorCode::kCorrupt) return std::move(record).error();
    if (!record) {
      note(record.error().detail);
      return std::optional<T>{};
    }
    if (!*record) note(std::string(what));
    return record;
  }
};

// decisions, decision_ids, ledger_leaves: 1.. without a gap, each found by its id and committed to.
Result<void> check_decisions(const Inspection& in);
// subjects against their last decision, timers and the index.
Result<void> check_subjects(const Inspection& in, const base::Key& index_key);
// audit: numbers, chain, head, and the ledger's copies of it.
Result<void> check_audit(const Inspection& in);
// drafts against their work lists and what they became.
Result<void> check_drafts(const Inspection& in);

}  // namespace shixin::registry
