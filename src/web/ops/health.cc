#include "web/ops/health.h"

#include "registry/meta.h"
#include "web/json_body.h"

namespace shixin::web::ops {
namespace {

using base::Json;

struct MoveClock {
  Instant now;
  static constexpr auto fields() { return std::tuple{base::field(1, "now", &MoveClock::now)}; }
};

// Ready: the store reads and takes commits, and decisions and feeds are not held back.
Answer ready(const HealthContext& context) {
  if (context.engine.failed()) {
    return problem({ErrorCode::kUnavailable,
                    "the disk failed and no commit is taken: see the log, mend it, and restart"});
  }
  auto held = registry::load_held(*context.engine.snapshot());
  if (!held) return problem(held.error());
  if (*held) {
    return problem({ErrorCode::kUnavailable,
                    "held after a restore: " + (*held)->reason + "; shixin restore --confirm"});
  }
  if (context.timers.held()) {
    return problem(
        {ErrorCode::kUnavailable,
         "the clock leapt, decisions and timers wait: look at it, then shixin clock --confirm"});
  }
  if (context.timers.failed()) {
    return problem({ErrorCode::kUnavailable,
                    "the register can not be read, so no term ends: shixin fsck says where, "
                    "restore the last backup"});
  }
  return json_answer(R"({"ready":true})");
}

Answer move_clock(const HealthContext& context, const Request& request) {
  auto body = read_body<MoveClock>(request);
  if (!body) return problem(body.error());
  auto done = context.timers.advance(*context.rehearsal, body->now);
  if (!done) return problem(done.error());
  return json_answer(Json{{"now", base::rfc3339(context.rehearsal->now())}}.dump());
}

}  // namespace

void add_health_routes(Router& router, const HealthContext& context) {
  router.add("GET", "/metrics", [&context](const Request&, const Captures&) {
    Answer answer = text_answer(context.metrics.text());
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
  });
  router.add("GET", "/healthz",
             [](const Request&, const Captures&) { return json_answer(R"({"ok":true})"); });
  router.add("GET", "/readyz",
             [&context](const Request&, const Captures&) { return ready(context); });
  if (!context.rehearsal) return;
  router.add("POST", "/rehearsal/clock", [&context](const Request& request, const Captures&) {
    return move_clock(context, request);
  });
}

}  // namespace shixin::web::ops
