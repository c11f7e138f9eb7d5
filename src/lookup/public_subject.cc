#include "lookup/public_subject.h"

#include <charconv>

#include "domain/restrictions.h"
#include "lookup/public_text.h"

namespace shixin::lookup {
namespace {

PublicEntry entry_of(const domain::Subject& subject, const domain::Redaction& redacted,
                     const auto& source, PublicList list) {
  PublicEntry entry;
  entry.entry = source.entry;
  entry.list = list;
  entry.case_no = source.case_no;
  entry.published_on = *source.published_on();
  if (const auto* facts = subject.case_of(source.case_no)) {
    entry.filed_on = facts->filed_on;
    entry.basis = {public_text(facts->basis.unit, redacted),
                   public_text(facts->basis.no, redacted)};
    entry.duty = public_text(facts->duty, redacted);
    entry.performance = facts->performance;
    entry.performed = public_text(facts->performed, redacted);
    entry.outstanding = public_text(facts->outstanding, redacted);
  }
  return entry;
}

std::vector<PublicEntry> entries_of(const domain::Subject& subject,
                                    const domain::Redaction& redacted) {
  const Day day = subject.time_passed;
  std::vector<PublicEntry> entries;
  for (const domain::Listing* listing : domain::public_listings(subject, day)) {
    PublicEntry& entry =
        entries.emplace_back(entry_of(subject, redacted, *listing, PublicList::kDishonest));
    entry.grounds = listing->grounds;
    entry.term_ends = listing->term_ends;
  }
  for (const domain::Order* order :
       domain::binding_orders(subject, domain::OrderKind::kConsumption, day)) {
    if (order->publication != domain::Publication::kPublic) continue;
    PublicEntry& entry =
        entries.emplace_back(entry_of(subject, redacted, *order, PublicList::kConsumption));
    entry.role = order->role;
    entry.role_of = public_text(order->role_of, redacted);
  }
  return entries;
}

}  // namespace

std::string_view label(PublicList list) {
  switch (list) {
    case PublicList::kDishonest:
      return "失信被执行人";
    case PublicList::kConsumption:
      return "限制消费人员";
  }
  return {};
}

std::optional<PublicSubject> public_record(const domain::Subject& subject) {
  const auto redacted = domain::Redaction::of(subject);
  auto entries = entries_of(subject, redacted);
  if (entries.empty()) return std::nullopt;
  PublicSubject record;
  record.subject = subject.id;
  record.kind = subject.kind;
  record.sex = subject.sex;
  record.entries = std::move(entries);
  for (const std::string& name : subject.current_names()) {
    record.names.push_back(public_text(name, redacted));
  }
  for (const domain::Document& document : subject.current_documents()) {
    record.documents.push_back({document.type, document.masked()});
  }
  return record;
}

std::optional<int> birth_year(const PublicSubject& subject) {
  for (const auto& [type, masked] : subject.documents) {
    if (type != domain::DocumentType::kCitizenId || masked.size() < 10) continue;
    int year = 0;
    const auto read = std::from_chars(masked.data() + 6, masked.data() + 10, year);
    if (read.ec == std::errc{} && read.ptr == masked.data() + 10) return year;
  }
  return std::nullopt;
}

}  // namespace shixin::lookup
