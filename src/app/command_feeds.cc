// shixin feeds: what is served to partners; --reload puts the declarations of now in force.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "app/command.h"
#include "app/ops.h"
#include "base/json.h"

namespace shixin::app {
namespace {

using base::Json;

Exit list(const Config& config) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto standing = ops->get("/admin/feeds");
  if (!standing) return report(standing.error());
  for (const Json& feed : (*standing)["feeds"]) {
    fmt::print("{:20} view {:20} {}\n", feed["feed"].get<std::string>(),
               feed["view"].get<std::string>(), feed["title"].get<std::string>());
  }
  for (const Json& view : (*standing)["views"]) {
    fmt::print("view {:20} generation {}, {} documents, {} removed\n",
               view["view"].get<std::string>(), view["generation"].get<std::string>(),
               view["documents"].get<std::uint64_t>(), view["tombstones"].get<std::uint64_t>());
    if (!view.contains("building")) continue;
    const Json& building = view["building"];
    fmt::print("  building generation {}: {} documents so far\n",
               building["generation"].get<std::string>(),
               building["documents"].get<std::uint64_t>());
  }
  return Exit::kDone;
}

void say_names(const char* what, const Json& names) {
  for (const Json& name : names) fmt::print("{} {}\n", what, name.get<std::string>());
}

Exit say_changed(const Json& changed) {
  say_names("feed added:", changed["added"]);
  say_names("feed removed:", changed["removed"]);
  say_names("feed described anew:", changed["described"]);
  say_names("view built anew, its partners must declare:", changed["built"]);
  say_names("view dropped:", changed["dropped"]);
  const bool any = std::ranges::any_of(changed, [](const Json& names) { return !names.empty(); });
  if (!any) fmt::print("nothing differs from what is served\n");
  return Exit::kDone;
}

Exit reload(const Config& config) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  Progress progress("subjects", 0);
  Json last;
  auto done = ops->lines("POST", "/admin/feeds/reload", Json::object(), [&](const Json& line) {
    last = line;
    if (line.contains("subjects")) progress.at(line["subjects"].get<std::uint64_t>());
  });
  progress.end();
  if (!done) return report(done.error());
  if (last.contains("changed")) return say_changed(last["changed"]);
  return report({ErrorCode::kUnavailable,
                 last.contains("error") ? last["error"].get<std::string>()
                                        : "it broke off; the next start goes on with the change"});
}

}  // namespace

void add_feeds(CLI::App& app, Action& chosen) {
  auto* sub = app.add_subcommand("feeds", "the feeds and views that are served");
  auto again = std::make_shared<bool>(false);
  sub->add_flag("--reload", *again,
                "put the feeds in force as their files declare them now, while serving: changed\n"
                "views are built beside those served, then switched to at once. A fault in any\n"
                "file changes nothing");
  sub->callback([&chosen, again] {
    chosen = [again](const Config& config) { return *again ? reload(config) : list(config); };
  });
}

}  // namespace shixin::app
