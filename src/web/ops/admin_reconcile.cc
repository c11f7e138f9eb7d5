// POST /admin/reconcile {rows}: records of the national library held against the register ·
// GET /admin/published: every entry that stands published to everybody, a JSON line each and
// {"complete": true} last. Both read, and show numbers as the public sees them.
#include "intake/reconcile.h"

#include "base/log.h"
#include "web/json_body.h"
#include "web/ops/admin.h"
#include "web/ops/raw_rows.h"

namespace shixin::web::ops {
namespace {

using base::Json;

Json shown_json(const intake::EntryShown& shown) {
  Json out{{"case_no", shown.case_no}, {"name", shown.name}, {"number", nullptr}};
  if (!shown.number.empty()) out["number"] = shown.number;
  return out;
}

Json comparison_json(std::uint64_t line, const intake::Comparison& comparison) {
  using enum intake::Agreement;
  Json out{{"outcome", base::word(comparison.agreement)}, {"line", line}};
  if (comparison.agreement == kUnreadable) {
    out["reasons"] = reasons_json(comparison.reasons);
    return out;
  }
  out.update(shown_json(comparison.shown));
  out["matched_by"] = base::word(comparison.by);
  if (comparison.entry) out["entry"] = comparison.entry->text();
  if (comparison.agreement == kDiffers) out["fields"] = comparison.fields;
  if (comparison.agreement == kOnlyThere) out["here"] = base::word(comparison.here);
  return out;
}

Answer reconcile(const AdminContext& context, const Request& request) {
  auto rows = read_rows(request);
  if (!rows) return problem(rows.error());
  const auto snapshot = context.engine.snapshot();
  Json outcomes = Json::array();
  for (const intake::RawRow& row : *rows) {
    auto comparison =
        intake::compare_published(*snapshot, context.parts.index, row.text, context.parts.random);
    if (!comparison) return problem(comparison.error());
    outcomes.push_back(comparison_json(row.line, *comparison));
  }
  return json_answer(Json{{"outcomes", std::move(outcomes)}}.dump());
}

Answer published(const AdminContext& context) {
  return streamed("application/x-ndjson", [&context](StreamSink& sink) {
    const auto snapshot = context.engine.snapshot();
    bool heard = true;
    const auto read = intake::each_published(
        *snapshot, [&](const domain::EntryId& entry, const intake::EntryShown& shown) {
          Json line = shown_json(shown);
          line["entry"] = entry.text();
          heard = sink.write(line.dump() + "\n");
          return heard;
        });
    if (!read) base::log_error("the published entries broke off: {}", read.error().detail);
    if (read && heard) sink.write("{\"complete\": true}\n");
    return false;
  });
}

}  // namespace

void add_reconcile_routes(Router& router, const AdminContext& context) {
  router.add("POST", "/admin/reconcile",
             [&](const Request& request, const Captures&) { return reconcile(context, request); },
             {.body_bytes_max = kRowsBytesMax});
  router.add("GET", "/admin/published",
             [&](const Request&, const Captures&) { return published(context); });
}

}  // namespace shixin::web::ops
