#include "feed/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace shixin::feed {
namespace {

// The rows of the generation in force that stand after `after`.
std::unique_ptr<store::Cursor> rows_after(const Database& database, std::uint64_t after) {
  const ViewMeta& meta = database.meta();
  store::Range range = store::prefix_range(generation_prefix(meta.view, meta.generation));
  range.from = after == std::numeric_limits<std::uint64_t>::max()
                   ? range.until
                   : store::Stored<ViewRow>::key(meta.view, meta.generation, after + 1);
  return database.reader().scan(store::Table::kViewRows, std::move(range));
}

std::string change_json(const Token& seq, const ViewRow& row, Docs docs) {
  std::string out = fmt::format(R"({{"seq":"{}","id":"{}","changes":[{{"rev":"{}"}}])", seq.text(),
                                row.id.text(), row.rev.text());
  if (row.deleted) out += R"(,"deleted":true)";
  if (docs == Docs::kIncluded) out += R"(,"doc":)" + document_json(row);
  return out + '}';
}

}  // namespace

Result<ChangesPage> changes(const Database& database, const ChangesQuery& query) {
  ChangesPage page;
  const std::size_t limit = std::clamp(query.limit, std::size_t{1}, kChangesMax);
  const auto rows = rows_after(database, query.after);
  for (; rows->valid() && page.rows.size() < limit; rows->next()) {
    auto row = store::from_value<ViewRow>(rows->key(), rows->value());
    if (!row) return std::move(row).error();
    const Token seq = database.token(row->seq);
    page.rows.push_back({seq, change_json(seq, *row, query.docs)});
  }
  const Token head = database.head();
  if (!rows->valid()) {
    if (auto done = rows->status(); !done) return std::move(done).error();
    page.last_seq = head;
    return page;
  }
  page.last_seq = page.rows.back().seq;
  page.pending = std::min(head.seq - page.last_seq.seq, database.rows());
  return page;
}

std::string changes_json(const Database& database, const ChangesPage& page, Instant now) {
  std::string out = R"({"results":[)";
  for (const auto& row : page.rows) {
    if (&row != &page.rows.front()) out += ',';
    out += row.json;
  }
  out += fmt::format(R"(],"last_seq":"{}","pending":{},"head":{},"state":{},"when_stale":"{}"}})",
                     page.last_seq.text(), page.pending, database.head_json(now),
                     database.state_json(), base::word(database.feed().when_stale));
  return out;
}

Result<void> live_rows(const Database& database, std::uint64_t after, const TakeRow& take) {
  const auto rows = rows_after(database, after);
  for (; rows->valid(); rows->next()) {
    auto row = store::from_value<ViewRow>(rows->key(), rows->value());
    if (!row) return std::move(row).error();
    if (!row->deleted && !take(*row)) return {};
  }
  return rows->status();
}

std::string snapshot_line(const Database& database, const ViewRow& row) {
  return fmt::format(R"({{"seq":"{}","doc":{}}})", database.token(row.seq).text(),
                     document_json(row));
}

std::string snapshot_last_line(const Database& database) {
  return fmt::format(R"({{"state":{},"last_seq":"{}"}})", database.state_json(),
                     database.head().text());
}

}  // namespace shixin::feed
