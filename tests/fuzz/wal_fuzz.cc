// Any bytes as a write-ahead log, as they are and with their checksums set right, which no mutation
// would reach: never read past the end; what is whole or broken is told once and by place.
#include <string>

#include "fuzz/expect.h"
#include "store/crc32c.h"
#include "store/wal_scan.h"

using namespace shixin;

namespace {

constexpr std::size_t kBlockBytes = 32 * 1024;
constexpr std::size_t kHeaderBytes = 7;

// Walks the fragments by the sizes they say and gives each the checksum it should have.
std::string with_checksums(std::string log) {
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t left = kBlockBytes - at % kBlockBytes;
    if (left < kHeaderBytes) {
      at += left;
      continue;
    }
    if (log.size() - at < kHeaderBytes) break;
    const auto byte = [&](std::size_t i) { return std::size_t{static_cast<std::uint8_t>(log[i])}; };
    const bool recyclable = byte(at + 6) > 4;
    const std::size_t size =
        kHeaderBytes + (recyclable ? 4 : 0) + byte(at + 4) + (byte(at + 5) << 8);
    if (size > left || at + size > log.size()) break;
    std::uint32_t sum =
        store::masked(store::crc32c(std::string_view(log).substr(at + 6, size - 6)));
    for (std::size_t i = 0; i < 4; ++i, sum >>= 8) log[at + i] = static_cast<char>(sum);
    at += size;
  }
  return log;
}

void check(std::string_view log) {
  const auto scan = store::scan_wal(log, 0);
  fuzz::expect(!scan.break_at || *scan.break_at < log.size(), "a break lies in the log");
  fuzz::expect(scan.records > 0 || !scan.break_at || *scan.break_at == 0, "or at its beginning");
  fuzz::expect(scan.break_at || !scan.begins_past_break, "nothing lies past no break");
  if (!scan.break_at) return;
  const auto before = store::scan_wal(log.substr(0, *scan.break_at), 0);
  fuzz::expect(!before.break_at && before.records == scan.records &&
                   before.next_sequence == scan.next_sequence,
               "what lies before the break is whole");
  const auto verdict = store::judge_wals({{scan}}, 0);
  fuzz::expect(verdict == (scan.begins_past_break ? store::WalVerdict::kDamaged
                                                  : store::WalVerdict::kTornTail),
               "a break is judged");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string log(reinterpret_cast<const char*>(data), size);
  check(log);
  check(with_checksums(log));
  return 0;
}
