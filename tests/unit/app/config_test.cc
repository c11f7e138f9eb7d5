#include "app/config.h"

#include <doctest/doctest.h>

using namespace shixin;
using app::Config;

namespace {

namespace fs = std::filesystem;

const fs::path kProject = SHIXIN_SOURCE_DIR;

constexpr std::string_view kCourt = R"(
court: {code: 赣1102, name: 信州区人民法院, region: "361102", phone: 0793-12368}
)";

Result<Config> parse(const std::string& more, const fs::path& data = {}) {
  return app::parse_config(std::string(kCourt) + more, kProject, data);
}

// The dotted path of every fault, joined by spaces; "read" when there is none.
std::string faults(const Result<Config>& config) {
  if (config) return "read";
  CHECK(config.error().code == ErrorCode::kMalformed);
  std::string out;
  for (const Fault& fault : config.error().faults) {
    CHECK_FALSE(fault.detail.empty());
    out += (out.empty() ? "" : " ") + fault.pointer;
  }
  return out;
}

}  // namespace

TEST_SUITE("app/config") {
  TEST_CASE("the project's own configuration is read, and its paths stand beside it") {
    const auto config = app::load_config(kProject / "config.yaml");
    REQUIRE(config);
    CHECK_EQ(config->court.code, "赣1102");
    CHECK_EQ(config->data, kProject / "data");
    CHECK_EQ(config->keys, kProject / "keys");
    CHECK_EQ(config->feeds, kProject / "feeds");
    CHECK_EQ(config->staff_surface.port, 8082);
    CHECK_FALSE(config->calendar.is_working_day(Day{2026, 2, 16}));
    CHECK(config->calendar.is_working_day(Day{2026, 2, 28}));
  }

  TEST_CASE("what is left out has its default") {
    const auto config = parse("");
    REQUIRE(config);
    CHECK_EQ(config->public_surface.address, "127.0.0.1");
    CHECK_EQ(config->public_surface.port, 8080);
    CHECK_EQ(config->ops_surface.port, 9090);
    CHECK_EQ(config->connections_max, 256);
    CHECK_EQ(config->public_per_minute, 600);
    CHECK_EQ(config->trusted_proxies, std::vector<std::string>{"127.0.0.1", "::1"});
  }

  TEST_CASE("a surface has TLS where it names its files, which stand beside the configuration") {
    const auto config =
        parse("listen: {partner: {port: 8443, tls: {cert: README.md, key: config.yaml}}}");
    REQUIRE(config);
    REQUIRE(config->partner_surface.tls);
    CHECK_EQ(config->partner_surface.tls->certificate, kProject / "README.md");
    CHECK_EQ(config->partner_surface.tls->key, kProject / "config.yaml");
    CHECK_FALSE(config->public_surface.tls);
  }

  TEST_CASE("every fault names its key") {
    struct Case {
      std::string what;
      std::string yaml;
      std::string faults;
    };
    for (const Case& each : {
             Case{"unknown key", "brakes: 1", "brakes"},
             Case{"unknown key further in", "listen: {public: {port: 1, host: a}}",
                  "listen.public.host"},
             Case{"a key twice", "data: a\ndata: b", "data"},
             Case{"port too large", "listen: {staff: {port: 65536}}", "listen.staff.port"},
             Case{"port below zero", "listen: {staff: {port: -1}}", "listen.staff.port"},
             Case{"port of words", "listen: {staff: {port: http}}", "listen.staff.port"},
             Case{"port a list", "listen: {staff: {port: [1]}}", "listen.staff.port"},
             Case{"listen a word", "listen: everywhere", "listen"},
             Case{"an address by name", "listen: {ops: {address: localhost}}",
                  "listen.ops.address"},
             Case{"a range of addresses", "listen: {ops: {address: 10.0.0.0/8}}",
                  "listen.ops.address"},
             Case{"one port for two surfaces", "listen: {staff: {port: 8081}}",
                  "listen.staff.port"},
             Case{"one port at two addresses", "listen: {staff: {address: 10.0.0.1, port: 8081}}",
                  "read"},
             Case{"one port at an address and at all",
                  "listen: {staff: {address: 0.0.0.0, port: 8081}}", "listen.staff.port"},
             Case{"any free port, twice", "listen: {staff: {port: 0}, ops: {port: 0}}", "read"},
             Case{"a proxy by name", "listen: {trusted_proxies: [proxy]}",
                  "listen.trusted_proxies"},
             Case{"empty address", "listen: {ops: {address: \"\"}}", "listen.ops.address"},
             Case{"TLS without its key", "listen: {public: {tls: {cert: config.yaml}}}",
                  "listen.public.tls.key"},
             Case{"TLS from a file that is not there",
                  "listen: {staff: {tls: {cert: gone.pem, key: config.yaml}}}",
                  "listen.staff.tls.cert"},
             Case{"TLS with an unknown key",
                  "listen: {ops: {tls: {cert: config.yaml, key: config.yaml, ca: x}}}",
                  "listen.ops.tls.ca"},
             Case{"keys inside data", "data: a\nkeys: a/keys", "keys"},
             Case{"keys are data", "data: a\nkeys: a", "keys"},
             Case{"keys inside data by a detour", "data: a\nkeys: b/../a/keys", "keys"},
             Case{"keys beside data", "data: a\nkeys: ab", "read"},
             Case{"missing feeds folder", "feeds: nowhere", "feeds"},
             Case{"no questions at all", "limits: {per_address_per_minute: 0}",
                  "limits.per_address_per_minute"},
             Case{"limit too small", "limits: {connections: 0}", "limits.connections"},
             Case{"no year", "calendar: {x: {}}", "calendar.x"},
             Case{"a day of another year", "calendar: {2026: {holidays: [2025-01-01]}}",
                  "calendar.2026.holidays"},
             Case{"a range that runs back", "calendar: {2026: {working: [2026-02-02..2026-02-01]}}",
                  "calendar.2026.working"},
             Case{"no day", "calendar: {2026: {working: [2026-02-30]}}", "calendar.2026.working"},
             Case{"holidays a word", "calendar: {2026: {holidays: none}}",
                  "calendar.2026.holidays"},
             Case{"unknown kind of day", "calendar: {2026: {weekend: []}}",
                  "calendar.2026.weekend"},
             Case{"not YAML", "data: [", "line 3"},
             Case{"a fault after which yaml-cpp sees documents without end", "---\n,", "line 3"},
             Case{"not UTF-8", "data: a\nkeys: \xbc\xfc", "line 4"},
             Case{"a second document", "data: a\n---\nbrakes: 1", "line 4"},
             Case{"a path too long to be one", "data: " + std::string(5000, 'a'), "data"},
             Case{"all at once", "listen: {ops: {port: x}}\nfeeds: nowhere\nfoo: 1",
                  "feeds listen.ops.port foo"},
         }) {
      CAPTURE(each.what);
      CHECK_EQ(faults(parse(each.yaml)), each.faults);
    }
  }

  TEST_CASE("the court must say who it is") {
    CHECK_EQ(faults(app::parse_config("", kProject)),
             "court.code court.name court.region court.phone");
    CHECK_EQ(faults(app::parse_config("court: {code: a, name: b, region: 36110, phone: \"\"}",
                                      kProject)),
             "court.code court.region court.phone");
    CHECK_EQ(faults(app::parse_config("court: {code: 赣1102, former_codes: [赣1121, x], name: b, "
                                      "region: '361102', phone: '1'}",
                                      kProject)),
             "court.former_codes");
  }

  TEST_CASE("a folder named on the command line is held to the same rules") {
    const auto config = parse("", "/srv/other");
    REQUIRE(config);
    CHECK_EQ(config->data, "/srv/other");
    CHECK_EQ(faults(parse("keys: a/keys", kProject / "a")), "keys");
    CHECK_EQ(faults(parse("", kProject)), "keys");
  }

  TEST_CASE("a file that is not there says how to name one") {
    for (const fs::path& file : {kProject / "nowhere.yaml", kProject}) {
      const auto config = app::load_config(file);
      REQUIRE_FALSE(config);
      CHECK(config.error().code == ErrorCode::kNotFound);
      CHECK_NE(config.error().detail.find("--config"), std::string::npos);
    }
  }
}
