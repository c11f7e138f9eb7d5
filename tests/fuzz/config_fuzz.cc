// Any text as the configuration, and as a map of columns: never a crash or an exception; what is
// wrong is said with its key; what is taken lies within its bounds, and no line of it went unread.
#include <algorithm>
#include <string>

#include "app/column_map.h"
#include "app/config.h"
#include "base/text.h"
#include "fuzz/expect.h"
#include "fuzz/text_file.h"
#include "support/temp_dir.h"

using namespace shixin;

namespace {

namespace fs = std::filesystem;

// A folder as a configuration expects it around itself.
const fs::path& folder() {
  static const test::TempDir dir;
  static const fs::path& path = [&]() -> const fs::path& {
    fs::create_directory(dir / "feeds");
    fuzz::write(dir / "site.pem", "");
    return dir.path();
  }();
  return path;
}

void check_refusal(const Error& error) {
  fuzz::expect(error.code == ErrorCode::kMalformed && !error.faults.empty(), "it says what");
  for (const Fault& fault : error.faults) fuzz::expect(!fault.detail.empty(), "and why");
}

void check(const app::Config& config) {
  const auto& court = config.court;
  for (const auto* text : {&court.code, &court.name, &court.region, &court.phone}) {
    fuzz::expect(!text->empty() && base::valid_utf8(*text), "the court says who it is, in UTF-8");
  }
  fuzz::expect(court.region.size() == 6, "a region has six digits");
  for (const auto* at : {&config.public_surface, &config.partner_surface, &config.staff_surface,
                         &config.ops_surface}) {
    fuzz::expect(at->port >= 0 && at->port <= 65535, "a port is one");
  }
  fuzz::expect(
      config.body_bytes_max >= 1024 && config.connections_max >= 8 && config.public_per_minute >= 1,
      "limits leave room to work");
  for (const auto* path : {&config.data, &config.keys, &config.feeds}) {
    fuzz::expect(path->is_absolute(), "a path depends on no working folder");
  }
}

void check_columns(const std::string& text) {
  const fs::path file = folder() / "columns.yaml";
  fuzz::write(file, text);
  const auto map = app::read_column_map(file);
  if (!map) {
    fuzz::expect(!map.error().detail.empty(), "a refusal says why");
    return;
  }
  const auto good = [](const auto& line) {
    return base::valid_utf8(line.first) && (line.second.empty() || intake::is_column(line.second));
  };
  fuzz::expect(std::ranges::all_of(*map, good), "a map leads to columns of ours");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_columns(text);
  const auto config = app::parse_config(text, folder());
  if (!config) {
    check_refusal(config.error());
    return 0;
  }
  check(*config);
  fuzz::expect(!app::parse_config(text + "\nno_such_key: 1\n", folder()), "every line is read");
  return 0;
}
