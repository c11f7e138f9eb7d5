// Reading RocksDB's write-ahead log ourselves, before RocksDB does, to answer one question: is it
// whole, was it cut off while it was being written, or damaged afterwards? A cut loses a commit
// that nobody was told of; damage would lose commits that were acknowledged, and must never be
// opened over. RocksDB's own check does not suffice: in its strictest mode a flipped bit that turns
// kFull into kRecyclableFull still reads as the end of the log.
//
// The format (RocksDB, db/log_format.h): blocks of 32 KiB; in each, fragments of
//   crc32c masked, u32 · size, u16 · type, u8 · [log number, u32, recyclable types only] · payload
// little-endian; the crc covers all behind `size`. Fewer bytes than a header end a block as
// padding. A record is one kFull fragment, or kFirst, any number of kMiddle, and kLast.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace shixin::store {

struct WalScan {
  std::size_t records = 0;  // whole ones before the break
  // Of these: the sequence number of the first, and the one due after the last. Each record is a
  // write batch, which opens with
  //   sequence, u64 · count of writes, u32 · …
  // and takes as many numbers as it has writes.
  std::uint64_t first_sequence = 0;
  std::uint64_t next_sequence = 0;
  // Where the first record begins that is not whole.
  std::optional<std::size_t> break_at;
  // Whether behind the break any fragment stands that begins a record. One that only continues a
  // record (kMiddle, kLast) belongs to the broken one: disks may write its later blocks first.
  bool begins_past_break = false;
};

// `log` decrypted; `number` the lower half of the one in its name, as recyclable headers carry it.
WalScan scan_wal(std::string_view log, std::uint32_t number);

enum class WalVerdict : std::uint8_t {
  kWhole,
  kTornTail,  // the last record written is not whole, and no other is touched
  kDamaged,   // a record stands behind the break, or one that was acknowledged is not there
};

// Of all logs of a store, oldest first. Recovery opens a new log that goes on with the number due
// after a torn tail, before it removes the torn log; cut off between the two, both lie there, and
// nothing is lost. `acknowledged`: the last number known to be durable, 0 where none is known.
WalVerdict judge_wals(std::span<const WalScan> logs, std::uint64_t acknowledged);

}  // namespace shixin::store
