// 纳入失信名单 (法释〔2017〕7号 1–6), with the 限制消费令 that every listing brings.
#include <fmt/format.h>

#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

constexpr int kTermYears = 2;          // art 2
constexpr int kExtensionYearsMax = 3;  // art 2
constexpr int kRelistMonths = 6;       // art 10 ¶4

// Any ground but refusal gives the entry a term, whatever stands beside it (law.md §10).
bool has_term(const std::vector<Ground>& grounds) {
  return std::ranges::any_of(grounds, [](Ground ground) { return ground != Ground::kRefusal; });
}

void check_grounds(const ListAct& act, Hearing& hearing) {
  if (act.grounds.empty()) {
    hearing.refuse("/grounds", "应写明至少一项失信情形", legal::kGrounds);
  }
  for (std::size_t i = 0; i < act.grounds.size(); ++i) {
    const auto before = act.grounds.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(act.grounds.begin(), before, act.grounds[i]) != before) {
      hearing.refuse(fmt::format("/grounds/{}", i), "同一失信情形重复", legal::kGrounds);
    }
  }
  if (act.extension_years < 0 || act.extension_years > kExtensionYearsMax) {
    hearing.refuse("/extension_years", "延长期限为一年至三年", legal::kTerm);
  } else if (act.extension_years > 0 && !has_term(act.grounds)) {
    hearing.refuse("/extension_years", "没有纳入期限的,不能延长期限", legal::kTerm);
  }
}

// After a deletion that the applicant asked for, his application within six months is refused.
void check_six_months(const ListAct& act, Hearing& hearing, Day made_on) {
  if (act.initiated.by != Initiator::kApplicant) return;
  const Day applied_on = act.initiated.applied_on.value_or(made_on);
  for (const Listing& listing : hearing.subject.listings) {
    const auto& ended = listing.standing.ended;
    if (listing.case_no != act.facts.no || listing.standing.revoked || !ended) continue;
    if (ended->cause != Cause::kApplicantRequest) continue;
    const Day barred_until = ended->on.plus_months(kRelistMonths);
    if (applied_on > barred_until) continue;
    hearing.refuse(
        "/initiated/by",
        fmt::format("本案失信信息系依申请执行人申请删除,{}前(含当日)其再次申请纳入的,不予准许",
                    barred_until.text()),
        legal::kSixMonths);
    return;
  }
}

// Signed with the listing, so it need not repeat the day.
void check_order_paper(const ListAct& act, Hearing& hearing) {
  auto paper = act.order_paper;
  if (paper && !paper->signed_on && act.paper) paper->signed_on = act.paper->signed_on;
  check_paper(hearing, paper, legal::kConsumptionPaper, "/order_paper");
}

std::optional<Day> term_ends(const ListAct& act, Day made_on) {
  if (!has_term(act.grounds)) return std::nullopt;
  return made_on.plus_years(kTermYears + act.extension_years);
}

void check(const ListAct& act, Hearing& hearing, Day made_on) {
  const bool migrated = hearing.decision.migrated;
  check_grounds(act, hearing);
  if (const auto ends = term_ends(act, made_on); ends && *ends < hearing.today && !migrated) {
    hearing.refuse("/paper/signed_on", "自签发日期起算,纳入期限已经届满", legal::kTerm);
  }
  check_paper(hearing, act.paper, legal::kDecisionPaper);
  check_order_paper(act, hearing);
  check_initiation(hearing, act.initiated, made_on, legal::kDecisionPaper);
  check_six_months(act, hearing, made_on);
  if (act.service) check_service(hearing, *act.service, made_on);
  check_case_number(hearing, act.facts.no, legal::kPublishedFields);
  check_filing(hearing, act.facts.no, act.facts.filed_on, act.paper);
  check_published_facts(hearing, act.facts);
  if (is_blank(act.handler) && !migrated) hearing.refuse("/handler", "应写明承办人");
  if (act.evidence.empty() && !migrated) {
    hearing.refuse("/evidence", "应附证据", legal::kGrounds);
  }
  if (act.grace_until) {
    hearing.refuse("/grace_until", "暂不办理宽限期:请在宽限期届满、仍未履行时再作出纳入决定",
                   legal::kGrace);
  }
  if (is_minor(hearing.subject, made_on)) {
    hearing.refuse("/subject", "不得将未成年人纳入失信被执行人名单", legal::kMinor);
  }
  if (live_listing(hearing.subject, act.facts.no)) {
    hearing.conflict("/case/no", "此人在本案中已被纳入失信名单");
  }
}

}  // namespace

void hear(const ListAct& act, Hearing& hearing) {
  const Day made_on = day_of_paper(act.paper, hearing.today);
  check(act, hearing, made_on);
  if (!hearing.free()) return;

  const Decision& decision = hearing.decision;
  Subject& subject = hearing.subject;
  state_case(subject, act.facts);
  subject.listings.push_back({
      .entry = decision.ids.listing,
      .standing = hearing.made_on(made_on),
      .case_no = act.facts.no,
      .grounds = act.grounds,
      .initiated_by = act.initiated.by,
      .term_ends = term_ends(act, made_on),
      .publication = act.publication,
      .service = act.service,
      .handler = act.handler,
      .paper = act.paper.value_or(Paper{}),
      .migrated = decision.migrated,
  });
  Paper order_paper = act.order_paper.value_or(Paper{});
  if (!order_paper.signed_on && act.paper) order_paper.signed_on = act.paper->signed_on;
  subject.orders.push_back({
      .entry = decision.ids.order,
      .standing = hearing.made_on(made_on),
      .kind = OrderKind::kConsumption,
      .role = Role::kDebtor,
      .role_of = {},
      .case_no = act.facts.no,
      .from = made_on,
      .until = std::nullopt,
      .publication = act.publication,
      .service = act.service,
      .paper = std::move(order_paper),
      .migrated = decision.migrated,
  });
}

}  // namespace shixin::domain
