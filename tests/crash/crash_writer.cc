// crash_writer FOLDER SEED: decides from several threads as fast as it can until it is killed.
// Prints "begin <decision>" before it asks for a decision and "done <decision> <seq>" once it was
// told that it is durable; each line is one write(2), so a kill can not tear two of them apart.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>
#include <vector>

#include "crash/crash_store.h"
#include "support/builders.h"

namespace {

using namespace shixin;

constexpr int kClients = 4;

void say(const std::string& line) {
  const auto written = ::write(STDOUT_FILENO, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) std::_Exit(3);
}

// Lists new people, and every other time a known one once more, in another case.
void decide_forever(registry::Committer& committer, std::uint64_t seed) {
  base::SystemRandom random;
  for (std::uint64_t n = 0;; ++n) {
    domain::Decision decision;
    decision.ids = domain::Drawn::draw(random);
    decision.subject = support::person(seed + n / 2);
    decision.act = support::list_act(static_cast<int>(n % 2) + 1);
    const std::string id = decision.ids.decision.text();
    say(fmt::format("begin {}\n", id));
    auto decided = committer.run_for<registry::Decided>([&](registry::Transaction& tx) {
      return tx.decide(decision, {"clerk", "judge", "president"}, std::nullopt);
    });
    if (!decided) std::_Exit(4);
    say(fmt::format("done {} {}\n", id, decided->seq));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  auto engine = test::open_crash_store(argv[1]);
  if (!engine) return 3;
  base::SystemRandom random;
  const base::ManualClock clock(support::kToday.begins() + std::chrono::hours{9});
  const domain::Calendar calendar;
  const auto catalogue = test::crash_catalogue();
  const feed::Views views(catalogue, test::kCrashKey);
  const lookup::Index index(test::kCrashKey);
  if (!views.prepare(**engine, random, clock.now(), [](auto, auto) {})) return 3;
  feed::ChangeSignal signal;
  registry::Committer committer(**engine, {calendar, views, index, random}, clock, signal);
  const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  std::vector<std::jthread> clients;
  for (std::uint64_t i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] { decide_forever(committer, seed + i * 100'000); });
  }
}
