#include "base/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace shixin::base {
namespace {

using Bytes = AddressRange::Bytes;

constexpr int kBits = 128;
constexpr int kMapped = 96;  // bits before the IPv4 address in an address that holds one
constexpr Bytes kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

// Of `address` the first `bits`, the others 0.
Bytes beginning(Bytes address, int bits) {
  for (int i = 0; i < kBits / 8; ++i) {
    const int kept = std::clamp(bits - 8 * i, 0, 8);
    auto& byte = address[static_cast<std::size_t>(i)];
    byte = static_cast<std::uint8_t>(byte & (0xFF00 >> kept));
  }
  return address;
}

bool is_ipv4(const Bytes& address) { return beginning(address, kMapped) == kMappedPrefix; }

std::optional<Bytes> parse_address(std::string_view text) {
  const std::string address(text.substr(0, text.find('%')));  // a link's own zone
  if (address.find('\0') != std::string::npos) return std::nullopt;
  Bytes bytes = kMappedPrefix;
  if (inet_pton(AF_INET, address.c_str(), bytes.data() + kMapped / 8) == 1) return bytes;
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

std::optional<int> prefix_of(std::string_view text, int bits_max) {
  int bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  const bool plain = !text.empty() && text[0] != '-' && (text.size() == 1 || text[0] != '0');
  if (!whole || !plain || bits > bits_max) return std::nullopt;
  return bits;
}

}  // namespace

Result<AddressRange> AddressRange::parse(std::string_view text) {
  const Error malformed{ErrorCode::kMalformed,
                        "expected an address range like 192.0.2.0/24 or 2001:db8::/32"};
  const auto slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  const auto bytes = parse_address(address);
  if (!bytes || address.find('%') != std::string_view::npos) return malformed;
  const bool dotted = address.find(':') == std::string_view::npos;
  const int before = dotted ? kMapped : 0;
  AddressRange range;
  range.prefix_ = kBits;
  if (slash != std::string_view::npos) {
    const auto bits = prefix_of(text.substr(slash + 1), kBits - before);
    if (!bits) return malformed;
    range.prefix_ = before + *bits;
  }
  range.first_ = beginning(*bytes, range.prefix_);
  if (range.first_ != *bytes) {
    return Error{ErrorCode::kMalformed,
                 "the address has bits set behind its prefix; the range is " + range.text()};
  }
  return range;
}

bool AddressRange::holds(std::string_view address) const {
  const auto bytes = parse_address(address);
  if (!bytes || prefix_ < 0 || is_ipv4(*bytes) != is_ipv4(first_)) return false;
  return beginning(*bytes, prefix_) == first_;
}

std::string AddressRange::text() const {
  if (prefix_ < 0) return {};
  const bool ipv4 = is_ipv4(first_) && prefix_ >= kMapped;
  const int before = ipv4 ? kMapped : 0;
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(ipv4 ? AF_INET : AF_INET6, first_.data() + before / 8, out.data(), out.size());
  return std::string(out.data()) + '/' + std::to_string(prefix_ - before);
}

}  // namespace shixin::base
