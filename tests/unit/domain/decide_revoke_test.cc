#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "domain/restrictions.h"
#include "support/builders.h"

using namespace support;

TEST_SUITE_BEGIN("domain/decide_revoke");

namespace {

const std::vector<Role> kAllRoles{Role::kDebtor,           Role::kLegalRepresentative,
                                  Role::kPrincipal,        Role::kDirectResponsible,
                                  Role::kActualController, Role::kGuardian};

// What the world sees of a subject.
struct Effect {
  std::vector<Restriction> restrictions;
  std::vector<EntryId> published;
  std::vector<std::string> names;
  std::vector<Document> documents;
  std::vector<CaseFacts> cases;
  friend bool operator==(const Effect&, const Effect&) = default;
};

Effect effect(const Subject& subject, Day today = kToday) {
  Effect out{restrictions(subject, kAllRoles, today),
             {},
             subject.current_names(),
             subject.current_documents(),
             {}};
  // The case of a revoked decision stays known, as a case of which nothing is told.
  std::ranges::copy_if(subject.cases, std::back_inserter(out.cases),
                       [](const CaseFacts& facts) { return facts != facts.untold(); });
  for (const Listing* listing : published_listings(subject, today)) {
    out.published.push_back(listing->entry);
  }
  return out;
}

Subject after_all(std::vector<Act> acts) {
  Subject subject = decided({}, decision(person(), acts.front()));
  for (std::size_t i = 1; i < acts.size(); ++i) {
    subject = decided(subject, decision(by_id(subject), acts[i]));
  }
  return subject;
}

IdentifyAct new_passport() {
  return identify_act({*Document::parse(DocumentType::kPassport, "E00000001")});
}

}  // namespace

TEST_CASE("revoking a decision of any kind takes its effect back, revoking that brings it again") {
  auto change_of_passport = new_passport();
  change_of_passport.retire_documents = person().documents;
  auto unserved = list_act();
  unserved.service.reset();
  auto late_service = correct_act();
  late_service.service = served();
  auto other_service = correct_act();
  other_service.wrong_service_on = Day{2026, 2, 2};
  other_service.service = served();
  auto no_service = other_service;
  no_service.service.reset();
  auto performed_in_part = restrict_act();
  performed_in_part.facts.performance = Performance::kPartial;
  performed_in_part.role = Role::kPrincipal;
  performed_in_part.role_of = "某公司";
  struct Row {
    const char* what;
    std::vector<Act> before;
    Act act;
  };
  const Row rows[]{
      {"a listing", {restrict_act(7)}, list_act()},
      {"a restriction", {exit_act(7)}, restrict_act()},
      {"a restriction that says more of the case", {list_act()}, performed_in_part},
      {"an exit order", {restrict_act(7)}, exit_act()},
      {"an exemption", {restrict_act()}, exempt_act()},
      {"a lift", {restrict_act()}, lift_act()},
      {"a lift of an exit order", {exit_act()}, lift_act(123, Measure::kExit)},
      {"a deletion", {list_act()}, delete_act()},
      {"an early deletion", {list_with_term()}, early_delete_act()},
      {"a correction", {list_act()}, correct_act()},
      {"a correction with service", {unserved}, late_service},
      {"a service put right", {list_act(123, {2026, 2, 2})}, other_service},
      {"a service that never was", {list_act(123, {2026, 2, 2})}, no_service},
      {"an identification", {list_act()}, change_of_passport},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto before = after_all(row.before);
    const auto act = decision(by_id(before), row.act);
    const auto after = decided(before, act);
    const Effect seen_before = effect(before);
    CHECK(effect(after) != seen_before);

    const auto revocation = decision(by_id(before), revoke_act(act));
    const auto revoked = decided(after, revocation);
    CHECK(effect(revoked) == seen_before);
    CHECK_EQ(verdict(revoked, decision(by_id(before), revoke_act(act))), "conflict: /decision");

    const auto again = decision(by_id(before), revoke_act(revocation));
    const auto restored = decided(revoked, again);
    CHECK(effect(restored) == effect(after));
    CHECK_EQ(verdict(restored, decision(by_id(before), revoke_act(revocation))),
             "conflict: /decision");

    const auto third = decided(restored, decision(by_id(before), revoke_act(again)));
    CHECK(effect(third) == seen_before);
  }
}

TEST_CASE("a revocation is refused with the field and the article") {
  const auto listing = decision(person(), list_act());
  const auto listed = decided({}, listing);
  struct Row {
    const char* what;
    std::function<void(RevokeAct&)> spoil;
    const char* verdict;
  };
  const Row rows[]{
      {"nothing wrong", [](RevokeAct&) {}, "allowed"},
      {"a decision on somebody else",
       [](RevokeAct& a) { a.decision = decision(person(3), list_act()).ids.decision; },
       "/decision"},
      {"what time decided", [](RevokeAct& a) { a.decision = DecisionId{}; }, "/decision"},
      {"no reason", [](RevokeAct& a) { a.reason.clear(); }, "/reason 法释〔2017〕7号 9"},
      {"a blank reason", [](RevokeAct& a) { a.reason = " "; }, "/reason 法释〔2017〕7号 9"},
      {"signed before what it revokes",
       [](RevokeAct& a) { a.paper->signed_on = kToday.plus_days(-1); },
       "/paper/signed_on 法释〔2017〕7号 9"},
      {"no paper", [](RevokeAct& a) { a.paper.reset(); }, "/paper 法释〔2017〕7号 9"},
      {"an ended term", [](RevokeAct& a) { a.because = Cause::kTermEnded; },
       "/because 法释〔2017〕7号 9"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    auto act = revoke_act(listing);
    row.spoil(act);
    CHECK_EQ(verdict(listed, decision(by_id(listed), act)), row.verdict);
  }
}

TEST_CASE("revoking a listing takes its 限制消费令 along and leaves who he is") {
  const auto listing = decision(person(), list_act());
  const auto listed = decided({}, listing);
  const auto revoked = decided(listed, decision(by_id(listed), revoke_act(listing)));
  CHECK(restrictions(revoked, kAllRoles, kToday).empty());
  CHECK(published_listings(revoked, kToday).empty());
  CHECK_EQ(revoked.current_names().size(), 1);
  CHECK_EQ(revoked.current_documents().size(), 1);
  CHECK_EQ(revoked.listings.front().standing.revoked->legal, "法释〔2017〕7号 9");
}

TEST_CASE("an early deletion revoked after the term has passed leaves the entry ended by time") {
  const auto listed = after_all({list_with_term()});
  const auto early = decision(by_id(listed), early_delete_act());
  const auto deleted = decided(listed, early);
  const Day later{2028, 5, 5};
  const auto revoked = decided(deleted, decision(by_id(listed), revoke_act(early)), later);
  const auto& ended = revoked.listings.front().standing.ended;
  REQUIRE(ended);
  CHECK(ended->cause == Cause::kTermEnded);
  CHECK_EQ(ended->on.text(), "2028-03-03");
}

TEST_CASE("a later decision that stands upon it goes first") {
  const auto listed = after_all({list_act()});
  const auto deletion = decision(by_id(listed), delete_act());
  const auto deleted = decided(listed, deletion);
  const auto revocation = decision(by_id(listed), revoke_act(deletion));
  const auto revoked = decided(deleted, revocation);
  auto silent = anew(list_act());
  silent.facts = {};
  silent.facts.no = case_no();
  const auto listing = decision(person(), list_act());
  const auto introduced = decided({}, listing);
  const auto relied_upon = decided(decided(introduced, decision(by_id(introduced), delete_act())),
                                   decision(by_id(introduced), silent));
  auto unserved = list_act();
  unserved.service.reset();
  auto late_service = correct_act();
  late_service.service = served();
  const auto not_served = after_all({unserved});
  const auto first = decision(by_id(not_served), late_service);
  auto put_right = correct_act();
  put_right.change.performance.reset();
  put_right.wrong_service_on = kToday;
  const auto served_first = decided(not_served, first);
  const auto served_anew = decided(served_first, decision(by_id(served_first), put_right));

  struct Row {
    const char* what;
    Subject subject;
    Decision revoke;
  };
  const Row rows[]{
      {"listed anew since", decided(deleted, decision(person(), anew(list_act()))), revocation},
      {"lifted since", decided(deleted, decision(by_id(listed), lift_act())), revocation},
      {"deleted anew since", decided(revoked, decision(by_id(listed), delete_act())),
       decision(by_id(listed), revoke_act(revocation))},
      {"its service put right since", served_anew,
       decision(by_id(served_first), revoke_act(first))},
      {"a listing stands upon what it told of the case", relied_upon,
       decision(by_id(introduced), revoke_act(listing))},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto outcome = decide(row.subject, row.revoke, kToday, Calendar{});
    REQUIRE_FALSE(outcome.has_value());
    CHECK(outcome.error().code == shixin::ErrorCode::kConflict);
    CHECK_EQ(outcome.error().faults.front().pointer, "/decision");
  }
}

TEST_CASE("what a later decision told of the case stands when an earlier one is revoked") {
  const auto listed = after_all({list_act()});
  const auto first = decision(by_id(listed), correct_act());
  auto subject = decided(listed, first);
  auto second = correct_act();
  second.change.performance.reset();
  second.change.duty = "偿还本金";
  subject = decided(subject, decision(by_id(subject), second));
  auto third = restrict_act();
  third.facts.outstanding = "十万元";
  third.role = Role::kPrincipal;
  third.role_of = "某公司";
  subject = decided(subject, decision(by_id(subject), third));
  subject = decided(subject, decision(by_id(subject), revoke_act(first)));
  CHECK(subject.cases.front().performance == Performance::kNone);
  CHECK_EQ(subject.cases.front().duty, "偿还本金");
  CHECK_EQ(subject.cases.front().outstanding, "十万元");
}

TEST_CASE("a revocation does not bring back a document of a minor whom it finds listed") {
  const auto child = born_on({2010, 1, 1});
  auto ref = person();
  ref.documents = {child};
  auto restricted = restrict_act(7);
  restricted.ruling = "裁定";
  auto subject = decided({}, decision(ref, restricted));
  auto grown = identify_act(person().documents);
  grown.retire_documents = {child};
  const auto identified = decision(by_id(subject), grown);
  subject = decided(subject, identified);
  const auto old = decision(by_id(subject), list_act());
  subject = decided(subject, old);
  CHECK_EQ(verdict(subject, decision(by_id(subject), revoke_act(identified))),
           "conflict: /decision 法释〔2017〕7号 4、9");
}

TEST_SUITE_END();
