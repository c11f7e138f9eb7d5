#include "intake/reconcile.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "unit/intake/desk.h"
#include "unit/intake/zxgk_record.h"

using namespace shixin;
using base::Json;
using intake::Agreement;
using intake::Comparison;
using test::Desk;
using test::zxgk_record;

namespace {

Json with(Json from, const char* key, Json value) {
  from[key] = std::move(value);
  return from;
}

Json masked() { return with(zxgk_record(), "cardNum", "3611021880****0013"); }

// Another person of the name, in the same case or in `no`.
Json namesake(const char* no = "(2025)赣1102执201号") {
  return with(with(zxgk_record(), "cardNum", "361102188002250010"), "caseCode", no);
}

struct Library : Desk {
  explicit Library(const std::vector<Json>& listed = {zxgk_record()}) {
    Json file = Json::array();
    for (const Json& each : listed) file.push_back(each);
    const auto brought = bring(file.dump(), intake::Format::kZxgkJson, test::kMigrate);
    REQUIRE_EQ(brought.count(intake::Outcome::kAccepted), listed.size());
    auto confirmed = importer->confirm(brought.batch, test::kPresident, 100).get();
    REQUIRE(confirmed);
    REQUIRE_EQ(confirmed->decided, listed.size());
  }
  Comparison compare(const Json& theirs) {
    const auto snapshot = house.engine.snapshot();
    auto comparison =
        intake::compare_published(*snapshot, house.index, theirs.dump(), house.random);
    REQUIRE(comparison);
    return *std::move(comparison);
  }
  // "differs duty performance", "only_there ended", "same"; after a / how it was matched when that
  // was by case and name.
  std::string said(const Json& theirs) {
    const Comparison comparison = compare(theirs);
    std::string out(base::word(comparison.agreement));
    for (const std::string& field : comparison.fields) out += ' ' + field;
    if (comparison.agreement == Agreement::kOnlyThere) {
      out += ' ' + std::string(base::word(comparison.here));
    }
    for (const Fault& fault : comparison.reasons) out += ' ' + fault.pointer;
    if (comparison.by == intake::MatchedBy::kCaseAndName) out += "/case_and_name";
    return out;
  }
  std::vector<std::string> published() {
    std::vector<std::string> out;
    REQUIRE(intake::each_published(
        *house.engine.snapshot(), [&](const domain::EntryId&, const intake::EntryShown& shown) {
          out.push_back(shown.case_no + ' ' + shown.name + ' ' + shown.number);
          return true;
        }));
    return out;
  }
  // The one subject of the case.
  domain::Subject debtor() {
    const auto subjects = registry::subjects_of_case(
        *house.engine.snapshot(), house.index, *domain::CaseNumber::parse("(2025)赣1102执201号"));
    REQUIRE(subjects);
    REQUIRE_EQ(subjects->size(), 1);
    return subjects->front();
  }
};

}  // namespace

TEST_SUITE("intake/reconcile") {
  TEST_CASE("a record that says what the register says is the same, in other spellings too") {
    Library library;
    CHECK_EQ(library.said(zxgk_record()), "same");
    CHECK_EQ(library.said(with(zxgk_record(), "caseCode", "（2025）赣1102执201号")), "same");
    CHECK_EQ(library.said(with(zxgk_record(), "regDate", "2025年1月6日")), "same");
    CHECK_EQ(library.said(with(zxgk_record(), "courtName", "信州区人民法院")), "same");
    CHECK_EQ(library.said(with(zxgk_record(), "gistId", "（2024）赣1102民初201号")), "same");
  }

  TEST_CASE("what differs is named by the export's own key") {
    Library library;
    struct Case {
      std::string key;
      Json value;
    };
    for (const auto& each :
         {Case{"iname", "吴思守"}, Case{"courtName", "广丰区人民法院"},
          Case{"gistId", "(2024)赣1102民初9号"}, Case{"gistUnit", "仲裁委员会"},
          Case{"regDate", "20250107"}, Case{"duty", "偿还货款"}, Case{"performance", "部分未履行"},
          Case{"performedPart", "一万元"}, Case{"unperformPart", "九万元"},
          Case{"disruptTypeName", "违反财产报告制度"}}) {
      CAPTURE(each.key);
      CHECK_EQ(library.said(with(zxgk_record(), each.key.c_str(), each.value)),
               "differs " + each.key);
    }
    // The sex is in the number, so only a record without it can say another one.
    CHECK_EQ(library.said(with(masked(), "sexy", "女性")), "differs sexy/case_and_name");
    CHECK_EQ(library.said(with(with(zxgk_record(), "duty", "x"), "performance", "全部已履行")),
             "differs duty performance");
  }

  TEST_CASE("a text that the library has cut agrees as far as it goes") {
    std::string whole;
    for (int i = 0; i < 1'500; ++i) whole += "还";
    const std::string cut = whole.substr(0, std::string("还").size() * 1'024);
    Library library;
    const auto subject = library.debtor();
    domain::CorrectAct act = support::correct_act();
    act.change = {};
    act.change.no = subject.listings.front().case_no;
    act.change.duty = whole;
    REQUIRE(library.house.decide(support::decision(support::by_id(subject), std::move(act))));
    CHECK_EQ(library.said(with(zxgk_record(), "duty", cut)), "same");
    CHECK_EQ(library.said(with(zxgk_record(), "duty", "还")), "differs duty");
  }

  TEST_CASE("a masked number is matched by case and name alone, and told as such") {
    Library library;
    for (const char* mask : {"3611021880****0013", "3611****80****0013", "36****1880****0013"}) {
      CAPTURE(mask);
      CHECK_EQ(library.said(with(zxgk_record(), "cardNum", mask)), "same/case_and_name");
    }
    CHECK_EQ(library.said(with(zxgk_record(), "cardNum", "3611021880****0021")),
             "differs cardNum/case_and_name");
    CHECK_EQ(library.said(with(masked(), "iname", "吴思守")), "only_there nothing/case_and_name");
    CHECK_EQ(library.said(with(masked(), "caseCode", "(2025)赣1102执9号")),
             "only_there nothing/case_and_name");
  }

  TEST_CASE("two of a name in a case are not guessed between; a whole number tells them apart") {
    Library library({zxgk_record(), namesake()});
    CHECK_EQ(library.said(masked()), "unclear/case_and_name");
    CHECK_EQ(library.said(zxgk_record()), "same");
    CHECK_EQ(library.said(namesake()), "same");
  }

  TEST_CASE("a record nobody public answers to says what the register has instead") {
    Library library;
    CHECK_EQ(library.said(namesake("(2025)赣1102执9号")), "only_there nothing");
    CHECK_EQ(library.said(namesake()), "only_there other_number");
    const auto subject = library.debtor();
    auto act = support::delete_act();
    act.case_ref.no = subject.listings.front().case_no;
    REQUIRE(library.house.decide(support::decision(support::by_id(subject), std::move(act))));
    CHECK_EQ(library.said(zxgk_record()), "only_there ended");
    CHECK_EQ(library.said(masked()), "only_there ended/case_and_name");
    CHECK(library.published().empty());
  }

  TEST_CASE("what can not be read is said with its reasons") {
    Library library;
    CHECK_EQ(library.said(with(zxgk_record(), "caseCode", "执201号")), "unreadable /caseCode");
    CHECK_EQ(library.said(with(zxgk_record(), "iname", " ")), "unreadable /iname");
    CHECK(library.said(Json("text")).starts_with("unreadable"));
  }

  TEST_CASE("no answer holds a whole number, and nothing is changed") {
    Library library({zxgk_record(), namesake("(2025)赣1102执202号")});
    const std::string before = library.everything();
    CHECK_EQ(library.compare(zxgk_record()).shown.number, "3611021880********");
    const Comparison elsewhere = library.compare(namesake("(2025)赣1102执9号"));
    CHECK(elsewhere.agreement == Agreement::kOnlyThere);
    CHECK_EQ(elsewhere.shown.number, "3611021880********");
    // A mask of one star, and a number that is none, are nearly whole: neither is shown.
    for (const char* number : {"36110218800220001*", "36110218800220001"}) {
      CAPTURE(number);
      const Json theirs = with(with(zxgk_record(), "cardNum", number), "iname", "吴思守");
      CHECK_EQ(library.compare(theirs).shown.number, "");
    }
    const auto published = library.published();
    REQUIRE_EQ(published.size(), 2);
    for (const std::string& line : published) {
      CAPTURE(line);
      CHECK(line.ends_with(" 3611021880********"));
    }
    CHECK_EQ(library.everything(), before);
  }
}
