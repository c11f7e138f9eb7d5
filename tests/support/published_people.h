// Synthetic subjects for the tests of the lookup: born before 1901, as no living person is.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "domain/subject.h"

namespace shixin::tests {

inline constexpr Day kToday{2026, 3, 2};

struct Person {
  std::string name = "张三";
  std::string number = "361102188001010015";
  std::string case_no = "（2018）赣1102执123号";
};

// Listed, restricted and served, all of it public.
inline domain::Subject listed(base::Random& random, const Person& person = {}) {
  using namespace domain;
  Subject subject;
  subject.id = SubjectId::draw(random);
  subject.version = 1;
  subject.sex = Sex::kMale;
  subject.time_passed = kToday;
  Standing standing;
  standing.made_by = DecisionId::draw(random);
  standing.made_on = Day{2018, 3, 1};
  subject.names.push_back({person.name, standing});
  subject.documents.push_back(
      {Document::parse(DocumentType::kCitizenId, person.number).value(), standing});
  CaseFacts facts;
  facts.no = CaseNumber::parse(person.case_no).value();
  facts.duty = "偿还借款";
  subject.cases.push_back(facts);
  const Served service{{ServiceMethod::kDirect, Day{2018, 3, 5}, "送达回证"}, Day{2018, 3, 5}, {}};
  Listing listing;
  listing.entry = EntryId::draw(random);
  listing.standing = standing;
  listing.case_no = facts.no;
  listing.grounds = {Ground::kRefusal};
  listing.service = service;
  subject.listings.push_back(listing);
  Order order;
  order.entry = EntryId::draw(random);
  order.standing = standing;
  order.case_no = facts.no;
  order.from = standing.made_on;
  order.service = service;
  subject.orders.push_back(order);
  return subject;
}

// What deleting the entry and lifting the order leave behind.
inline void end_everything(domain::Subject& subject) {
  const domain::End end{{}, kToday, domain::Cause::kPerformed, "法释〔2017〕7号 10.1.1"};
  for (auto& listing : subject.listings) listing.standing.ended = end;
  for (auto& order : subject.orders) order.standing.ended = end;
  ++subject.version;
}

}  // namespace shixin::tests
