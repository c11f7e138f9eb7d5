#include "lookup/check.h"

#include <array>

namespace shixin::lookup {
namespace {

using store::Table;

constexpr std::array kTables{Table::kByDocument,     Table::kByName,      Table::kByCase,
                             Table::kPublicSubjects, Table::kPublicNames, Table::kPublicEntries};

}  // namespace

Result<void> IndexCheck::add(const domain::Subject& subject) {
  for (const auto& [address, value] : rows_of(subject, key_)) {
    const auto& [table, key] = address;
    ++implied_[table];
    auto stored = survey_.value(table, key);
    if (!stored) return std::move(stored).error();
    if (*stored && **stored == value) continue;
    survey_.tell("{}: the row of subject {} is {}", store::spec(table).family, subject.id.text(),
                 *stored ? "another one" : "missing");
  }
  return {};
}

Result<void> IndexCheck::finish() const {
  for (const Table table : kTables) {
    const auto stored = survey_.rows(table, {}, {});
    if (!stored) return stored.error();
    const auto found = implied_.find(table);
    const std::uint64_t implied = found == implied_.end() ? 0 : found->second;
    if (*stored == implied) continue;
    survey_.tell("{}: holds {} rows, the subjects imply {}", store::spec(table).family, *stored,
                 implied);
  }
  return {};
}

}  // namespace shixin::lookup
