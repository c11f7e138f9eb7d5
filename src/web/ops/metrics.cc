// Metrics over prometheus-cpp: what the surfaces answered, and where the register stands.
#include <fmt/format.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "registry/meta.h"
#include "web/ops/health.h"

namespace shixin::web::ops {

class Metrics::Families {
 public:
  Families(const store::Engine& engine, const registry::TimerLoop& timers)
      : engine_(engine),
        timers_(timers),
        answers_(prometheus::BuildCounter()
                     .Name("shixin_http_answers_total")
                     .Help("Answers, by surface, route and status")
                     .Register(registry_)),
        seconds_(prometheus::BuildHistogram()
                     .Name("shixin_http_seconds")
                     .Help("From a request's head to the end of its answer, by surface")
                     .Register(registry_)),
        seq_(gauge("shixin_register_seq", "Decisions that took effect")),
        committed_(gauge("shixin_register_committed_seconds", "Time of the last commit")),
        failed_(gauge("shixin_store_failed",
                      "1 since a commit failed on the disk: none is taken until a restart")),
        timers_held_(
            gauge("shixin_timers_held", "1 while timers wait for the clock's confirmation")),
        timers_stuck_(gauge("shixin_timers_stuck", "Timers that could not fire in the last pass")),
        timers_failed_(gauge("shixin_timers_failed", "1 when the last pass of the timers failed")) {
  }

  void answered(const std::string& surface, const Answered& answer) {
    answers_
        .Add({{"surface", surface},
              {"route", fmt::format("{} {}", answer.method, answer.pattern)},
              {"status", std::to_string(answer.status)}})
        .Increment();
    static const prometheus::Histogram::BucketBoundaries kBounds{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 10};
    seconds_.Add({{"surface", surface}}, kBounds)
        .Observe(std::chrono::duration<double>(answer.took).count());
  }

  std::string text() {
    if (auto head = registry::load_head(*engine_.snapshot())) {
      seq_.Set(static_cast<double>(head->seq));
      committed_.Set(std::chrono::duration<double>(head->at.time_since_epoch()).count());
    }
    failed_.Set(engine_.failed() ? 1 : 0);
    timers_held_.Set(timers_.held() ? 1 : 0);
    timers_stuck_.Set(static_cast<double>(timers_.stuck()));
    timers_failed_.Set(timers_.failed() ? 1 : 0);
    return prometheus::TextSerializer{}.Serialize(registry_.Collect());
  }

 private:
  prometheus::Gauge& gauge(const std::string& name, const std::string& help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
  }

  const store::Engine& engine_;
  const registry::TimerLoop& timers_;
  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& answers_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Gauge& seq_;
  prometheus::Gauge& committed_;
  prometheus::Gauge& failed_;
  prometheus::Gauge& timers_held_;
  prometheus::Gauge& timers_stuck_;
  prometheus::Gauge& timers_failed_;
};

Metrics::Metrics(const store::Engine& engine, const registry::TimerLoop& timers)
    : families_(std::make_unique<Families>(engine, timers)) {}
Metrics::~Metrics() = default;

void Metrics::answered(const std::string& surface, const Answered& answered) {
  families_->answered(surface, answered);
}

std::string Metrics::text() const { return families_->text(); }

}  // namespace shixin::web::ops
