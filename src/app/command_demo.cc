// shixin demo: a synthetic court — accounts, partners and a list of any size — made through the
// same routes and rules as a real one. What it made is printed and kept beside the keys, for the
// walk of the README.
#include <fmt/core.h>
#include <sys/stat.h>
#include <CLI/CLI.hpp>

#include <array>
#include <chrono>
#include <fstream>
#include <map>

#include "app/command.h"
#include "app/import_run.h"
#include "app/ops.h"
#include "base/clock.h"
#include "base/json.h"
#include "intake/demo.h"
#include "registry/password.h"

namespace shixin::app {
namespace {

using base::Json;

struct Person {
  const char* name;
  const char* role;
  const char* display;
};

// In an order in which each signer finds somebody to confirm him.
constexpr std::array kPeople{
    Person{"admin", "admin", "系统管理员"}, Person{"president", "president", "院长"},
    Person{"clerk", "clerk", "书记员"},     Person{"judge", "judge", "执行法官"},
    Person{"chief", "chief", "执行局长"},   Person{"inspector", "inspector", "检察监督"},
};

struct PartnerOf {
  const char* name;
  const char* feeds;
};
constexpr std::array kPartners{
    PartnerOf{"railway", "rail"}, PartnerOf{"airlines", "civil_aviation"},
    PartnerOf{"border", "exit_control"}, PartnerOf{"bank", "bank_credit"}};

struct People {
  std::string made;  // for the reader
  std::map<std::string, std::string> passwords;
};

// As each would do on the first day: nobody but the owner knows the password that stays.
Result<std::string> change_password(const Ops& ops, const std::string& name,
                                    const std::string& first) {
  base::SystemRandom random;
  std::string own = registry::one_time_password(random);
  auto done = ops.call("POST", "/admin/staff/" + name + "/password",
                       {{"password", own}, {"by", name}, {"by_password", first}});
  if (!done) return std::move(done).error();
  return own;
}

Result<People> make_people(const Ops& ops) {
  People people{"staff (sign-in name, password)\n", {}};
  for (const auto& [name, role, display] : kPeople) {
    auto staff = ops.call("POST", "/admin/staff",
                          {{"name", name}, {"display_name", display}, {"role", role}});
    if (!staff) return std::move(staff).error();
    if ((*staff)["state"] == "pending") {
      auto done = ops.call("POST", std::string("/admin/staff/") + name + "/confirm",
                           {{"by", "president"}, {"password", people.passwords["president"]}});
      if (!done) return std::move(done).error();
    }
    auto password = change_password(ops, name, (*staff)["password"]);
    if (!password) return std::move(password).error();
    people.made += fmt::format("  {:10} {}\n", name, *password);
    people.passwords[name] = *std::move(password);
  }
  return people;
}

Result<std::string> make_partners(const Ops& ops) {
  std::string made = "partners (name, feed, key)\n";
  for (const PartnerOf& partner : kPartners) {
    auto added =
        ops.call("POST", "/admin/partners", {{"name", partner.name}, {"feeds", {partner.feeds}}});
    if (!added) return std::move(added).error();
    made += fmt::format("  {:10} {:15} {}\n", partner.name, partner.feeds,
                        (*added)["key"].get<std::string>());
  }
  return made;
}

using Seconds = std::chrono::duration<double>;

struct List {
  std::uint64_t decisions = 0;
  Seconds brought{};    // its rows taken in
  Seconds confirmed{};  // from the second person's confirmation to the last durable decision
};

Result<List> make_list(const Ops& ops, const intake::DemoList& list,
                       std::map<std::string, std::string>& passwords) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  ImportRun run(ops,
                {"clerk", passwords["clerk"], intake::Format::kCourtNdjson, "demo", true, false});
  Error refused_row{ErrorCode::kInternal, ""};
  const auto keep_first = [&](const Refused& refused) {
    if (refused_row.detail.empty())
      refused_row = {ErrorCode::kInternal, "a demo row was refused", refused.reasons};
  };
  run.on_refused(keep_first);
  {
    Progress progress("subjects", list.subjects);
    intake::each_demo_row(list, [&](const intake::RawRow& row, std::uint64_t subjects) {
      progress.at(subjects);
      return run.put(row);
    });
  }
  if (auto done = run.finish(); !done) return std::move(done).error();
  if (!refused_row.detail.empty()) return refused_row;
  const auto brought = Clock::now();
  Progress progress("decisions", run.counts().accepted);
  const auto at = [&](std::uint64_t decided) { progress.at(decided); };
  auto counts = confirm_batch(ops, run.batch(), {"president", passwords["president"]},
                              {.progress = at, .on_refused = keep_first});
  if (!counts) return std::move(counts).error();
  if (!refused_row.detail.empty()) return refused_row;
  return List{counts->accepted, brought - begun, Clock::now() - brought};
}

Exit demo(const Config& config, std::uint64_t count, std::uint64_t seed) {
  auto ops = Ops::connect(config, Store::kIsMade);
  if (!ops) return report(ops.error());
  auto existing = ops->get("/admin/staff");
  if (!existing) return report(existing.error());
  if (!existing->empty()) {
    return report({ErrorCode::kConflict,
                   "the store is not empty: name another folder with --data, or remove this one"});
  }
  auto people = make_people(*ops);
  if (!people) return report(people.error());
  auto partners = make_partners(*ops);
  if (!partners) return report(partners.error());
  const Day today = base::day_of(base::SystemClock{}.now());
  auto list = make_list(*ops, {count, seed, today}, people->passwords);
  if (!list) return report(list.error());

  const auto file = config.keys / "demo.txt";
  ::umask(077);
  std::ofstream out(file);
  out << people->made << *partners;
  out.close();
  if (!out) return report({ErrorCode::kUnavailable, "can not write " + file.string()});
  fmt::print("{} subjects, {} decisions: brought in {:.1f} s, confirmed in {:.1f} s\n\n", count,
             list->decisions, list->brought.count(), list->confirmed.count());
  fmt::print("{}\n{}\nkept in {}\n", people->made, *partners, file.string());
  return Exit::kDone;
}

}  // namespace

void add_demo(CLI::App& app, Action& chosen) {
  struct Arguments {
    std::uint64_t count = 2000;
    std::uint64_t seed = 1;
  };
  auto* sub = app.add_subcommand(
      "demo",
      "fill an empty store with a synthetic court: accounts, partners, and a list of --count\n"
      "subjects. The same seed on the same day makes the same list.");
  auto given = std::make_shared<Arguments>();
  sub->add_option("--count", given->count, "subjects")
      ->required()
      ->check(CLI::Range(1, 100'000'000));
  sub->add_option("--seed", given->seed, "for another list")->capture_default_str();
  sub->callback([&chosen, given] {
    chosen = [given](const Config& config) { return demo(config, given->count, given->seed); };
  });
}

}  // namespace shixin::app
