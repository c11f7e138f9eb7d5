// The sample files that the README names, brought the way a court brings its own.
#include <doctest/doctest.h>
#include <unicode/unistr.h>

#include "base/json.h"
#include "domain/decision_json.h"
#include "unit/intake/desk.h"

using namespace shixin;
using intake::Format;
using test::Brought;
using test::Desk;
using test::kMigrate;
using test::sample;

namespace {

// The same text as a spreadsheet of an older Windows writes it.
std::string in_gb18030(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  constexpr std::size_t kBytesPerUnitMax = 4;
  std::string out(text.size() * kBytesPerUnitMax, '\0');
  const std::int32_t size =
      wide.extract(0, wide.length(), out.data(), static_cast<std::uint32_t>(out.size()), "gb18030");
  out.resize(static_cast<std::size_t>(size));
  return out;
}

// Confirms to the end, `most` rows at a time.
intake::Confirmed confirm(Desk& desk, const intake::BatchId& batch, std::size_t most) {
  intake::Confirmed all;
  while (!all.complete) {
    auto chunk = desk.importer->confirm(batch, test::kPresident, most).get();
    REQUIRE(chunk);
    all.decided += chunk->decided;
    all.refused.insert(all.refused.end(), chunk->refused.begin(), chunk->refused.end());
    all.complete = chunk->complete;
  }
  return all;
}

}  // namespace

TEST_SUITE("intake/samples") {
  TEST_CASE("every row of court.ndjson is accepted, decided, and leaves a sound register") {
    Desk desk;
    const Brought brought = desk.bring(sample("court.ndjson"), Format::kCourtNdjson, kMigrate);
    for (const auto& row : brought.rows) {
      CAPTURE(row.line);
      CHECK_EQ(brought.pointers(row.line), "");
      CHECK(row.outcome == intake::Outcome::kAccepted);
    }
    CHECK_EQ(brought.counts(), "18/0/0");
    CHECK_EQ(desk.house.seq(), 0);

    const auto confirmed = confirm(desk, brought.batch, 7);
    CHECK_EQ(confirmed.decided, 18);
    CHECK(confirmed.refused.empty());
    CHECK_EQ(desk.house.seq(), 18);
    CHECK_EQ(desk.house.faults(), "");
  }

  TEST_CASE("a table of the same decisions is the same decisions, row for row") {
    const auto decisions_of = [](const std::string& text, Format format) {
      std::istringstream file(text);
      base::SeededRandom random(1);
      std::vector<std::string> decisions;
      REQUIRE(intake::split(file, format, [&](const intake::RawRow& row) {
        CAPTURE(row.line);
        CHECK_EQ(row.refused, "");
        const auto decision = intake::read_row(format, row.text, random);
        if (!decision) {
          for (const Fault& fault : decision.error().faults) {
            FAIL_CHECK(fault.pointer << " " << fault.detail);
          }
          return true;
        }
        decisions.push_back(domain::write_decision(*decision).dump());
        return true;
      }));
      return decisions;
    };
    const auto expected = decisions_of(sample("court.ndjson"), Format::kCourtNdjson);
    REQUIRE_EQ(expected.size(), 18);
    struct Case {
      std::string what;
      std::string text;
      Format format;
    };
    for (const Case& each :
         {Case{"CSV", sample("court.csv"), Format::kCourtCsv},
          Case{"CSV in GB18030", in_gb18030(sample("court.csv")), Format::kCourtCsv},
          Case{"Excel", sample("court.xlsx"), Format::kCourtXlsx}}) {
      CAPTURE(each.what);
      const auto found = decisions_of(each.text, each.format);
      REQUIRE_EQ(found.size(), expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) CHECK_EQ(found[i], expected[i]);
    }
  }

  TEST_CASE(
      "a table imported after the list it tells of changes nothing, and the other way round") {
    for (const auto& [name, format] : {std::pair{std::string("court.csv"), Format::kCourtCsv},
                                       std::pair{std::string("court.xlsx"), Format::kCourtXlsx}}) {
      CAPTURE(name);
      Desk desk;
      const Brought first = desk.bring(sample(name), format, kMigrate);
      CHECK_EQ(first.counts(), "18/0/0");
      CHECK_EQ(confirm(desk, first.batch, 500).decided, 18);
      const std::string before = desk.everything();
      CHECK_EQ(desk.bring(sample(name), format, kMigrate).counts(), "0/18/0");
      CHECK_EQ(desk.bring(sample("court.ndjson"), Format::kCourtNdjson, kMigrate).counts(),
               "0/18/0");
      CHECK(desk.everything() == before);
    }
  }

  TEST_CASE("zxgk.json comes in as far as it says whom it means and why") {
    Desk desk;
    const Brought brought = desk.bring(sample("zxgk.json"), Format::kZxgkJson, kMigrate);
    CHECK_EQ(brought.counts(), "7/1/7");

    struct Case {
      std::string what;
      std::uint64_t line;
      const char* pointers;
    };
    for (const auto& [what, line, pointers] : {
             Case{"month and day masked", 2, "/cardNum"},
             Case{"two masks", 3, "/cardNum"},
             Case{"region, month and day masked", 4, "/cardNum"},
             Case{"no grounds", 10, "/disruptTypeName"},
             Case{"no day of publication", 12, "/publishDate"},
             Case{"eight digits: a Taiwan permit or a passport", 14, "/cardNum"},
             Case{"a company without a number", 15, "/cardNum"},
         }) {
      CAPTURE(what);
      CHECK_EQ(brought.pointers(line), pointers);
    }
    CHECK(brought.rows.at(10).outcome == intake::Outcome::kAlreadyThere);

    CHECK_EQ(confirm(desk, brought.batch, 500).decided, 7);
    CHECK_EQ(desk.house.seq(), 7);
    CHECK_EQ(desk.house.faults(), "");
  }

  TEST_CASE("no reason repeats the number it is about") {
    Desk desk;
    const Brought brought = desk.bring(sample("zxgk.json"), Format::kZxgkJson, kMigrate);
    for (const auto& row : brought.rows) {
      for (const Fault& fault : row.reasons) {
        CHECK_EQ(fault.detail.find("36110218"), std::string::npos);
        CHECK_EQ(fault.detail.find("00000001"), std::string::npos);
      }
    }
  }

  TEST_CASE("a second run of a file changes nothing, before and after its confirmation") {
    for (const auto& [name, format] : {std::pair{std::string("court.ndjson"), Format::kCourtNdjson},
                                       std::pair{std::string("zxgk.json"), Format::kZxgkJson}}) {
      CAPTURE(name);
      Desk desk;
      const Brought first = desk.bring(sample(name), format, kMigrate);
      std::string before = desk.everything();
      Brought again = desk.bring(sample(name), format, kMigrate);
      CHECK_EQ(again.count(intake::Outcome::kAccepted), 0);
      CHECK_EQ(again.count(intake::Outcome::kRefused), first.count(intake::Outcome::kRefused));
      CHECK(desk.everything() == before);

      confirm(desk, first.batch, 500);
      before = desk.everything();
      again = desk.bring(sample(name), format, kMigrate);
      CHECK_EQ(again.count(intake::Outcome::kAccepted), 0);
      CHECK(desk.everything() == before);
    }
  }

  TEST_CASE("a second run of a file changes nothing where its rows are drafts") {
    for (const auto& [name, format] : {std::pair{std::string("court.ndjson"), Format::kCourtNdjson},
                                       std::pair{std::string("zxgk.json"), Format::kZxgkJson}}) {
      CAPTURE(name);
      Desk desk;
      const Brought first = desk.bring(sample(name), format, {});
      CHECK_GT(first.count(intake::Outcome::kAccepted), 0);
      const std::string before = desk.everything();
      const Brought again = desk.bring(sample(name), format, {});
      CHECK_EQ(again.count(intake::Outcome::kAccepted), 0);
      CHECK_EQ(again.count(intake::Outcome::kRefused), first.count(intake::Outcome::kRefused));
      CHECK(desk.everything() == before);
    }
  }

  TEST_CASE("a listing of the public site is a draft whose papers are still to come") {
    Desk desk;
    const Brought brought = desk.bring(sample("zxgk.json"), Format::kZxgkJson, {});
    CHECK_EQ(brought.counts(), "6/0/9");
    // What is published may not be missing, drafts or not.
    CHECK_EQ(brought.pointers(6), "/paper/no /order_paper /duty /performance /handler /evidence");
  }
}
