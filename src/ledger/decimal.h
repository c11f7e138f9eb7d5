// Numbers as the texts of a log write them: decimal, without a leading zero or anything else.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace shixin::ledger {

inline std::optional<std::uint64_t> read_decimal(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return number;
}

}  // namespace shixin::ledger
