// Changes: a page of what changed after a place, in seq order; a subject stands in it once, as it
// is now. And the whole of a feed, as the same rows without the tombstones.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "feed/database.h"

namespace shixin::feed {

// A page of documents of some kilobytes each must fit a client's memory: about two megabytes.
inline constexpr std::size_t kChangesMax = 1000;

enum class Docs { kLeftOut, kIncluded };

struct ChangesQuery {
  std::uint64_t after = 0;          // a seq, from resolve_since()
  std::size_t limit = kChangesMax;  // 1 to kChangesMax; taken to the nearest of them
  Docs docs = Docs::kLeftOut;
};

struct ChangesPage {
  struct Row {
    Token seq;
    std::string json;  // {"seq","id","changes":[{"rev"}],"deleted"?,"doc"?}
  };
  std::vector<Row> rows;
  Token last_seq;             // from where to go on
  std::uint64_t pending = 0;  // at most so many rows follow; 0 exactly at the feed's head
};

Result<ChangesPage> changes(const Database& database, const ChangesQuery& query);

// The whole answer of _changes: results, last_seq, pending, head, state, when_stale.
std::string changes_json(const Database& database, const ChangesPage& page, Instant now);

// Live documents after a seq, in seq order. `take` returns whether it wants more; after an early
// end the reader goes on with _changes from the last row it has.
using TakeRow = std::function<bool(const ViewRow&)>;
Result<void> live_rows(const Database& database, std::uint64_t after, const TakeRow& take);

// The lines of snapshot.ndjson, without line ends: {"seq","doc"} …, at the end
// {"state","last_seq"}.
std::string snapshot_line(const Database& database, const ViewRow& row);
std::string snapshot_last_line(const Database& database);

}  // namespace shixin::feed
