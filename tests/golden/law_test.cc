#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace {

std::string content_of(const std::string& name) {
  std::ifstream in(std::string(SHIXIN_SOURCE_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_SUITE("golden/law") {
  TEST_CASE("every test that README.law.md cites is there") {
    const std::string page = content_of("README.law.md");
    const std::regex cited("`(tests/[^`]+)` \"([^\"]+)\" \\|");
    std::size_t rows = 0;
    for (std::sregex_iterator row(page.begin(), page.end(), cited), end; row != end; ++row) {
      const std::string file = (*row)[1];
      const std::string name = (*row)[2];
      CAPTURE(file);
      CAPTURE(name);
      ++rows;
      CHECK_NE(content_of(file).find("TEST_CASE(\"" + name + "\")"), std::string::npos);
    }
    CHECK_GT(rows, 50);
  }
}
