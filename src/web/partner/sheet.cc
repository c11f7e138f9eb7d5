// GET /feeds/{feed}/snapshot.csv: who stands in the feed. GET /feeds/{feed}/changes.csv?since=:
// what changed after a place; the next place is the header Shixin-Last-Seq, and the 位置 of the
// last line. For departments with spreadsheets: UTF-8 with a mark that Excel knows it by, Chinese
// titles.
#include "feed/sheet.h"

#include "base/csv.h"
#include "base/log.h"
#include "feed/changes.h"
#include "web/partner/parts.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

// Each pull sends one chunk and goes on after the last row it looked at.
struct Sheet {
  const feed::ViewDefinition& view;
  Visit visit;
  feed::Rows rows;
  std::uint64_t after;
  bool begun = false;
};

Result<void> add_row(const Sheet& sheet, const feed::ViewRow& row, std::string& out) {
  auto lines = feed::sheet_lines(sheet.view, sheet.visit.database.token(row.seq), row);
  if (!lines) return std::move(lines).error();
  for (feed::Cells& cells : *lines) {
    for (std::string& cell : cells) cell = base::as_sheet_text(std::move(cell));
    out += base::csv_line(cells) + "\r\n";
  }
  return {};
}

bool pull(Sheet& sheet, StreamSink& sink) {
  std::string out;
  if (!std::exchange(sheet.begun, true)) {
    out += base::kByteOrderMark;
    out += base::csv_line(feed::sheet_header(sheet.view)) + "\r\n";
  }
  Result<void> rendered;
  const auto read =
      feed::scan_rows(sheet.visit.database, sheet.after, sheet.rows, [&](const feed::ViewRow& row) {
        rendered = add_row(sheet, row, out);
        return rendered && out.size() < kChunkBytes;
      });
  if (!read || !rendered) {
    base::log_error("a sheet broke off: {}", read ? rendered.error().detail : read.error().detail);
    out += "未完,请重新下载\r\n";
    sink.write(out);
    return false;
  }
  sheet.after = read->after;
  return (out.empty() || sink.write(out)) && !read->done;
}

Answer csv(const PartnerContext& context, const Visit& visit, feed::Rows rows,
           std::uint64_t after) {
  const auto& view = *context.catalogue.view(visit.database.feed().view);
  auto sheet = std::make_shared<Sheet>(Sheet{view, visit, rows, after});
  return long_answer(context, visit, "text/csv; charset=utf-8",
                     [sheet](StreamSink& sink) { return pull(*sheet, sink); })
      .with("Content-Disposition",
            "attachment; filename=\"" + visit.database.feed().name + ".csv\"")
      .with("Shixin-Last-Seq", visit.database.head().text());
}

Answer changes(const PartnerContext& context, const Visit& visit, const Request& request) {
  auto since = request.query_text("since");
  if (!since) return refuse(since.error());
  auto after = feed::resolve_since(since->value_or("0"), visit.database.head());
  if (!after) return refuse(after.error());
  return csv(context, visit, feed::Rows::kAll, *after);
}

}  // namespace

void add_sheet_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.refuse = refuse};
  router.add("GET", "/feeds/{feed}/snapshot.csv",
             on_feed(context, enter_to_read,
                     [&context](const Visit& visit, const Request&, const Captures&) {
                       return csv(context, visit, feed::Rows::kLive, 0);
                     }),
             couch);
  router.add("GET", "/feeds/{feed}/changes.csv",
             on_feed(context, enter_to_read,
                     [&context](const Visit& visit, const Request& request, const Captures&) {
                       return changes(context, visit, request);
                     }),
             couch);
}

}  // namespace shixin::web::partner
