#include "lookup/answer.h"

#include <doctest/doctest.h>

#include <set>

#include "store/subject_record.h"
#include "support/memory_engine.h"
#include "support/published_people.h"

using namespace shixin;
using namespace shixin::domain;
using lookup::Asked;

namespace {

struct Library {
  base::SeededRandom random{21};
  lookup::Index index{base::Key::draw(random)};
  tests::MemoryEngine engine;
  std::unique_ptr<store::Snapshot> below = engine.snapshot();
  store::Overlay tables{*below};

  Subject put(const tests::Person& person) {
    const Subject subject = tests::listed(random, person);
    apply(std::nullopt, subject);
    return subject;
  }
  void apply(const std::optional<Subject>& before, const Subject& after) {
    const Decision decision;
    store::save(tables, after);
    REQUIRE(index.apply(tables, {1, {}, tests::kToday, decision, before, after}));
  }
  lookup::PublicAnswer ask(const Asked& asked) {
    const auto question = lookup::parse_question(asked);
    REQUIRE(question);
    auto answer = lookup::answer(tables, index, *question);
    REQUIRE(answer);
    return *answer;
  }
};

constexpr const char* kNumber = "361102188001010015";
constexpr const char* kOther = "361102188802290029";

}  // namespace

TEST_SUITE("lookup/question") {
  TEST_CASE("what may be asked") {
    struct Row {
      const char* what;
      Asked asked;
      std::vector<std::string> refused;  // pointers
    };
    const Row rows[] = {
        {"two Han characters", {.name = "张三"}, {}},
        {"three Latin letters", {.name = "zha"}, {}},
        {"a whole number", {.number = kNumber}, {}},
        {"both", {.name = "张三", .number = kNumber}, {}},
        {"nothing", {}, {"/name"}},
        {"only spaces", {.name = "　 "}, {"/name"}},
        {"one Han character", {.name = "张"}, {"/name"}},
        {"one Han character and a dot", {.name = "张·"}, {"/name"}},
        {"two Latin letters", {.name = "Li"}, {"/name"}},
        {"a wrong check digit", {.number = "361102188001010016"}, {"/number"}},
        {"a number with a digit lost", {.number = "36110218800101001"}, {"/number"}},
        {"a number with two digits lost", {.number = "3611021880010100"}, {"/number"}},
        {"a number with a digit too many", {.number = "3611021880010100155"}, {"/number"}},
        {"an odd document", {.number = "H-2208 3391/7"}, {}},
        {"a province by name", {.name = "张三", .region = "江西"}, {}},
        {"a province by code", {.name = "张三", .region = "36"}, {}},
        {"all wrong at once",
         {.name = "张", .number = "361102188001010016", .region = "江南", .page = 51},
         {"/name", "/number", "/region", "/page"}},
        {"a number as a name", {.name = kNumber}, {"/name"}},
        {"a number after the name", {.name = "张三 361102-1880-0101-0015"}, {"/name"}},
        {"a number with a character lost", {.name = "36110218800101001"}, {"/name"}},
        {"a full-width number as a court",
         {.name = "张三", .court = "３６１１０２１８８００１０１００１５"},
         {"/court"}},
        {"a credit code as a name", {.name = "91361102MA0000381E"}, {"/name"}},
        {"a company's name with a digit", {.name = "第2建筑公司"}, {}},
        {"a court's code", {.name = "张三", .court = "赣1102"}, {}},
        {"a number broken off", {.number = "361102188001"}, {"/number"}},
        {"the region of a number", {.number = "361102"}, {"/number"}},
        {"a passport of digits alone", {.number = "123456789"}, {}},
        {"page zero", {.name = "张三", .page = 0}, {"/page"}},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      const auto question = lookup::parse_question(row.asked);
      std::vector<std::string> pointers;
      if (!question) {
        for (const auto& fault : question.error().faults) pointers.push_back(fault.pointer);
      }
      CHECK_EQ(pointers, row.refused);
      if (question) continue;
      for (const auto& fault : question.error().faults) {
        CHECK_EQ(fault.detail.find("36110218"), std::string::npos);
      }
    }
  }
}

TEST_SUITE("lookup/answer") {
  TEST_CASE("number and name must agree") {
    Library library;
    library.put({});
    CHECK_EQ(library.ask({.number = kNumber}).total.number, 1);
    CHECK_EQ(library.ask({.name = "张三", .number = kNumber}).total.number, 1);
    CHECK_EQ(library.ask({.name = "張三", .number = kNumber}).total.number, 1);
    CHECK_EQ(library.ask({.name = "李四", .number = kNumber}).total.number, 0);
    CHECK_EQ(library.ask({.number = kOther}).total.number, 0);
  }

  TEST_CASE("a document finds only who holds it now: it may have become another's") {
    Library library;
    const Subject before = library.put({});
    Subject after = before;
    const domain::End retired{{}, tests::kToday, domain::Cause::kPerformed, {}};
    after.documents.front().standing.ended = retired;
    after.documents.push_back({Document::parse(DocumentType::kCitizenId, kOther).value(),
                               before.documents.front().standing});
    library.apply(before, after);
    CHECK_EQ(library.ask({.number = kNumber}).total.number, 0);
    CHECK_EQ(library.ask({.name = "张三", .number = kNumber}).total.number, 0);
    CHECK_EQ(library.ask({.number = kOther}).total.number, 1);
    // The court still finds him by it.
    const auto held = Document::parse(DocumentType::kCitizenId, kNumber).value();
    CHECK_EQ(library.index.by_document(library.tables, held).value().size(), 1);
  }

  TEST_CASE("an answer says how many share the name, and a prefix is not the name") {
    Library library;
    library.put({});
    library.put({.number = kOther});
    library.put({.name = "张三丰", .number = "361102190001010018"});
    const auto answer = library.ask({.name = "张三"});
    REQUIRE_EQ(answer.found.size(), 3);
    CHECK_EQ(answer.found[0].same_name, lookup::Count{2, false});
    CHECK_EQ(answer.found[2].same_name, lookup::Count{1, false});
    CHECK_EQ(library.ask({.number = kOther}).found[0].same_name, lookup::Count{2, false});
  }

  TEST_CASE("region and court are those of the executing court") {
    Library library;
    library.put({});
    library.put({.case_no = "（2018）浙0102执1号"});
    library.put({.case_no = "(2013)沙法民执字第00785号"});
    CHECK_EQ(library.ask({.name = "张三"}).total.number, 3);
    CHECK_EQ(library.ask({.name = "张三", .region = "36"}).total.number, 2);
    CHECK_EQ(library.ask({.name = "张三", .region = "71"}).total.number, 1);
    CHECK_EQ(library.ask({.name = "张三", .court = "浙0102"}).total.number, 1);
  }

  TEST_CASE("pages hold each person once, in the order of names") {
    Library library;
    for (int i = 0; i < 45; ++i) library.put({.name = "张三" + std::to_string(i)});
    std::set<SubjectId> seen;
    for (const std::int64_t page : {1, 2, 3, 4}) {
      const auto answer = library.ask({.name = "张三", .page = page});
      CHECK_EQ(answer.pages, 3);
      for (const auto& found : answer.found) CHECK(seen.insert(found.subject.subject).second);
    }
    CHECK_EQ(seen.size(), 45);
  }

  TEST_CASE("somebody removed and somebody never listed get the same answer") {
    Library library;
    const Subject before = library.put({});
    Subject after = before;
    tests::end_everything(after);
    library.apply(before, after);
    for (const auto& [name, number] : {std::pair{"张三", ""}, {"", kNumber}, {"张三", kNumber}}) {
      Asked removed{.name = name, .number = number};
      Asked never{.name = *name ? "王五" : "", .number = *number ? kOther : ""};
      CHECK_EQ(library.ask(removed), library.ask(never));
    }
    CHECK_EQ(lookup::published_entry(library.tables, before.listings[0].entry).value(),
             std::nullopt);
  }
}
