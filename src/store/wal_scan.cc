#include "store/wal_scan.h"

#include <algorithm>
#include <optional>
#include <string>

#include "store/crc32c.h"

namespace shixin::store {
namespace {

constexpr std::size_t kBlockBytes = 32 * 1024;
constexpr std::size_t kHeaderBytes = 4 + 2 + 1;
constexpr std::size_t kRecyclableHeaderBytes = kHeaderBytes + 4;
constexpr std::size_t kBatchHeaderBytes = 8 + 4;

// Numbers of the file format. 0 is a header never written.
enum class FragmentType : std::uint8_t {
  kFull = 1,
  kFirst = 2,
  kMiddle = 3,
  kLast = 4,
  kRecyclableFull = 5,
  kRecyclableFirst = 6,
  kRecyclableMiddle = 7,
  kRecyclableLast = 8,
};

struct Fragment {
  FragmentType type;  // folded: never one of the recyclable four
  std::size_t size;   // header and payload
  std::string_view payload;
  bool begins() const { return type == FragmentType::kFull || type == FragmentType::kFirst; }
  bool ends() const { return type == FragmentType::kFull || type == FragmentType::kLast; }
};

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    value = value << 8 | static_cast<std::uint8_t>(*byte);
  }
  return value;
}

std::size_t left_in_block(std::size_t at) { return kBlockBytes - at % kBlockBytes; }

// The fragment at `at`, if one is there and whole.
std::optional<Fragment> fragment_at(std::string_view log, std::size_t at, std::uint32_t number) {
  const std::string_view rest = log.substr(at, left_in_block(at));
  if (rest.size() < kHeaderBytes) return std::nullopt;
  const std::size_t payload = little_endian(rest.substr(4, 2));
  const auto type = static_cast<std::uint8_t>(rest[6]);
  if (type < 1 || type > 8) return std::nullopt;
  const bool recyclable = type > 4;
  const std::size_t header = recyclable ? kRecyclableHeaderBytes : kHeaderBytes;
  if (rest.size() < header + payload) return std::nullopt;
  // A recycled file still holds fragments of its former number; they are no part of this log.
  if (recyclable && little_endian(rest.substr(kHeaderBytes, 4)) != number) return std::nullopt;
  const std::size_t size = header + payload;
  if (masked(crc32c(rest.substr(6, size - 6))) != little_endian(rest.substr(0, 4))) {
    return std::nullopt;
  }
  return Fragment{static_cast<FragmentType>(recyclable ? type - 4 : type), size,
                  rest.substr(header, payload)};
}

bool begins_after(std::string_view log, std::size_t at, std::uint32_t number) {
  // A damaged size hides where the next fragment stands, so every place is tried.
  for (++at; at < log.size(); ++at) {
    const auto fragment = fragment_at(log, at, number);
    if (fragment && fragment->begins()) return true;
  }
  return false;
}

}  // namespace

WalScan scan_wal(std::string_view log, std::uint32_t number) {
  WalScan scan;
  std::size_t whole_until = 0;
  bool inside = false;
  std::string batch_header;  // of the record under way
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t left = left_in_block(at);
    if (left < kHeaderBytes) {
      at += left;
      continue;
    }
    const auto fragment = fragment_at(log, at, number);
    if (!fragment || fragment->begins() == inside) {
      scan.break_at = whole_until;
      break;
    }
    if (fragment->begins()) batch_header.clear();
    batch_header += fragment->payload.substr(0, kBatchHeaderBytes - batch_header.size());
    at += fragment->size;
    inside = !fragment->ends();
    if (inside) continue;
    if (batch_header.size() < kBatchHeaderBytes) {
      scan.break_at = whole_until;
      break;
    }
    const std::string_view header = batch_header;
    const std::uint64_t sequence = little_endian(header.substr(0, 8));
    if (scan.records == 0) scan.first_sequence = sequence;
    scan.next_sequence = sequence + little_endian(header.substr(8));
    ++scan.records;
    whole_until = at;
  }
  if (inside) scan.break_at = whole_until;
  if (scan.break_at) scan.begins_past_break = begins_after(log, *scan.break_at, number);
  return scan;
}

WalVerdict judge_wals(std::span<const WalScan> logs, std::uint64_t acknowledged) {
  bool broken = false;
  std::uint64_t due = 0;  // 0: no whole record so far
  for (const WalScan& log : logs) {
    if (log.begins_past_break) return WalVerdict::kDamaged;
    if (log.records > 0) {
      if (broken && (due == 0 || log.first_sequence != due)) return WalVerdict::kDamaged;
      due = log.next_sequence;
    }
    broken = broken || log.break_at.has_value();
  }
  if (!broken) return WalVerdict::kWhole;
  return due != 0 && due <= acknowledged ? WalVerdict::kDamaged : WalVerdict::kTornTail;
}

}  // namespace shixin::store
