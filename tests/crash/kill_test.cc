// The writer is killed at random moments, many times over one store: while it works, and while it
// opens the store. Whatever it was told is durable must be there, and the store must be whole.
//
// A killed process leaves its page cache, so nothing here depends on a sync: the power cut does
// (tests/store/power_cut_test.cc, register_power_cut_test.cc).
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "crash/crash_store.h"
#include "registry/meta.h"
#include "registry/query.h"
#include "support/temp_dir.h"

extern char** environ;

namespace {

using namespace shixin;

constexpr int kKills = 30;
// The kill comes after this many lines were heard, so it strikes work under way however slow the
// machine or a sanitizer is; no time is measured.
constexpr int kLinesMax = 60;
// Changes of the disk in which a store is made, or opened and written a little.
constexpr int kChangesMax = 90;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kStride = 9;
#else
constexpr int kStride = 4;
#endif

// A child whose lines we hear.
class Writer {
 public:
  // `die_at`: see crash_writer.cc.
  Writer(const std::filesystem::path& folder, std::uint64_t seed, int die_at = 0) {
    std::array<int, 2> ends{};
    REQUIRE_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string program = SHIXIN_CRASH_WRITER;
    std::string store = folder.string();
    std::string number = std::to_string(seed);
    std::string changes = std::to_string(die_at);
    std::array<char*, 5> arguments{program.data(), store.data(), number.data(), changes.data(),
                                   nullptr};
    const int failed =
        posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    heard_from_ = ends[0];
    REQUIRE_EQ(failed, 0);
  }
  ~Writer() {
    if (pid_ > 0) kill_now();
    ::close(heard_from_);
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Reads until at least `lines` more are there. False: it ended by itself.
  bool hear(int lines) {
    for (int heard = 0; heard < lines;) {
      std::array<char, 4096> bytes;
      const auto size = ::read(heard_from_, bytes.data(), bytes.size());
      if (size <= 0) return false;
      const std::string_view piece(bytes.data(), static_cast<std::size_t>(size));
      heard += static_cast<int>(std::ranges::count(piece, '\n'));
      text_ += piece;
    }
    return true;
  }

  // Waits until it has killed itself. Returns all it ever said.
  std::string last_words() {
    while (hear(1)) {
    }
    return kill_now();
  }

  // Returns all it ever said.
  std::string kill_now() {
    ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    CHECK(WIFSIGNALED(status));
    while (hear(1)) {
    }
    return text_;
  }

 private:
  pid_t pid_ = -1;
  int heard_from_ = -1;
  std::string text_;
};

// What the writers said, over all their lives.
struct Told {
  std::map<std::string, std::uint64_t> done;  // decision → seq
  std::set<std::string> begun;                // and not done

  void listen(const std::string& text) {
    std::istringstream lines(text);
    std::string word;
    std::string decision;
    while (lines >> word) {
      if (word == "opening") continue;
      if (word == "begin") {
        lines >> decision;
        begun.insert(decision);
        continue;
      }
      lines >> decision;
      std::uint64_t seq = 0;
      lines >> seq;
      done[decision] = seq;
      begun.erase(decision);
    }
  }
};

void check_store(const std::filesystem::path& folder, const Told& told) {
  auto engine = store::open_rocksdb(test::crash_options(folder));
  REQUIRE_MESSAGE(engine, (engine ? "" : engine.error().detail));
  REQUIRE(test::CrashRegister(**engine).prepare());
  const auto snapshot = (*engine)->snapshot();
  auto head = registry::load_head(*snapshot);
  REQUIRE(head);
  for (const auto& [decision, seq] : told.done) {
    auto record = registry::load_decision(*snapshot, *domain::DecisionId::parse(decision));
    REQUIRE(record);
    CHECK_EQ(record->seq, seq);
  }
  // What was under way took effect whole or not at all; beside it, time decided.
  CHECK_GE(head->seq, told.done.size());
  const auto report = test::crash_fsck(*snapshot);
  CHECK_EQ(report.broke_off, "");
  for (const auto& line : report.lines) FAIL_CHECK(line);
  CHECK_EQ(report.decisions, head->seq);
}

}  // namespace

TEST_SUITE_BEGIN("crash/kill");

TEST_CASE("what was acknowledged survives a kill at any moment") {
  const test::TempDir folder;
  std::mt19937 chance(1);
  Told told;
  int struck_under_way = 0;
  for (int kill = 0; kill < kKills; ++kill) {
    CAPTURE(kill);
    const std::size_t open_before = told.begun.size();
    Writer writer(folder / "store", static_cast<std::uint64_t>(kill) * 10'000);
    REQUIRE(writer.hear(1 + static_cast<int>(chance() % kLinesMax)));
    told.listen(writer.kill_now());
    if (told.begun.size() > open_before) ++struck_under_way;
    check_store(folder / "store", told);
  }
  CHECK_GT(told.done.size(), 0);
  CHECK_GT(struck_under_way, kKills / 2);
  check_store(folder / "store", told);
}

TEST_CASE("a making that is killed at any change is done anew at the next start") {
  for (int die_at = 1; die_at < kChangesMax; die_at += kStride) {
    CAPTURE(die_at);
    const test::TempDir folder;
    Told told;
    told.listen(Writer(folder / "store", 0, die_at).last_words());
    check_store(folder / "store", told);
  }
}

TEST_CASE("what was acknowledged survives a kill at any change while the store is opened") {
  const test::TempDir folder;
  Told told;
  for (int die_at = 1; die_at < kChangesMax; die_at += kStride) {
    CAPTURE(die_at);
    const auto seed = static_cast<std::uint64_t>(die_at) * 20'000;
    Writer works(folder / "store", seed);
    REQUIRE(works.hear(30));
    told.listen(works.kill_now());
    told.listen(Writer(folder / "store", seed + 10'000, die_at).last_words());
    check_store(folder / "store", told);
  }
  CHECK_GT(told.done.size(), 0);
}

TEST_SUITE_END();
