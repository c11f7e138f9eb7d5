#include "app/cli.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "app/command.h"

namespace shixin::app {

int run(int argc, char** argv) {
  CLI::App app{
      "shixin: a court's list of dishonest judgment debtors, for the public and for the "
      "departments\n"
      "that enforce it together.\n\n"
      "Exit codes: 0 done, 1 the answer is no, 2 usage, 3 the environment failed."};
  app.name("shixin");
  app.fallthrough();
  std::string config_file = "config.yaml";
  std::string data;
  app.add_option("--config", config_file, "configuration file")->capture_default_str();
  app.add_option("--data", data, "the store's folder, instead of the configuration's `data`");

  Action chosen;
  add_serve(app, chosen);
  add_demo(app, chosen);
  add_import(app, chosen);
  add_reconcile(app, chosen);
  add_staff(app, chosen);
  add_partner(app, chosen);
  add_feeds(app, chosen);
  add_fsck(app, chosen);
  add_backup(app, chosen);
  add_restore(app, chosen);
  add_clock(app, chosen);
  add_ledger(app, chosen);
  OfflineAction offline;
  add_verify(app, offline);

  try {
    app.parse(argc, argv);
    // Not by require_subcommand(), which hides that a command was misspelt.
    if (!chosen && !offline) throw CLI::RequiredError("A subcommand");
  } catch (const CLI::ParseError& error) {
    // Also before --help, which would hide it.
    if (const auto unknown = app.remaining(true); !unknown.empty()) {
      std::cerr << "shixin: there is no command or option `" << unknown.front()
                << "`; shixin --help lists them\n";
      return static_cast<int>(Exit::kUsage);
    }
    return app.exit(error) == 0 ? 0 : static_cast<int>(Exit::kUsage);
  }
  if (offline) return static_cast<int>(offline());
  auto config = load_config(config_file, data);
  if (!config) {
    report(config.error());
    return static_cast<int>(Exit::kUsage);
  }
  try {
    return static_cast<int>(chosen(*config));
  } catch (const std::exception&) {  // what() may quote an answer, and with it a number
    return static_cast<int>(report({base::ErrorCode::kInternal,
                                    "an answer could not be read: is the service that runs of "
                                    "another version than this program?"}));
  }
}

}  // namespace shixin::app
