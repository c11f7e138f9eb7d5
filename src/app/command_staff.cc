// shixin staff: the accounts of the court's people.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "app/command.h"
#include "app/ops.h"
#include "base/json.h"
#include "registry/roles.h"
#include "web/uri.h"

namespace shixin::app {
namespace {

using base::Json;

struct StaffArguments {
  std::string name;
  std::string display_name;
  std::string role;
  std::string court;
  std::string successor;
  std::string by;
  bool revoke = false;
};

std::string staff_path(const StaffArguments& given, const char* verb) {
  return "/admin/staff/" + web::percent_encode(given.name) + "/" + verb;
}

// Who answers for the act, when somebody is named: asks his password.
void add_answerable(Json& body, const StaffArguments& given) {
  if (given.by.empty()) return;
  body["by"] = given.by;
  body["by_password"] = read_secret("password of " + given.by);
}

void print_waits(const StaffArguments& given) {
  fmt::print(stderr,
             "The account waits for {}:\n"
             "  shixin staff confirm {} --by OTHER\n",
             given.by.empty() ? "the president"
                              : "another admin or the president (a president's: or the chief)",
             given.name);
}

// Without a president nothing is signed; and with one admin and the president alone, the
// president's forgotten password is the end.
void warn_of_lockout(const Ops& ops) {
  const auto all = ops.get("/admin/staff");
  if (!all) return;
  int admins = 0;
  int others = 0;
  bool president = false;
  bool president_known = false;  // a court that is still being set up needs no telling
  for (const Json& staff : *all) {
    president_known = president_known || staff["role"] == "president";
    if (staff["state"] != "active") continue;
    if (staff["role"] == "admin") ++admins;
    if (staff["role"] == "chief" || staff["role"] == "vice_president") ++others;
    if (staff["role"] == "president") president = true;
  }
  if (!president && president_known) {
    fmt::print(stderr,
               "No president's account works: nothing that restricts or exempts anybody can be\n"
               "signed until one does. Add it with staff add NAME --role president; an admin and\n"
               "the chief, or two admins, let it work.\n");
  }
  if (!president || (admins > 0 && admins + others > 1)) return;
  fmt::print(stderr,
             "If the president forgets the password, two others must bring the account back: an\n"
             "admin sets a new one (staff password --by), another admin or the chief confirms it.\n"
             "This court has no such two: add a second admin or a chief, and let the president\n"
             "confirm that account.\n");
}

Exit add_account(const Config& config, const Ops& ops, const StaffArguments& given) {
  if (!given.court.empty() && given.court != config.court.code) {
    return report(
        {ErrorCode::kRefused,
         "accounts are of the court that this configuration serves: " + config.court.code});
  }
  const std::string display = given.display_name.empty() ? given.name : given.display_name;
  Json body{{"name", given.name}, {"display_name", display}, {"role", given.role}};
  add_answerable(body, given);
  auto staff = ops.call("POST", "/admin/staff", body);
  if (!staff) return report(staff.error());
  fmt::print("{}\n", (*staff)["password"].get<std::string>());
  fmt::print(
      stderr,
      "This is the first password. It is shown this once, and its owner must change it before\n"
      "anything else:\n"
      "  shixin staff password {0} --by {0}\n",
      given.name);
  if ((*staff)["state"] == "pending") print_waits(given);
  warn_of_lockout(ops);
  return Exit::kDone;
}

Exit list_accounts(const Config&, const Ops& ops, const StaffArguments&) {
  auto all = ops.get("/admin/staff");
  if (!all) return report(all.error());
  for (const Json& staff : *all) {
    fmt::print("{:20} {:15} {:9} {}{}\n", staff["name"].get<std::string>(),
               staff["role"].get<std::string>(), staff["state"].get<std::string>(),
               staff["display_name"].get<std::string>(),
               staff["must_change_password"].get<bool>() ? "  (must change the password)" : "");
  }
  warn_of_lockout(ops);
  return Exit::kDone;
}

Exit confirm(const Config&, const Ops& ops, const StaffArguments& given) {
  const std::string password = read_secret("password of " + given.by);
  auto done =
      ops.call("POST", staff_path(given, "confirm"), {{"by", given.by}, {"password", password}});
  return done ? Exit::kDone : report(done.error());
}

Exit disable_account(const Config&, const Ops& ops, const StaffArguments& given) {
  auto done = ops.call("POST", staff_path(given, "disable"), {{"successor", given.successor}});
  if (done) {
    warn_of_lockout(ops);
    return Exit::kDone;
  }
  const Exit exit = report(done.error());
  if (done.error().code == ErrorCode::kConflict && given.successor.empty()) {
    fmt::print(stderr, "if it has open drafts, name who takes them over with --successor NAME\n");
  }
  return exit;
}

Exit set_password(const Config&, const Ops& ops, const StaffArguments& given) {
  Json body = Json::object();
  add_answerable(body, given);
  body["password"] = read_secret("new password of " + given.name);
  auto staff = ops.call("POST", staff_path(given, "password"), body);
  if (!staff) return report(staff.error());
  if ((*staff)["state"] == "pending") print_waits(given);
  return Exit::kDone;
}

Exit revoke_tokens(const Config&, const Ops& ops, const StaffArguments& given) {
  Json body = Json::object();
  add_answerable(body, given);
  auto done = ops.call("POST", staff_path(given, "revoke"), body);
  if (!done) return report(done.error());
  fmt::print("revoked {}\n", (*done)["revoked"].get<std::size_t>());
  return Exit::kDone;
}

Exit list_tokens(const Config&, const Ops& ops, const StaffArguments&) {
  auto all = ops.get("/admin/tokens");
  if (!all) return report(all.error());
  for (const Json& token : *all) {
    fmt::print(
        "{:20} {:30}  until {}\n", token["staff"].get<std::string>(),
        token["used_at"].is_null() ? "not used yet" : "used " + token["used_at"].get<std::string>(),
        token["expires_at"].get<std::string>());
  }
  return Exit::kDone;
}

Exit token(const Config&, const Ops& ops, const StaffArguments& given) {
  const std::string password = read_secret("password of " + given.by);
  auto issued =
      ops.call("POST", staff_path(given, "token"), {{"by", given.by}, {"password", password}});
  if (!issued) return report(issued.error());
  fmt::print("{}\n", (*issued)["token"].get<std::string>());
  return Exit::kDone;
}

}  // namespace

void add_staff(CLI::App& app, Action& chosen) {
  auto* staff = app.add_subcommand("staff", "the accounts of the court's people");
  auto given = std::make_shared<StaffArguments>();
  using Work = Exit (*)(const Config&, const Ops&, const StaffArguments&);
  const auto choose = [&chosen, given](Work work) {
    chosen = [given, work](const Config& config) {
      auto ops = Ops::connect(config, work == add_account ? Store::kMayBeNew : Store::kMustExist);
      return ops ? work(config, *ops, *given) : report(ops.error());
    };
  };
  const auto add_verb = [&](const char* verb, const char* help, Work work) {
    auto* sub = staff->add_subcommand(verb, help);
    sub->callback([choose, work] { choose(work); });
    return sub;
  };
  const auto add_named = [&](const char* verb, const char* help, Work work) {
    auto* sub = add_verb(verb, help, work);
    sub->add_option("NAME", given->name, "sign-in name")->required();
    return sub;
  };
  auto* adding = add_named("add", "add an account and print its first password, once", add_account);
  std::vector<std::string> roles;
  for (const auto& [_, word] : enum_words(registry::StaffRole{})) roles.emplace_back(word);
  adding->add_option("--role", given->role, "what the account may do")
      ->required()
      ->check(CLI::IsMember(roles));
  adding->add_option("--display", given->display_name, "the person's name on screens");
  adding->add_option("--by", given->by,
                     "the admin who answers for it (asks his password); without one, a signer or\n"
                     "a further admin can be confirmed by the president only");
  adding->add_option("--court", given->court, "court code; this court's when left out");
  add_verb("list", "all accounts", list_accounts);
  add_named("confirm", "a second person lets a signer's account work (asks that person's password)",
            confirm)
      ->add_option("--by", given->by, "the president, or an admin where another admin added it")
      ->required();
  add_named("disable", "the account stops working; its open drafts go to a successor",
            disable_account)
      ->add_option("--successor", given->successor, "who takes over its open drafts");
  add_named("password", "set a password (asked for, or one line of standard input)", set_password)
      ->add_option("--by", given->by,
                   "who sets it: oneself or an admin (asks that person's password first); without\n"
                   "one, a judge's, a signer's or an admin's account then waits for the president");
  auto* tokens = add_named(
      "token", "a bearer token for the court's case system (asks an admin's password)", token);
  tokens->add_flag("--revoke", given->revoke, "end all tokens of the account instead");
  tokens->add_option("--by", given->by, "an admin; a new token needs one");
  tokens->callback([choose, given] {
    if (given->by.empty() && !given->revoke) throw CLI::RequiredError("--by");
    choose(given->revoke ? revoke_tokens : token);
  });
  add_verb("tokens", "every bearer token: whose, last used, until when", list_tokens);
}

}  // namespace shixin::app
