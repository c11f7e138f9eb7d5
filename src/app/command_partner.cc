// shixin partner: the departments that may read feeds.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include "app/command.h"
#include "app/ops.h"
#include "base/json.h"
#include "web/uri.h"

namespace shixin::app {
namespace {

using base::Json;

struct PartnerArguments {
  std::string name;
  std::vector<std::string> feeds;
  std::vector<std::string> addresses;
  bool anywhere = false;  // said, so that nobody opens a key by leaving a word out
};

std::string partner_path(const PartnerArguments& given, const char* verb) {
  return "/admin/partners/" + web::percent_encode(given.name) + "/" + verb;
}

Exit show_key(Result<Json> answer) {
  if (!answer) return report(answer.error());
  fmt::print("{}\n", (*answer)["key"].get<std::string>());
  fmt::print(stderr, "This is the partner's key. It is shown this once and is not kept.\n");
  return Exit::kDone;
}

std::string joined(const Json& words) {
  std::string out;
  for (const Json& word : words) out += (out.empty() ? "" : ",") + word.get<std::string>();
  return out;
}

void show(const Json& partner) {
  fmt::print("{:20} {:10} since {}  {}  from {}\n", partner["name"].get<std::string>(),
             partner["disabled"].get<bool>() ? "disabled" : "active",
             partner["since"].get<std::string>(), joined(partner["feeds"]),
             partner["addresses"].empty() ? "anywhere" : joined(partner["addresses"]));
}

Exit with_ops(const Config& config, const std::function<Exit(const Ops&)>& work) {
  auto ops = Ops::connect(config);
  return ops ? work(*ops) : report(ops.error());
}

Exit add_partner(const Config& config, const PartnerArguments& given) {
  return with_ops(config, [&](const Ops& ops) {
    return show_key(
        ops.call("POST", "/admin/partners",
                 {{"name", given.name}, {"feeds", given.feeds}, {"addresses", given.addresses}}));
  });
}

Exit list_partners(const Config& config, const PartnerArguments& given) {
  return with_ops(config, [&](const Ops& ops) {
    auto partners = ops.get("/admin/partners");
    if (!partners) return report(partners.error());
    bool found = given.name.empty();
    for (const Json& partner : *partners) {
      if (!given.name.empty() && partner["name"] != given.name) continue;
      found = true;
      show(partner);
    }
    return found ? Exit::kDone
                 : report({ErrorCode::kNotFound, "no partner of this name: shixin partner list"});
  });
}

Exit rotate(const Config& config, const PartnerArguments& given) {
  return with_ops(config, [&](const Ops& ops) {
    return show_key(ops.call("POST", partner_path(given, "rotate"), Json::object()));
  });
}

Exit set_addresses(const Config& config, const PartnerArguments& given) {
  return with_ops(config, [&](const Ops& ops) {
    auto done =
        ops.call("POST", partner_path(given, "addresses"), {{"addresses", given.addresses}});
    return done ? Exit::kDone : report(done.error());
  });
}

Exit disable_partner(const Config& config, const PartnerArguments& given) {
  return with_ops(config, [&](const Ops& ops) {
    auto done = ops.call("POST", partner_path(given, "disable"), Json::object());
    return done ? Exit::kDone : report(done.error());
  });
}

}  // namespace

void add_partner(CLI::App& app, Action& chosen) {
  auto* partner = app.add_subcommand("partner", "the departments that may read feeds");
  auto given = std::make_shared<PartnerArguments>();
  using Work = Exit (*)(const Config&, const PartnerArguments&);
  const auto add_verb = [&](const char* verb, const char* help, Work work) {
    auto* sub = partner->add_subcommand(verb, help);
    sub->callback([&chosen, given, work] {
      chosen = [given, work](const Config& config) { return work(config, *given); };
    });
    return sub;
  };
  auto* adding = add_verb("add", "add a partner and print its key, once", add_partner);
  adding->add_option("NAME", given->name, "3 to 40 lower-case letters, digits, - or _")->required();
  adding->add_option("--feeds", given->feeds, "feeds it may read, comma-separated")
      ->delimiter(',')
      ->required();
  const auto add_addresses = [given](CLI::App* verb) {
    verb->add_option("--address", given->addresses,
                     "where its key works: an address or a range like 192.0.2.0/24 or\n"
                     "2001:db8::/32; may be given again")
        ->type_name("CIDR")
        ->allow_extra_args(false);
  };
  add_addresses(adding);
  auto* moving = add_verb("addresses", "where the key works; elsewhere it is refused from now on",
                          set_addresses);
  moving->add_option("NAME", given->name)->required();
  auto* from = moving->add_option_group("FROM");
  add_addresses(from);
  from->add_flag("--anywhere", given->anywhere, "at any address");
  from->require_option(1);
  add_verb("list", "all partners", list_partners);
  add_verb("show", "one partner", list_partners)->add_option("NAME", given->name)->required();
  add_verb("rotate", "a new key; the old one stops working at once", rotate)
      ->add_option("NAME", given->name)
      ->required();
  add_verb("disable", "the key stops working", disable_partner)
      ->add_option("NAME", given->name)
      ->required();
}

}  // namespace shixin::app
