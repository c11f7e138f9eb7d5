#include "feed/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/encoding.h"

namespace shixin::feed {
namespace {

constexpr std::size_t kRowBytes = 768;  // most have no more

// The rows of the generation in force that stand after `after`.
std::unique_ptr<store::Cursor> rows_after(const Database& database, std::uint64_t after) {
  const ViewMeta& meta = database.meta();
  store::Range range = store::prefix_range(generation_prefix(meta.view, meta.generation));
  range.from = after == std::numeric_limits<std::uint64_t>::max()
                   ? range.until
                   : store::Stored<ViewRow>::key(meta.view, meta.generation, after + 1);
  return database.reader().scan(store::Table::kViewRows, std::move(range));
}

void append_change(std::string& out, const Token& seq, const LentRow& row, Docs docs) {
  out += R"({"seq":")";
  seq.append_to(out);
  out += R"(","id":")";
  base::hex_append(out, base::as_bytes(row.id.raw()));
  out += R"(","changes":[{"rev":")";
  row.rev.append_to(out);
  out += R"("}])";
  if (row.deleted) out += R"(,"deleted":true)";
  if (docs == Docs::kIncluded) {
    out += R"(,"doc":)";
    append_document(out, row);
  }
  out += '}';
}

// How long what is said holds, and what it means once it is older: members of an object.
std::string freshness(const Database& database, Instant at) {
  return fmt::format(R"("head":{},"when_stale":"{}")", database.head_json(at),
                     base::word(database.feed().when_stale));
}

}  // namespace

Result<ChangesPage> changes(const Database& database, const ChangesQuery& query) {
  ChangesPage page;
  const std::size_t limit = std::clamp(query.limit, std::size_t{1}, kChangesMax);
  const Token head = database.head();
  if (query.after >= head.seq) {  // as most who ask: nothing is to be looked for
    page.last_seq = head;
    return page;
  }
  page.text.reserve(std::min<std::size_t>(limit, head.seq - query.after) * kRowBytes);
  const auto rows = rows_after(database, query.after);
  for (; rows->valid() && page.rows.size() < limit && page.text.size() < query.bytes;
       rows->next()) {
    auto row = store::from_value<LentRow>(rows->key(), rows->value());
    if (!row) return std::move(row).error();
    const Token seq = database.token(row->seq);
    if (!page.rows.empty()) page.text += ',';
    const std::size_t at = page.text.size();
    append_change(page.text, seq, *row, query.docs);
    page.rows.push_back({seq, at, page.text.size() - at});
  }
  if (!rows->valid()) {
    if (auto done = rows->status(); !done) return std::move(done).error();
    page.last_seq = head;
    return page;
  }
  page.last_seq = page.rows.back().seq;
  page.pending = std::min(head.seq - page.last_seq.seq, database.rows());
  return page;
}

std::string changes_json(const Database& database, const ChangesPage& page, Instant at) {
  const std::string rest = changes_rest(database, page, at);
  std::string out;
  out.reserve(kChangesBegin.size() + page.text.size() + rest.size() + 1);
  return out.append(kChangesBegin).append(page.text).append(rest).append("}");
}

std::string changes_rest(const Database& database, const ChangesPage& page, Instant at) {
  return fmt::format(R"(],"last_seq":"{}","pending":{},"state":{},{})", page.last_seq.text(),
                     page.pending, database.state_json(), freshness(database, at));
}

std::string state_event_json(const Database& database, Instant at) {
  std::string out = database.state_json();
  out.pop_back();
  return out + ',' + freshness(database, at) + '}';
}

Result<Scanned> scan_rows(const Database& database, std::uint64_t after, Rows which,
                          const TakeRow& take, std::size_t rows_max) {
  const auto rows = rows_after(database, after);
  for (std::size_t seen = 0; rows->valid(); rows->next(), ++seen) {
    if (seen == rows_max) return Scanned{after, false};
    auto row = store::from_value<LentRow>(rows->key(), rows->value());
    if (!row) return std::move(row).error();
    after = row->seq;
    const bool wanted = which == Rows::kAll || !row->deleted;
    if (wanted && !take(*row)) return Scanned{after, false};
  }
  if (auto done = rows->status(); !done) return std::move(done).error();
  return Scanned{after, true};
}

void append_snapshot_line(std::string& out, const Database& database, const LentRow& row) {
  out += R"({"seq":")";
  database.token(row.seq).append_to(out);
  out += R"(","doc":)";
  append_document(out, row);
  out += '}';
}

std::string snapshot_last_line(const Database& database, Instant at) {
  return fmt::format(R"({{"state":{},"last_seq":"{}",{}}})", database.state_json(),
                     database.head().text(), freshness(database, at));
}

}  // namespace shixin::feed
