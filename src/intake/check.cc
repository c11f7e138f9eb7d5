#include "intake/check.h"

#include <map>

#include "intake/records.h"

namespace shixin::intake {
namespace {

using Waiting = std::map<BatchId, std::uint64_t>;

Result<void> check_row(const store::Survey& survey, const BatchRow& row) {
  auto batch = survey.record<ImportBatch>(row.batch.raw());
  if (!batch) return std::move(batch).error();
  const std::string id = row.batch.text();
  if (!*batch) {
    survey.tell("batch_rows: line {} of batch {}, which is not there", row.line, id);
  } else if (row.line <= (*batch)->decided_to) {
    survey.tell("batch_rows: line {} of batch {} was dealt with and waits still", row.line, id);
  }
  auto ref = survey.expect<RowRef>(
      row.digest, fmt::format("import_rows: line {} of batch {} is not known", row.line, id));
  if (!ref) return std::move(ref).error();
  return {};
}

}  // namespace

Result<void> check_imports(const store::Survey& survey) {
  Waiting waiting;
  auto rows = survey.records<BatchRow>({}, [&](const BatchRow& row, auto) {
    ++waiting[row.batch];
    return check_row(survey, row);
  });
  if (!rows) return std::move(rows).error();
  auto batches =
      survey.records<ImportBatch>({}, [&](const ImportBatch& batch, auto) -> Result<void> {
        const bool untouched = batch.confirmed_by.empty();
        if (untouched && waiting[batch.id] != batch.accepted) {
          survey.tell("batches: {} of {} rows of batch {} wait", waiting[batch.id], batch.accepted,
                      batch.id.text());
        }
        return {};
      });
  if (!batches) return std::move(batches).error();
  auto refs = survey.records<RowRef>({}, [](const auto&, auto) { return Result<void>{}; });
  if (!refs) return std::move(refs).error();
  return {};
}

}  // namespace shixin::intake
