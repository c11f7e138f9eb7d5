// The log: one line for each event on stderr, for the operator and in English. Safe from any
// thread. Identity numbers have no formatter (domain/identity_number.h), so they can not be written
// here.
#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>

namespace shixin::base {

enum class LogLevel { kInfo, kWarn, kError };

void write_log(LogLevel level, std::string_view line);

template <class... Args>
void log_info(fmt::format_string<Args...> format, Args&&... args) {
  write_log(LogLevel::kInfo, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void log_warn(fmt::format_string<Args...> format, Args&&... args) {
  write_log(LogLevel::kWarn, fmt::format(format, std::forward<Args>(args)...));
}

template <class... Args>
void log_error(fmt::format_string<Args...> format, Args&&... args) {
  write_log(LogLevel::kError, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace shixin::base
