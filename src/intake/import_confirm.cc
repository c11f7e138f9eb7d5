// The second person's part of a migration: each row that waited is decided as any other, on the
// register as it stands by then.
#include "intake/import.h"

namespace shixin::intake {
namespace {

using registry::Transaction;

// One call answers with the rows that it refused, whole: so many bytes of rows at most.
constexpr std::size_t kBytesMax = std::size_t{8} << 20;

// Between its import and its confirmation the register may have let somebody go.
Result<void> decide(Transaction& tx, const domain::Decision& decision,
                    const registry::Signers& signers) {
  auto subject = tx.find(decision.subject);
  if (!subject) return std::move(subject).error();
  if (*subject) {
    if (auto gone = let_go_since(**subject, decision)) {
      if (gone->empty()) gone->push_back({"/case/no", "此项措施已在册,并且已经结束"});
      return Error{ErrorCode::kConflict, {}, *std::move(gone)};
    }
  }
  auto decided = tx.decide_on(*std::move(subject), decision, signers);
  if (!decided) return std::move(decided).error();
  return {};
}

Result<Confirmed> confirm_next(Transaction& tx, const BatchId& id, const registry::Officer& by,
                               std::size_t most) {
  auto found = store::load<ImportBatch>(tx.tables(), id.raw());
  if (!found) return std::move(found).error();
  if (!*found) return Error{ErrorCode::kNotFound, "没有这个批次"};
  ImportBatch batch = **found;
  if (batch.by == by.name) return Error{ErrorCode::kForbidden, "须由导入人以外的另一人确认"};
  if (!registry::may_approve(by.role, registry::Approval::kSign)) {
    return Error{ErrorCode::kForbidden, "批次须由院长确认"};
  }
  if (!batch.confirmed_by.empty() && batch.confirmed_by != by.name) {
    return Error{ErrorCode::kConflict, "该批次已由另一人开始确认"};
  }
  if (batch.confirmed_by.empty()) {
    if (auto done = tx.audit(by.name, "import_confirm", id.text()); !done) {
      return std::move(done).error();
    }
    batch.confirmed_by = by.name;
  }

  std::vector<BatchRow> rows;
  const auto cursor = tx.tables().scan(store::Table::kBatchRows, store::prefix_range(id.raw()),
                                       store::Direction::kForward);
  std::size_t bytes = 0;
  for (; cursor->valid() && rows.size() < most && bytes < kBytesMax; cursor->next()) {
    bytes += cursor->value().size();
    auto row = store::from_value<BatchRow>(cursor->key(), cursor->value());
    if (!row) return std::move(row).error();
    rows.push_back(*std::move(row));
  }
  if (auto done = cursor->status(); !done) return std::move(done).error();

  Confirmed confirmed;
  confirmed.titles = batch.titles;
  confirmed.complete = !cursor->valid();
  for (const BatchRow& row : rows) {
    const auto mark = tx.tables().mark();
    if (auto decided = decide(tx, row.decision, {batch.by, {}, by.name}); decided) {
      ++confirmed.decided;
    } else {
      tx.tables().roll_back(mark);
      if (is_ours(decided.error())) return std::move(decided).error();
      confirmed.refused.push_back({row.line, row.came, reasons_of(batch.format, decided.error())});
      store::remove(tx.tables(), RowRef{row.digest});
    }
    store::remove(tx.tables(), row);
    batch.decided_to = row.line;
  }
  store::save(tx.tables(), batch);
  return confirmed;
}

}  // namespace

registry::Outcome<Confirmed> Importer::confirm(const BatchId& id, const registry::Officer& by,
                                               std::size_t most) {
  return committer_.start_for<Confirmed>(
      [id, by, most](Transaction& tx) { return confirm_next(tx, id, by, most); });
}

}  // namespace shixin::intake
