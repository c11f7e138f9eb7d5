// CourtFolder: a configuration over a folder of its own, with the feeds of this repository.
#pragma once

#include <doctest/doctest.h>

#include <memory>

#include "app/house.h"
#include "support/temp_dir.h"

namespace shixin::test {

inline const Instant kRehearsed = *base::parse_rfc3339("2020-01-02T03:04:05Z");

struct CourtFolder {
  CourtFolder() {
    config.court = {{"赣1102", {}, "某市某区人民法院"}, "361102", "0793-0000000"};
    config.data = folder / "data";
    config.keys = folder / "keys";
    config.feeds = std::filesystem::path(SHIXIN_SOURCE_DIR) / "feeds";
  }

  Result<std::unique_ptr<app::House>> open(const app::HouseOptions& options = {}) const {
    return app::House::open(config, options);
  }
  // Makes the store, writes to it through the command line's routes, and backs it up.
  void make_and_back_up(const app::HouseOptions& options = {}) const {
    auto house = open(options);
    REQUIRE_MESSAGE(house, (house ? "" : house.error().detail));
    REQUIRE((*house)->engine().backup(backup()));
  }
  std::filesystem::path backup() const { return folder / "backup"; }

  TempDir folder;
  app::Config config;
};

}  // namespace shixin::test
