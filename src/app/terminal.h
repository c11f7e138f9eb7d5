// What a command says to the person at the terminal: progress, errors with what to do next, and the
// exit code that scripts go by.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/error.h"

namespace shixin::app {

// 0 done, 1 the answer is no, 2 usage, 3 the environment failed.
enum class Exit : int { kDone = 0, kNo = 1, kUsage = 2, kFailed = 3 };

Exit exit_for(const base::Error& error);

// A fault on one line: where, what, and the rule.
std::string sentence(const base::Fault& fault);

// Prints the sentence and every fault to standard error; returns the exit code.
Exit report(const base::Error& error);

// A bar on a terminal, nothing elsewhere; drawn at most ten times a second.
class Progress {
 public:
  // `total` 0: not known.
  Progress(std::string what, std::uint64_t total);
  ~Progress() { end(); }
  void at(std::uint64_t done);
  // Clears the line, before anything else is said.
  void end();

 private:
  void draw(std::uint64_t done);

  std::string what_;
  std::uint64_t total_;
  bool on_terminal_;
  std::uint64_t drawn_tenths_ = 0;
  std::chrono::steady_clock::time_point started_;
};

// A secret typed without echo, or one line of standard input when that is not a terminal.
std::string read_secret(const std::string& prompt);

}  // namespace shixin::app
