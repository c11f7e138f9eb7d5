#include <doctest/doctest.h>

#include <functional>

#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_identify");

namespace {

Document passport() { return *Document::parse(DocumentType::kPassport, "E00000001"); }

}  // namespace

TEST_CASE("identifying is refused where it says nothing, or what can not be") {
  struct Row {
    const char* what;
    std::function<void(IdentifyAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"a passport", [](IdentifyAct&) {}, "allowed"},
      {"nothing", [](IdentifyAct& a) { a.add_documents.clear(); }, ""},
      {"from a blank", [](IdentifyAct& a) { a.source = " "; }, "/source"},
      {"from nowhere", [](IdentifyAct& a) { a.source.clear(); }, "/source"},
      {"what he has", [](IdentifyAct& a) { a.add_documents = person().documents; },
       "conflict: /add_documents/0"},
      {"the same twice", [](IdentifyAct& a) { a.add_documents.push_back(passport()); },
       "/add_documents/1"},
      {"a company's code", [](IdentifyAct& a) { a.add_documents = company().documents; },
       "/add_documents/0/type"},
      {"in the place of the only one",
       [](IdentifyAct& a) { a.retire_documents = person().documents; }, "allowed"},
      {"the only one retired",
       [](IdentifyAct& a) {
         a.retire_documents = person().documents;
         a.add_documents.clear();
       },
       "/retire_documents"},
      {"what he has not", [](IdentifyAct& a) { a.retire_documents = person(5).documents; },
       "conflict: /retire_documents/0"},
      {"the only name retired", [](IdentifyAct& a) { a.retire_names = {person().name}; },
       "/retire_names"},
      {"the name he has", [](IdentifyAct& a) { a.add_names = {person().name}; },
       "conflict: /add_names/0"},
      {"an empty name", [](IdentifyAct& a) { a.add_names = {" "}; }, "/add_names/0"},
      {"a name of digits", [](IdentifyAct& a) { a.add_names = {"12"}; },
       "/add_names/0 个人信息保护法 8"},
      {"another's citizen number", [](IdentifyAct& a) { a.add_documents = person(1).documents; },
       "/add_documents/0 个人信息保护法 8"},
      {"a citizen number in the place of a wrong one",
       [](IdentifyAct& a) {
         a.add_documents = person(1).documents;
         a.retire_documents = person().documents;
       },
       "allowed"},
  };
  const auto listed = decided({}, decision(person(), list_act()));
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = identify_act({passport()});
    row.spoil(act);
    CHECK_EQ(verdict(listed, decision(by_id(listed), act)), row.verdict);
  }
  CHECK_EQ(verdict({}, decision(person(), identify_act({passport()}))), "/subject");
}

TEST_CASE("a retired name becomes a former one, and both still mean him") {
  const auto listed = decided({}, decision(person(), list_act()));
  auto act = identify_act({passport()});
  act.add_names = {"新名甲"};
  act.retire_names = {person().name};
  const auto renamed = decided(listed, decision(by_id(listed), act));
  CHECK(renamed.current_names() == std::vector<std::string>{"新名甲"});
  CHECK(renamed.former_names() == std::vector<std::string>{person().name});
  CHECK_EQ(renamed.current_documents().size(), 2);
  CHECK_EQ(verdict(renamed, decision(person(), list_act(124))), "allowed");
  auto by_new_name = person();
  by_new_name.name = "新名甲";
  CHECK_EQ(verdict(renamed, decision(by_new_name, list_act(124))), "allowed");
}

TEST_CASE("who turns out to have been a minor is taken off the list first") {
  const auto listing = [] {
    auto old = decision(person(), list_act());
    old.subject.documents = {passport()};
    return old;
  }();
  const auto listed = decided({}, listing);
  const auto found = identify_act({born_on({2010, 1, 1})});
  CHECK_EQ(verdict(listed, decision(by_id(listed), found)),
           "/add_documents/0 法释〔2017〕7号 4、9");
  const auto revoked = decided(listed, decision(by_id(listed), revoke_act(listing)));
  CHECK_EQ(verdict(revoked, decision(by_id(revoked), found)), "allowed");
}

TEST_CASE("a retired document makes nobody a minor") {
  const auto child = born_on({2010, 1, 1});
  auto ref = person();
  ref.documents = {child};
  auto restricted = restrict_act(7);
  restricted.ruling = "裁定";
  auto subject = decided({}, decision(ref, restricted));
  const auto old = decision(by_id(subject), list_act());
  CHECK_EQ(verdict(subject, old), "/subject 法释〔2017〕7号 4");
  auto grown = identify_act(person().documents);
  grown.retire_documents = {child};
  subject = decided(subject, decision(by_id(subject), grown));
  CHECK_EQ(verdict(subject, old), "allowed");
}

TEST_SUITE_END();
