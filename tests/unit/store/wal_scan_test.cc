#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "store/crc32c.h"
#include "store/wal_scan.h"

using namespace shixin;
using store::WalVerdict;

namespace {

constexpr std::uint32_t kNumber = 12;
enum Type : char { kFull = 1, kFirst, kMiddle, kLast, kRecyclableFull };

std::string little_endian(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i);
  return out;
}

std::string fragment(Type type, const std::string& payload, std::uint32_t number = kNumber) {
  std::string covered(1, type);
  if (type == kRecyclableFull) covered += little_endian(number, 4);
  covered += payload;
  return little_endian(store::masked(store::crc32c(covered)), 4) +
         little_endian(static_cast<std::uint32_t>(payload.size()), 2) + covered;
}

// A write batch as far as the log's reader looks into one.
std::string batch(std::uint32_t sequence, std::uint32_t writes, const std::string& content) {
  return little_endian(sequence, 4) + little_endian(0, 4) + little_endian(writes, 4) + content;
}

std::string damaged(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 4);
  return bytes;
}

WalVerdict judge(const std::vector<std::string>& logs, std::uint64_t acknowledged = 0) {
  std::vector<store::WalScan> scans;
  for (const auto& log : logs) scans.push_back(store::scan_wal(log, kNumber));
  return store::judge_wals(scans, acknowledged);
}

}  // namespace

TEST_SUITE("store/wal_scan") {
  TEST_CASE("crc32c is Castagnoli's (RFC 3720 B.4)") {
    CHECK_EQ(store::crc32c("123456789"), 0xe3069283u);
    CHECK_EQ(store::crc32c(std::string(32, '\0')), 0x8a9136aau);
    CHECK_EQ(store::crc32c(std::string(32, '\xff')), 0x62a8ab43u);
  }

  TEST_CASE("logs are whole, torn at their end, or damaged") {
    const std::string a = fragment(kFull, batch(1, 3, "first commit"));
    const std::string b = fragment(kFull, batch(4, 2, "second commit"));
    const std::string c = fragment(kFull, batch(6, 1, "third commit"));
    const std::string marker = fragment(kFull, batch(4, 0, ""));
    const std::string recycled = fragment(kRecyclableFull, batch(1, 3, "first commit"));
    // A record over three blocks, behind `a`.
    const std::string first =
        fragment(kFirst, batch(4, 2, std::string(32 * 1024 - a.size() - 7 - 12, 'x')));
    const std::string middle = fragment(kMiddle, std::string(32 * 1024 - 7, 'x'));
    const std::string last = fragment(kLast, "x");
    const std::string long_one = a + first + middle + last;
    constexpr std::size_t kTypeAt = 6;

    struct Row {
      const char* what;
      std::vector<std::string> logs;
      WalVerdict verdict;
    };
    const std::vector<Row> table{
        {"no log", {}, WalVerdict::kWhole},
        {"an empty log", {""}, WalVerdict::kWhole},
        {"two records", {a + b}, WalVerdict::kWhole},
        {"two logs", {a, b}, WalVerdict::kWhole},
        {"recyclable headers", {recycled + recycled}, WalVerdict::kWhole},
        {"a long record", {long_one + b}, WalVerdict::kWhole},
        {"cut inside a header", {a + b.substr(0, 5)}, WalVerdict::kTornTail},
        {"cut inside a payload", {a + b.substr(0, 10)}, WalVerdict::kTornTail},
        {"cut, and an empty log after it", {a + b.substr(0, 10), ""}, WalVerdict::kTornTail},
        {"noise at the end", {a + damaged(b, 9)}, WalVerdict::kTornTail},
        {"a long record without its end", {a + first + middle}, WalVerdict::kTornTail},
        {"a long record whose last block came first",
         {a + damaged(first, 99) + middle + last},
         WalVerdict::kTornTail},
        {"a fragment left by the file's former life",
         {recycled + fragment(kRecyclableFull, "old", kNumber - 1)},
         WalVerdict::kTornTail},
        {"the first record", {damaged(a, 9) + b}, WalVerdict::kDamaged},
        {"its size", {damaged(a, 4) + b}, WalVerdict::kDamaged},
        {"its type, so that it looks recyclable", {damaged(a, kTypeAt) + b}, WalVerdict::kDamaged},
        {"recovery marked its new log and did not remove the torn one",
         {a + b.substr(0, 10), marker},
         WalVerdict::kTornTail},
        {"commits behind that mark", {a + b.substr(0, 10), marker + b + c}, WalVerdict::kTornTail},
        {"and a second cut behind these",
         {a + b.substr(0, 10), marker + b + c.substr(0, 9)},
         WalVerdict::kTornTail},
        {"a log that another follows", {a + damaged(b, 9), c}, WalVerdict::kDamaged},
        {"a log without a whole record that another follows",
         {damaged(a, 9), b},
         WalVerdict::kDamaged},
        {"a record too short for a write batch",
         {a + fragment(kFull, "short")},
         WalVerdict::kTornTail},
        {"a long record that another follows",
         {a + first + damaged(middle, 9) + last + b},
         WalVerdict::kDamaged},
        {"a record inside another", {a + first + b}, WalVerdict::kDamaged},
        {"a piece cut out", {a + b.substr(3) + b}, WalVerdict::kDamaged},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      CHECK_EQ(judge(row.logs), row.verdict);
    }
  }

  TEST_CASE("a torn log that ends before what was acknowledged is damaged") {
    const std::string a = fragment(kFull, batch(1, 3, "first commit"));
    const std::string torn = a + a.substr(0, 10);
    CHECK_EQ(judge({torn}, 2), WalVerdict::kTornTail);
    CHECK_EQ(judge({torn}, 3), WalVerdict::kTornTail);
    CHECK_EQ(judge({torn}, 4), WalVerdict::kDamaged);
    // What it held may lie in table files since: opening tells.
    CHECK_EQ(judge({a.substr(0, 10)}, 4), WalVerdict::kTornTail);
    CHECK_EQ(judge({a}, 4), WalVerdict::kWhole);
  }

  TEST_CASE("sequence numbers are read across fragments") {
    const std::string header = batch(7, 5, "");
    const std::string log = fragment(kFirst, header.substr(0, 3)) + fragment(kMiddle, "") +
                            fragment(kLast, header.substr(3) + "rest") +
                            fragment(kFull, batch(12, 2, ""));
    const auto scan = store::scan_wal(log, kNumber);
    CHECK_EQ(scan.records, 2);
    CHECK_EQ(scan.first_sequence, 7);
    CHECK_EQ(scan.next_sequence, 14);
  }

  TEST_CASE("the break is where the last whole record ends") {
    const std::string a = fragment(kFull, batch(1, 1, "first commit"));
    const auto whole = store::scan_wal(a + a, kNumber);
    CHECK_EQ(whole.records, 2);
    CHECK_FALSE(whole.break_at.has_value());
    const auto cut = store::scan_wal(a + a + a.substr(0, 8), kNumber);
    CHECK_EQ(cut.records, 2);
    CHECK_EQ(cut.break_at.value(), 2 * a.size());
  }
}
