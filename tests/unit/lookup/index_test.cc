#include "lookup/index.h"

#include <doctest/doctest.h>

#include "lookup/check.h"
#include "store/subject_record.h"
#include "support/memory_engine.h"
#include "support/published_people.h"

using namespace shixin;
using namespace shixin::domain;

namespace {

// A register of subjects in memory, and the index that follows it.
struct Register {
  base::SeededRandom random{20};
  base::Key key = base::Key::draw(random);
  lookup::Index index{key};
  tests::MemoryEngine engine;
  std::unique_ptr<store::Snapshot> below = engine.snapshot();
  store::Overlay tables{*below};
  std::map<SubjectId, Subject> subjects;

  void put(const Subject& after) {
    const auto known = subjects.find(after.id);
    const auto before = known == subjects.end() ? std::nullopt : std::optional(known->second);
    const Decision decision;
    REQUIRE(index.apply(tables, {1, {}, tests::kToday, decision, before, after}));
    subjects.insert_or_assign(after.id, after);
  }

  std::vector<std::string> faults() {
    std::vector<std::string> out;
    const store::Survey survey(tables, [&](std::string_view what) { out.emplace_back(what); });
    lookup::IndexCheck check(survey, key);
    for (const auto& [_, subject] : subjects) REQUIRE(check.add(subject));
    REQUIRE(check.finish());
    return out;
  }
};

}  // namespace

TEST_SUITE("lookup/index") {
  TEST_CASE("a subject is found by number, name and case, and by what he gave up") {
    Register r;
    Subject subject = tests::listed(r.random);
    r.put(subject);
    subject.names[0].standing.ended = End{{}, tests::kToday, {}, ""};
    subject.names.push_back({"李四", {}});
    subject.documents[0].standing.ended = End{{}, tests::kToday, {}, ""};
    r.put(subject);
    const std::vector<SubjectId> him{subject.id};
    CHECK_EQ(r.index.by_document(r.tables, subject.documents[0].document).value(), him);
    CHECK_EQ(r.index.by_name(r.tables, "张", 10).value(), him);
    CHECK_EQ(r.index.by_name(r.tables, "李四", 10).value(), him);
    CHECK_EQ(r.index.by_case(r.tables, subject.cases[0].no).value(), him);
    CHECK(r.index.by_name(r.tables, "王", 10).value().empty());
  }

  TEST_CASE("a number given to the wrong person no longer finds him when that is revoked") {
    Register r;
    Subject subject = tests::listed(r.random);
    r.put(subject);
    subject.documents[0].standing.revoked = End{{}, tests::kToday, {}, ""};
    r.put(subject);
    CHECK(r.index.by_document(r.tables, subject.documents[0].document).value().empty());
  }

  TEST_CASE("an index which names somebody who is not there is damage, and not nobody") {
    Register r;
    const Subject subject = tests::listed(r.random);
    r.put(subject);
    const auto holders = r.index.holders(r.tables, subject.documents[0].document);
    CHECK_EQ(holders.error().code, ErrorCode::kCorrupt);
    store::save(r.tables, subject);
    CHECK_EQ(r.index.holders(r.tables, subject.documents[0].document).value(),
             std::vector{subject});
  }

  TEST_CASE("whatever happens in whatever order, the rows are those the subjects imply") {
    Register r;
    const auto chance = [&](unsigned of) {
      return r.random.make<std::array<std::uint8_t, 1>>()[0] % of;
    };
    const char* const names[] = {"张三", "张三丰", "欧阳·娜娜", "Zhang San"};
    for (int step = 0; step < 400; ++step) {
      const bool known = !r.subjects.empty() && chance(4) > 0;
      Subject subject = tests::listed(r.random, {.name = names[chance(4)]});
      if (known) {
        subject =
            std::next(r.subjects.begin(),
                      chance(static_cast<unsigned>(std::min<std::size_t>(r.subjects.size(), 255))))
                ->second;
        const End end{{}, tests::kToday, {}, ""};
        const auto flip = [&](std::optional<End>& standing) {
          standing = standing ? std::nullopt : std::optional(end);
        };
        if (chance(3) == 0) flip(subject.listings[0].standing.ended);
        if (chance(3) == 0) flip(subject.orders[0].standing.revoked);
        if (chance(3) == 0) flip(subject.documents[0].standing.revoked);
        if (chance(5) == 0) subject.names.push_back({names[chance(4)], {}});
        subject.time_passed = subject.time_passed.plus_days(static_cast<int>(chance(3)));
      }
      r.put(subject);
    }
    CHECK_EQ(r.faults(), std::vector<std::string>{});
  }

  TEST_CASE("fsck sees a row that is missing, another one, or left over") {
    struct Row {
      const char* what;
      void (*damage)(store::Overlay&, const std::string& key);
    };
    const Row rows[] = {
        {"missing", [](store::Overlay& t,
                       const std::string& k) { t.erase(store::Table::kPublicSubjects, k); }},
        {"another one", [](store::Overlay& t,
                           const std::string& k) { t.put(store::Table::kPublicSubjects, k, "x"); }},
        {"left over",
         [](store::Overlay& t, const std::string& k) { t.put(store::Table::kByName, k, ""); }},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      Register r;
      const Subject subject = tests::listed(r.random);
      r.put(subject);
      CHECK(r.faults().empty());
      row.damage(r.tables, std::string(subject.id.raw()));
      CHECK_FALSE(r.faults().empty());
    }
  }
}
