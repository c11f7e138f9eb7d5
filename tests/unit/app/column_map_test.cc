#include "app/column_map.h"

#include <doctest/doctest.h>

#include <fstream>

#include "support/temp_dir.h"

using namespace shixin;

namespace {

Result<intake::ColumnMap> read(const std::string& text) {
  const test::TempDir folder;
  std::ofstream(folder / "columns.yaml") << text;
  return app::read_column_map(folder / "columns.yaml");
}

}  // namespace

TEST_SUITE("app/column_map") {
  TEST_CASE("a line leads from a court's column to ours, or leaves it out") {
    const auto map = read("被执行人: 姓名或名称\n卷号: case_no\n备注: ~\n");
    REQUIRE(map);
    CHECK_EQ(*map,
             intake::ColumnMap{{"被执行人", "姓名或名称"}, {"卷号", "case_no"}, {"备注", ""}});
    CHECK(app::read_column_map("")->empty());
  }

  TEST_CASE("what is no such line is refused, wherever it stands") {
    for (const std::string text :
         {"被执行人: 大名\n", "被执行人: 名\n", "a: 案号\na: 案号\n", "a: [案号]\n", "a: b: c\n",
          "- a\n", "a: [", "", "a: 案号\n---\nb: 大名\n", "\xb0\xb8\xba\xc5: 案号\n"}) {
      CAPTURE(text);
      const auto map = read(text);
      REQUIRE_FALSE(map);
      CHECK_EQ(map.error().code, ErrorCode::kMalformed);
      CHECK_FALSE(map.error().detail.empty());
    }
  }

  TEST_CASE("a file that is not there is said to be missing") {
    const auto map = app::read_column_map("nowhere/columns.yaml");
    REQUIRE_FALSE(map);
    CHECK_EQ(map.error().code, ErrorCode::kUnavailable);
  }
}
