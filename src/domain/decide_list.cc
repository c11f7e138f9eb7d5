// 纳入失信名单 (法释〔2017〕7号 1–6), with the 限制消费令 that every listing brings.
#include <fmt/format.h>

#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

constexpr int kExtensionYearsMax = 3;  // art 2
constexpr int kRelistMonths = 6;       // art 10 ¶4
constexpr int kGraceMonthsMin = 1;     // 法发〔2019〕35号 15
constexpr int kGraceMonthsMax = 3;

// Any ground but refusal gives the entry a term, whatever stands beside it (law.md §10).
bool has_term(const std::vector<Ground>& grounds) {
  return std::ranges::any_of(grounds, [](Ground ground) { return ground != Ground::kRefusal; });
}

// Violence or threat in obstructing, or several acts (art 2).
bool may_extend(const std::vector<Ground>& grounds) {
  return grounds.size() > 1 || std::ranges::find(grounds, Ground::kObstruction) != grounds.end();
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
  } else if (act.extension_years > 0 && !may_extend(act.grounds)) {
    hearing.refuse("/extension_years",
                   "以暴力、威胁等方法妨碍、抗拒执行或者具有多项失信行为的,才可以延长期限",
                   legal::kTerm);
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

void check_grace(const ListAct& act, Hearing& hearing, Day made_on) {
  if (!act.grace_until) return;
  const bool lawful = *act.grace_until >= made_on.plus_months(kGraceMonthsMin) &&
                      *act.grace_until <= made_on.plus_months(kGraceMonthsMax);
  if (lawful) return;
  hearing.refuse("/grace_until", "宽限期自决定之日起为一个月至三个月", legal::kGrace);
}

Day ordered_on(const ListAct& act, Day made_on) {
  const auto paper = order_paper(act);
  return paper && paper->signed_on ? *paper->signed_on : made_on;
}

void check_order_paper(const ListAct& act, Hearing& hearing) {
  const auto paper = order_paper(act);
  check_paper(hearing, paper, legal::kConsumptionPaper, "/order_paper");
  const auto filed_on = act.facts.filed_on;
  if (act.order_paper && act.order_paper->signed_on && (!filed_on || *filed_on <= hearing.today)) {
    check_signed_after_filing(hearing, act.facts.no, filed_on, act.order_paper, "/order_paper");
  }
}

std::optional<Day> term_ends(const ListAct& act, Day made_on) {
  if (!has_term(act.grounds)) return std::nullopt;
  return made_on.plus_years(kTermYears + act.extension_years);
}

// The old list's dates are kept (law.md §10); with none, a term would begin on the day of the
// migration.
void check_term(const ListAct& act, Hearing& hearing, Day made_on) {
  if (!has_term(act.grounds)) return;
  if (hearing.decision.migrated) {
    if (!act.service && !(act.paper && act.paper->signed_on)) {
      hearing.refuse("/paper/signed_on", "有纳入期限的,应写明原签发日期或者送达日期", legal::kTerm);
    }
  } else if (*term_ends(act, made_on) < hearing.today) {
    hearing.refuse("/paper/signed_on", "自签发日期起算,纳入期限已经届满", legal::kTerm);
  }
}

// 机关 have codes of type 11 (GB 32100-2015).
bool is_organ_of_state(const Subject& subject) {
  return std::ranges::any_of(subject.documents, [](const KnownDocument& known) {
    return known.standing.live() && known.document.type == DocumentType::kCreditCode &&
           known.document.number.reveal().starts_with("11");
  });
}

void check_live_listing(const ListAct& act, Hearing& hearing) {
  const Listing* listing = live_listing(hearing.subject, act.facts.no);
  if (!listing) return;
  constexpr auto kDetail = "此人在本案中已被纳入失信名单";
  if (std::ranges::is_permutation(listing->grounds, act.grounds) &&
      listing->term_ends == term_ends(act, listing->standing.made_on)) {
    hearing.repetition("/case/no", kDetail);
  } else {
    hearing.conflict("/case/no", kDetail);
  }
}

// Two decisions have two papers; an old list may hold one number for both.
void check_two_papers(const ListAct& act, Hearing& hearing) {
  if (hearing.decision.migrated || !act.paper || !act.order_paper) return;
  if (!same_number(*act.paper, *act.order_paper)) return;
  hearing.refuse("/order_paper/no", "限制消费令应有自己的编号,不能与失信决定书的相同",
                 legal::kConsumptionPaper);
}

void check(const ListAct& act, Hearing& hearing, Day made_on) {
  const bool migrated = hearing.decision.migrated;
  check_grounds(act, hearing);
  check_term(act, hearing, made_on);
  check_paper(hearing, act.paper, legal::kDecisionPaper);
  check_order_paper(act, hearing);
  check_two_papers(act, hearing);
  check_anew(act, hearing);
  check_initiation(hearing, act.initiated, made_on, legal::kDecisionPaper);
  check_six_months(act, hearing, made_on);
  // One service brings both papers.
  if (act.service)
    check_service(hearing, *act.service, std::max(made_on, ordered_on(act, made_on)));
  check_case_number(hearing, act.facts.no, legal::kPublishedFields);
  check_filing(hearing, act.facts.no, act.facts.filed_on, act.paper);
  check_published_facts(hearing, act.facts);
  check_as_on_file(hearing, act.facts);
  // An entry with a term outlives performance (art 10 ¶2), so the old list may hold it performed.
  if (!migrated) check_unperformed(hearing, act.facts, legal::kGrounds);
  if (is_organ_of_state(hearing.subject) && is_blank(act.filing) && !migrated) {
    hearing.refuse("/filing", "纳入国家机关的,应写明备案文号", legal::kOrganOfState);
  }
  if (is_blank(act.handler) && !migrated) hearing.refuse("/handler", "应写明承办人");
  if (act.evidence.empty() && !migrated) {
    hearing.refuse("/evidence", "应附证据", legal::kGrounds);
  }
  check_grace(act, hearing, made_on);
  if (is_minor(hearing.subject, made_on)) {
    hearing.refuse("/subject", "不得将未成年人纳入失信被执行人名单", legal::kMinor);
  }
  check_live_listing(act, hearing);
}

}  // namespace

void hear(const ListAct& act, Hearing& hearing) {
  const Day made_on = day_of_paper(act.paper, hearing.today, act.service);
  check(act, hearing, made_on);
  if (!hearing.free()) return;

  const Decision& decision = hearing.decision;
  Subject& subject = hearing.subject;
  tell_case(hearing, act.facts, made_on);
  const auto service = hearing.entered(act.service);
  subject.listings.push_back({
      .entry = decision.ids.listing,
      .standing = hearing.made_on(made_on),
      .case_no = act.facts.no,
      .grounds = act.grounds,
      .initiated_by = act.initiated.by,
      .term_ends = term_ends(act, made_on),
      .publication = act.publication,
      .service = service,
      .handler = act.handler,
      .paper = act.paper.value_or(Paper{}),
      .migrated = decision.migrated,
      .grace_until = act.grace_until,
  });
  const Day order_made_on = ordered_on(act, made_on);
  subject.orders.push_back({
      .entry = decision.ids.order,
      .standing = hearing.made_on(order_made_on),
      .kind = OrderKind::kConsumption,
      .role = Role::kDebtor,
      .role_of = {},
      .case_no = act.facts.no,
      .from = order_made_on,
      .until = std::nullopt,
      .publication = act.publication,
      .service = service,
      .paper = order_paper(act).value_or(Paper{}),
      .migrated = decision.migrated,
      .grace_until = act.grace_until,
  });
}

}  // namespace shixin::domain
