// AddressRange: IPv4 or IPv6 addresses with the same beginning, as CIDR writes them (RFC 4632, RFC
// 4291 §2.3). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shixin::base {

class AddressRange {
 public:
  AddressRange() = default;  // of no address

  // "192.0.2.0/24", "2001:db8::/32"; without a prefix the one address. kMalformed: anything else,
  // and an address with bits set behind its prefix, for one of the two is a slip.
  static Result<AddressRange> parse(std::string_view text);

  // Whether the address of a peer is in it. An IPv4 address is the same behind ::ffff:, as a
  // listener on both families names it. False for "unix" and for what is no address.
  bool holds(std::string_view address) const;

  std::string text() const;  // in the short form, always with its prefix

  std::string stored() const { return text(); }
  static Result<AddressRange> from_stored(std::string_view bytes) { return parse(bytes); }

  friend bool operator==(const AddressRange&, const AddressRange&) = default;

  // An IPv6 address; an IPv4 address behind ::ffff:.
  using Bytes = std::array<std::uint8_t, 16>;

 private:
  Bytes first_{};
  int prefix_ = -1;  // of the 128 bits; -1: of no address
};

}  // namespace shixin::base
