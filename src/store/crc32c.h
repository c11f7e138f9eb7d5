// CRC-32C (Castagnoli), as RocksDB's log carries it: RocksDB keeps its own to itself.
#pragma once

#include <cstdint>
#include <string_view>

namespace shixin::store {

std::uint32_t crc32c(std::string_view bytes);
// The form in which a log stores it: a checksum over bytes that hold checksums would be weak.
constexpr std::uint32_t masked(std::uint32_t crc) { return (crc >> 15 | crc << 17) + 0xa282ead8u; }

}  // namespace shixin::store
