#include "lookup/statistics.h"

#include <algorithm>

#include "lookup/public_subject.h"

namespace shixin::lookup {
namespace {

void count(Statistics& total, const PublicSubject& record) {
  ++total.subjects;
  ++(record.kind == domain::SubjectKind::kPerson ? total.persons : total.organisations);
  const auto on = [&](PublicList list) {
    return static_cast<std::uint64_t>(std::ranges::count(record.entries, list, &PublicEntry::list));
  };
  const auto dishonest = on(PublicList::kDishonest);
  const auto consumption = on(PublicList::kConsumption);
  total.dishonest_entries += dishonest;
  total.dishonest_subjects += dishonest > 0 ? 1 : 0;
  total.consumption_entries += consumption;
  total.consumption_subjects += consumption > 0 ? 1 : 0;
}

}  // namespace

Result<Statistics> count_published(const store::Reader& reader) {
  Statistics total;
  const auto cursor = reader.scan(store::Table::kPublicSubjects, {});
  for (; cursor->valid(); cursor->next()) {
    const auto record = store::from_value<PublicSubject>(cursor->key(), cursor->value());
    if (!record) return record.error();
    count(total, *record);
  }
  if (auto whole = cursor->status(); !whole) return std::move(whole).error();
  return total;
}

}  // namespace shixin::lookup
