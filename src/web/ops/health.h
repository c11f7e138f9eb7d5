// What the operator and his monitoring see: metrics, health, readiness; in rehearsal, the clock.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "registry/timer_loop.h"
#include "store/engine.h"
#include "web/http_server.h"
#include "web/router.h"

namespace shixin::web::ops {

// Counts what the surfaces answer. Safe from any thread.
class Metrics {
 public:
  Metrics(const store::Engine& engine, const registry::TimerLoop& timers);
  ~Metrics();

  void answered(const std::string& surface, const Answered& answered);
  // Prometheus' text format.
  std::string text() const;

 private:
  class Families;
  std::unique_ptr<Families> families_;
};

// All must outlive the router. `rehearsal`: nullptr outside a rehearsal.
struct HealthContext {
  const store::Engine& engine;
  registry::TimerLoop& timers;
  const Metrics& metrics;
  base::ManualClock* rehearsal;
};

// GET /metrics, /healthz, /readyz, and in rehearsal POST /rehearsal/clock {"now"}.
void add_health_routes(Router& router, const HealthContext& context);

}  // namespace shixin::web::ops
