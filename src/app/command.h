// Command: one subcommand of `shixin`. Each command_*.cc adds its own to the command line and says
// what to run once the configuration was read.
#pragma once

#include <functional>

#include "app/config.h"
#include "app/terminal.h"

namespace CLI {
class App;
}

namespace shixin::app {

// What the command line chose; runs after --config and --data were applied.
using Action = std::function<Exit(const Config&)>;

// What needs neither a configuration nor a store.
using OfflineAction = std::function<Exit()>;

void add_serve(CLI::App& app, Action& chosen);
void add_demo(CLI::App& app, Action& chosen);
void add_import(CLI::App& app, Action& chosen);
void add_reconcile(CLI::App& app, Action& chosen);
void add_staff(CLI::App& app, Action& chosen);
void add_partner(CLI::App& app, Action& chosen);
void add_feeds(CLI::App& app, Action& chosen);
void add_fsck(CLI::App& app, Action& chosen);
void add_backup(CLI::App& app, Action& chosen);
void add_restore(CLI::App& app, Action& chosen);
void add_clock(CLI::App& app, Action& chosen);
void add_ledger(CLI::App& app, Action& chosen);
void add_verify(CLI::App& app, OfflineAction& chosen);

}  // namespace shixin::app
