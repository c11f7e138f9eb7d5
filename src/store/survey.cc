#include "store/survey.h"

namespace shixin::store {
namespace {

constexpr std::uint64_t kProgressEvery = 10'000;

}  // namespace

Result<std::uint64_t> Survey::rows(Table table, const Range& range, const EachRow& each) const {
  std::uint64_t rows = 0;
  const auto cursor = reader_.scan(table, range);
  for (; cursor->valid(); cursor->next()) {
    if (each) {
      if (auto done = each(cursor->key(), cursor->value()); !done) return std::move(done).error();
    }
    if (++rows % kProgressEvery == 0 && progress_) progress_(spec(table).family, rows);
  }
  const auto status = cursor->status();
  if (status) return rows;
  if (status.error().code != ErrorCode::kCorrupt) return status.error();
  tell("{}: a damaged block ends it after {} rows", spec(table).family, rows);
  return rows;
}

Result<void> Survey::count(Table table, std::uint64_t implied) const {
  auto found = rows(table, {}, {});
  if (!found) return std::move(found).error();
  if (*found != implied) {
    tell("{}: {} rows where {} are implied", spec(table).family, *found, implied);
  }
  return {};
}

Result<std::optional<std::string>> Survey::value(Table table, std::string_view key) const {
  auto stored = reader_.get(table, key);
  if (stored || stored.error().code != ErrorCode::kCorrupt) return stored;
  tell("{}: a damaged block", spec(table).family);
  return std::optional<std::string>{};
}

}  // namespace shixin::store
