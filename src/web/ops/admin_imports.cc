// POST /admin/imports {by, password, format, source, migrate, dry_run, titles} · POST
// /admin/imports/{batch}/rows {rows} · POST /admin/imports/{batch}/close · POST
// /admin/imports/{batch}/confirm {by, password}: a JSON line for each chunk that was decided
#include <deque>
#include <memory>

#include "base/encoding.h"
#include "base/log.h"
#include "web/json_body.h"
#include "web/ops/presence.h"
#include "web/ops/raw_rows.h"

namespace shixin::web::ops {
namespace {

using base::Json;

struct OpenImport {
  std::string by;
  std::string password;
  intake::Format format = intake::Format::kCourtNdjson;
  std::string source;
  bool migrate = false;
  bool dry_run = false;
  std::vector<std::string> titles;  // the header row of a table
  static constexpr auto fields() {
    return std::tuple{base::field(1, "by", &OpenImport::by),
                      base::field(2, "password", &OpenImport::password),
                      base::field(3, "format", &OpenImport::format),
                      base::field(4, "source", &OpenImport::source),
                      base::optional_field(5, "migrate", &OpenImport::migrate),
                      base::optional_field(6, "dry_run", &OpenImport::dry_run),
                      base::optional_field(7, "titles", &OpenImport::titles)};
  }
};

// A chunk is one commit and one line of the answer.
constexpr std::size_t kConfirmRows = 2'000;

Json outcomes_json(const std::vector<intake::RowOutcome>& outcomes) {
  Json out = Json::array();
  for (const auto& [line, outcome, reasons] : outcomes) {
    out.push_back(
        {{"line", line}, {"outcome", base::word(outcome)}, {"reasons", reasons_json(reasons)}});
  }
  return out;
}

Json rejected_json(const std::vector<intake::Rejected>& rejected) {
  Json out = Json::array();
  for (const auto& [line, came, reasons] : rejected) {
    out.push_back({{"line", line},
                   {"came", base::base64url_encode(base::as_bytes(came))},
                   {"reasons", reasons_json(reasons)}});
  }
  return out;
}

Answer open(const AdminContext& context, const Request& request) {
  auto body = read_body<OpenImport>(request);
  if (!body) return problem(body.error());
  auto by = officer_present(context, {body->by, body->password});
  if (!by) return problem(by.error());
  auto decides =
      context.committer.run([](registry::Transaction& tx) { return tx.check_decides(); });
  if (!decides) return problem(decides.error());
  auto batch =
      context.importer.open(*by, body->format, body->source,
                            {.migrate = body->migrate, .dry_run = body->dry_run}, body->titles);
  if (!batch) return problem(batch.error());
  return json_answer(Json{{"batch", batch->text()}}.dump(), 201);
}

Answer take(const AdminContext& context, const Request& request, const intake::BatchId& batch) {
  auto rows = read_rows(request);
  if (!rows) return problem(rows.error());
  auto outcomes = context.importer.take(batch, *rows);
  if (!outcomes) return problem(outcomes.error());
  return json_answer(Json{{"outcomes", outcomes_json(*outcomes)}}.dump());
}

Answer close(const AdminContext& context, const intake::BatchId& batch) {
  auto done = context.importer.close(batch);
  return done ? json_answer("{}") : problem(done.error());
}

Json confirmed_json(const intake::Confirmed& confirmed) {
  return {{"decided", confirmed.decided},
          {"refused", rejected_json(confirmed.refused)},
          {"titles", confirmed.titles},
          {"complete", confirmed.complete}};
}

// The first chunk is decided before the answer begins, so that what forbids them all is a refusal.
// One that fails later ends the answer before its `complete`: the confirmation may be gone on with.
Answer confirm(const AdminContext& context, const Request& request, const intake::BatchId& batch) {
  auto body = read_body<Present>(request);
  if (!body) return problem(body.error());
  auto by = officer_present(context, *body);
  if (!by) return problem(by.error());
  const auto start = [&context, batch, by = *by] {
    return context.importer.confirm(batch, by, kConfirmRows);
  };
  auto first = start().get();
  if (!first) return problem(first.error());
  // One is decided while the one before it is made durable.
  const auto ahead = std::make_shared<std::deque<registry::Outcome<intake::Confirmed>>>();
  const auto pull = [start, ahead, chunk = first](StreamSink& sink) mutable {
    const bool heard = sink.write(confirmed_json(*chunk).dump() + "\n");
    if (!heard || chunk->complete) return false;
    while (ahead->size() < 2) ahead->push_back(start());
    chunk = ahead->front().get();
    ahead->pop_front();
    if (!chunk) base::log_error("a confirmation broke off: {}", chunk.error().detail);
    return chunk.has_value();
  };
  return streamed("application/x-ndjson", pull);
}

// A route on one batch.
template <class Work>
Handler on_batch(Work work) {
  return [work](const Request& request, const Captures& caught) {
    auto batch = intake::BatchId::parse(caught["batch"]);
    return batch ? work(request, *batch)
                 : problem({ErrorCode::kNotFound,
                            "no batch of this id: the import that made it printed it"});
  };
}

}  // namespace

void add_import_routes(Router& router, const AdminContext& context) {
  router.add("POST", "/admin/imports",
             [&](const Request& request, const Captures&) { return open(context, request); });
  router.add("POST", "/admin/imports/{batch}/rows",
             on_batch([&](const Request& request, const intake::BatchId& batch) {
               return take(context, request, batch);
             }),
             {.body_bytes_max = kRowsBytesMax});
  router.add("POST", "/admin/imports/{batch}/close",
             on_batch([&](const Request&, const intake::BatchId& batch) {
               return close(context, batch);
             }));
  router.add("POST", "/admin/imports/{batch}/confirm",
             on_batch([&](const Request& request, const intake::BatchId& batch) {
               return confirm(context, request, batch);
             }));
}

}  // namespace shixin::web::ops
