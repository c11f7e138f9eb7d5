// shixin ledger: what the court publishes once so that anybody can check what it signs.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "app/command.h"
#include "app/ops.h"
#include "base/json.h"

namespace shixin::app {
namespace {

Exit show_ledger(const Config& config) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto log = ops->get("/admin/ledger");
  if (!log) return report(log.error());
  fmt::print("the log's verifier, to be published where the court publishes; --key of verify:\n");
  fmt::print("{}\n\n", (*log)["verifier"].get<std::string>());
  fmt::print("its last checkpoint, as /checkpoint of the public address shows it:\n");
  fmt::print("{}", (*log)["checkpoint"].get<std::string>());
  return Exit::kDone;
}

}  // namespace

void add_ledger(CLI::App& app, Action& chosen) {
  app.add_subcommand("ledger",
                     "whose signature the ledger bears, to be published, and its last checkpoint")
      ->callback([&chosen] { chosen = show_ledger; });
}

}  // namespace shixin::app
