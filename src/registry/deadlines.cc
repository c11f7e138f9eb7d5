#include "registry/deadlines.h"

#include <algorithm>

#include "registry/query.h"
#include "store/key.h"

namespace shixin::registry {
namespace {

using store::KeyReader;
using store::KeyWriter;
using store::Table;

constexpr std::size_t kIdBytes = sizeof(domain::FactId);

// Nothing due before 1970 is ever left to do.
std::uint64_t due_ms(Day day) {
  return static_cast<std::uint64_t>(day.begins().time_since_epoch().count());
}

// The part that both tables end with.
KeyWriter& put_due(KeyWriter& key, const Deadline& deadline) {
  return key.u64(due_ms(deadline.due))
      .u8(static_cast<std::uint8_t>(deadline.of))
      .raw(deadline.owner);
}

Result<Deadline> read_due(std::string_view key, std::string staff) {
  KeyReader parts(key);
  Deadline out;
  const auto due = static_cast<std::int64_t>(parts.u64());
  const auto of = parts.u8();
  out.due = base::day_of(Instant{std::chrono::milliseconds{due}});
  out.of = static_cast<DeadlineOf>(of);
  out.owner = parts.raw(kIdBytes);
  out.staff = std::move(staff);
  const bool known = of >= static_cast<std::uint8_t>(DeadlineOf::kFact) &&
                     of <= static_cast<std::uint8_t>(DeadlineOf::kTerm);
  if (!parts.finish() || !known) {
    return Error{ErrorCode::kCorrupt, "deadlines: a key of no meaning"};
  }
  return out;
}

// Who submitted the decision that made the order, or brought it from the old list.
Result<std::string> whose_order(const store::Reader& reader, const domain::Order& order) {
  auto record = load_decision(reader, order.standing.made_by);
  if (!record) return std::move(record).error();
  const Signers& signers = record->signers;
  return signers.submitted_by.empty() ? signers.drafted_by : signers.submitted_by;
}

}  // namespace

std::optional<Deadline> deadline_of(const FactRecord& record) {
  if (!record.clock) return std::nullopt;
  return Deadline{record.clock->due, DeadlineOf::kFact, std::string(record.id.raw()),
                  record.clock->staff};
}

std::optional<Deadline> deadline_of(const Draft& draft, const domain::Calendar& calendar) {
  const auto applied_on = domain::applied_on(draft.decision);
  if (!draft.open() || !applied_on) return std::nullopt;
  const auto due = domain::due(domain::Clock::kFifteenDays, *applied_on, calendar);
  return Deadline{due.day, DeadlineOf::kDraft, std::string(draft.id().raw()), draft.owner};
}

Result<std::vector<Deadline>> deadlines_of(const store::Reader& reader,
                                           const domain::Subject& subject) {
  std::vector<Deadline> out;
  for (const auto& [ending, day, entry] : domain::endings(subject)) {
    Deadline deadline{day, DeadlineOf::kTerm, std::string(subject.id.raw()), {}};
    if (ending == domain::Ending::kExit) {
      const auto order = std::ranges::find(subject.orders, entry, &domain::Order::entry);
      auto staff = whose_order(reader, *order);
      if (!staff) return std::move(staff).error();
      deadline.of = DeadlineOf::kExit;
      deadline.staff = *std::move(staff);
    }
    out.push_back(std::move(deadline));
  }
  // Two of one day stand in one row.
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string deadline_key(const Deadline& deadline) {
  KeyWriter key;
  return put_due(key, deadline).take();
}

std::optional<std::string> by_owner_key(const Deadline& deadline) {
  if (deadline.staff.empty()) return std::nullopt;
  KeyWriter key;
  return put_due(key.text(deadline.staff), deadline).take();
}

void move_deadlines(store::Overlay& tables, const std::vector<Deadline>& were,
                    const std::vector<Deadline>& are) {
  if (were == are) return;
  for (const Deadline& deadline : were) {
    tables.erase(Table::kDeadlines, deadline_key(deadline));
    if (auto key = by_owner_key(deadline)) tables.erase(Table::kDeadlinesByOwner, *std::move(key));
  }
  for (const Deadline& deadline : are) {
    tables.put(Table::kDeadlines, deadline_key(deadline), {});
    if (auto key = by_owner_key(deadline))
      tables.put(Table::kDeadlinesByOwner, *std::move(key), {});
  }
}

Result<std::vector<Deadline>> deadlines_between(const store::Reader& reader,
                                                const std::optional<std::string>& staff,
                                                const DueBetween& days, std::size_t most) {
  const std::string prefix = staff ? KeyWriter{}.text(*staff).take() : std::string{};
  store::Range range = store::prefix_range(prefix);
  if (days.from) range.from = prefix + KeyWriter{}.u64(due_ms(*days.from)).take();
  if (days.to) range.until = prefix + KeyWriter{}.u64(due_ms(days.to->plus_days(1))).take();
  std::vector<Deadline> out;
  const auto cursor =
      reader.scan(staff ? Table::kDeadlinesByOwner : Table::kDeadlines, std::move(range));
  for (; cursor->valid() && out.size() < most; cursor->next()) {
    auto deadline = read_due(cursor->key().substr(prefix.size()), staff.value_or(""));
    if (!deadline) return std::move(deadline).error();
    out.push_back(*std::move(deadline));
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  return out;
}

}  // namespace shixin::registry
