#include "lookup/public_subject.h"

#include <doctest/doctest.h>

#include "lookup/public_text.h"
#include "support/published_people.h"

using namespace shixin;
using namespace shixin::domain;
using lookup::public_record;
using lookup::PublicList;
using tests::kToday;

TEST_SUITE("lookup/public_subject") {
  TEST_CASE("only what is served, live and public can be seen") {
    struct Row {
      const char* what;
      void (*change)(Subject&);
      std::size_t entries;
    };
    const Row rows[] = {
        {"both lists", [](Subject&) {}, 2},
        {"the entry not served", [](Subject& s) { s.listings[0].service.reset(); }, 1},
        {"announced, and thirty days not yet over",
         [](Subject& s) {
           s.listings[0].service =
               Served{{ServiceMethod::kAnnouncement, Day{2026, 2, 20}, ""}, Day{2026, 3, 23}, {}};
         },
         1},
        {"told to the unit only",
         [](Subject& s) { s.listings[0].publication = Publication::kUnitOnly; }, 1},
        {"the order told to the unit only",
         [](Subject& s) { s.orders[0].publication = Publication::kUnitOnly; }, 1},
        {"an exit order is never public", [](Subject& s) { s.orders[0].kind = OrderKind::kExit; },
         1},
        {"the term is over",
         [](Subject& s) {
           s.listings[0].term_ends = Day{2026, 3, 1};
         },
         1},
        {"the last day of the term", [](Subject& s) { s.listings[0].term_ends = kToday; }, 2},
        {"revoked",
         [](Subject& s) {
           s.listings[0].standing.revoked = End{{}, kToday, {}, ""};
         },
         1},
        {"all ended", tests::end_everything, 0},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      base::SeededRandom random{1};
      Subject subject = tests::listed(random);
      row.change(subject);
      const auto record = public_record(subject);
      CHECK_EQ(record.has_value(), row.entries > 0);
      CHECK_EQ(record ? record->entries.size() : 0, row.entries);
    }
  }

  TEST_CASE("a record shows the masked number and the year it shows anyway") {
    base::SeededRandom random{1};
    const auto record = public_record(tests::listed(random)).value();
    CHECK_EQ(record.documents[0].masked, "3611021880********");
    CHECK_EQ(lookup::birth_year(record), 1880);
    CHECK_EQ(record.entries[0].list, PublicList::kDishonest);
    CHECK_EQ(record.entries[1].list, PublicList::kConsumption);
  }

  TEST_CASE("former names and retired documents are not shown") {
    base::SeededRandom random{1};
    Subject subject = tests::listed(random);
    subject.names.push_back({"李四", subject.names[0].standing});
    subject.names[0].standing.ended = End{{}, kToday, {}, ""};
    subject.documents[0].standing.ended = End{{}, kToday, {}, ""};
    const auto record = public_record(subject).value();
    CHECK_EQ(record.names, std::vector<std::string>{"李四"});
    CHECK(record.documents.empty());
  }
}

TEST_SUITE("lookup/public_text") {
  TEST_CASE("a text too long is cut between characters, and says so") {
    std::string text;
    for (std::size_t i = 0; i <= lookup::kTextCharactersMax; ++i) text += "债";
    const auto shown = lookup::public_text(text, domain::Redaction{});
    CHECK(shown.starts_with(text.substr(0, 3 * lookup::kTextCharactersMax) + "……"));
    text.resize(3 * lookup::kTextCharactersMax);
    CHECK_EQ(lookup::public_text(text, domain::Redaction{}), text);
  }
}
