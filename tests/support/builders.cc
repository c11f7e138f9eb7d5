#include "support/builders.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "domain/synthetic.h"

namespace support {
namespace {

SubjectRef ref(SubjectKind kind, std::string name, Document document) {
  SubjectRef out;
  out.kind = kind;
  out.name = std::move(name);
  out.documents.push_back(std::move(document));
  return out;
}

}  // namespace

OwnCourt own_court() { return {"赣1102", {"赣1121"}, "信州区人民法院"}; }

CaseNumber case_no(int number) {
  return *CaseNumber::parse(fmt::format("（2016）赣1102执{}号", number));
}

namespace {

Paper numbered(const char* mark, Day signed_on) {
  return {fmt::format("（2016）赣1102执123号{}{}", mark, signed_on.text()), signed_on};
}

}  // namespace

Paper paper(Day signed_on) { return numbered("之", signed_on); }
Paper order_paper(Day signed_on) { return numbered("限", signed_on); }
Paper exit_paper(Day signed_on) { return numbered("境", signed_on); }

Service served(Day on) { return {ServiceMethod::kDirect, on, "送达回证"}; }

SubjectRef person(std::uint64_t n) {
  return ref(SubjectKind::kPerson, synthetic_person_name(n), synthetic_person_document(n));
}

Document born_on(Day birth) {
  std::string digits = "190000" + birth.text() + "001";
  std::erase(digits, '-');
  for (const char check : std::string("0123456789X")) {
    if (auto found = Document::parse(DocumentType::kCitizenId, digits + check)) return *found;
  }
  throw std::logic_error("no check digit fits");
}

SubjectRef company(std::uint64_t n) {
  return ref(SubjectKind::kOrganisation, synthetic_company_name(n), synthetic_company_document(n));
}

SubjectRef by_id(const Subject& subject) {
  SubjectRef out;
  out.id = subject.id;
  return out;
}

Decision decision(SubjectRef subject, Act act) {
  static shixin::base::SeededRandom random(1);
  return {Drawn::draw(random), std::move(subject), std::move(act), false};
}

Decision migrated(SubjectRef subject, Act act) {
  auto old = decision(std::move(subject), std::move(act));
  old.migrated = true;
  return old;
}

ListAct list_act(int number, Day signed_on) {
  ListAct act;
  act.facts.no = case_no(number);
  act.facts.filed_on = kFiledOn;
  act.facts.basis = {"信州区人民法院", "（2016）赣1102民初1号"};
  act.facts.duty = "偿还借款";
  act.facts.performance = Performance::kNone;
  act.grounds = {Ground::kRefusal};
  act.evidence = {"财产线索核查笔录"};
  act.handler = "承办人甲";
  act.paper = paper(signed_on);
  act.order_paper = order_paper(signed_on);
  act.service = served(signed_on);
  return act;
}

ListAct list_with_term(int number, Day signed_on) {
  ListAct act = list_act(number, signed_on);
  act.grounds = {Ground::kReportBreach};
  return act;
}

ListAct anew(ListAct act) {
  act.paper->no += "再";
  act.order_paper->no += "再";
  return act;
}

RestrictAct restrict_act(int number, Day signed_on) {
  RestrictAct act;
  act.facts.no = case_no(number);
  act.measures = {Measure::kHighConsumption};
  act.paper = numbered("令", signed_on);
  act.service = served(signed_on);
  return act;
}

RestrictAct exit_act(int number, Day from) {
  RestrictAct act;
  act.facts.no = case_no(number);
  act.measures = {Measure::kExit};
  act.from = from;
  act.until = from.plus_months(3);
  act.authority =
      Authority{AuthorityLevel::kCounty, "信州区人民法院", "限出1号", std::min(from, kToday)};
  act.paper = exit_paper(from);
  return act;
}

ExemptAct exempt_act(int number, Day from) {
  ExemptAct act;
  act.case_ref.no = case_no(number);
  act.measures = {Measure::kTravel};
  act.from = from;
  act.to = from.plus_days(6);
  act.paper = paper();
  return act;
}

LiftAct lift_act(int number, Measure measure) {
  return {{case_no(number)}, {measure}, Cause::kPerformed, {}, paper()};
}

DeleteAct delete_act(int number) {
  return {{case_no(number)}, Cause::kPerformed, {}, false, {}, paper()};
}

EarlyDeleteAct early_delete_act(int number) {
  return {{case_no(number)}, Cause::kActivePerformance, {}, paper()};
}

CorrectAct correct_act(int number) {
  CorrectAct act;
  act.change.no = case_no(number);
  act.change.performance = Performance::kPartial;
  act.reason = "已履行一部分";
  act.paper = paper();
  return act;
}

RevokeAct revoke_act(const Decision& revoked) {
  return {revoked.ids.decision, Cause::kWronglyListed, "不应采取", {}, paper()};
}

IdentifyAct identify_act(std::vector<Document> add) {
  IdentifyAct act;
  act.add_documents = std::move(add);
  act.source = "公安机关";
  return act;
}

Fact fact(FactKind kind) {
  Fact out;
  out.kind = kind;
  out.told.no = case_no();
  out.occurred_on = out.received_on = kToday;
  out.source = "执行办案系统";
  out.evidence = {"结案通知"};
  const auto is = [&](auto... kinds) { return ((kind == kinds) || ...); };
  using enum FactKind;
  if (is(kApplication, kObjection, kDeath, kRepresentativeChanged, kWronglyListed, kInaccurate)) {
    out.subject = person();
  }
  if (is(kNoAssets)) {
    out.queries = {kToday.plus_months(-2), kToday.plus_months(-1)};
    out.no_clues_left = true;
  }
  if (is(kStayed, kNotEnforced, kTerminated)) out.ruling = paper();
  if (is(kGuaranteed)) out.measures = {Measure::kHighConsumption};
  if (is(kRepresentativeChanged)) {
    out.unit = "上饶市某某有限公司";
    out.not_responsible = true;
  }
  if (is(kObjection, kWronglyListed, kInaccurate)) out.reason = "并非本人";
  return out;
}

Subject decided(const std::optional<Subject>& before, const Decision& decision, Day today) {
  auto after = decide(before, decision, today, Calendar{});
  if (after) return *std::move(after);
  throw std::logic_error(fmt::format("{}: {}", decision.kind(), verdict(before, decision, today)));
}

std::string verdict(const std::optional<Subject>& before, const Decision& decision, Day today) {
  const auto after = decide(before, decision, today, Calendar{});
  if (after) return "allowed";
  std::vector<std::string> lines;
  for (const auto& [pointer, detail, legal] : after.error().faults) {
    lines.push_back(legal.empty() ? pointer : pointer + " " + legal);
  }
  std::ranges::sort(lines);
  const bool conflict = after.error().code == shixin::ErrorCode::kConflict;
  return (conflict ? "conflict: " : "") + fmt::format("{}", fmt::join(lines, "; "));
}

}  // namespace support
