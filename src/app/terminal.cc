#include "app/terminal.h"

#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace shixin::app {

using base::ErrorCode;

Exit exit_for(const base::Error& error) {
  switch (error.code) {
    case ErrorCode::kUnavailable:
    case ErrorCode::kCorrupt:
    case ErrorCode::kInternal:
      return Exit::kFailed;
    case ErrorCode::kMalformed:
    case ErrorCode::kUnauthorized:
    case ErrorCode::kForbidden:
    case ErrorCode::kNotFound:
    case ErrorCode::kConflict:
    case ErrorCode::kGone:
    case ErrorCode::kTooLarge:
    case ErrorCode::kUnsupported:
    case ErrorCode::kRefused:
    case ErrorCode::kThrottled:
      return Exit::kNo;
  }
  return Exit::kFailed;
}

Exit report(const base::Error& error) {
  const bool is_its_fault = error.faults.size() == 1 && error.faults.front().detail == error.detail;
  if (is_its_fault) {
    fmt::print(stderr, "shixin: {}\n", sentence(error.faults.front()));
    return exit_for(error);
  }
  fmt::print(stderr, "shixin: {}\n", error.detail);
  for (const base::Fault& fault : error.faults) fmt::print(stderr, "  {}\n", sentence(fault));
  return exit_for(error);
}

std::string sentence(const base::Fault& fault) {
  return fmt::format("{}{}{}{}", fault.pointer, fault.pointer.empty() ? "" : " ", fault.detail,
                     fault.legal.empty() ? "" : "(" + fault.legal + ")");
}

Progress::Progress(std::string what, std::uint64_t total)
    : what_(std::move(what)),
      total_(total),
      on_terminal_(::isatty(STDERR_FILENO) == 1),
      started_(std::chrono::steady_clock::now()) {}

void Progress::end() {
  if (drawn_tenths_ > 0) fmt::print(stderr, "\r\x1b[K");
  drawn_tenths_ = 0;
}

void Progress::at(std::uint64_t done) {
  if (!on_terminal_) return;
  const auto passed = std::chrono::steady_clock::now() - started_;
  const auto tenths = static_cast<std::uint64_t>(passed / std::chrono::milliseconds{100}) + 1;
  if (tenths == drawn_tenths_) return;
  drawn_tenths_ = tenths;
  draw(done);
}

void Progress::draw(std::uint64_t done) {
  constexpr std::size_t kWidth = 30;
  if (total_ == 0) {
    fmt::print(stderr, "\r\x1b[K{}: {}", what_, done);
  } else {
    done = std::min(done, total_);
    const auto filled = static_cast<std::size_t>(done * kWidth / total_);
    fmt::print(stderr, "\r\x1b[K{} [{}{}] {}/{}", what_, std::string(filled, '#'),
               std::string(kWidth - filled, '.'), done, total_);
  }
  std::fflush(stderr);
}

std::string read_secret(const std::string& prompt) {
  const bool on_terminal = ::isatty(STDIN_FILENO) == 1;
  termios before{};
  if (on_terminal) {
    ::tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    fmt::print(stderr, "{}: ", prompt);
    std::fflush(stderr);
  }
  std::string secret;
  std::getline(std::cin, secret);
  if (on_terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    fmt::print(stderr, "\n");
  }
  return secret;
}

}  // namespace shixin::app
