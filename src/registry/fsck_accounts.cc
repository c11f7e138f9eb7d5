// Accounts, and the few rows the register keeps of itself: whether each is whole.
#include <fmt/core.h>

#include "registry/fsck_checks.h"
#include "registry/idempotency.h"
#include "registry/meta.h"
#include "registry/session.h"
#include "registry/staff.h"

namespace shixin::registry {
namespace {

template <class Record>
Result<void> whole(const store::Survey& survey) {
  auto rows = survey.records<Record>({}, [](const auto&, auto) { return Result<void>{}; });
  if (!rows) return std::move(rows).error();
  return {};
}

template <class Record>
Result<void> own_row(const store::Survey& survey) {
  auto row = survey.record<Record>(store::Stored<Record>::key({}));
  if (!row) return std::move(row).error();
  return {};
}

}  // namespace

Result<void> check_accounts(const store::Survey& survey) {
  if (auto done = whole<Staff>(survey); !done) return done;
  auto sessions = survey.records<Session>({}, [&](const Session& session, auto) -> Result<void> {
    auto staff = survey.expect<Staff>(store::KeyWriter{}.text(session.staff).take(),
                                      "sessions: one of an account that is not there");
    if (!staff) return std::move(staff).error();
    return {};
  });
  if (!sessions) return std::move(sessions).error();
  if (auto done = whole<Replay>(survey); !done) return done;
  if (auto done = own_row<Held>(survey); !done) return done;
  if (auto done = own_row<CalendarMark>(survey); !done) return done;
  return own_row<StoreKind>(survey);
}

}  // namespace shixin::registry
