// Keys as the keyspace writes them: parts in order, so that iterating a table yields the order its
// row in keyspace.h promises. KeyReader is the way back and takes nothing for granted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::store {

class KeyWriter {
 public:
  KeyWriter& u8(std::uint8_t value);
  KeyWriter& u64(std::uint64_t value);
  KeyWriter& raw(std::string_view bytes);  // raw16, raw32: the length is the kind's own
  // A 0x00, which only a damaged record or a stranger's question holds, becomes 0xff: the key is
  // then that of nothing we write, and still has its parts.
  KeyWriter& text(std::string_view value);
  std::string take() { return std::move(key_); }

 private:
  std::string key_;
};

class KeyReader {
 public:
  explicit KeyReader(std::string_view key) : rest_(key) {}
  std::uint8_t u8();
  std::uint64_t u64();
  std::string_view raw(std::size_t size);
  std::string_view text();
  // False when a part was missing or something is left over; the values read are then void.
  bool finish() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace shixin::store
