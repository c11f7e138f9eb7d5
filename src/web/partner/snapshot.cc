// GET /feeds/{feed}/snapshot and snapshot.ndjson: every live document in seq order, a line each,
// and the state in the last line. One consistent moment, however long the client takes to read it.
#include "base/log.h"
#include "feed/changes.h"
#include "web/partner/parts.h"
#include "web/partner/rehearsal.h"
#include "web/partner/visit.h"

namespace shixin::web::partner {
namespace {

// Each pull sends at most one chunk and goes on after the last row it looked at.
struct Reading {
  const PartnerContext& context;
  Visit visit;
  std::uint64_t after = 0;
};

bool pull(Reading& reading, StreamSink& sink) {
  std::string out;
  const auto read = feed::scan_rows(reading.visit.database, reading.after, feed::Rows::kLive,
                                    [&](const feed::LentRow& row) {
                                      feed::append_snapshot_line(out, reading.visit.database, row);
                                      out += '\n';
                                      return out.size() < kChunkBytes;
                                    });
  if (!read) {
    base::log_error("a snapshot broke off: {}", read.error().detail);
    sink.cut();
    return false;
  }
  reading.after = read->after;
  if (!read->done) return out.empty() || sink.write(out);
  out +=
      marked(reading.context, feed::snapshot_last_line(reading.visit.database, reading.visit.at));
  sink.write(out + '\n');
  return false;
}

Answer snapshot(const PartnerContext& context, const Visit& visit) {
  auto reading = std::make_shared<Reading>(Reading{context, visit});
  return long_answer(context, visit, "application/x-ndjson",
                     [reading](StreamSink& sink) { return pull(*reading, sink); });
}

}  // namespace

void add_snapshot_routes(Router& router, const PartnerContext& context) {
  const RouteOptions couch{.refuse = refuse};
  const auto serve = on_feed(context, enter_to_read,
                             [&context](const Visit& visit, const Request&, const Captures&) {
                               return snapshot(context, visit);
                             });
  router.add("GET", "/feeds/{feed}/snapshot", serve, couch);
  router.add("GET", "/feeds/{feed}/snapshot.ndjson", serve, couch);
}

}  // namespace shixin::web::partner
