// The stored records of intake: imports that wait for their second person, and which rows were
// taken before. Written by this module alone, through the registry's committer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "intake/format.h"
#include "registry/draft.h"
#include "store/key.h"
#include "store/record.h"

namespace shixin::intake {

using registry::BatchId;

// A migration of an existing list (law.md §10): counts when a second person confirms it.
struct ImportBatch {
  BatchId id;
  std::string by;  // who brought it
  Format format = Format::kCourtNdjson;
  std::string source;  // the file's name, for people
  Instant opened;
  std::uint64_t accepted = 0;            // rows that wait or were decided
  std::string confirmed_by;              // empty: nobody yet
  std::uint64_t decided_to = 0;          // the last line dealt with since
  std::vector<std::string> titles = {};  // the header row, when it came as a table

  static constexpr auto fields() {
    return std::tuple{base::field(1, "id", &ImportBatch::id),
                      base::field(2, "by", &ImportBatch::by),
                      base::field(3, "format", &ImportBatch::format),
                      base::field(4, "source", &ImportBatch::source),
                      base::field(5, "opened", &ImportBatch::opened),
                      base::field(6, "accepted", &ImportBatch::accepted),
                      base::field(7, "confirmed_by", &ImportBatch::confirmed_by),
                      base::field(8, "decided_to", &ImportBatch::decided_to),
                      base::optional_field(9, "titles", &ImportBatch::titles)};
  }
};

// One row that waits. It is erased when it was decided: the decision's record holds it then.
struct BatchRow {
  BatchId batch;
  std::uint64_t line = 0;
  std::string digest;  // its RowRef
  domain::Decision decision;
  std::string came;  // the row, for the reject file of the confirmation

  static constexpr auto fields() {
    return std::tuple{
        base::field(1, "batch", &BatchRow::batch), base::field(2, "line", &BatchRow::line),
        base::field(3, "digest", &BatchRow::digest),
        base::field(4, "decision", &BatchRow::decision), base::field(5, "came", &BatchRow::came)};
  }
};

// A row that was taken or was there already, by the keyed digest of what it says. Brought again it
// changes nothing, also when what it ordered has ended since; only where the draft that it became
// was withdrawn or rejected, it may be brought again.
struct RowRef {
  std::string digest;  // 32 bytes
  std::optional<domain::DecisionId> draft = {};

  static constexpr auto fields() {
    return std::tuple{base::field(1, "digest", &RowRef::digest),
                      base::optional_field(2, "draft", &RowRef::draft)};
  }
};

}  // namespace shixin::intake

namespace shixin::store {

template <>
struct Stored<intake::ImportBatch> {
  static constexpr Table kTable = Table::kBatches;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const intake::ImportBatch& batch) { return std::string(batch.id.raw()); }
};

template <>
struct Stored<intake::BatchRow> {
  static constexpr Table kTable = Table::kBatchRows;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const intake::BatchRow& row) {
    return KeyWriter{}.raw(row.batch.raw()).u64(row.line).take();
  }
};

template <>
struct Stored<intake::RowRef> {
  static constexpr Table kTable = Table::kImportRows;
  static constexpr std::uint8_t kVersion = 1;
  static std::string key(const intake::RowRef& ref) { return ref.digest; }
};

}  // namespace shixin::store
