#include "intake/import.h"

#include <algorithm>

#include "registry/drafts.h"

namespace shixin::intake {
namespace {

using registry::Transaction;

RowOutcome refused(std::uint64_t line, const Error& why) {
  RowOutcome outcome{line};
  outcome.reasons = why.faults;
  if (outcome.reasons.empty()) outcome.reasons.push_back({"", why.detail});
  return outcome;
}

// A failure of ours, which is not the row's fault and stops the import.
bool is_ours(const Error& why) {
  return why.code == ErrorCode::kCorrupt || why.code == ErrorCode::kInternal ||
         why.code == ErrorCode::kUnavailable;
}

domain::CaseFacts* facts_of(domain::Act& act) {
  if (auto* list = std::get_if<domain::ListAct>(&act)) return &list->facts;
  if (auto* restrict_act = std::get_if<domain::RestrictAct>(&act)) return &restrict_act->facts;
  return nullptr;
}

// The same order over the same case a second time. Documents of several subjects conflict too, but
// of no member of the row.
bool is_repetition(const Error& why, const domain::Decision& decision) {
  const bool orders = std::holds_alternative<domain::ListAct>(decision.act) ||
                      std::holds_alternative<domain::RestrictAct>(decision.act);
  return orders && why.code == ErrorCode::kConflict && !why.faults.empty();
}

}  // namespace

struct Importer::Open {
  BatchId id;
  registry::Officer by;
  Format format;
  std::string source;
  Manner manner;
  // What the rows make of the register, one after another; never committed.
  std::unique_ptr<store::Snapshot> snapshot;
  store::Overlay scratch{*snapshot};

  // Rows join the batch in the commit that takes them; the first make it.
  Result<void> add_to_batch(Transaction& tx, std::uint64_t rows) const;
};

Result<void> Importer::Open::add_to_batch(Transaction& tx, std::uint64_t rows) const {
  auto known = store::load<ImportBatch>(tx.tables(), id.raw());
  if (!known) return std::move(known).error();
  if (!*known) {
    store::save(tx.tables(), ImportBatch{id, by.name, format, source, tx.now(), rows, {}, 0});
    return tx.audit(by.name, "import_open", id.text());
  }
  ImportBatch batch = **std::move(known);
  if (!batch.confirmed_by.empty()) {
    return Error{ErrorCode::kConflict, "该批次已开始确认,不能再增加;请确认完毕后重新导入"};
  }
  batch.accepted += rows;
  store::save(tx.tables(), batch);
  return {};
}

Importer::Importer(const store::Engine& engine, registry::Committer& committer,
                   const registry::Parts& parts, const base::Clock& clock, const base::Key& row_key,
                   std::string court_name)
    : engine_(engine),
      committer_(committer),
      parts_(parts),
      clock_(clock),
      row_key_(row_key),
      court_name_(std::move(court_name)) {}

Importer::~Importer() = default;

Result<BatchId> Importer::open(const registry::Officer& by, Format format, std::string source,
                               Manner manner) {
  if (!registry::may_draft(by.role)) {
    return Error{ErrorCode::kForbidden, "导入须由书记员、法官助理或执行法官进行"};
  }
  const auto id = BatchId::draw(parts_.random);
  auto open =
      std::make_shared<Open>(Open{id, by, format, std::move(source), manner, engine_.snapshot()});
  const std::scoped_lock lock(mutex_);
  open_.emplace(id, std::move(open));
  return id;
}

std::shared_ptr<Importer::Open> Importer::find(const BatchId& id) {
  const std::scoped_lock lock(mutex_);
  const auto at = open_.find(id);
  return at == open_.end() ? nullptr : at->second;
}

Result<std::vector<RowOutcome>> Importer::take(const BatchId& id, const std::vector<RawRow>& rows) {
  using Outcomes = std::vector<RowOutcome>;
  const auto open = find(id);
  if (!open) return Error{ErrorCode::kNotFound, "没有这次导入,请重新运行;已收下的行不会重复"};
  const auto step = [&](Transaction& tx) { return take_all(*open, tx, rows); };
  Transaction aside(open->scratch, parts_, clock_.now());
  auto outcomes = open->manner.dry_run ? step(aside) : committer_.run_for<Outcomes>(step);
  // The scratch may hold what the register does not: this import can not go on.
  if (!outcomes) static_cast<void>(close(id));
  return outcomes;
}

Result<std::vector<RowOutcome>> Importer::take_all(Open& open, Transaction& tx,
                                                   const std::vector<RawRow>& rows) const {
  std::vector<RowOutcome> outcomes;
  for (const RawRow& row : rows) {
    auto outcome = take_row(open, tx, row);
    if (!outcome) return std::move(outcome).error();
    outcomes.push_back(*std::move(outcome));
  }
  const auto accepted = std::ranges::count(outcomes, Outcome::kAccepted, &RowOutcome::outcome);
  if (open.manner.migrate && accepted > 0) {
    auto added = open.add_to_batch(tx, static_cast<std::uint64_t>(accepted));
    if (!added) return std::move(added).error();
  }
  return outcomes;
}

Result<RowOutcome> Importer::take_row(Open& open, Transaction& tx, const RawRow& row) const {
  auto decision = read_row(open.format, row.text, parts_.random);
  if (!decision) return refused(row.line, decision.error());
  decision->migrated = open.manner.migrate;
  if (auto* facts = facts_of(decision->act); facts && facts->court.empty()) {
    facts->court = court_name_;
  }
  const RowRef ref{digest_of(*decision)};
  auto known = store::load<RowRef>(tx.tables(), ref.digest);
  if (!known) return std::move(known).error();
  if (*known) return RowOutcome{row.line, Outcome::kAlreadyThere};

  const auto mark = tx.tables().mark();
  if (auto tried = try_row(open, tx, *decision); !tried) {
    tx.tables().roll_back(mark);
    const Error& why = tried.error();
    if (is_ours(why)) return why;
    if (!is_repetition(why, *decision)) return refused(row.line, why);
    store::save(tx.tables(), ref);
    return RowOutcome{row.line, Outcome::kAlreadyThere};
  }
  if (open.manner.migrate) {
    store::save(tx.tables(), BatchRow{open.id, row.line, ref.digest, *decision});
  }
  store::save(tx.tables(), ref);
  return RowOutcome{row.line, Outcome::kAccepted};
}

// A draft is made; a row to migrate is decided on the scratch, as it will be after those before it.
Result<void> Importer::try_row(Open& open, Transaction& tx,
                               const domain::Decision& decision) const {
  if (!open.manner.migrate) {
    auto draft = registry::create_draft(tx, open.by, {decision});
    if (!draft) return std::move(draft).error();
    return {};
  }
  Transaction scratch(open.scratch, parts_, tx.now());
  const auto mark = open.scratch.mark();
  auto decided = scratch.decide(decision, {open.by.name, {}, "nobody yet"}, std::nullopt);
  if (decided) return {};
  open.scratch.roll_back(mark);
  return std::move(decided).error();
}

Result<void> Importer::close(const BatchId& id) {
  const std::scoped_lock lock(mutex_);
  if (open_.erase(id) == 0) return Error{ErrorCode::kNotFound, "没有这次导入"};
  return {};
}

Result<Confirmed> Importer::confirm(const BatchId& id, const registry::Officer& by,
                                    std::size_t most) {
  return committer_.run_for<Confirmed>([&](Transaction& tx) -> Result<Confirmed> {
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
    for (; cursor->valid() && rows.size() < most; cursor->next()) {
      auto row = store::from_value<BatchRow>(cursor->key(), cursor->value());
      if (!row) return std::move(row).error();
      rows.push_back(*std::move(row));
    }
    if (auto done = cursor->status(); !done) return std::move(done).error();

    Confirmed confirmed;
    confirmed.complete = !cursor->valid();
    for (const BatchRow& row : rows) {
      const auto mark = tx.tables().mark();
      auto decided = tx.decide(row.decision, {batch.by, {}, by.name}, std::nullopt);
      if (decided) {
        ++confirmed.decided;
      } else {
        tx.tables().roll_back(mark);
        if (is_ours(decided.error())) return std::move(decided).error();
        confirmed.refused.push_back(refused(row.line, decided.error()));
        store::remove(tx.tables(), RowRef{row.digest});
      }
      store::remove(tx.tables(), row);
      batch.decided_to = row.line;
    }
    store::save(tx.tables(), batch);
    return confirmed;
  });
}

std::string Importer::digest_of(domain::Decision decision) const {
  decision.ids = {};
  return std::string(base::raw(base::hmac_sha256(row_key_, base::encode(decision))));
}

}  // namespace shixin::intake
