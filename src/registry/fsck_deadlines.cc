// Facts and deadlines: whether each clock is the one that what it follows implies.
#include <set>

#include "registry/deadlines.h"
#include "registry/facts.h"
#include "registry/fsck_checks.h"

namespace shixin::registry {
namespace {

using store::Table;

// What follows from a damaged record is not known; the damage itself is told where it is read.
template <class T>
Result<std::optional<T>> told_if_damaged(const store::Survey& in, Result<T> derived,
                                         std::string_view of) {
  if (derived) return std::optional<T>{*std::move(derived)};
  const auto code = derived.error().code;
  if (code != ErrorCode::kCorrupt && code != ErrorCode::kNotFound) {
    return std::move(derived).error();
  }
  in.tell("deadlines: those of {} can not be derived", of);
  return std::optional<T>{};
}

Result<void> check_drafts_of(const store::Survey& in, const FactRecord& record) {
  for (const Proposed& proposed : record.proposals) {
    if (!proposed.draft) continue;
    auto draft =
        in.expect<Draft>(proposed.draft->raw(),
                         fmt::format("facts: {} proposed what is no draft", record.id.text()));
    if (!draft) return std::move(draft).error();
    if (*draft && (*draft)->fact != record.id) {
      in.tell("facts: {} proposed a draft that does not name it", record.id.text());
    }
  }
  return {};
}

}  // namespace

template <class Deadlines>
Result<void> DeadlineCheck::expect(const Deadlines& deadlines, std::string_view of) {
  std::set<std::string> keys;
  for (const Deadline& deadline : deadlines) {
    if (keys.insert(deadline_key(deadline)).second) {
      ++rows_;
      auto row = expect_row(survey_, Table::kDeadlines, deadline_key(deadline), of);
      if (!row) return row;
    }
    const auto by_owner = by_owner_key(deadline);
    if (!by_owner) continue;
    ++rows_by_owner_;
    auto row = expect_row(survey_, Table::kDeadlinesByOwner, *by_owner, of);
    if (!row) return row;
  }
  return {};
}

Result<void> DeadlineCheck::add(const domain::Subject& subject) {
  const std::string of = "subject " + subject.id.text();
  auto deadlines = told_if_damaged(survey_, deadlines_of(survey_.reader(), subject), of);
  if (!deadlines) return std::move(deadlines).error();
  return *deadlines ? expect(**deadlines, of) : Result<void>{};
}

Result<void> DeadlineCheck::add(const Draft& draft) {
  const auto deadline = deadline_of(draft, calendar_);
  if (!deadline) return {};
  return expect(std::vector{*deadline}, "draft " + draft.id().text());
}

Result<void> DeadlineCheck::add(const FactRecord& record) {
  const std::string of = "fact " + record.id.text();
  auto clock = told_if_damaged(survey_, clock_of(survey_.reader(), record, calendar_), of);
  if (!clock) return std::move(clock).error();
  if (*clock && **clock != record.clock) survey_.tell("facts: the clock of {} is another", of);
  const auto deadline = deadline_of(record);
  if (!deadline) return {};
  return expect(std::vector{*deadline}, of);
}

Result<void> DeadlineCheck::finish() {
  auto whole = same_count(survey_, Table::kDeadlines, rows_);
  if (!whole) return whole;
  return same_count(survey_, Table::kDeadlinesByOwner, rows_by_owner_);
}

Result<void> check_facts(const store::Survey& in, DeadlineCheck& deadlines) {
  std::uint64_t of_cases = 0;
  std::uint64_t of_subjects = 0;
  auto rows = in.records<FactRecord>({}, [&](const FactRecord& record, auto) -> Result<void> {
    const std::string id = record.id.text();
    if (const auto key = case_key(record)) {
      ++of_cases;
      if (auto row = expect_row(in, Table::kFactsByCase, *key, id); !row) return row;
    }
    for (const std::string& key : subject_keys(record)) {
      ++of_subjects;
      if (auto row = expect_row(in, Table::kFactsBySubject, key, id); !row) return row;
    }
    if (auto done = check_drafts_of(in, record); !done) return done;
    return deadlines.add(record);
  });
  if (!rows) return std::move(rows).error();
  if (auto done = same_count(in, Table::kFactsByCase, of_cases); !done) return done;
  return same_count(in, Table::kFactsBySubject, of_subjects);
}

}  // namespace shixin::registry
