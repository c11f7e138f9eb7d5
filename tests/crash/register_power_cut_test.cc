// The power fails under the register at work: decisions, drafts and approvals, removals, and what
// time decides, over two openings of the store. Every kCutStride-th change of the disk is cut, for
// each of three kinds of disk at others. What was acknowledged is there, and fsck finds the store
// whole.
#include <doctest/doctest.h>

#include <map>

#include "crash/crash_store.h"
#include "registry/query.h"
#include "store/rocksdb_open.h"
#include "support/forgetful_fs.h"
#include "support/temp_dir.h"

namespace {

using namespace shixin;
using test::CrashRegister;
using test::ForgetfulFs;
using test::Leftover;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kCutStride = 47;
#else
constexpr std::size_t kCutStride = 13;
#endif
constexpr std::uint64_t kPeopleEachTime = 2;

using Done = std::map<std::string, std::uint64_t>;  // decision → seq, as it was acknowledged

Done work(const std::shared_ptr<ForgetfulFs>& disk, const std::filesystem::path& folder) {
  Done done;
  const CrashRegister::Hear hear{
      [](const std::string&) {},
      [&](const std::string& decision, std::uint64_t seq) { done[decision] = seq; }};
  for (std::uint64_t time = 0; time < 2; ++time) {
    auto engine = store::open_rocksdb_on(disk, test::crash_options(folder));
    if (!engine) return done;
    CrashRegister house(**engine);
    if (!house.prepare()) return done;
    for (std::uint64_t n = 0; n < kPeopleEachTime * CrashRegister::kSteps; ++n) {
      const std::uint64_t person = time * kPeopleEachTime + n / CrashRegister::kSteps;
      if (!house.step(person, n, hear)) return done;
    }
  }
  return done;
}

}  // namespace

TEST_SUITE("crash/register_power_cut") {
  TEST_CASE("a power cut under the register loses nothing that was acknowledged") {
    std::size_t changes = 0;
    {
      const test::TempDir folder;
      const auto disk = std::make_shared<ForgetfulFs>();
      // Of each person's life all but the last step is a decision of somebody.
      REQUIRE_EQ(work(disk, folder / "data").size(),
                 2 * kPeopleEachTime * (CrashRegister::kSteps - 1));
      changes = disk->changes();
    }
    for (const auto leftover : {Leftover::kNothing, Leftover::kHalf, Leftover::kZeros}) {
      CAPTURE(leftover);
      for (auto cut = static_cast<std::size_t>(leftover); cut < changes; cut += kCutStride) {
        CAPTURE(cut);
        const test::TempDir folder;
        const auto disk = std::make_shared<ForgetfulFs>();
        disk->cut_after(cut);
        const Done done = work(disk, folder / "data");
        disk->forget(leftover);

        auto engine = store::open_rocksdb(test::crash_options(folder / "data"));
        REQUIRE_MESSAGE(engine, (engine ? "" : engine.error().detail));
        REQUIRE(CrashRegister(**engine).prepare());
        const auto snapshot = (*engine)->snapshot();
        for (const auto& [decision, seq] : done) {
          auto record = registry::load_decision(*snapshot, *domain::DecisionId::parse(decision));
          REQUIRE(record);
          CHECK_EQ(record->seq, seq);
        }
        const auto report = test::crash_fsck(*snapshot);
        CHECK_EQ(report.broke_off, "");
        for (const auto& line : report.lines) FAIL_CHECK(line);
      }
    }
  }
}
