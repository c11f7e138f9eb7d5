// Deadlines counted anew: where a notice of holidays came in, and where an older store had none.
#include "registry/deadlines.h"
#include "registry/drafts.h"
#include "registry/facts.h"
#include "registry/meta.h"

namespace shixin::registry {
namespace {

using store::Table;

constexpr std::size_t kCountedPerStep = 1'000;

Result<void> count_fact(Transaction& tx, const Deadline& deadline) {
  auto id = domain::FactId::from_bytes(deadline.owner);
  if (!id) return std::move(id).error();
  auto record = load_fact(tx.reader(), *id);
  if (!record) return std::move(record).error();
  return move_clock(tx, *std::move(record));
}

// The row that stands was counted by another calendar; its owner's is put in its place.
Result<void> count_draft(Transaction& tx, Deadline deadline) {
  auto id = domain::DecisionId::from_bytes(deadline.owner);
  if (!id) return std::move(id).error();
  auto draft = load_draft(tx.reader(), *id);
  if (!draft) return std::move(draft).error();
  deadline.staff = draft->owner;
  const auto is = deadline_of(*draft, tx.calendar());
  move_deadlines(tx.tables(), {deadline}, is ? std::vector{*is} : std::vector<Deadline>{});
  return {};
}

// What ends by its own day is not counted.
Result<void> count(Transaction& tx, const Deadline& deadline) {
  switch (deadline.of) {
    case DeadlineOf::kFact:
      return count_fact(tx, deadline);
    case DeadlineOf::kDraft:
      return count_draft(tx, deadline);
    case DeadlineOf::kExit:
    case DeadlineOf::kTerm:
      return {};
  }
  return {};
}

CalendarMark mark_of(const domain::Calendar& calendar) {
  return {std::string(base::raw(base::sha256(calendar.text())))};
}

Result<bool> is_counted_by(const domain::Calendar& calendar, const store::Reader& reader) {
  auto mark = store::load<CalendarMark>(reader, store::Stored<CalendarMark>::key({}));
  if (!mark) return std::move(mark).error();
  return *mark && (*mark)->digest == mark_of(calendar).digest;
}

Result<void> derive_of_drafts(store::Overlay& tables) {
  for (const auto state : {DraftState::kDraft, DraftState::kSubmitted, DraftState::kReturned}) {
    auto drafts = drafts_by_state(tables, state, SIZE_MAX);
    if (!drafts) return std::move(drafts).error();
    for (const Draft& draft : *drafts) {
      if (const auto deadline = deadline_of(draft, domain::Calendar{})) {
        move_deadlines(tables, {}, {*deadline});
      }
    }
  }
  return {};
}

}  // namespace

// All rows are read first: they move while they are counted.
Result<void> count_anew(const store::Engine& engine, Committer& committer,
                        const domain::Calendar& calendar) {
  const auto snapshot = engine.snapshot();
  auto counted = is_counted_by(calendar, *snapshot);
  if (!counted) return std::move(counted).error();
  if (*counted) return {};
  auto rows = deadlines_between(*snapshot, std::nullopt, {}, SIZE_MAX);
  if (!rows) return std::move(rows).error();
  std::erase_if(*rows, [](const Deadline& row) {
    return row.of == DeadlineOf::kExit || row.of == DeadlineOf::kTerm;
  });
  for (std::size_t from = 0; from < rows->size(); from += kCountedPerStep) {
    auto done = committer.run([&](Transaction& tx) -> Result<void> {
      for (std::size_t i = from; i < std::min(rows->size(), from + kCountedPerStep); ++i) {
        if (auto one = count(tx, (*rows)[i]); !one) return one;
      }
      return {};
    });
    if (!done) return done;
  }
  return committer.run([&](Transaction& tx) -> Result<void> {
    store::save(tx.tables(), mark_of(calendar));
    return {};
  });
}

store::Turn derive_deadlines() {
  return [after = std::string()](store::Overlay& tables) mutable -> Result<bool> {
    store::Range rest;
    rest.from = after.empty() ? std::string() : after + '\0';
    auto subjects = tables.scan(Table::kSubjects, rest, store::Direction::kForward);
    for (std::size_t rows = 0; subjects->valid(); subjects->next(), ++rows) {
      if (rows == kCountedPerStep) return false;
      auto subject = store::from_value<domain::Subject>(subjects->key(), subjects->value());
      if (!subject) return std::move(subject).error();
      auto deadlines = deadlines_of(tables, *subject);
      if (!deadlines) return std::move(deadlines).error();
      move_deadlines(tables, {}, *deadlines);
      after = subjects->key();
    }
    if (auto status = subjects->status(); !status) return std::move(status).error();
    if (auto drafts = derive_of_drafts(tables); !drafts) return std::move(drafts).error();
    return true;
  };
}

}  // namespace shixin::registry
