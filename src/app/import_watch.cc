#include "app/import_watch.h"

#include <fmt/core.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "app/drop_folder.h"
#include "app/ops.h"
#include "base/durable.h"

namespace shixin::app {
namespace fs = std::filesystem;

namespace {

// The service starts anew within seconds; after a restore, when somebody confirmed.
constexpr std::chrono::seconds kServicePatience{30};

template <class... Args>
void say(const DroppedFile& file, fmt::format_string<Args...> format, Args&&... args) {
  fmt::print("{}: {}\n", file.name, fmt::format(format, std::forward<Args>(args)...));
  std::fflush(stdout);
}

// Readable once the process is to end. Blocks the signals in this thread and those it makes.
Descriptor stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return Descriptor{::signalfd(-1, &signals, SFD_CLOEXEC)};
}

// Neither the file's fault nor for good: the service is away, or was, and has forgotten the import.
bool passes(ErrorCode code) {
  return code == ErrorCode::kUnavailable || code == ErrorCode::kThrottled ||
         code == ErrorCode::kNotFound || code == ErrorCode::kConflict;
}

bool is_of_the_file(ErrorCode code) {
  return code == ErrorCode::kMalformed || code == ErrorCode::kTooLarge ||
         code == ErrorCode::kUnsupported || code == ErrorCode::kRefused;
}

class Watch {
 public:
  Watch(const Config& config, fs::path folder, const FileManner& manner, DropFolder& drop)
      : config_(config), folder_(std::move(folder)), manner_(manner), drop_(drop) {}

  // An Error ends the watch.
  Result<void> take(const DroppedFile& file);

 private:
  Result<void> settle(const DroppedFile& file, const Brought& brought, const fs::path& rejects);
  Result<void> fail(const DroppedFile& file, const Error& why);
  // Where it lies now; nullopt, and said, when it changed meanwhile.
  Result<std::optional<fs::path>> move(const DroppedFile& file, const char* into);
  void wait(const DroppedFile& file, const Error& why);
  std::string shown(const fs::path& path) const {
    return path.lexically_relative(folder_).string();
  }

  const Config& config_;
  const fs::path folder_;
  const FileManner& manner_;
  DropFolder& drop_;
};

Result<void> Watch::take(const DroppedFile& file) {
  auto ops = Ops::connect(config_);  // for one file: between two, a service may start
  if (!ops) {
    wait(file, ops.error());
    return {};
  }
  const fs::path kept = folder_ / "done" / ("." + file.name + ".rejects");
  auto rejects = RejectFile::open(kept, file.path());
  if (!rejects) return std::move(rejects).error();
  std::ifstream bytes(file.path(), std::ios::binary);
  const Brought brought =
      bring_file(*ops, manner_, bytes, file.name, *rejects, [](std::uint64_t) {});
  if (auto whole = rejects->close(); !whole) return whole;
  const Result<void>& outcome = brought.read ? brought.taken : brought.read;
  if (outcome) return settle(file, brought, kept);
  std::error_code ignored;
  fs::remove(kept, ignored);
  if (!brought.read || is_of_the_file(outcome.error().code)) return fail(file, outcome.error());
  if (!passes(outcome.error().code)) return outcome;
  wait(file, outcome.error());
  return {};
}

// The refused rows lie beside the file before it does: a crash in between brings it again, and
// writes them anew.
Result<void> Watch::settle(const DroppedFile& file, const Brought& brought,
                           const fs::path& rejects) {
  fs::path beside = drop_.place(file, "done");
  beside += intake::is_table(manner_.format) ? ".rejects.csv" : ".rejects.ndjson";
  std::error_code failed;
  const bool refused = brought.counts.refused > 0;
  if (refused) {
    if (auto synced = base::sync_path(rejects); !synced) return synced;
    fs::rename(rejects, beside, failed);
  } else {
    fs::remove(rejects, failed);
  }
  if (failed) return Error{ErrorCode::kUnavailable, beside.string() + ": " + failed.message()};
  auto moved = move(file, "done");
  if (!moved) return std::move(moved).error();
  if (!*moved) return {};
  std::string more;
  if (refused) more += fmt::format("; refused rows in {}", shown(beside));
  if (manner_.migrate && brought.counts.accepted > 0) {
    more += fmt::format("; a second person confirms it: shixin import --confirm {} --by OTHER",
                        brought.batch);
  }
  say(file, "accepted {}, already there {}, refused {}; moved to {}{}", brought.counts.accepted,
      brought.counts.already_there, brought.counts.refused, shown(**moved), more);
  return base::sync_path(folder_ / "done");
}

Result<void> Watch::fail(const DroppedFile& file, const Error& why) {
  fs::path reason = drop_.place(file, "failed");
  reason += ".reason.txt";
  std::ofstream out(reason, std::ios::binary | std::ios::trunc);
  out << why.detail << '\n';
  for (const Fault& fault : why.faults) out << sentence(fault) << '\n';
  out.close();
  if (!out) return Error{ErrorCode::kUnavailable, reason.string() + ": can not be written"};
  auto moved = move(file, "failed");
  if (!moved) return std::move(moved).error();
  if (!*moved) return {};
  say(file, "failed: {}; moved to {}", why.detail, shown(**moved));
  return {};
}

Result<std::optional<fs::path>> Watch::move(const DroppedFile& file, const char* into) {
  auto moved = drop_.move(file, into);
  if (moved && !*moved) say(file, "changed while it was read; it is read again");
  return moved;
}

void Watch::wait(const DroppedFile& file, const Error& why) {
  say(file, "waits: {}", why.detail);
  drop_.put_back(file, kServicePatience);
}

Result<void> make_folders(const fs::path& folder) {
  for (const char* name : {"done", "failed"}) {
    std::error_code failed;
    fs::create_directory(folder / name, failed);
    if (failed) {
      return Error{ErrorCode::kUnavailable, (folder / name).string() + ": " + failed.message()};
    }
  }
  return {};
}

}  // namespace

Exit watch_folder(const Config& config, const fs::path& folder, const FileManner& manner) {
  ::umask(077);  // what is written here holds identity numbers
  const Descriptor stop = stop_signals();
  {
    auto ops = Ops::connect(config);
    if (!ops) return report(ops.error());
    if (auto may = may_bring(*ops, manner); !may) return report(may.error());
  }
  auto drop = DropFolder::open(folder);
  if (!drop) return report(drop.error());
  if (auto made = make_folders(folder); !made) return report(made.error());
  fmt::print("watching {}; Ctrl-C stops\n", folder.string());
  std::fflush(stdout);
  Watch watch(config, folder, manner, *drop);
  for (;;) {
    auto file = drop->next(stop.fd());
    if (!file) return report(file.error());
    if (!*file) return Exit::kDone;
    if (auto taken = watch.take(**file); !taken) return report(taken.error());
  }
}

}  // namespace shixin::app
