#include "support/golden.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace shixin::test {

void check_golden(const std::filesystem::path& file, std::string_view actual) {
  if (const char* update = std::getenv("GOLDEN_UPDATE"); update != nullptr && *update == '1') {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  INFO("GOLDEN_UPDATE=1 rewrites ", file.string());
  CHECK_EQ(actual, expected);
}

}  // namespace shixin::test
