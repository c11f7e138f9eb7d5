#include "app/reject_file.h"

#include <doctest/doctest.h>

#include <iterator>

#include "support/temp_dir.h"

using namespace shixin;
using app::Refused;

namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::vector<Fault> kReasons{{"/case/no", "应写明案号", "法"}, {"/kind", "缺少此项"}};

}  // namespace

TEST_SUITE("app/reject_file") {
  TEST_CASE("a row of JSON comes back as it came, with its reasons") {
    CHECK_EQ(app::json_line({3, "{}", {{"/kind", "缺少此项", ""}}}),
             R"({"line":3,"reasons":[{"pointer":"/kind","detail":"缺少此项","legal":""}],)"
             R"("row":"{}"})");
    CHECK_NE(app::json_line({3, "\xFF", {}}).find("row_base64url"), std::string::npos);
  }

  TEST_CASE("a row of a table comes back under its header, and no cell of it runs") {
    const test::TempDir folder;
    const auto path = folder / "rejects.csv";
    auto file = app::RejectFile::open(path.string(), "");
    REQUIRE(file);
    file->as_table({"案号", "义务"});
    file->put({7, "（2025）赣1102执1号,\"=1+1,2\"", kReasons});
    file->put({8, "-5,", {}});
    REQUIRE(file->close());
    CHECK_EQ(content(path),
             "\xEF\xBB\xBF"
             "行号,原因,案号,义务\r\n"
             "7,\"应写明案号(法);缺少此项\",（2025）赣1102执1号,\"'=1+1,2\"\r\n"
             "8,,'-5,\r\n");
  }

  TEST_CASE("the input itself is no reject file, and no file keeps nothing") {
    const test::TempDir folder;
    const auto path = folder / "list";
    std::ofstream(path) << "x";
    CHECK_FALSE(app::RejectFile::open(path.string(), path.string()));
    CHECK_EQ(content(path), "x");
    auto none = app::RejectFile::open("", path.string());
    REQUIRE(none);
    none->as_table({"a"});
    none->put({1, "x", {}});
    CHECK(none->close());
  }
}
