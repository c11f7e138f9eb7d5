#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace shixin::base {
namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("shixin");
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarn:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

}  // namespace

void write_log(LogLevel level, std::string_view line) {
  // A line break in an argument would forge a second event.
  std::string one(line);
  for (char& c : one) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  logger().log(level_of(level), spdlog::string_view_t(one.data(), one.size()));
}

}  // namespace shixin::base
