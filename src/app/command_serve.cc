// shixin serve: the four surfaces, the ops socket and the timers, until SIGINT or SIGTERM. SIGHUP
// takes the feeds as they are declared then.
#include <fmt/core.h>
#include <pthread.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <deque>
#include <thread>

#include "app/command.h"
#include "app/house.h"
#include "app/ops.h"
#include "base/log.h"
#include "web/http_server.h"

namespace shixin::app {
namespace {

// A command's chunk of rows is larger than what strangers may send.
constexpr std::size_t kOpsBodyBytesMax = std::size_t{16} << 20;

// Connections that may stand and wait for each that is served: they cost little.
constexpr std::size_t kStandingPerThread = 16;

// What the store, the log and the commands' own connections need beside the surfaces.
constexpr std::size_t kOtherOpenFiles = 2048;

// Routers and servers of every surface; a deque because servers borrow their routers.
class Surfaces {
 public:
  explicit Surfaces(House& house) : house_(house) {}

  Result<void> add(const char* name, const Address& address, web::Router router,
                   std::size_t connections) {
    web::ServerOptions options = common(name);
    options.endpoint = {address.address, address.port};
    options.tls = address.tls;
    options.threads_max = connections;
    if (auto done = bind(std::move(options), std::move(router)); !done) return done;
    fmt::print("{:8} {}://{}:{}\n", name, address.tls ? "https" : "http", address.address,
               servers_.back().port());
    return {};
  }

  Result<void> add_socket(const std::filesystem::path& path, web::Router router) {
    web::ServerOptions options = common("socket");
    options.endpoint.unix_socket = path.string();
    options.body_bytes_max = kOpsBodyBytesMax;
    options.threads_max = 16;
    return bind(std::move(options), std::move(router));
  }

  void start() {
    const std::size_t wanted = open_files_max_ + kOtherOpenFiles;
    if (const auto allowed = web::allow_open_files(wanted); allowed < wanted) {
      base::log_warn(
          "{} open files are allowed, all surfaces together may need {}; raise ulimit -n", allowed,
          wanted);
    }
    for (web::HttpServer& server : servers_) server.start();
  }
  // All at once: each may take a second to see its clients off.
  void stop() {
    std::vector<std::jthread> stopping;
    for (web::HttpServer& server : servers_) stopping.emplace_back([&server] { server.stop(); });
  }

 private:
  web::ServerOptions common(const char* name) {
    web::ServerOptions options;
    options.name = name;
    options.body_bytes_max = house_.config().body_bytes_max;
    options.trusted_proxies = house_.config().trusted_proxies;
    options.on_answered = [this, surface = std::string(name)](const web::Answered& answered) {
      house_.metrics().answered(surface, answered);
    };
    return options;
  }

  Result<void> bind(web::ServerOptions options, web::Router router) {
    options.standing_max = std::min(options.standing_max, kStandingPerThread * options.threads_max);
    open_files_max_ += web::open_files_max(options);
    routers_.push_back(std::move(router));
    servers_.emplace_back(std::move(options), routers_.back());
    return servers_.back().bind();
  }

  House& house_;
  std::size_t open_files_max_ = 0;
  std::deque<web::Router> routers_;
  std::deque<web::HttpServer> servers_;
};

Result<void> add_all(Surfaces& surfaces, House& house) {
  const Config& config = house.config();
  const std::size_t most = config.connections_max;
  if (auto done = surfaces.add("public", config.public_surface, house.public_router(), most);
      !done) {
    return done;
  }
  // Long polls and event streams hold their thread, so partners get more of them.
  if (auto done = surfaces.add("partner", config.partner_surface, house.partner_router(), 8 * most);
      !done) {
    return done;
  }
  if (auto done = surfaces.add("staff", config.staff_surface, house.staff_router(), most); !done) {
    return done;
  }
  if (auto done = surfaces.add("ops", config.ops_surface, house.ops_router(), 32); !done)
    return done;
  return surfaces.add_socket(ops_socket(config), house.admin_router());
}

void reload_feeds(House& house, const std::stop_token& stop) {
  if (auto done = house.reload_feeds(stop); !done) {
    base::log_error("feeds: nothing changed: {}", done.error().detail);
    for (const Fault& fault : done.error().faults) base::log_error("feeds: {}", sentence(fault));
  }
}

Exit serve(const Config& config, const std::string& rehearsal) {
  HouseOptions options;
  if (!rehearsal.empty()) {
    auto start = base::parse_rfc3339(rehearsal);
    if (!start) return report({ErrorCode::kMalformed, "--rehearsal: " + start.error().detail});
    options.rehearsal = *start;
  }
  // Blocked before the first thread is made, so that only sigwait() below takes them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto house = House::open(config, options);
  if (!house) return report(house.error());
  Surfaces surfaces(**house);
  if (auto done = add_all(surfaces, **house); !done) return report(done.error());
  surfaces.start();
  std::jthread timers([&house](std::stop_token stop) { (*house)->timers().run(stop); });
  if (options.rehearsal)
    fmt::print("rehearsal 演练: the clock moves by POST /rehearsal/clock on ops\n");
  if ((*house)->timers().held()) {
    fmt::print(
        "the clock stands more than seven days past the last commit (a long stop, or a wrong\n"
        "clock): everything is served, but decisions and timers wait. If the clock is right:\n"
        "  shixin clock --confirm --data {}\n",
        config.data.string());
  }
  fmt::print("serving; Ctrl-C stops\n");
  std::fflush(stdout);

  // A later one ends the one before, and goes on with what it built.
  std::jthread reload;
  int caught = 0;
  while (sigwait(&signals, &caught) == 0 && caught == SIGHUP) {
    reload = std::jthread([&house](const std::stop_token& stop) { reload_feeds(**house, stop); });
  }
  base::log_info("stopping");
  reload.request_stop();
  timers.request_stop();
  surfaces.stop();
  return Exit::kDone;
}

}  // namespace

void add_serve(CLI::App& app, Action& chosen) {
  auto* sub = app.add_subcommand("serve", "serve the public, partners, staff and operators");
  auto rehearsal = std::make_shared<std::string>();
  sub->add_option(
      "--rehearsal", *rehearsal,
      "on a clock that starts at this time (RFC 3339) and is moved by hand; its store and\n"
      "keys are its own, and everything it says is marked 演练");
  sub->callback([&chosen, rehearsal] {
    chosen = [rehearsal](const Config& config) { return serve(config, *rehearsal); };
  });
}

}  // namespace shixin::app
