#include <doctest/doctest.h>

#include <functional>

#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_whom");

TEST_CASE("number and name must agree, and a new document is identified first") {
  const auto listed = decided({}, decision(person(0), list_act()));
  struct Row {
    const char* what;
    std::function<void(SubjectRef&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"the same", [](SubjectRef&) {}, "allowed"},
      {"another name", [](SubjectRef& r) { r.name = "查无此人"; },
       "/subject/name 个人信息保护法 8"},
      {"another document beside it",
       [](SubjectRef& r) { r.documents.push_back(person(2).documents.front()); },
       "/subject/documents/1"},
      {"another kind", [](SubjectRef& r) { r.kind = SubjectKind::kOrganisation; }, "/subject/kind"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto ref = person(0);
    row.spoil(ref);
    CHECK_EQ(verdict(listed, decision(ref, list_act(124))), row.verdict);
  }
  CHECK_EQ(verdict({}, decision(by_id(listed), list_act())), "/subject");
}

TEST_CASE("a name has letters, and two citizen's numbers one birth and one sex") {
  struct Row {
    const char* what;
    std::function<void(SubjectRef&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"digits", [](SubjectRef& r) { r.name = "12345"; }, "/subject/name 个人信息保护法 8"},
      {"signs", [](SubjectRef& r) { r.name = "——·"; }, "/subject/name 个人信息保护法 8"},
      {"another script", [](SubjectRef& r) { r.name = "Иван"; }, "allowed"},
      {"a man's number and a woman's",
       [](SubjectRef& r) { r.documents.push_back(person(1).documents.front()); },
       "/subject/documents/1 个人信息保护法 8"},
      {"born on two days",
       [](SubjectRef& r) { r.documents.push_back(person(2).documents.front()); },
       "/subject/documents/1 个人信息保护法 8"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto ref = person(0);
    row.spoil(ref);
    CHECK_EQ(verdict({}, decision(ref, list_act())), row.verdict);
    CHECK_EQ(verdict({}, migrated(ref, list_act())), row.verdict);
  }
  auto unit = company();
  unit.name = "123";
  CHECK_EQ(verdict({}, decision(unit, list_act())), "/subject/name 个人信息保护法 8");
}

TEST_SUITE_END();
