#include "domain/case_number.h"

#include <doctest/doctest.h>

#include "base/codec.h"
#include "base/json.h"

using namespace shixin;
using namespace shixin::domain;
using namespace std::string_literals;

TEST_SUITE_BEGIN("domain/case_number");

TEST_CASE("a case number is taken, however it is typed, and keeps what was typed") {
  struct Row {
    const char* what;
    std::string typed;
    const char* normal;
  };
  const Row rows[] = {
      {"as printed", "（2018）赣1102执123号", "（2018）赣1102执123号"},
      {"half width", "(2018)赣1102执恢7号", "（2018）赣1102执恢7号"},
      {"an intermediate court", "（2016）赣11执异3号", "（2016）赣11执异3号"},
      {"a high court", "（2016）赣执复3号", "（2016）赣执复3号"},
      {"the Supreme Court", "（2016）最高法执监3号", "（2016）最高法执监3号"},
      {"a municipality", "(2019)京0105执1号", "（2019）京0105执1号"},
      {"the corps and the army", "(2019)兵0101执1号", "（2019）兵0101执1号"},
      {"a military court", "(2019)军01执1号", "（2019）军01执1号"},
      {"Inner Mongolia", "(2019)内0102执1号", "（2019）内0102执1号"},
      {"tortoise-shell brackets", "〔2018〕赣1102执123号", "（2018）赣1102执123号"},
      {"square brackets", "[2018]赣1102执123号", "（2018）赣1102执123号"},
      {"black brackets, full-width digits", "【２０１８】赣１１０２执１２３号",
       "（2018）赣1102执123号"},
      {"spaces and what nobody sees", " （ 2018 ）赣1102\u200b执 123 号\t\x01",
       "（2018）赣1102执123号"},
      {"padding, which the rule does not know", "（2018）赣1102执00123号", "（2018）赣1102执123号"},
      {"the older form", "(2013)沙法民执字第00785号", "（2013）沙法民执字第00785号"},
      {"the older form, a second paper", "(2013)浦执字第785-1号", "（2013）浦执字第785-1号"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto number = CaseNumber::parse(row.typed);
    REQUIRE(number.has_value());
    CHECK_EQ(number->text(), row.normal);
    CHECK_EQ(number->original(), row.typed);
    CHECK(*CaseNumber::parse(number->text()) == *number);
    const auto stored = base::decode<CaseNumber>(base::encode(*number));
    REQUIRE(stored.has_value());
    CHECK_EQ(stored->text(), row.normal);
    CHECK_EQ(stored->original(), row.typed);
  }
}

TEST_CASE("what is no case number is refused under the rule") {
  struct Row {
    const char* what;
    std::string typed;
  };
  const Row rows[] = {
      {"nothing", ""},
      {"no year", "赣1102执123号"},
      {"a year of two digits", "（18）赣1102执123号"},
      {"a year before the courts", "（1948）赣1102执123号"},
      {"no 号", "（2018）赣1102执123"},
      {"no number", "（2018）赣1102执号"},
      {"number zero", "（2018）赣1102执0号"},
      {"no type", "（2018）赣1102号"},
      {"a province that does not exist", "（2018）乌1102执123号"},
      {"a court of three digits", "（2018）赣110执123号"},
      {"a court of six digits", "（2018）赣361102执123号"},
      {"Latin letters", "（2018）赣1102ZHI123号"},
      {"something after the number", "（2018）赣1102执123之一号"},
      {"the older form without a number", "（2013）沙法民执字第号"},
      {"the older form without a kind", "（2013）沙法字第1号"},
      {"not UTF-8", "（2018）赣1102执123号\xff"},
      {"longer than any", "（2018）赣1102执" + std::string(60, '1') + "号"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto number = CaseNumber::parse(row.typed);
    REQUIRE_FALSE(number.has_value());
    REQUIRE_EQ(number.error().faults.size(), 1);
    CHECK_EQ(number.error().faults[0].legal, "法〔2015〕137号");
  }
  CHECK_EQ(CaseNumber::parse("（2018）乌1102执123号").error().detail, "案号中的法院代字不存在");
}

TEST_CASE("its parts are told") {
  const auto now = CaseNumber::parse("(2018)赣1102执恢7号");
  REQUIRE(now.has_value());
  CHECK_EQ(now->year(), 2018);
  CHECK_EQ(now->court(), "赣1102");
  CHECK_EQ(now->type(), "执恢");
  CHECK_EQ(now->number(), "7");
  CHECK_FALSE(now->legacy());

  const auto old = CaseNumber::parse("(2013)沙法民执字第00785号");
  REQUIRE(old.has_value());
  CHECK_EQ(old->year(), 2013);
  CHECK_EQ(old->court(), "沙法");
  CHECK_EQ(old->type(), "民执");
  CHECK_EQ(old->number(), "00785");
  CHECK(old->legacy());

  CHECK_EQ(CaseNumber::parse("(2012)浦执字第1号")->court(), "浦");
  CHECK_EQ(CaseNumber::parse("(2016)最高法执监3号")->court(), "最高法");
}

TEST_CASE("a case in which the court itself enforces is known by its type") {
  const auto enforces = [](const std::string& no) { return CaseNumber::parse(no)->enforces(); };
  for (const char* yes : {"执", "执恢", "执保", "执他", "司惩"}) {
    CAPTURE(yes);
    CHECK(enforces("（2018）赣1102"s + yes + "1号"));
  }
  for (const char* no : {"执异", "执复", "执监", "执协", "民初"}) {
    CAPTURE(no);
    CHECK_FALSE(enforces("（2018）赣1102"s + no + "1号"));
  }
  CHECK(enforces("(2013)沙法民执字第00785号"));
  CHECK_FALSE(enforces("(2013)沙法执异字第00785号"));
  CHECK_FALSE(enforces("(2013)沙法民初字第00785号"));
}

TEST_CASE("a court is told by the characters in its case numbers") {
  for (const char* yes : {"最高法", "赣", "赣11", "赣1102", "兵01"}) {
    CAPTURE(yes);
    CHECK(CaseNumber::is_court(yes));
  }
  for (const char* no : {"", "zz", "1102", "赣1", "赣11020", "赣1102执", "沙法"}) {
    CAPTURE(no);
    CHECK_FALSE(CaseNumber::is_court(no));
  }
}

TEST_CASE("two spellings of one case are equal") {
  CHECK(*CaseNumber::parse("〔2018〕赣1102执0123号") ==
        *CaseNumber::parse("（2018）赣1102执123号"));
  CHECK_FALSE(*CaseNumber::parse("（2018）赣1102执12号") ==
              *CaseNumber::parse("（2018）赣1102执恢12号"));
}

TEST_CASE("JSON holds the normal form") {
  CHECK_EQ(base::write_json(*CaseNumber::parse("(2018)赣1102执123号")), "（2018）赣1102执123号");
  const auto read = base::read_json<CaseNumber>("(2018)乌1102执123号");
  REQUIRE_FALSE(read.has_value());
  CHECK_EQ(read.error().faults[0].legal, "法〔2015〕137号");
}

TEST_SUITE_END();
