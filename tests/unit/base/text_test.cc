#include "base/text.h"

#include <doctest/doctest.h>

#include <string>

using namespace shixin;
using namespace shixin::base;
using namespace std::string_literals;

TEST_SUITE_BEGIN("base/text");

TEST_CASE("the tables of names are installed") { REQUIRE(name_tables_ready().has_value()); }

TEST_CASE("only strict UTF-8 is valid") {
  struct Row {
    const char* what;
    std::string text;
    bool valid;
  };
  const Row rows[] = {
      {"nothing", "", true},
      {"ASCII with a NUL", "a\0b"s, true},
      {"Chinese", "被执行人", true},
      {"a rare character of four bytes", "𠮷", true},
      {"a lone continuation", "\x80", false},
      {"cut short", "\xe8\xa2", false},
      {"overlong", "\xc0\x80", false},
      {"a surrogate", "\xed\xa0\x80", false},
      {"past the last plane", "\xf4\x90\x80\x80", false},
      {"GB 18030", "\xb1\xbb\xd6\xb4", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(valid_utf8(row.text), row.valid);
  }
}

TEST_CASE("normalising widens nothing and unifies brackets and dots") {
  CHECK_EQ(normalise("（２０１８）〔〕【】Ａｂ"), "(2018)()()Ab");
  CHECK_EQ(normalise("a•b‧c・d･e·f"), "a·b·c·d·e·f");
  CHECK_EQ(normalise("\xff"), "\xef\xbf\xbd");
}

TEST_CASE("names that people take for the same fold to the same") {
  struct Row {
    const char* what;
    std::string typed;
    const char* folded;
  };
  const Row rows[] = {
      {"spaces of every width", " 张　 三\t", "张三"},
      {"zero width and byte order marks", "\ufeff张\u200b三\u200d", "张三"},
      {"a variation selector", "葛\U000e0100", "葛"},
      {"a NUL", "张\0三"s, "张三"},
      {"traditional characters", "張學龍", "张学龙"},
      {"a character that phrases would keep", "乾隆", "干隆"},
      {"Latin in any case and width", "ＳｍＩＴＨ", "smith"},
      {"a middle dot of katakana", "买买提・艾力", "买买提·艾力"},
      {"a full stop for a middle dot", "买买提．艾力", "买买提·艾力"},
      {"brackets of a company", "上饶〔集团〕有限公司", "上饶(集团)有限公司"},
      {"a compatibility character", "\uf9b4", "领"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK_EQ(fold_name(row.typed), row.folded);
    CHECK_EQ(fold_name(row.folded), row.folded);
  }
}

TEST_CASE("the fold of a prefix is a prefix of the fold") {
  const std::string name = "乾隆皇后頭髮";
  for (std::size_t size = 3; size <= name.size(); size += 3) {
    CAPTURE(size);
    CHECK(fold_name(name).starts_with(fold_name(name.substr(0, size))));
  }
}

TEST_CASE("characters are counted by script") {
  CHECK_EQ(code_points("张三·A1𠮷"), 6);
  CHECK_EQ(count_han("张三·A1𠮷〇"), 4);
  CHECK_EQ(count_latin("张三 Äb1·ж"), 2);
  CHECK_EQ(count_letters("张三 Äb1·ж"), 5);
  CHECK_EQ(count_letters("12·—１"), 0);
}

TEST_CASE("free text has a bound and nothing that hides") {
  CHECK(check_text("被执行人应支付货款", 9).has_value());
  CHECK_FALSE(check_text("被执行人应支付货款", 8).has_value());
  CHECK_FALSE(check_text("a\nb", 9).has_value());
  CHECK(check_text("a\r\n\tb", 9, Lines::kMany).has_value());
  CHECK_FALSE(check_text("a\0b"s, 9, Lines::kMany).has_value());
  CHECK_FALSE(check_text("a\x1b[1m", 9, Lines::kMany).has_value());
  CHECK_FALSE(check_text("a\u202eb", 9).has_value());
  CHECK_FALSE(check_text("\xff", 9).has_value());
}

TEST_SUITE_END();
