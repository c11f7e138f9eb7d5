#include "domain/subject.h"

#include <algorithm>

#include "base/text.h"

namespace shixin::domain {
namespace {

// From when on the debtor is told: nullopt while he is not. The old list published without saying
// how it had served (law.md §10).
std::optional<Day> told_on(const std::optional<Served>& service, bool migrated, Day made_on) {
  if (service) return std::max(service->counts_from, made_on);
  return migrated ? std::optional(made_on) : std::nullopt;
}

// The same, and the register knew of it.
std::optional<Day> published(const std::optional<Served>& service, bool migrated, Day made_on) {
  const auto told = told_on(service, migrated, made_on);
  return told && service ? std::max(*told, service->entered_on.value_or(*told)) : told;
}

// Not within the grace (法发〔2019〕35号 15).
std::optional<Day> after_grace(std::optional<Day> day, const std::optional<Day>& grace_until) {
  if (!day || !grace_until) return day;
  return std::max(*day, grace_until->plus_days(1));
}

bool has(const auto& list, const auto& item) { return std::ranges::find(list, item) != list.end(); }

}  // namespace

std::optional<Day> Standing::over_on() const {
  std::optional<Day> on;
  for (const auto& end : {ended, revoked}) {
    if (end) on = std::max(on.value_or(end->on), end->on);
  }
  return on;
}

std::optional<Day> Listing::published_on() const {
  return after_grace(published(service, migrated, standing.made_on), grace_until);
}

std::optional<Day> Order::published_on() const {
  if (kind == OrderKind::kExit) return std::nullopt;
  return after_grace(published(service, migrated, from), grace_until);
}

std::optional<Day> Order::binds_from() const {
  if (kind == OrderKind::kExit) return from;
  return after_grace(told_on(service, migrated, from), grace_until);
}

bool Order::ran_out() const {
  return standing.ended && !standing.revoked && standing.ended->cause == Cause::kTermEnded;
}

bool may_hold(SubjectKind kind, DocumentType type) {
  switch (type) {
    case DocumentType::kCreditCode:
    case DocumentType::kOrgCode:
      return kind == SubjectKind::kOrganisation;
    case DocumentType::kCitizenId:
    case DocumentType::kPassport:
    case DocumentType::kHkmPermit:
    case DocumentType::kTaiwanPermit:
    case DocumentType::kForeignerId:
      return kind == SubjectKind::kPerson;
    case DocumentType::kOther:
      return true;
  }
  return false;
}

const CaseFacts* Subject::case_of(const CaseNumber& no) const {
  const auto at = std::ranges::find(cases, no, &CaseFacts::no);
  return at == cases.end() ? nullptr : &*at;
}

std::vector<std::string> Subject::current_names() const {
  std::vector<std::string> current;
  for (const auto& [name, standing] : names) {
    if (standing.live() && !has(current, name)) current.push_back(name);
  }
  return current;
}

std::vector<std::string> Subject::former_names() const {
  std::vector<std::string> former;
  const auto current = current_names();
  for (const auto& [name, standing] : names) {
    if (standing.revoked || !standing.ended) continue;
    if (!has(current, name) && !has(former, name)) former.push_back(name);
  }
  return former;
}

std::vector<Document> Subject::current_documents() const {
  std::vector<Document> current;
  for (const auto& [document, standing] : documents) {
    if (standing.live() && !has(current, document)) {
      current.push_back(document);
    }
  }
  return current;
}

Holds Subject::holds(const Document& document) const {
  Holds found = Holds::kNever;
  for (const auto& known : documents) {
    if (known.document.compare_form() != document.compare_form()) continue;
    if (known.standing.live()) return Holds::kNow;
    if (!known.standing.revoked) found = Holds::kFormerly;
  }
  return found;
}

bool Subject::bears(std::string_view name) const {
  const std::string folded = base::fold_name(name);
  return std::ranges::any_of(names, [&](const KnownName& known) {
    return !known.standing.revoked && base::fold_name(known.name) == folded;
  });
}

}  // namespace shixin::domain
