#include "store/key.h"

#include <algorithm>
#include <array>

namespace shixin::store {
namespace {

constexpr char kNoText = '\xff';  // a byte that no UTF-8 has

}  // namespace

KeyWriter& KeyWriter::u8(std::uint8_t value) {
  key_ += static_cast<char>(value);
  return *this;
}

KeyWriter& KeyWriter::u64(std::uint64_t value) {
  std::array<char, 8> bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(value >> (56 - 8 * i));
  }
  key_.append(bytes.data(), bytes.size());
  return *this;
}

KeyWriter& KeyWriter::raw(std::string_view bytes) {
  key_ += bytes;
  return *this;
}

KeyWriter& KeyWriter::text(std::string_view value) {
  const std::size_t begins = key_.size();
  key_ += value;
  std::replace(key_.begin() + static_cast<std::ptrdiff_t>(begins), key_.end(), '\0', kNoText);
  key_ += '\0';
  return *this;
}

std::uint8_t KeyReader::u8() {
  const std::string_view byte = raw(1);
  return byte.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(byte.front());
}

std::uint64_t KeyReader::u64() {
  std::uint64_t value = 0;
  for (const char byte : raw(8)) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

std::string_view KeyReader::raw(std::size_t size) {
  if (!good_ || rest_.size() < size) {
    good_ = false;
    return {};
  }
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

std::string_view KeyReader::text() {
  const std::size_t end = rest_.find('\0');
  if (!good_ || end == std::string_view::npos) {
    good_ = false;
    return {};
  }
  const std::string_view value = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return value;
}

}  // namespace shixin::store
