#include "intake/import.h"

#include <algorithm>

#include "registry/drafts.h"

namespace shixin::intake {
namespace {

using registry::Transaction;

// Whether what came of the row is there still. A draft that was withdrawn or rejected is not, and
// the row may be brought again.
Result<bool> still_there(const Transaction& tx, const RowRef& ref) {
  if (!ref.draft) return true;
  auto draft = registry::load_draft(tx.reader(), *ref.draft);
  if (!draft) return std::move(draft).error();
  return draft->state != registry::DraftState::kWithdrawn &&
         draft->state != registry::DraftState::kRejected;
}

// The order on file that stands in the way of a row; else the refusal itself.
Result<std::optional<Differences>> on_file(const std::optional<domain::Subject>& subject, Error why,
                                           const domain::Decision& decision) {
  if (why.code != ErrorCode::kConflict || why.faults.empty()) return why;
  auto found = subject ? repeated(*subject, decision) : std::nullopt;
  if (!found) return why;
  // What the rule says of the facts is a difference as well.
  for (Fault& fault : why.faults) {
    const bool of_facts = fault.pointer.starts_with("/case/") && fault.pointer != "/case/no";
    if (of_facts) found->push_back(std::move(fault));
  }
  return found;
}

}  // namespace

struct Importer::Open {
  BatchId id;
  registry::Officer by;
  Format format;
  std::string source;
  std::vector<std::string> titles;
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
    store::save(tx.tables(),
                ImportBatch{id, by.name, format, source, tx.now(), rows, {}, 0, titles});
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
                   domain::OwnCourt court)
    : engine_(engine),
      committer_(committer),
      parts_(parts),
      clock_(clock),
      row_key_(row_key),
      court_(std::move(court)) {}

Importer::~Importer() = default;

Result<BatchId> Importer::open(const registry::Officer& by, Format format, std::string source,
                               Manner manner, std::vector<std::string> titles) {
  if (!registry::may_draft(by.role)) {
    return Error{ErrorCode::kForbidden, "导入须由书记员、法官助理或执行法官进行"};
  }
  const auto id = BatchId::draw(parts_.random);
  auto open = std::make_shared<Open>(
      Open{id, by, format, std::move(source), std::move(titles), manner, engine_.snapshot()});
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
  open.scratch.keep();
  const auto accepted = std::ranges::count(outcomes, Outcome::kAccepted, &RowOutcome::outcome);
  if (open.manner.migrate && accepted > 0) {
    auto added = open.add_to_batch(tx, static_cast<std::uint64_t>(accepted));
    if (!added) return std::move(added).error();
  }
  return outcomes;
}

Result<RowOutcome> Importer::take_row(Open& open, Transaction& tx, const RawRow& row) const {
  const auto refuse = [&](const Error& why) {
    return RowOutcome{row.line, Outcome::kRefused, reasons_of(open.format, why)};
  };
  if (!row.refused.empty()) return refuse({ErrorCode::kMalformed, row.refused});
  auto decision = read_row(open.format, row.text, parts_.random);
  if (!decision) return refuse(decision.error());
  decision->migrated = open.manner.migrate;
  if (auto ours = court_.claim(*decision); !ours) return refuse(ours.error());
  RowRef ref{digest_of(*decision)};
  auto known = store::load<RowRef>(tx.tables(), ref.digest);
  if (!known) return std::move(known).error();
  if (*known) {
    auto there = still_there(tx, **known);
    if (!there) return std::move(there).error();
    if (*there) {
      // The rows after it are judged by it, as they were when it was new.
      auto tried = open.manner.migrate ? try_row(open, tx, *decision) : std::nullopt;
      if (!tried && is_ours(tried.error())) return std::move(tried).error();
      return RowOutcome{row.line, Outcome::kAlreadyThere};
    }
  }

  const auto mark = tx.tables().mark();
  auto tried = try_row(open, tx, *decision);
  if (!tried || *tried) tx.tables().roll_back(mark);
  if (!tried) {
    if (is_ours(tried.error())) return std::move(tried).error();
    return refuse(tried.error());
  }
  if (*tried && !(*tried)->empty()) return refuse({ErrorCode::kConflict, {}, **tried});
  if (*tried) {
    store::save(tx.tables(), ref);
    return RowOutcome{row.line, Outcome::kAlreadyThere};
  }
  if (open.manner.migrate) {
    store::save(tx.tables(), BatchRow{open.id, row.line, ref.digest, *decision,
                                      is_table(open.format) ? row.came : row.text});
  } else {
    ref.draft = decision->ids.decision;
  }
  store::save(tx.tables(), ref);
  return RowOutcome{row.line, Outcome::kAccepted};
}

Result<std::optional<Differences>> Importer::try_row(Open& open, Transaction& tx,
                                                     const domain::Decision& decision) const {
  Transaction scratch(open.scratch, parts_, tx.now());
  Transaction& judged_by = open.manner.migrate ? scratch : tx;
  auto subject = judged_by.find(decision.subject);
  if (!subject) return std::move(subject).error();
  if (*subject) {
    if (auto gone = let_go_since(**subject, decision)) return gone;
  }
  Result<void> tried;
  if (open.manner.migrate) {
    tried = scratch.try_out(*subject, decision);
  } else if (auto draft = registry::create_draft(tx, open.by, {decision}); !draft) {
    tried = std::move(draft).error();
  }
  if (tried) return std::nullopt;
  return on_file(*subject, std::move(tried).error(), decision);
}

Result<void> Importer::close(const BatchId& id) {
  const std::scoped_lock lock(mutex_);
  if (open_.erase(id) == 0) return Error{ErrorCode::kNotFound, "没有这次导入"};
  return {};
}

std::string Importer::digest_of(domain::Decision decision) const {
  decision.ids = {};
  return std::string(base::raw(base::hmac_sha256(row_key_, base::encode(decision))));
}

}  // namespace shixin::intake
