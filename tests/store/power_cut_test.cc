// The power fails, and fails again while the store is opened after that. What was acknowledged is
// there afterwards, nothing is there by half, and the store takes commits again. A store's life has
// some hundred changes of the disk; each of three kinds of disk is cut at every kCutStride-th of
// them, at others than the next kind; the recovery of a torn log at every kRecoveryStride-th, which
// with three kinds is each change once (fewer under sanitizers).
//
// This is what guards the sync of each commit: a killed process (tests/crash) leaves the page
// cache.
#include <doctest/doctest.h>

#include "store/acknowledged.h"
#include "store/engines.h"
#include "store/rocksdb_open.h"
#include "support/forgetful_fs.h"
#include "support/temp_dir.h"

using namespace shixin;
using store::Table;
using test::ForgetfulFs;
using test::Leftover;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kCutStride = 41;
constexpr std::size_t kRecoveryStride = 12;
#else
constexpr std::size_t kCutStride = 7;
constexpr std::size_t kRecoveryStride = 3;
#endif
constexpr std::uint64_t kCommitsEachTime = 12;
constexpr std::size_t kOpeningChanges = 61;  // prime, so that it meets the stride everywhere

// Opens the store, commits, closes it, and all of that once more, so that the second opening writes
// table files out of the first one's log. Returns how many commits were acknowledged.
std::uint64_t work(const std::shared_ptr<ForgetfulFs>& disk, const std::filesystem::path& folder) {
  std::uint64_t acknowledged = 0;
  for (int time = 0; time < 2; ++time) {
    const auto engine = store::open_rocksdb_on(disk, test::rocks(folder));
    if (!engine) return acknowledged;
    for (std::uint64_t i = 0; i < kCommitsEachTime; ++i) {
      if (!(*engine)->commit(test::numbered_batch(acknowledged))) return acknowledged;
      ++acknowledged;
    }
  }
  return acknowledged;
}

// Opens the store on a disk that fails at the given change; what then is left is forgotten. False:
// the opening was done before it came to that.
bool cut_opening(const std::filesystem::path& folder, std::size_t changes, Leftover leftover) {
  const auto disk = std::make_shared<ForgetfulFs>();
  disk->cut_after(changes);
  const bool opened = store::open_rocksdb_on(disk, test::rocks(folder)).has_value();
  disk->forget(leftover);
  return !opened;
}

struct Count {
  std::size_t runs = 0;
  std::size_t cut_while_made = 0;       // before anything was acknowledged
  std::size_t cut_between_commits = 0;  // some were, some were not
  std::size_t cut_while_opened = 0;     // the second time
};

void cut_after(std::size_t changes, Leftover leftover, Count& count) {
  CAPTURE(changes);
  test::TempDir folder;
  const auto disk = std::make_shared<ForgetfulFs>();
  disk->cut_after(changes);
  const std::uint64_t acknowledged = work(disk, folder / "data");
  disk->forget(leftover);
  ++count.runs;
  count.cut_while_made += acknowledged == 0 ? 1 : 0;
  count.cut_between_commits += acknowledged > 0 && acknowledged < 2 * kCommitsEachTime ? 1 : 0;

  const bool again = cut_opening(folder / "data", changes % kOpeningChanges, leftover);
  count.cut_while_opened += again ? 1 : 0;

  const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
  REQUIRE_MESSAGE(engine.has_value(), engine.error().detail);
  const auto now = (*engine)->snapshot();
  CHECK_GE(now->head(), acknowledged);
  CHECK_LE(now->head(), acknowledged + 1);  // written and synced, and cut before it was said
  CHECK_EQ(test::rows(*now, Table::kDecisions).size(), now->head());
  CHECK_EQ(test::rows(*now, Table::kLedgerLeaves).size(), now->head());
  CHECK((*engine)->commit(test::numbered_batch(now->head())));
}

}  // namespace

TEST_SUITE("store/power_cut") {
  TEST_CASE("a power cut at any change of the disk loses nothing that was acknowledged") {
    std::size_t changes = 0;
    {
      test::TempDir folder;
      const auto disk = std::make_shared<ForgetfulFs>();
      REQUIRE_EQ(work(disk, folder / "data"), 2 * kCommitsEachTime);
      changes = disk->changes();
    }
    struct Row {
      const char* what;
      Leftover leftover;
    };
    for (const auto& row : {Row{"nothing unsynced is left", Leftover::kNothing},
                            Row{"half of it is left", Leftover::kHalf},
                            Row{"its length is left", Leftover::kZeros}}) {
      CAPTURE(row.what);
      Count count;
      // Three rows, each its own residue, so that together they come closer to every change.
      const std::size_t first = static_cast<std::size_t>(row.leftover);
      for (std::size_t cut = first; cut < changes; cut += kCutStride) {
        cut_after(cut, row.leftover, count);
      }
      CHECK_GT(count.cut_while_made, 0);
      CHECK_GT(count.cut_between_commits, 0);
      CHECK_GT(count.cut_while_opened, 0);
      MESSAGE(std::string(row.what), ": ", count.runs, " cuts in ", changes, " changes, ",
              count.cut_while_opened, " of them cut again");
    }
  }

  TEST_CASE("a power cut at any change while a torn log is recovered loses nothing more") {
    test::TempDir folder;
    const auto torn = folder / "torn";
    {
      const auto engine = store::open_rocksdb(test::rocks(torn));
      REQUIRE(engine);
      for (std::uint64_t head = 0; head < kCommitsEachTime; ++head) {
        REQUIRE((*engine)->commit(test::numbered_batch(head)));
      }
    }
    const auto log = test::newest_log(torn);
    fs::resize_file(log, fs::file_size(log) - 20);
    fs::remove(torn / store::kAcknowledgedFile);  // nobody was told of the last one

    const auto data = folder / "data";
    for (const auto leftover : {Leftover::kNothing, Leftover::kHalf, Leftover::kZeros}) {
      CAPTURE(leftover);
      // Each kind of disk at its own residue, so that together they meet every change.
      auto cut = static_cast<std::size_t>(leftover);
      for (bool failed = true; failed; cut += kRecoveryStride) {
        CAPTURE(cut);
        fs::remove_all(data);
        fs::copy(torn, data);
        failed = cut_opening(data, cut, leftover);
        const auto engine = store::open_rocksdb(test::rocks(data));
        REQUIRE_MESSAGE(engine.has_value(), engine.error().detail);
        REQUIRE_EQ((*engine)->snapshot()->head(), kCommitsEachTime - 1);
        REQUIRE((*engine)->commit(test::numbered_batch(kCommitsEachTime - 1)));
      }
      CHECK_GT(cut, 10);
    }
  }
}
