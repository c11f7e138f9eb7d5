// Id: 128 random bits with a kind, so that a subject's id can not stand where an entry's belongs.
// Text form: 32 lower-case hex digits. Ids of different kinds are unrelated random numbers.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/random.h"
#include "base/result.h"

namespace shixin::base {

template <class Kind>
class Id {
 public:
  using Bytes = std::array<std::uint8_t, 16>;

  Id() = default;
  explicit Id(const Bytes& bytes) : bytes_(bytes) {}

  static Id draw(Random& random) { return Id{random.make<Bytes>()}; }
  static Result<Id> parse(std::string_view text) {
    Bytes bytes{};
    if (text.size() != 2 * bytes.size() || !hex_decode(text, bytes)) {
      return Error{ErrorCode::kMalformed, "应为32位小写十六进制编号"};
    }
    return Id{bytes};
  }
  // From a stored key; nothing but the length can be wrong with it.
  static Result<Id> from_bytes(std::string_view raw) {
    Bytes bytes{};
    if (raw.size() != bytes.size()) return Error{ErrorCode::kCorrupt, "an id is 16 bytes"};
    std::copy(raw.begin(), raw.end(), bytes.begin());
    return Id{bytes};
  }

  std::string text() const { return hex_encode(bytes_); }
  std::string_view raw() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }
  bool empty() const { return *this == Id{}; }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  Bytes bytes_{};
};

}  // namespace shixin::base
