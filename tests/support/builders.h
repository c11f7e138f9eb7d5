// Decisions for tests: lawful as they come, to be spoiled in one member by the test. Papers are
// signed on `kToday` unless said otherwise. Only synthetic people.
#pragma once

#include <cstdint>
#include <string>

#include "domain/decide.h"
#include "domain/fact.h"
#include "domain/own_court.h"

namespace support {

using namespace shixin::domain;
using shixin::base::Day;

inline constexpr Day kToday{2026, 3, 2};

OwnCourt own_court();
CaseNumber case_no(int number = 123);  // （2016）赣1102执<number>号
inline constexpr Day kFiledOn{2016, 5, 3};
Paper paper(Day signed_on = kToday);        // each day has its number
Paper order_paper(Day signed_on = kToday);  // the same of 限制消费令 that come with a listing
Paper exit_paper(Day signed_on = kToday);   // and of exit orders
Service served(Day on = kToday);

SubjectRef person(std::uint64_t n = 0);
// Of a region that there never was, so that it is nobody's.
Document born_on(Day birth);
SubjectRef company(std::uint64_t n = 0);
SubjectRef by_id(const Subject& subject);

// Each call draws other ids, in one order in every run.
Decision decision(SubjectRef subject, Act act);
Decision migrated(SubjectRef subject, Act act);

ListAct list_act(int number = 123, Day signed_on = kToday);  // 有履行能力而拒不履行: no term
ListAct list_with_term(int number = 123, Day signed_on = kToday);  // 违反财产报告制度: two years
// The same under papers of other numbers.
ListAct anew(ListAct act);
RestrictAct restrict_act(int number = 123, Day signed_on = kToday);
RestrictAct exit_act(int number = 123, Day from = kToday);  // three months, county
ExemptAct exempt_act(int number = 123, Day from = kToday);  // seven days
LiftAct lift_act(int number = 123, Measure measure = Measure::kHighConsumption);
DeleteAct delete_act(int number = 123);
EarlyDeleteAct early_delete_act(int number = 123);
CorrectAct correct_act(int number = 123);  // performance becomes partial
RevokeAct revoke_act(const Decision& revoked);
IdentifyAct identify_act(std::vector<Document> add);

// In case 123, on person(0) where it must name somebody; it happened on kToday.
Fact fact(FactKind kind);

// The subject after a lawful decision; throws with the refusal otherwise.
Subject decided(const std::optional<Subject>& before, const Decision& decision, Day today = kToday);
// Every fault as "<pointer> <legal>", sorted and joined by "; ", or "allowed"; a mere conflict
// begins with "conflict: ".
std::string verdict(const std::optional<Subject>& before, const Decision& decision,
                    Day today = kToday);

}  // namespace support
