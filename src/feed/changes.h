// Changes: a page of what changed after a place, in seq order; a subject stands in it once, as it
// is now. And the whole of a feed, as the same rows without the tombstones.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/database.h"

namespace shixin::feed {

// A page must fit the memory of a small client, and of a server with many of them. A document has
// some kilobytes, and a few have a hundred times as many: so the bytes are bounded, too.
inline constexpr std::size_t kChangesMax = 1000;
inline constexpr std::size_t kPageBytesMax = std::size_t{4} << 20;
// Rows looked at in one go where most may be passed over; in between a server can stop.
inline constexpr std::size_t kScanMax = 1000;

enum class Docs { kLeftOut, kIncluded };

struct ChangesQuery {
  std::uint64_t after = 0;            // a seq, from resolve_since()
  std::size_t limit = kChangesMax;    // 1 to kChangesMax; taken to the nearest of them
  std::size_t bytes = kPageBytesMax;  // the row that reaches them is the last
  Docs docs = Docs::kLeftOut;
};

struct ChangesPage {
  struct Row {
    Token seq;
    std::size_t at;  // in `text`
    std::size_t size;
  };
  std::vector<Row> rows;
  // With commas between them: {"seq","id","changes":[{"rev"}],"deleted"?,"doc"?}
  std::string text;
  Token last_seq;             // from where to go on
  std::uint64_t pending = 0;  // at most so many rows follow; 0 exactly at the feed's head

  std::string_view json(const Row& row) const {
    return std::string_view(text).substr(row.at, row.size);
  }
};

Result<ChangesPage> changes(const Database& database, const ChangesQuery& query);

// The whole answer of _changes: results, last_seq, pending, head, state, when_stale. `at` is when
// the database stood so, here and below.
std::string changes_json(const Database& database, const ChangesPage& page, Instant at);

// The same in pieces, for an answer of many pages: the beginning, the text of each page with commas
// between them, and of the last page the rest, up to the brace that closes it.
inline constexpr std::string_view kChangesBegin = R"({"results":[)";
std::string changes_rest(const Database& database, const ChangesPage& page, Instant at);

// What an event stream says at a head: {"seq","count","digest","head","when_stale"}.
std::string state_event_json(const Database& database, Instant at);

enum class Rows { kLive, kAll };  // without or with the tombstones

// The rows after a seq, in seq order, among the next `rows_max`. `take` returns whether it wants
// more. Whoever is not through goes on from `after`.
struct Scanned {
  std::uint64_t after;
  bool done;
};
using TakeRow = std::function<bool(const LentRow&)>;
Result<Scanned> scan_rows(const Database& database, std::uint64_t after, Rows which,
                          const TakeRow& take, std::size_t rows_max = kScanMax);

// The lines of snapshot.ndjson, without line ends: {"seq","doc"} …, at the end
// {"state","last_seq","head","when_stale"}. After an early end the reader goes on with _changes
// from the last row it has.
void append_snapshot_line(std::string& out, const Database& database, const LentRow& row);
std::string snapshot_last_line(const Database& database, Instant at);

}  // namespace shixin::feed
