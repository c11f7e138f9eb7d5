// Damage to the log, one bit at a time. A store never opens without a commit that was acknowledged.
// Where the note of what was acknowledged is gone or old, as a power cut leaves it, a damaged last
// record can not be told from one that was cut off while it was written.
#include <doctest/doctest.h>

#include <fstream>

#include "store/acknowledged.h"
#include "store/engines.h"
#include "support/temp_dir.h"

using namespace shixin;
using store::Table;
namespace fs = std::filesystem;

namespace {

// Every byte is some 2,200 openings; sanitizers make each ten times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint64_t kFlipStride = 23;
#else
constexpr std::uint64_t kFlipStride = 1;
#endif

constexpr std::uint64_t kFileOpeningBytes = 64;  // store/encryption.h
constexpr std::uint64_t kBlockBytes = 32 * 1024;

enum class Note { kThere, kGone };

// A closed store, and where in its one log each commit ends.
class DamagedStore {
 public:
  explicit DamagedStore(const std::vector<std::size_t>& value_bytes, Note note = Note::kGone)
      : note_(note) {
    auto engine = store::open_rocksdb(test::rocks(kept_));
    REQUIRE(engine);
    const fs::path log = test::newest_log(kept_);
    for (const std::size_t bytes : value_bytes) {
      const std::string key = test::number_key(ends_.size());
      REQUIRE(
          (*engine)->commit({ends_.size(), {{Table::kDecisions, key, std::string(bytes, 'v')}}}));
      ends_.push_back(fs::file_size(log));
    }
    engine->reset();
    restore();
  }

  std::uint64_t commits() const { return ends_.size(); }
  std::uint64_t end_of(std::size_t commit) const { return ends_[commit]; }
  std::uint64_t log_bytes() const { return ends_.back(); }

  // How many commits the store opens with after one bit of the log is flipped; nullopt: refused.
  std::optional<std::uint64_t> commits_after_flip(std::uint64_t at) {
    flip(at);
    auto engine = store::open_rocksdb(test::rocks(used_));
    if (!engine) {
      CHECK_EQ(engine.error().code, ErrorCode::kCorrupt);
      flip(at);  // being refused changes nothing: see `still_whole`
      return std::nullopt;
    }
    const std::uint64_t head = whole_commits(**engine);
    engine->reset();
    restore();
    return head;
  }

  bool still_whole() {
    const auto engine = store::open_rocksdb(test::rocks(used_));
    return engine && whole_commits(**engine) == commits();
  }

 private:
  // The head, and as many rows as it counts.
  static std::uint64_t whole_commits(const store::Engine& engine) {
    const auto now = engine.snapshot();
    const auto decisions = test::rows(*now, Table::kDecisions);
    CHECK_EQ(decisions.size(), now->head());
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      CHECK_EQ(decisions[i].first, test::number_key(i));
    }
    return now->head();
  }

  void restore() {
    fs::remove_all(used_);
    fs::copy(kept_, used_);
    if (note_ == Note::kGone) fs::remove(used_ / store::kAcknowledgedFile);
  }

  void flip(std::uint64_t at) {
    std::fstream file(test::newest_log(used_), std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 1 << at % 8));
  }

  const Note note_;
  test::TempDir folder_;
  const fs::path kept_ = folder_ / "kept";
  const fs::path used_ = folder_ / "used";
  std::vector<std::uint64_t> ends_;
};

}  // namespace

TEST_SUITE("store/wal_damage") {
  TEST_CASE("no flipped bit of the log loses a commit") {
    DamagedStore damaged(std::vector<std::size_t>(40, 5), Note::kThere);
    for (std::uint64_t at = 0; at < damaged.log_bytes(); at += 7 * kFlipStride) {
      CAPTURE(at);
      CHECK_FALSE(damaged.commits_after_flip(at).has_value());
    }
    CHECK(damaged.still_whole());
  }

  TEST_CASE("without the note of what was acknowledged it loses the last commit at most") {
    DamagedStore damaged(std::vector<std::size_t>(40, 5));
    const std::uint64_t last_begins = damaged.end_of(damaged.commits() - 2);
    std::uint64_t refused = 0, without_last = 0;
    for (std::uint64_t at = 0; at < damaged.log_bytes(); at += kFlipStride) {
      CAPTURE(at);
      const auto commits = damaged.commits_after_flip(at);
      if (at < last_begins) {
        CHECK_FALSE(commits.has_value());
        ++refused;
      } else {
        REQUIRE(commits.has_value());
        CHECK_EQ(*commits, damaged.commits() - 1);
        ++without_last;
      }
    }
    CHECK(damaged.still_whole());
    CHECK_GT(refused, 2'000 / kFlipStride);
    CHECK_GT(without_last, 40 / kFlipStride);
  }

  TEST_CASE("a log of more than one block is read over its borders") {
    // What a commit takes beside its value, measured, so that one ends three bytes before the block
    // does: too few for a header, so they are padding.
    const DamagedStore measured({10'000, 10'000});
    const std::uint64_t beside = measured.end_of(1) - measured.end_of(0) - 10'000;
    const std::uint64_t border = kFileOpeningBytes + kBlockBytes;
    const std::uint64_t filling = border - 3 - measured.end_of(1) - beside;
    DamagedStore damaged({10'000, 10'000, filling, 10, 40'000, 70'000});
    REQUIRE_EQ(damaged.end_of(2), border - 3);

    struct Row {
      const char* what;
      std::uint64_t at;
      std::optional<std::uint64_t> commits;
    };
    const std::uint64_t last_begins = damaged.end_of(4);
    const std::vector<Row> table{
        {"padding", border - 3, 6},
        {"padding, last byte", border - 1, 6},
        {"the record before the border", border - 4, std::nullopt},
        {"the header behind the border", border, std::nullopt},
        {"the size of a record", border + 4, std::nullopt},
        {"the type of a record", border + 6, std::nullopt},
        {"the first part of a record of two", damaged.end_of(3) + 7, std::nullopt},
        {"the last part of a record of two", last_begins - 1, std::nullopt},
        {"the first part of the last record", last_begins + 7, 5},
        {"a middle part of the last record", last_begins + kBlockBytes, 5},
        {"the last byte", damaged.log_bytes() - 1, 5},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      CHECK_EQ(damaged.commits_after_flip(row.at), row.commits);
    }
  }
}
