// GET /feeds/{feed}/snapshot.csv and snapshot.xlsx: who stands in the feed. GET
// /feeds/{feed}/changes.csv?since=: what changed after a place; the next place is the header
// Shixin-Last-Seq, and the 位置 of the last line. For departments with spreadsheets: Chinese
// titles, a CSV in UTF-8 with a mark that Excel knows it by, a workbook of text cells.
#include "feed/sheet.h"

#include "base/log.h"
#include "feed/changes.h"
#include "web/partner/parts.h"
#include "web/partner/sheet_writer.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

// Each pull sends one chunk and goes on after the last row it looked at.
struct Sheet {
  const feed::ViewDefinition& view;
  Visit visit;
  feed::Rows rows;
  std::uint64_t after;
  std::unique_ptr<SheetWriter> writer;
};

Result<void> add_row(const Sheet& sheet, const feed::LentRow& row) {
  auto lines = feed::sheet_lines(sheet.view, sheet.visit.database.token(row.seq), row);
  if (!lines) return std::move(lines).error();
  for (feed::Cells& cells : *lines) {
    if (auto added = sheet.writer->add(std::move(cells)); !added) return added;
  }
  return {};
}

// Adds rows up to a chunk; true when there are no more.
Result<bool> add_rows(Sheet& sheet) {
  Result<void> added;
  const auto read =
      feed::scan_rows(sheet.visit.database, sheet.after, sheet.rows, [&](const feed::LentRow& row) {
        added = add_row(sheet, row);
        return added && sheet.writer->waiting() < kChunkBytes;
      });
  if (!read) return read.error();
  if (!added) return std::move(added).error();
  sheet.after = read->after;
  if (!read->done) return false;
  if (auto finished = sheet.writer->finish(); !finished) return std::move(finished).error();
  return true;
}

bool pull(Sheet& sheet, StreamSink& sink) {
  const auto done = add_rows(sheet);
  if (!done) {
    base::log_error("a sheet broke off: {}", done.error().detail);
    sheet.writer->break_off();
  }
  const std::string out = sheet.writer->take();
  return (out.empty() || sink.write(out)) && done && !*done;
}

Answer serve(const PartnerContext& context, const Visit& visit, feed::Rows rows,
             std::uint64_t after, SheetForm form) {
  const auto& view = visit.database.view();
  auto sheet = std::make_shared<Sheet>(
      Sheet{view, visit, rows, after, sheet_writer(form, feed::sheet_header(view))});
  return long_answer(context, visit, std::string(content_type(form)),
                     [sheet](StreamSink& sink) { return pull(*sheet, sink); })
      .with("Content-Disposition", "attachment; filename=\"" + visit.database.feed().name +
                                       std::string(file_ending(form)) + "\"")
      .with("Shixin-Last-Seq", visit.database.head().text());
}

Answer changes(const PartnerContext& context, const Visit& visit, const Request& request) {
  auto since = request.query_text("since");
  if (!since) return refuse(since.error());
  auto after = feed::resolve_since(since->value_or("0"), visit.database.head());
  if (!after) return refuse(after.error());
  return serve(context, visit, feed::Rows::kAll, *after, SheetForm::kCsv);
}

}  // namespace

void add_sheet_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.refuse = refuse};
  const auto add_snapshot = [&](const std::string& path, SheetForm form) {
    router.add("GET", path,
               on_feed(context, enter_to_read,
                       [&context, form](const Visit& visit, const Request&, const Captures&) {
                         return serve(context, visit, feed::Rows::kLive, 0, form);
                       }),
               couch);
  };
  add_snapshot("/feeds/{feed}/snapshot.csv", SheetForm::kCsv);
  add_snapshot("/feeds/{feed}/snapshot.xlsx", SheetForm::kXlsx);
  router.add("GET", "/feeds/{feed}/changes.csv",
             on_feed(context, enter_to_read,
                     [&context](const Visit& visit, const Request& request, const Captures&) {
                       return changes(context, visit, request);
                     }),
             couch);
}

}  // namespace shixin::web::partner
