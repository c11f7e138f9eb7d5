#include "domain/decide_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "domain/citizen_id.h"
#include "domain/identity_number.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

constexpr int kAnnouncementDays = 30;  // law.md §10

constexpr int kAgeOfMajority = 18;  // 民法典 17

// As a reader takes it: [2025] is （2025）, 执09号 is 执9号, 號 is 号.
std::string number_as_read(std::string_view no) {
  std::string out;
  for (const char c : base::fold_name(no)) {
    const bool leads = out.empty() || !is_digit(out.back());
    if (c == '[' || c == '{') {
      out += '(';
    } else if (c == ']' || c == '}') {
      out += ')';
    } else if (c != '0' || !leads) {
      out += c;
    }
  }
  return out;
}

}  // namespace

void Hearing::refuse(std::string pointer, std::string detail, std::string_view legal) {
  refused_ = true;
  conflict(std::move(pointer), std::move(detail), legal);
}

void Hearing::conflict(std::string pointer, std::string detail, std::string_view legal) {
  only_repeats_ = false;
  faults_.push_back({std::move(pointer), std::move(detail), std::string(legal)});
}

void Hearing::repetition(std::string pointer, std::string detail) {
  faults_.push_back({std::move(pointer), std::move(detail)});
}

Error Hearing::error() && {
  std::string detail = faults_.size() == 1 ? faults_.front().detail
                                           : fmt::format("有{}处不符合规定", faults_.size());
  return {refused_ ? ErrorCode::kRefused : ErrorCode::kConflict, std::move(detail),
          std::move(faults_), std::string(only_repeats_ ? kAlreadyStands : "")};
}

std::optional<Served> Hearing::entered(const std::optional<Service>& service) const {
  if (!service) return std::nullopt;
  const bool announced = service->method == ServiceMethod::kAnnouncement;
  return Served{*service,
                announced ? calendar.period_end(service->on, kAnnouncementDays) : service->on,
                decision.migrated ? std::nullopt : std::optional(today)};
}

Day day_of_paper(const std::optional<Paper>& paper, Day today,
                 const std::optional<Service>& service) {
  if (paper && paper->signed_on) return std::min(*paper->signed_on, today);
  return service ? std::min(service->on, today) : today;
}

void check_paper(Hearing& hearing, const std::optional<Paper>& paper, std::string_view legal,
                 std::string pointer) {
  const bool may_lack = hearing.decision.migrated;
  if (!paper) {
    if (!may_lack) hearing.refuse(pointer, "应附签发的文书,写明编号和签发日期", legal);
    return;
  }
  if (is_blank(paper->no) && !may_lack) hearing.refuse(pointer + "/no", "应写明文书编号", legal);
  if (!paper->signed_on && !may_lack) {
    hearing.refuse(pointer + "/signed_on", "应写明签发日期", legal);
  }
  if (paper->signed_on && *paper->signed_on > hearing.today) {
    hearing.refuse(pointer + "/signed_on", "签发日期不能晚于今天", legal);
  }
}

std::optional<Paper> order_paper(const ListAct& act) {
  auto paper = act.order_paper;
  if (paper && !paper->signed_on && act.paper) paper->signed_on = act.paper->signed_on;
  return paper;
}

bool same_number(const Paper& one, const Paper& other) {
  const std::string number = number_as_read(one.no);
  return !number.empty() && number == number_as_read(other.no);
}

void check_not_before(Hearing& hearing, const std::optional<Paper>& paper, Day made_on,
                      std::string_view legal) {
  if (!paper || !paper->signed_on || *paper->signed_on >= made_on) return;
  hearing.refuse("/paper/signed_on",
                 fmt::format("签发日期不能早于所涉事项作出的日期({})", made_on.text()), legal);
}

void check_initiation(Hearing& hearing, const Initiation& initiated, Day made_on,
                      std::string_view legal) {
  if (initiated.by == Initiator::kApplicant && !initiated.applied_on) {
    if (!hearing.decision.migrated) {
      hearing.refuse("/initiated/applied_on", "依申请执行人申请作出的,应写明申请日期", legal);
    }
    return;
  }
  if (initiated.applied_on && *initiated.applied_on > made_on) {
    hearing.refuse("/initiated/applied_on", "申请日期不能晚于决定日期", legal);
  }
}

void check_service(Hearing& hearing, const Service& service, Day made_on) {
  if (service.on > hearing.today)
    hearing.refuse("/service/on", "送达日期不能晚于今天", legal::kService);
  if (service.on < made_on)
    hearing.refuse("/service/on", "送达日期不能早于文书签发日期", legal::kService);
}

std::optional<OrderKind> order_kind(std::vector<Measure> measures) {
  std::ranges::sort(measures);
  if (measures == std::vector{Measure::kExit}) return OrderKind::kExit;
  if (measures == std::vector{Measure::kHighConsumption} ||
      measures == std::vector{Measure::kHighConsumption, Measure::kTravel}) {
    return OrderKind::kConsumption;
  }
  return std::nullopt;
}

std::optional<Day> birth_told_by(const Document& document) {
  if (document.type != DocumentType::kCitizenId && document.type != DocumentType::kForeignerId) {
    return std::nullopt;
  }
  const auto number = CitizenId::parse(document.number.reveal());
  return number ? std::optional(number->birth()) : std::nullopt;
}

bool shows_minor(const Document& document, Day on) {
  const auto birth = birth_told_by(document);
  return birth && base::age_on(*birth, on) < kAgeOfMajority;
}

bool is_minor(const Subject& subject, Day on) {
  return std::ranges::any_of(subject.documents, [&](const KnownDocument& known) {
    return known.standing.live() && shows_minor(known.document, on);
  });
}

Listing* live_listing(Subject& subject, const CaseNumber& no) {
  const auto at = std::ranges::find_if(subject.listings, [&](const Listing& listing) {
    return listing.standing.live() && listing.case_no == no;
  });
  return at == subject.listings.end() ? nullptr : &*at;
}

std::vector<Order*> live_orders(Subject& subject, const CaseNumber& no, OrderKind kind) {
  std::vector<Order*> out;
  for (Order& order : subject.orders) {
    if (order.standing.live() && order.case_no == no && order.kind == kind) out.push_back(&order);
  }
  return out;
}

void tell_case(Hearing& hearing, const CaseFacts& told, Day made_on) {
  auto& cases = hearing.subject.cases;
  auto at = std::ranges::find(cases, told.no, &CaseFacts::no);
  if (at == cases.end()) {
    cases.push_back(told.untold());
    at = std::prev(cases.end());
  }
  const auto change = CaseChange::told_by(told);
  *at = change.applied_to(std::move(*at));
  hearing.subject.tellings.push_back({hearing.made_on(made_on), change});
}

void close_windows(Subject& subject, const End& end) {
  for (Exemption& exemption : subject.exemptions) {
    if (exemption.standing.live() &&
        live_orders(subject, exemption.case_no, OrderKind::kConsumption).empty()) {
      exemption.standing.ended = end;
    }
  }
}

}  // namespace shixin::domain
