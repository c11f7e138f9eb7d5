// Hex and base64url: how raw bytes are written as text. Hex is lower case, both ways.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shixin::base {

std::string hex_encode(std::span<const std::uint8_t> bytes);
void hex_append(std::string& out, std::span<const std::uint8_t> bytes);
// False unless the text is exactly two lower-case hex digits for each byte of `out`.
bool hex_decode(std::string_view text, std::span<std::uint8_t> out);

// RFC 4648 §5, without padding.
std::string base64url_encode(std::span<const std::uint8_t> bytes);
std::optional<std::string> base64url_decode(std::string_view text);
// RFC 4648 §4, with padding: signed notes, the credentials of HTTP Basic. One text for each value.
std::string base64_encode(std::span<const std::uint8_t> bytes);
std::optional<std::string> base64_decode(std::string_view text);

inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace shixin::base
