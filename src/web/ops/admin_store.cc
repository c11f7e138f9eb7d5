// POST /admin/fsck · POST /admin/backup {folder} · POST /admin/restore/confirm · POST
// /admin/clock/confirm
#include <fmt/format.h>

#include "ledger/published.h"
#include "registry/held.h"
#include "registry/meta.h"
#include "web/json_body.h"
#include "web/ops/admin.h"

namespace shixin::web::ops {
namespace {

using base::Json;

struct Backup {
  std::string folder;
  static constexpr auto fields() { return std::tuple{base::field(1, "folder", &Backup::folder)}; }
};

// Lines of NDJSON: progress while it reads, the report last, also when it had to break off.
Answer fsck(const AdminContext& context) {
  return streamed("application/x-ndjson", [&context](StreamSink& sink) {
    const auto report = context.fsck([&](std::string_view table, std::uint64_t rows) {
      sink.write(Json{{"table", table}, {"rows", rows}}.dump() + "\n");
    });
    Json last{{"clean", report.clean()},
              {"subjects", report.subjects},
              {"decisions", report.decisions},
              {"faults", report.faults},
              {"lines", report.lines}};
    if (!report.broke_off.empty()) last["error"] = report.broke_off;
    sink.write(last.dump() + "\n");
    return false;
  });
}

Answer backup(const AdminContext& context, const Request& request) {
  auto body = read_body<Backup>(request);
  if (!body) return problem(body.error());
  const std::filesystem::path folder = body->folder;
  if (!folder.is_absolute())
    return problem(base::malformed({{"/folder", "expected an absolute path"}}));
  if (auto done = context.engine.backup(folder); !done) return problem(done.error());
  auto noted = context.committer.run([&](registry::Transaction& tx) {
    return tx.audit(std::string(registry::kOperator), "backup", {});
  });
  return noted ? json_answer("{}") : problem(noted.error());
}

// What the confirmation settles: the register goes on from here, and what came after is lost.
Answer confirm_restore(const AdminContext& context) {
  const auto before = context.engine.snapshot();
  auto head = registry::load_head(*before);
  if (!head) return problem(head.error());
  auto held = registry::load_held(*before);
  if (!held) return problem(held.error());
  auto done = context.committer.run([](registry::Transaction& tx) {
    return registry::release_held(tx, std::string(registry::kOperator));
  });
  if (!done) return problem(done.error());
  auto verifier = ledger::log_verifier(*before);
  if (!verifier) return problem(verifier.error());
  return json_answer(Json{{"decisions", head->seq},
                          {"verifier", verifier->text()},
                          {"held_because", *held ? (*held)->reason : ""},
                          {"clock_doubted", context.timers.held()}}
                         .dump());
}

Answer confirm_clock(const AdminContext& context) {
  auto done = context.timers.release(std::string(registry::kOperator));
  return done ? json_answer("{}") : problem(done.error());
}

}  // namespace

void add_store_routes(Router& router, const AdminContext& context) {
  router.add("POST", "/admin/fsck",
             [&context](const Request&, const Captures&) { return fsck(context); });
  router.add("POST", "/admin/backup", [&context](const Request& request, const Captures&) {
    return backup(context, request);
  });
  router.add("POST", "/admin/restore/confirm",
             [&context](const Request&, const Captures&) { return confirm_restore(context); });
  router.add("POST", "/admin/clock/confirm",
             [&context](const Request&, const Captures&) { return confirm_clock(context); });
}

}  // namespace shixin::web::ops
