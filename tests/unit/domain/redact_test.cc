#include "domain/redact.h"

#include <doctest/doctest.h>

#include "support/builders.h"

using namespace shixin;
using namespace shixin::domain;

TEST_SUITE("domain/redact") {
  TEST_CASE("numbers in texts are masked, and nothing else") {
    struct Row {
      const char* what;
      const char* text;
      const char* shown;
    };
    const Row rows[] = {
        {"none", "偿还125000元，自2016年1月1日起", "偿还125000元，自2016年1月1日起"},
        {"somebody else's", "张三(361102188802290029)", "张三(3611021888********)"},
        {"with an X in small", "36110218800101004x。", "3611021880********。"},
        {"full width", "３６１１０２１８８００１０１００１５", "3611021880********"},
        {"in groups", "361102 18800101 0015", "3611021880********"},
        {"in groups by dots", "361102.18800101.0015", "3611021880********"},
        {"in groups by strokes of other widths", "361102／18800101／0015", "3611021880********"},
        {"in groups by a dash and spaces", "361102 — 18800101 — 0015", "3611021880********"},
        {"with what nobody sees", "361102\u200b18800101\u00a00015", "3611021880********"},
        {"over two lines", "361102188001\n010015", "3611021880********"},
        {"of the first generation", "361102000101001", "3611021900********"},
        {"a bank account", "账号6222000000000000123", "账号62*****************"},
        {"dates side by side", "2018-02-01 2018-03-01", "2018-02-01 2018-03-01"},
        {"his own passport", "持E12345678出境", "持E1*******出境"},
        {"his own passport in other letters", "持ｅ 12345678出境", "持E1*******出境"},
        {"somebody's house", "12号楼3单元401室,2018-02-01起", "12号楼3单元401室,2018-02-01起"},
    };
    auto subject = support::decided({}, support::decision(support::person(), support::list_act()));
    subject.documents.push_back(
        {Document::parse(DocumentType::kPassport, "E12345678").value(), {}});
    for (const auto& row : rows) {
      CAPTURE(row.what);
      CHECK_EQ(Redaction::of(subject)(row.text), row.shown);
    }
  }
}
