// House: every part of the service put together over one store, in the order in which they stand on
// each other. The one place that knows them all; it decides nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "app/config.h"
#include "app/keys.h"
#include "base/clock.h"
#include "feed/signal.h"
#include "feed/views.h"
#include "intake/import.h"
#include "ledger/ledger.h"
#include "lookup/index.h"
#include "registry/committer.h"
#include "registry/redefinition.h"
#include "registry/sign_in.h"
#include "registry/timer_loop.h"
#include "web/console/console.h"
#include "web/ops/admin.h"
#include "web/ops/health.h"
#include "web/partner/routes.h"
#include "web/public/routes.h"
#include "web/rate_limit.h"
#include "web/staff/routes.h"

namespace shixin::app {

// A command that looks at a store must not make an empty one where a path was mistyped, and a
// service that starts must not make one where a disk is not mounted: it makes one together with its
// keys. A command that is asked for a new store makes it under keys that are there as well.
enum class Store { kMustExist, kMayBeNew, kIsMade };

struct HouseOptions {
  std::optional<Instant> rehearsal = {};  // the time its clock starts at
  Store store = Store::kMayBeNew;
};

class House {
 public:
  // Opens the store, or makes it where there is none; brings the views into line with the feed
  // definitions. kUnavailable, kCorrupt and kConflict say what to do next.
  static Result<std::unique_ptr<House>> open(const Config& config, const HouseOptions& options);

  const Config& config() const { return config_; }
  store::Engine& engine() { return *engine_; }
  registry::TimerLoop& timers() { return timers_; }
  web::ops::Metrics& metrics() { return metrics_; }
  base::ManualClock* rehearsal_clock() { return manual_clock_; }

  // The feeds as they are declared now, put in force while everything is served; what was is left
  // as it is by any failure. Tells the log.
  Result<void> reload_feeds(const std::stop_token& stop);

  // The routes of each surface; they borrow from the house.
  web::Router public_router() const;
  web::Router partner_router() const;
  web::Router staff_router() const;
  web::Router ops_router() const;    // what a network may see
  web::Router admin_router() const;  // the same, and what the command line does

 private:
  House(Config config, const Keys& keys, std::unique_ptr<store::Engine> engine,
        std::unique_ptr<base::Clock> clock, base::ManualClock* manual_clock,
        feed::Catalogue catalogue, ledger::Ledger ledger);

  registry::FsckReport fsck(const store::Survey::Progress& progress) const;

  Config config_;
  Keys keys_;
  std::unique_ptr<store::Engine> engine_;
  std::unique_ptr<base::Clock> clock_;
  base::ManualClock* manual_clock_;  // clock_, in rehearsal
  base::SystemRandom random_;
  feed::Catalogues catalogues_;
  feed::Views views_;
  lookup::Index index_;
  ledger::Ledger ledger_;
  feed::ChangeSignal signal_;
  registry::Parts parts_;
  registry::Committer committer_;
  registry::Redefinition redefinition_;
  registry::TimerLoop timers_;
  registry::Passwords passwords_;
  registry::SignIn sign_in_;
  intake::Importer importer_;
  web::RateLimit sign_ins_;
  web::RateLimit questions_;
  web::ops::Metrics metrics_;
  web::PublicContext public_;
  web::partner::PartnerContext partner_;
  web::StaffContext staff_;
  web::ops::HealthContext health_;
  web::ops::AdminContext admin_;
};

}  // namespace shixin::app
