#include "lookup/check.h"

#include <fmt/format.h>

#include <array>

namespace shixin::lookup {
namespace {

using store::Table;

constexpr std::array kTables{Table::kByDocument,     Table::kByName,      Table::kByCase,
                             Table::kPublicSubjects, Table::kPublicNames, Table::kPublicEntries};

Result<std::uint64_t> count_rows(const store::Reader& reader, Table table) {
  std::uint64_t rows = 0;
  const auto cursor = reader.scan(table, {});
  for (; cursor->valid(); cursor->next()) ++rows;
  if (auto whole = cursor->status(); !whole) return std::move(whole).error();
  return rows;
}

}  // namespace

Result<void> IndexCheck::add(const domain::Subject& subject) {
  for (const auto& [address, value] : rows_of(subject, key_)) {
    const auto& [table, key] = address;
    ++implied_[table];
    auto stored = reader_.get(table, key);
    if (!stored) return std::move(stored).error();
    if (*stored && **stored == value) continue;
    report_(fmt::format("{}: the row of subject {} is {}", store::spec(table).family,
                        subject.id.text(), *stored ? "another one" : "missing"));
  }
  return {};
}

Result<void> IndexCheck::finish() const {
  for (const Table table : kTables) {
    const auto stored = count_rows(reader_, table);
    if (!stored) return stored.error();
    const auto found = implied_.find(table);
    const std::uint64_t implied = found == implied_.end() ? 0 : found->second;
    if (*stored == implied) continue;
    report_(fmt::format("{}: holds {} rows, the subjects imply {}", store::spec(table).family,
                        *stored, implied));
  }
  return {};
}

}  // namespace shixin::lookup
