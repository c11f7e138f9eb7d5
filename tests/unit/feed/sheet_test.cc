#include "feed/sheet.h"

#include <doctest/doctest.h>

#include <array>

#include "feed/projection.h"
#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using support::kToday;

ViewRow row_of(const ViewDefinition& view, std::string members, bool deleted = false) {
  return {view.name, 1, 7, {}, {}, deleted, std::move(members)};
}
ViewRow row_of(const ViewDefinition& view, const domain::Subject& subject) {
  return row_of(view, *project(view, base::Key{}, subject));
}

std::vector<Cells> lines(const ViewDefinition& view, const ViewRow& row) {
  auto made = sheet_lines(view, Token{1, row.seq}, row);
  REQUIRE(made);
  for (const Cells& line : *made) CHECK_EQ(line.size(), sheet_header(view).size());
  return *made;
}

std::string under(const ViewDefinition& view, const Cells& line, std::string_view title) {
  const Cells header = sheet_header(view);
  const auto at = std::ranges::find(header, title);
  REQUIRE(at != header.end());
  return line.at(static_cast<std::size_t>(at - header.begin()));
}

TEST_SUITE("feed/sheet") {
  TEST_CASE("a person with two documents has two lines, which say the same of him besides") {
    auto who = support::person();
    who.documents.push_back(*domain::Document::parse(domain::DocumentType::kPassport, "E00000001"));
    const auto subject =
        support::decided(std::nullopt, support::decision(who, support::exit_act()));
    const auto made = lines(kExitView, row_of(kExitView, subject));
    REQUIRE_EQ(made.size(), 2);
    CHECK_EQ(under(kExitView, made[0], "证件类型"), "公民身份号码");
    CHECK_EQ(under(kExitView, made[0], "证件号码"), "361102188001010015");
    CHECK_EQ(under(kExitView, made[1], "证件类型"), "护照号码");
    CHECK_EQ(under(kExitView, made[1], "证件号码"), "E00000001");
    for (const Cells& line : made) {
      CHECK_EQ(under(kExitView, line, "变动"), "在册");
      CHECK_EQ(under(kExitView, line, "类别"), "自然人");
      CHECK_EQ(under(kExitView, line, "姓名(名称)"), who.name);
      CHECK_EQ(under(kExitView, line, "身份"), "被执行人");
      CHECK_EQ(under(kExitView, line, "限制起始日"), kToday.text());
      CHECK_FALSE(under(kExitView, line, "限制截止日").empty());
    }
  }

  TEST_CASE("several listings and windows stand in one cell each, in one order") {
    auto listed =
        support::decided(std::nullopt, support::decision(support::person(), support::list_act(1)));
    listed =
        support::decided(listed, support::decision(support::person(), support::list_with_term(2)));
    const auto line = lines(kCreditView, row_of(kCreditView, listed)).front();
    CHECK_EQ(under(kCreditView, line, "案号"), "（2016）赣1102执1号;（2016）赣1102执2号");
    CHECK_EQ(under(kCreditView, line, "失信行为情形"), "有履行能力而拒不履行;违反财产报告制度");
    CHECK(under(kCreditView, line, "期限届满日").starts_with(";2028-"));

    auto freed = support::decided(std::nullopt,
                                  support::decision(support::person(), support::restrict_act()));
    freed = support::decided(freed, support::decision(support::person(), support::exempt_act()));
    CHECK_EQ(
        under(kTravelView, lines(kTravelView, row_of(kTravelView, freed)).front(), "暂时解除期间"),
        kToday.text() + "至" + kToday.plus_days(6).text());
  }

  TEST_CASE("a removal says why, and nothing of the person") {
    const auto row = row_of(
        kTravelView, R"("_deleted":true,"reason":"lifted","legal":"法释〔2015〕17号 9")", true);
    const auto line = lines(kTravelView, row).front();
    CHECK_EQ(under(kTravelView, line, "变动"), "移除");
    CHECK_EQ(under(kTravelView, line, "移除原因"), "解除");
    CHECK_EQ(under(kTravelView, line, "移除依据"), "法释〔2015〕17号 9");
    CHECK_EQ(under(kTravelView, line, "证件号码"), "");
  }

  TEST_CASE("a row that is not what was rendered is damage, and no empty line") {
    for (const char* members : {"", "\"kind\":\"person\"", "\"kind\":7", "\"_deleted\":true"}) {
      CAPTURE(members);
      const auto made =
          sheet_lines(kTravelView, Token{1, 7}, row_of(kTravelView, std::string(members)));
      REQUIRE_FALSE(made);
      CHECK_EQ(made.error().code, ErrorCode::kCorrupt);
    }
  }
}

}  // namespace
}  // namespace shixin::feed
