#include "feed/projection.h"

#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using domain::Subject;
using support::by_id;
using support::decided;
using support::decision;

const base::Key kEntryKey{std::array<std::uint8_t, 32>{1}};

Subject listed(domain::SubjectRef who = support::person(1)) {
  return decided({}, decision(std::move(who), support::list_act()));
}

// What a further decision makes of a subject.
Subject then(const Subject& subject, domain::Act act, Day today = support::kToday) {
  return decided(subject, decision(by_id(subject), std::move(act)), today);
}

base::Json shown(const ViewDefinition& view, const Subject& subject) {
  const auto members = project(view, kEntryKey, subject);
  REQUIRE(members);
  return json_of("{" + *members + "}");
}

TEST_SUITE("feed/projection") {
  TEST_CASE("a document has its members in the contract's order and no others") {
    const auto names = [](const base::Json& object) {
      std::vector<std::string> out;
      for (const auto& [name, value] : object.items()) out.push_back(name);
      return out;
    };
    using Names = std::vector<std::string>;
    const auto travel = shown(kTravelView, listed());
    CHECK_EQ(names(travel), Names{"kind", "names", "documents", "roles", "restrictions"});
    CHECK_EQ(travel["kind"], "person");
    CHECK_EQ(travel["roles"], base::Json::array({"debtor"}));
    CHECK_EQ(names(travel["restrictions"]), Names{"travel"});
    CHECK_EQ(travel["restrictions"]["travel"].dump(),
             R"({"since":"2026-03-02","until":null,"lifted":[]})");
    const auto credit = shown(kCreditView, listed());
    CHECK_EQ(names(credit), Names{"kind", "names", "documents", "roles", "listings"});
    CHECK_EQ(names(credit["listings"][0]),
             Names{"entry", "case_no", "court", "grounds", "duty", "performance", "basis",
                   "filed_on", "published_on", "term_ends"});
  }

  TEST_CASE("a number that was typed into a text is masked in it") {
    auto act = support::list_act();
    act.facts.duty = "向361102188802290029偿还借款";
    const auto credit = shown(kCreditView, decided({}, decision(support::person(1), act)));
    CHECK_EQ(credit["listings"][0]["duty"], "向3611021888********偿还借款");
  }

  TEST_CASE("who is shown where") {
    auto unit_only = support::list_act();
    unit_only.publication = domain::Publication::kUnitOnly;
    auto unserved = support::list_act();
    unserved.service.reset();
    const auto deleted = then(listed(), support::delete_act());
    struct Row {
      const char* what;
      Subject subject;
      bool travel;
      bool exit;
      bool credit;
    };
    const std::array rows{
        Row{"listed", listed(), true, false, true},
        Row{"a listed company", listed(support::company(1)), false, false, true},
        Row{"listed, not for the public", decided({}, decision(support::person(1), unit_only)),
            true, false, false},
        Row{"listed, nothing served", decided({}, decision(support::person(1), unserved)), false,
            false, false},
        Row{"deleted, the order stands", deleted, true, false, false},
        Row{"restricted only", decided({}, decision(support::person(1), support::restrict_act())),
            true, false, false},
        Row{"exit only", decided({}, decision(support::person(1), support::exit_act())), false,
            true, false},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      CHECK_EQ(project(kTravelView, kEntryKey, row.subject).has_value(), row.travel);
      CHECK_EQ(project(kExitView, kEntryKey, row.subject).has_value(), row.exit);
      CHECK_EQ(project(kCreditView, kEntryKey, row.subject).has_value(), row.credit);
    }
  }

  TEST_CASE("a restriction through a role the view does not reach is not shown") {
    auto act = support::restrict_act();
    act.role = domain::Role::kActualController;
    act.role_of = "某公司";
    const auto subject = decided({}, decision(support::person(1), act));
    CHECK_FALSE(project(kTravelView, kEntryKey, subject));
    ViewDefinition wider = kTravelView;
    wider.roles.push_back(domain::Role::kActualController);
    CHECK_EQ(shown(wider, subject)["roles"], base::Json::array({"actual_controller"}));
  }

  TEST_CASE("both ends of an exit order and of an exemption travel with it") {
    const auto held = decided({}, decision(support::person(1), support::exit_act()));
    CHECK_EQ(shown(kExitView, held)["restrictions"]["exit"].dump(),
             R"({"since":"2026-03-02","until":"2026-06-02","lifted":[]})");
    const auto freed = then(listed(), support::exempt_act());
    CHECK_EQ(shown(kTravelView, freed)["restrictions"]["travel"]["lifted"].dump(),
             R"([{"from":"2026-03-02","to":"2026-03-08"}])");
  }

  TEST_CASE("a document is seen on its subject's day, whenever it is derived") {
    const auto freed = then(listed(), support::exempt_act());
    const Day after = support::kToday.plus_days(8);
    const auto later = then(freed, domain::TimePassedAct{after}, after);
    CHECK_EQ(shown(kTravelView, later)["restrictions"]["travel"]["lifted"].size(), 0);
  }

  TEST_CASE("an entry has another id in every view, and none is the public one") {
    const auto subject = listed();
    const auto one = shown(kCreditView, subject)["listings"][0]["entry"];
    const auto members = project(kCreditView, base::Key{}, subject);
    const auto other = json_of("{" + *members + "}")["listings"][0]["entry"];
    CHECK_NE(one, other);
    CHECK_NE(one, subject.listings[0].entry.text());
    CHECK_EQ(one.get<std::string>().size(), 32);
  }
}

}  // namespace
}  // namespace shixin::feed
