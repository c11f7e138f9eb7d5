#include "feed/verdict.h"

#include <doctest/doctest.h>

#include <array>

#include "feed/projection.h"
#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using domain::Document;
using support::kToday;

const domain::SubjectRef kWho = support::person();
const domain::SubjectRef kOther = support::person(7);
const Document kPassport = *Document::parse(domain::DocumentType::kPassport, "E00000001");

domain::Subject restricted() {
  return support::decided(std::nullopt, support::decision(kWho, support::restrict_act()));
}

domain::Subject after(const domain::Subject& before, domain::Act act, Day day = kToday) {
  return support::decided(before, support::decision(kWho, std::move(act)), day);
}

Verdict asked(const domain::Subject& subject, std::string_view name, Day on = kToday,
              const Document& document = kWho.documents.front()) {
  return verdict(kTravelView, subject, document, name, on);
}

TEST_SUITE("feed/verdict") {
  TEST_CASE("number and name must both agree") {
    CHECK_EQ(asked(restricted(), kWho.name), Verdict::kRestricted);
    CHECK_EQ(asked(restricted(), " " + kWho.name), Verdict::kRestricted);
    CHECK_EQ(asked(restricted(), kOther.name), Verdict::kAsk);
    CHECK_EQ(asked(restricted(), ""), Verdict::kAsk);
  }

  TEST_CASE("a former name is his, too") {
    domain::IdentifyAct renamed;
    renamed.add_names = {kOther.name};
    renamed.retire_names = {kWho.name};
    renamed.source = "公安";
    const auto subject = after(restricted(), renamed);
    CHECK_EQ(asked(subject, kOther.name), Verdict::kRestricted);
    CHECK_EQ(asked(subject, kWho.name), Verdict::kRestricted);
  }

  TEST_CASE("every document he has finds him; one he gave back makes the department ask") {
    const auto with_passport = after(restricted(), support::identify_act({kPassport}));
    CHECK_EQ(asked(with_passport, kWho.name, kToday, kPassport), Verdict::kRestricted);
    domain::IdentifyAct given_back;
    given_back.retire_documents = {kPassport};
    given_back.source = "移民管理";
    const auto without = after(with_passport, given_back);
    CHECK_EQ(asked(without, kWho.name, kToday, kPassport), Verdict::kAsk);
    CHECK_EQ(asked(without, kOther.name, kToday, kPassport), Verdict::kClear);
    CHECK_EQ(asked(without, kWho.name), Verdict::kRestricted);
  }

  TEST_CASE("inside a window he is free, and on either side of it he is not") {
    const auto subject = after(restricted(), support::exempt_act());  // seven days
    CHECK_EQ(asked(subject, kWho.name, kToday), Verdict::kClear);
    CHECK_EQ(asked(subject, kWho.name, kToday.plus_days(6)), Verdict::kClear);
    CHECK_EQ(asked(subject, kWho.name, kToday.plus_days(7)), Verdict::kRestricted);
  }

  TEST_CASE("who is not restricted by this measure is clear") {
    const auto exit_alone =
        support::decided(std::nullopt, support::decision(kWho, support::exit_act()));
    CHECK_EQ(asked(exit_alone, kWho.name), Verdict::kClear);
    CHECK_EQ(asked(after(restricted(), support::lift_act()), kWho.name), Verdict::kClear);
  }

  TEST_CASE("an exit order holds to its last day and not on the next") {
    const auto subject =
        support::decided(std::nullopt, support::decision(kWho, support::exit_act()));
    const auto document = kWho.documents.front();
    const Day last = *subject.orders.front().until;
    CHECK_EQ(verdict(kExitView, subject, document, kWho.name, last), Verdict::kRestricted);
    CHECK_EQ(verdict(kExitView, subject, document, kWho.name, last.plus_days(1)), Verdict::kClear);
  }
}

}  // namespace
}  // namespace shixin::feed
