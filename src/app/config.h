// Config: config.yaml as values. Read once at start; an unknown key, a bad value or a missing file
// stops the start with the path of the key and what was expected, all of them at once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/calendar.h"
#include "domain/own_court.h"
#include "web/tls.h"

namespace shixin::app {

struct Court : domain::OwnCourt {
  std::string region;  // GB/T 2260, six digits
  std::string phone;
};

struct Address {
  std::string address;
  int port = 0;  // 0: any free one, printed at start
  std::optional<web::TlsFiles> tls = {};
};

struct Config {
  Court court;
  std::filesystem::path data;
  std::filesystem::path keys;
  std::filesystem::path feeds;
  Address public_surface{"127.0.0.1", 8080};
  Address partner_surface{"127.0.0.1", 8081};
  Address staff_surface{"127.0.0.1", 8082};
  Address ops_surface{"127.0.0.1", 9090};
  std::size_t body_bytes_max = std::size_t{1} << 20;
  std::size_t connections_max = 256;  // requests served at once, on each surface
  unsigned public_per_minute = 600;   // questions of one address to the public surface
  // Peers whose X-Forwarded-For is believed: the proxy before the public surface.
  std::vector<std::string> trusted_proxies{"127.0.0.1", "::1"};
  domain::Calendar calendar;
};

// kMalformed with one fault for each bad key; pointers are dotted paths (listen.public.port).
// Relative paths are resolved against the file's folder. `data`, when it is not empty, stands for
// the file's own and resolves against the working folder.
Result<Config> load_config(const std::filesystem::path& file,
                           const std::filesystem::path& data = {});

// The same from text, for tests; paths resolve against `folder`.
Result<Config> parse_config(std::string_view yaml, const std::filesystem::path& folder,
                            const std::filesystem::path& data = {});

}  // namespace shixin::app
