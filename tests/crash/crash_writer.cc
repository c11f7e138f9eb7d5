// crash_writer FOLDER SEED DIE_AT: opens the store and works on it from several threads as fast as
// it can until it is killed; by itself at its DIE_AT-th change of the disk, unless that is 0.
// Prints "opening" before it opens the store, "begin <decision>" before it asks for a decision and
// "done <decision> <seq>" once it was told that it is durable; each line is one write(2), so a kill
// can not tear two of them apart.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>
#include <vector>

#include "crash/crash_store.h"
#include "store/rocksdb_open.h"
#include "support/forgetful_fs.h"

namespace {

using namespace shixin;

constexpr int kClients = 4;

void say(const std::string& line) {
  const auto written = ::write(STDOUT_FILENO, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) std::_Exit(3);
}

void work_forever(test::CrashRegister& house, std::uint64_t first_person) {
  const test::CrashRegister::Hear hear{
      [](const std::string& decision) { say(fmt::format("begin {}\n", decision)); },
      [](const std::string& decision, std::uint64_t seq) {
        say(fmt::format("done {} {}\n", decision, seq));
      }};
  for (std::uint64_t n = 0;; ++n) {
    auto done = house.step(first_person + n / test::CrashRegister::kSteps, n, hear);
    if (done) continue;
    fmt::print(stderr, "crash_writer: {}\n", done.error().detail);
    std::_Exit(4);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const auto disk = std::make_shared<test::ForgetfulFs>();
  if (const auto die_at = std::strtoull(argv[3], nullptr, 10); die_at > 0) {
    disk->cut_after(die_at);
    disk->on_cut([] { ::raise(SIGKILL); });
  }
  say("opening\n");
  auto engine = store::open_rocksdb_on(disk, test::crash_options(argv[1]));
  if (!engine) return 3;
  test::CrashRegister house(**engine);
  if (!house.prepare()) return 3;
  const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  std::vector<std::jthread> clients;
  for (std::uint64_t i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] { work_forever(house, seed + i * 1'000); });
  }
}
