#include "app/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

#include "app/section.h"
#include "base/address.h"

namespace shixin::app {
namespace {

namespace fs = std::filesystem;

Section::Take text_into(std::string& out) {
  return [&out](const std::string& text) {
    out = text;
    return std::string(text.empty() ? "must not be empty" : "");
  };
}

template <class Integer>
Section::Take integer_into(Integer& out, Integer least, Integer most) {
  return [&out, least, most](const std::string& text) {
    Integer value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
      return fmt::format("expected a whole number from {} to {}", least, most);
    }
    out = value;
    return std::string();
  };
}

Section::Take path_into(fs::path& out, const fs::path& folder) {
  return [&out, folder](const std::string& text) {
    if (text.empty()) return std::string("must not be empty");
    std::error_code failed;
    auto path = fs::weakly_canonical(folder / text, failed);
    if (failed) return failed.message();
    out = std::move(path);
    return std::string();
  };
}

Section::Take file_into(fs::path& out, const fs::path& folder) {
  return [&out, folder](const std::string& text) {
    std::error_code failed;
    out = fs::weakly_canonical(folder / text, failed);
    return fs::is_regular_file(out, failed) ? std::string() : "no such file: " + out.string();
  };
}

// By number: a name would be looked up anew at each start, and could become another machine's.
std::string check_ip(const std::string& text) {
  const bool one = text.find('/') == std::string::npos && base::AddressRange::parse(text);
  return one ? "" : "expected an IP address, such as 127.0.0.1, 0.0.0.0 or ::1";
}

Section::Take ip_into(std::string& out) {
  return [&out](const std::string& text) {
    std::string wrong = check_ip(text);
    if (wrong.empty()) out = text;
    return wrong;
  };
}

void read_tls(Section& surface, const fs::path& folder, std::optional<web::TlsFiles>& out) {
  Section section = surface.section("tls");
  if (section.keys().empty()) return;
  web::TlsFiles& files = out.emplace();
  section.required("cert", file_into(files.certificate, folder));
  section.required("key", file_into(files.key, folder));
  section.finish();
}

void read_address(Section& listen, const std::string& key, const fs::path& folder, Address& out) {
  Section section = listen.section(key);
  section.optional("address", ip_into(out.address));
  section.optional("port", integer_into(out.port, 0, 65535));
  read_tls(section, folder, out.tls);
  section.finish();
}

bool is_wildcard(const std::string& address) { return address == "0.0.0.0" || address == "::"; }

bool meet(const Address& one, const Address& other) {
  return one.port != 0 && one.port == other.port &&
         (one.address == other.address || is_wildcard(one.address) || is_wildcard(other.address));
}

void read_listen(Section listen, const fs::path& folder, Config& config) {
  const std::pair<const char*, Address*> surfaces[] = {{"public", &config.public_surface},
                                                       {"partner", &config.partner_surface},
                                                       {"staff", &config.staff_surface},
                                                       {"ops", &config.ops_surface}};
  for (const auto& [name, address] : surfaces) read_address(listen, name, folder, *address);
  for (auto at = std::begin(surfaces); at != std::end(surfaces); ++at) {
    for (auto before = std::begin(surfaces); before != at; ++before) {
      if (!meet(*at->second, *before->second)) continue;
      listen.fault(std::string(at->first) + ".port",
                   fmt::format("{} is the port of {} already: each surface has its own",
                               at->second->port, before->first));
    }
  }
  const auto keys = listen.keys();
  if (std::ranges::find(keys, "trusted_proxies") != keys.end()) {
    config.trusted_proxies = listen.list("trusted_proxies");
    for (const std::string& proxy : config.trusted_proxies) {
      if (const auto wrong = check_ip(proxy); !wrong.empty())
        listen.fault("trusted_proxies", wrong);
    }
  }
  listen.finish();
}

void read_court(Section court, Court& out) {
  const auto code_into = [](std::string& code) {
    return [&code](const std::string& text) {
      code = text;
      return std::string(domain::CaseNumber::is_court(text)
                             ? ""
                             : "expected the court's characters in its case numbers: 赣1102");
    };
  };
  court.required("code", code_into(out.code));
  for (const std::string& text : court.list("former_codes")) {
    const auto wrong = code_into(out.former_codes.emplace_back())(text);
    if (!wrong.empty()) court.fault("former_codes", wrong);
  }
  court.required("name", text_into(out.name));
  court.required("region", [&](const std::string& text) {
    out.region = text;
    const bool good = text.size() == 6 && text.find_first_not_of("0123456789") == std::string::npos;
    return std::string(good ? "" : "expected the six digits of GB/T 2260, in quotes");
  });
  court.required("phone", text_into(out.phone));
  court.finish();
}

// "2026-01-01" or "2026-02-15..2026-02-23", all of one year.
bool add_days(std::set<Day>& days, const std::string& text, int year) {
  const auto dots = text.find("..");
  const auto first = Day::parse(text.substr(0, dots));
  const auto last = dots == std::string::npos ? first : Day::parse(text.substr(dots + 2));
  if (!first || !last || *last < *first) return false;
  for (Day day = *first; day <= *last; day = day.plus_days(1)) {
    if (static_cast<int>(day.civil().year()) != year) return false;
    days.insert(day);
  }
  return true;
}

domain::Calendar read_calendar(Section calendar) {
  std::map<int, domain::Calendar::Year> years;
  for (const std::string& key : calendar.keys()) {
    Section section = calendar.section(key);
    int number = 0;
    if (!integer_into(number, 2000, 2100)(key).empty()) {
      calendar.fault(key, "expected a year");
      continue;
    }
    domain::Calendar::Year& year = years[number];
    const auto take = [&](const std::string& name, std::set<Day>& days) {
      for (const std::string& text : section.list(name)) {
        if (!add_days(days, text, number)) {
          section.fault(name,
                        "expected days or ranges of this year, such as 2026-01-01..2026-01-03");
        }
      }
    };
    take("holidays", year.holidays);
    take("working", year.working);
    section.finish();
  }
  return domain::Calendar{std::move(years)};
}

bool is_inside(const fs::path& inner, const fs::path& outer) {
  const auto relative = inner.lexically_relative(outer);
  return !relative.empty() && *relative.begin() != "..";
}

Config read(Section root, const fs::path& folder, const fs::path& data) {
  Config config;
  read_court(root.section("court"), config.court);

  config.data = fs::weakly_canonical(folder / "data");
  config.keys = fs::weakly_canonical(folder / "keys");
  config.feeds = fs::weakly_canonical(folder / "feeds");
  root.optional("data", path_into(config.data, folder));
  if (!data.empty()) config.data = fs::weakly_canonical(fs::absolute(data));
  root.optional("keys", path_into(config.keys, folder));
  root.optional("feeds", path_into(config.feeds, folder));
  if (is_inside(config.keys, config.data)) {
    root.fault("keys", "must not be inside `data`: a backup would carry them along");
  }
  std::error_code ignored;
  if (!fs::is_directory(config.feeds, ignored)) {
    root.fault("feeds", "no such folder: " + config.feeds.string());
  }

  read_listen(root.section("listen"), folder, config);

  Section limits = root.section("limits");
  limits.optional("body_bytes", integer_into<std::size_t>(config.body_bytes_max, 1024, 1 << 30));
  limits.optional("connections", integer_into<std::size_t>(config.connections_max, 8, 10'000));
  limits.optional("per_address_per_minute",
                  integer_into<unsigned>(config.public_per_minute, 1, 100'000'000));
  limits.finish();

  config.calendar = read_calendar(root.section("calendar"));
  root.finish();
  return config;
}

}  // namespace

Result<Config> parse_config(std::string_view yaml, const fs::path& folder, const fs::path& data) {
  auto root = base::parse_yaml(yaml);
  std::vector<Fault> faults;
  if (root) {
    Config config = read(Section(*root, "", faults), folder, data);
    if (faults.empty()) return config;
  } else {
    faults = std::move(root).error().faults;
  }
  return Error{ErrorCode::kMalformed, "the configuration is not usable:", std::move(faults)};
}

Result<Config> load_config(const fs::path& file, const fs::path& data) {
  std::ifstream in(file);
  if (!in || fs::is_directory(file)) {
    return Error{ErrorCode::kNotFound,
                 fmt::format("no configuration at {}: name one with --config FILE", file.string())};
  }
  std::ostringstream text;
  text << in.rdbuf();
  return parse_config(text.str(), fs::absolute(file).parent_path(), data);
}

}  // namespace shixin::app
