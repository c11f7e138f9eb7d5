#include "base/codec.h"

namespace shixin::base {

void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>((value & 0x7f) | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

bool take_varint(std::string_view& in, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !in.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(in.front());
    in.remove_prefix(1);
    if (shift == 63 && byte > 1) return false;
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

bool take_sized(std::string_view& in, std::string_view& payload) {
  std::uint64_t size = 0;
  if (!take_varint(in, size) || size > in.size()) return false;
  payload = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

void codec::settle_size(std::string& out, std::size_t at) {
  const std::size_t size = out.size() - at - 1;
  if (size < 0x80) {
    out[at] = static_cast<char>(size);
    return;
  }
  std::string written;
  put_varint(written, size);
  out.replace(at, 1, written);
}

Error corrupt_record(std::string_view what) {
  return {ErrorCode::kCorrupt, "a stored record does not decode: " + std::string(what)};
}

}  // namespace shixin::base
