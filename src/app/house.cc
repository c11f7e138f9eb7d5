#include "app/house.h"

#include "app/store_folder.h"
#include "base/log.h"
#include "base/text.h"
#include "delivery/check.h"
#include "intake/check.h"
#include "registry/deadlines.h"
#include "registry/meta.h"
#include "registry/staff.h"
#include "registry/store_kind.h"

namespace shixin::app {
namespace {

namespace fs = std::filesystem;

// The keys of the other kind lying there tell that the store was opened as the wrong one.
Result<Keys> keys_for(const Config& config, bool rehearsal, bool is_new, base::Random& random) {
  const fs::path folder = keys_folder(config, rehearsal);
  std::error_code failed;
  if (!is_new && !fs::exists(folder / "at_rest.key", failed) &&
      fs::exists(keys_folder(config, !rehearsal) / "at_rest.key", failed)) {
    return Error{ErrorCode::kConflict,
                 rehearsal ? "this store is real: rehearse on another one, with --data"
                           : "this store was made in rehearsal: serve it with --rehearsal TIME"};
  }
  return load_keys(folder, is_new, random);
}

void log_built(const feed::Generations::Built& built) {
  base::log_info("view {}: {} subjects", built.view, built.subjects);
}

}  // namespace

Result<std::unique_ptr<House>> House::open(const Config& config, const HouseOptions& options) {
  if (auto ready = base::name_tables_ready(); !ready) return std::move(ready).error();
  auto catalogue = feed::load_catalogue(config.feeds);
  if (!catalogue) return std::move(catalogue).error();
  base::SystemRandom random;
  const bool is_new = is_new_store(config.data);
  const bool rehearsal = options.rehearsal.has_value();
  if (options.store == Store::kMustExist && is_new) {
    return Error{ErrorCode::kUnavailable,
                 "there is no store in " + config.data.string() +
                     ": name its folder with --data, or make one with serve, demo or staff add"};
  }
  if (is_new) {
    // A rehearsal may be begun anew as often as one likes.
    const bool even_with_keys = rehearsal || options.store == Store::kIsMade;
    auto begun = begin_store(config, rehearsal, even_with_keys);
    if (!begun) return std::move(begun).error();
  }
  auto keys = keys_for(config, rehearsal, is_new, random);
  if (!keys) return std::move(keys).error();
  auto engine = open_store(config.data, keys->at_rest);
  if (!engine) return std::move(engine).error();
  const registry::StoreKind kind{rehearsal, mark_of(*keys)};
  if (auto same = registry::check_store_kind(**engine, kind); !same) {
    return std::move(same).error();
  }
  auto head = registry::load_head(*(*engine)->snapshot());
  if (!head) return std::move(head).error();
  std::unique_ptr<base::Clock> clock = std::make_unique<base::SystemClock>();
  base::ManualClock* manual = nullptr;
  if (options.rehearsal) {
    // From where it stood, to be moved on to the time asked for.
    const Instant start = head->at == Instant{} ? *options.rehearsal : head->at;
    auto rehearsing = std::make_unique<base::ManualClock>(start);
    manual = rehearsing.get();
    clock = std::move(rehearsing);
  }
  // Before the committer runs: a generation is built beside the one in force and switched to.
  feed::Generations generations(*catalogue, keys->feed, random);
  const Instant now = registry::commit_time(*head, clock->now());
  if (auto done = feed::bring_up(**engine, generations, now, log_built); !done) {
    return std::move(done).error();
  }

  auto ledger = open_ledger(**engine, config, rehearsal, random);
  if (!ledger) return std::move(ledger).error();
  if (auto done = ledger->prepare(**engine, random); !done) return std::move(done).error();

  std::unique_ptr<House> house(new House(config, *keys, *std::move(engine), std::move(clock),
                                         manual, *std::move(catalogue), *std::move(ledger)));
  house->signal_.announce(head->seq);
  // Before any clock is looked at: a notice of holidays may have come in.
  auto counted = registry::count_anew(*house->engine_, house->committer_, house->config_.calendar);
  if (!counted) return std::move(counted).error();
  if (manual && *options.rehearsal > manual->now()) {
    auto moved = house->timers_.advance(*manual, *options.rehearsal);
    if (!moved) return std::move(moved).error();
  }
  return house;
}

House::House(Config config, const Keys& keys, std::unique_ptr<store::Engine> engine,
             std::unique_ptr<base::Clock> clock, base::ManualClock* manual_clock,
             feed::Catalogue catalogue, ledger::Ledger ledger)
    : config_(std::move(config)),
      keys_(keys),
      engine_(std::move(engine)),
      clock_(std::move(clock)),
      manual_clock_(manual_clock),
      catalogues_(std::move(catalogue), keys_.feed),
      views_(catalogues_, keys_.feed),
      index_(keys_.index),
      ledger_(std::move(ledger)),
      parts_{config_.calendar, views_, index_, ledger_, random_},
      committer_(*engine_, parts_, *clock_, signal_),
      redefinition_(committer_, catalogues_, signal_, keys_.feed, random_),
      timers_(*engine_, committer_, *clock_, signal_),
      sign_in_(*engine_, committer_, passwords_, *clock_),
      importer_(*engine_, committer_, parts_, *clock_, base::derive(keys_.index, "import rows"),
                config_.court),
      sign_ins_(web::kSignInsPerMinute),
      questions_(config_.public_per_minute),
      metrics_(*engine_, timers_),
      public_{*engine_,    index_,
              *clock_,     {config_.court, config_.court.phone},
              &questions_, manual_clock_ != nullptr},
      partner_{*engine_,
               catalogues_,
               index_,
               committer_,
               signal_,
               *clock_,
               config_.court.name + " " + config_.court.phone,
               manual_clock_ != nullptr},
      staff_{*engine_,
             committer_,
             parts_,
             sign_in_,
             passwords_,
             catalogues_,
             *clock_,
             sign_ins_,
             config_.court,
             manual_clock_ != nullptr,
             config_.staff_surface.tls.has_value()},
      health_{*engine_, timers_, metrics_, manual_clock_},
      admin_{*engine_,
             committer_,
             parts_,
             catalogues_,
             redefinition_,
             [this] { return feed::load_catalogue(config_.feeds); },
             passwords_,
             sign_in_,
             importer_,
             timers_,
             [this](const store::Survey::Progress& progress) { return fsck(progress); },
             config_.court.code} {}

registry::FsckReport House::fsck(const store::Survey::Progress& progress) const {
  auto sight = catalogues_.look(*engine_);
  if (!sight) {
    registry::FsckReport report;
    report.broke_off = sight.error().detail;
    return report;
  }
  return registry::fsck(*sight->snapshot,
                        {keys_.index,
                         keys_.feed,
                         *sight->catalogue,
                         config_.calendar,
                         {delivery::check_partners, intake::check_imports}},
                        progress);
}

Result<void> House::reload_feeds(const std::stop_token& stop) {
  auto coming = feed::load_catalogue(config_.feeds);
  if (!coming) return std::move(coming).error();
  auto changed =
      redefinition_.put_in_force(*coming, std::string(registry::kOperator), log_built, stop);
  if (!changed) return std::move(changed).error();
  base::log_info("feeds: {}", changed->empty() ? "nothing changed" : changed->text());
  return {};
}

web::Router House::public_router() const {
  web::Router router;
  web::add_public_routes(router, public_);
  return router;
}

web::Router House::partner_router() const {
  web::Router router;
  web::partner::add_partner_routes(router, partner_);
  return router;
}

web::Router House::staff_router() const {
  web::Router router;
  web::add_staff_routes(router, staff_);
  web::add_console_pages(router, staff_);
  return router;
}

web::Router House::ops_router() const {
  web::Router router;
  web::ops::add_health_routes(router, health_);
  return router;
}

web::Router House::admin_router() const {
  web::Router router = ops_router();
  web::ops::add_admin_routes(router, admin_);
  return router;
}

}  // namespace shixin::app
