// Puts text where a parser under test looks for it, and splits an input that stands for two files.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

namespace shixin::fuzz {

inline void write(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

// What stands before the line of equals signs and what stands behind it.
inline std::pair<std::string_view, std::string_view> two_files(std::string_view input) {
  constexpr std::string_view kBetween = "\n=====\n";
  const auto at = input.find(kBetween);
  if (at == std::string_view::npos) return {input, {}};
  return {input.substr(0, at + 1), input.substr(at + kBetween.size())};
}

}  // namespace shixin::fuzz
