#include "ledger/tile.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "ledger/decimal.h"

namespace shixin::ledger {
namespace {

constexpr std::string_view kFolder = "tile/";
constexpr std::string_view kEntries = "entries";
constexpr std::string_view kPartial = ".p/";

std::string index_path(std::uint64_t index) {
  std::string out = fmt::format("{:03}", index % 1000);
  while ((index /= 1000) > 0) out = fmt::format("x{:03}/{}", index % 1000, out);
  return out;
}

// Reads more than index_path() writes; who asks compares.
std::optional<std::uint64_t> read_index(std::string_view path) {
  std::uint64_t index = 0;
  for (const char c : path) {
    if (c >= '0' && c <= '9') {
      index = index * 10 + static_cast<std::uint64_t>(c - '0');
    } else if (c != 'x' && c != '/') {
      return std::nullopt;
    }
  }
  return index;
}

std::optional<unsigned> read_number(std::string_view text, unsigned min, unsigned max) {
  const auto number = read_decimal(text);
  if (!number || *number < min || *number > max) return std::nullopt;
  return static_cast<unsigned>(*number);
}

}  // namespace

std::string Tile::path() const {
  std::string out =
      fmt::format("{}{}/{}", kFolder, level ? std::to_string(*level) : kEntries, index_path(index));
  if (!is_full()) out += fmt::format("{}{}", kPartial, width);
  return out;
}

std::optional<Tile> Tile::parse(std::string_view path) {
  if (!path.starts_with(kFolder)) return std::nullopt;
  std::string_view rest = path.substr(kFolder.size());
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  Tile tile;
  const std::string_view level = rest.substr(0, slash);
  rest.remove_prefix(slash + 1);
  if (level != kEntries) {
    tile.level = read_number(level, 0, kLevelMax);
    if (!tile.level) return std::nullopt;
  }
  if (const auto partial = rest.find(kPartial); partial != std::string_view::npos) {
    const auto width = read_number(rest.substr(partial + kPartial.size()), 1, kTileWidth - 1);
    if (!width) return std::nullopt;
    tile.width = *width;
    rest = rest.substr(0, partial);
  }
  const auto index = read_index(rest);
  if (!index) return std::nullopt;
  tile.index = *index;
  if (tile.path() != path) return std::nullopt;
  return tile;
}

std::optional<Tile> tile_of(std::uint64_t size, std::optional<unsigned> level,
                            std::uint64_t index) {
  Tile tile{level, index, kTileWidth};
  const std::uint64_t hashes = size >> tile.height();
  if (hashes / kTileWidth > index) return tile;
  tile.width = static_cast<unsigned>(hashes % kTileWidth);
  if (hashes / kTileWidth < index || tile.width == 0) return std::nullopt;
  return tile;
}

void append_entry(std::string& bundle, std::string_view entry) {
  assert(entry.size() <= 0xffff);
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xff);
  bundle += entry;
}

}  // namespace shixin::ledger
