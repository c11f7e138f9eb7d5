// shixin fsck, backup, restore, clock: looking after the store.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "app/command.h"
#include "app/ops.h"
#include "app/restore.h"
#include "base/json.h"

namespace shixin::app {
namespace {

namespace fs = std::filesystem;
using base::Json;

Exit fsck(const Config& config) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  Progress progress("fsck", 0);
  Json last;
  auto done = ops->lines("POST", "/admin/fsck", Json::object(), [&](const Json& line) {
    last = line;
    if (last.contains("rows")) progress.at(last["rows"].get<std::uint64_t>());
  });
  progress.end();
  if (!done) return report(done.error());
  if (!last.contains("clean")) {
    return report({ErrorCode::kUnavailable, "the check broke off before its end"});
  }
  for (const Json& line : last["lines"]) fmt::print("{}\n", line.get<std::string>());
  fmt::print("{} subjects, {} decisions, {} faults\n", last["subjects"].get<std::uint64_t>(),
             last["decisions"].get<std::uint64_t>(), last["faults"].get<std::uint64_t>());
  if (last.contains("error")) return report({ErrorCode::kCorrupt, last["error"]});
  return last["clean"].get<bool>() ? Exit::kDone : Exit::kNo;
}

Exit backup(const Config& config, const std::string& folder) {
  const auto inside =
      fs::weakly_canonical(folder).lexically_relative(fs::weakly_canonical(config.data));
  if (!inside.empty() && *inside.begin() != "..") {
    return report(
        {ErrorCode::kConflict, "a backup inside the store's own folder would be lost with it"});
  }
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto done = ops->call("POST", "/admin/backup", {{"folder", fs::absolute(folder).string()}});
  if (!done) return report(done.error());
  fmt::print("backed up to {}; the keys are not in it\n", fs::absolute(folder).string());
  return Exit::kDone;
}

Exit restore_from(const Config& config, const std::string& folder) {
  auto restored = restore(config, fs::absolute(folder));
  if (!restored) return report(restored.error());
  if (!restored->before.empty()) {
    fmt::print("what stood there before is kept in {}\n", restored->before.string());
  }
  fmt::print("the backup's last commit was of {}; what came after it is lost\n",
             base::rfc3339(restored->last_commit));
  fmt::print(
      "restored and held: no decisions, no feeds and no public lookup until\n  shixin restore "
      "--confirm\n");
  return Exit::kDone;
}

// The backup can not know what was revoked after it was made.
void print_credentials(const Ops& ops) {
  fmt::print(
      "Every session has ended and every bearer token is void: sign in again, issue the case\n"
      "system's anew. Accounts, passwords and partner keys are as the backup had them. Whatever "
      "was\n"
      "done to them since must be done again: passwords re-set, accounts disabled (shixin staff),\n"
      "keys rotated or disabled (shixin partner). These partners' keys work now:\n");
  const auto partners = ops.get("/admin/partners");
  if (!partners) return;
  for (const Json& partner : *partners) {
    if (partner["disabled"].get<bool>()) continue;
    fmt::print("  {}\n", partner["name"].get<std::string>());
  }
}

Exit confirm_restore(const Config& config) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto state = ops->call("POST", "/admin/restore/confirm", Json::object());
  if (!state) return report(state.error());
  fmt::print(
      "{}.\n"
      "The register goes on from {} decisions. Whatever was decided after that commit is lost and\n"
      "must be entered again. Every partner must declare once that it discarded its copy; until\n"
      "then it is answered 410.\n",
      (*state)["held_because"].get<std::string>(), (*state)["decisions"].get<std::uint64_t>());
  fmt::print(
      "The ledger goes on as another log, for the old one may have signed what is lost. Publish\n"
      "its verifier in the place of the old one's, and say why:\n  {}\n",
      (*state)["verifier"].get<std::string>());
  print_credentials(*ops);
  if ((*state)["clock_doubted"].get<bool>()) {
    fmt::print(
        "The clock stands more than seven days past that commit. If it is right:\n"
        "  shixin clock --confirm\n");
  }
  return Exit::kDone;
}

Exit confirm_clock(const Config& config) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto done = ops->call("POST", "/admin/clock/confirm", Json::object());
  if (!done) return report(done.error());
  fmt::print("the clock is right; decisions and timers go on\n");
  return Exit::kDone;
}

}  // namespace

void add_fsck(CLI::App& app, Action& chosen) {
  app.add_subcommand("fsck", "derive every row again and compare; exit 1 when something differs")
      ->callback([&chosen] { chosen = fsck; });
}

void add_backup(CLI::App& app, Action& chosen) {
  auto* sub = app.add_subcommand("backup", "a consistent copy of the store, encrypted as it is");
  auto folder = std::make_shared<std::string>();
  sub->add_option("DIR", *folder, "a folder that does not exist yet")->required();
  sub->callback([&chosen, folder] {
    chosen = [folder](const Config& config) { return backup(config, *folder); };
  });
}

void add_restore(CLI::App& app, Action& chosen) {
  auto* sub = app.add_subcommand(
      "restore", "put a backup in the place of the store, held until --confirm says what was lost");
  auto folder = std::make_shared<std::string>();
  auto confirm = std::make_shared<bool>(false);
  auto* from = sub->add_option("DIR", *folder, "the backup");
  sub->add_flag("--confirm", *confirm, "end the hold")->excludes(from);
  sub->callback([&chosen, folder, confirm] {
    if (!*confirm && folder->empty()) throw CLI::RequiredError("DIR or --confirm");
    chosen = [folder, confirm](const Config& config) {
      return *confirm ? confirm_restore(config) : restore_from(config, *folder);
    };
  });
}

void add_clock(CLI::App& app, Action& chosen) {
  auto* sub = app.add_subcommand(
      "clock",
      "after the clock leapt: --confirm that it is right, so that decisions and timers go on");
  auto confirm = std::make_shared<bool>(false);
  sub->add_flag("--confirm", *confirm, "the clock is right")->required();
  sub->callback([&chosen] { chosen = confirm_clock; });
}

}  // namespace shixin::app
