#include "registry/sweep.h"

#include "base/log.h"
#include "registry/idempotency.h"
#include "registry/session.h"

namespace shixin::registry {
namespace {

constexpr std::size_t kRowsPerStep = 1'000;

// Where the next step goes on; nullopt at the end of the table.
using Onward = std::optional<std::string>;

// Looks at the next rows of T's table and erases those of which `is_past` is true. A row that can
// not be read is of no use to anybody: it goes too.
template <class T, class IsPast>
Result<Onward> sweep_step(Transaction& tx, const std::string& from, IsPast is_past) {
  constexpr auto kTable = store::Stored<T>::kTable;
  std::vector<std::string> gone;
  const auto cursor = tx.reader().scan(kTable, {from, {}});
  for (std::size_t rows = 0; cursor->valid() && rows < kRowsPerStep; cursor->next(), ++rows) {
    const auto row = store::from_value<T>(cursor->key(), cursor->value());
    if (!row) base::log_warn("swept out a damaged row: {}", row.error().detail);
    if (!row || is_past(*row)) gone.emplace_back(cursor->key());
  }
  if (auto status = cursor->status(); !status) return std::move(status).error();
  Onward onward;
  if (cursor->valid()) onward = std::string(cursor->key());
  for (std::string& key : gone) tx.tables().erase(kTable, std::move(key));
  return onward;
}

template <class T, class IsPast>
Result<void> sweep_table(Committer& committer, const std::stop_token& stop, IsPast is_past) {
  Onward from = std::string{};
  while (from && !stop.stop_requested()) {
    auto onward = committer.run_for<Onward>([&](Transaction& tx) {
      return sweep_step<T>(tx, *from, [&](const T& row) { return is_past(tx, row); });
    });
    if (!onward) return std::move(onward).error();
    from = *std::move(onward);
  }
  return {};
}

}  // namespace

Result<void> sweep(Committer& committer, const std::stop_token& stop) {
  auto swept = sweep_table<Replay>(committer, stop, [](const Transaction& tx, const Replay& row) {
    return tx.now() - row.at > kRepliesKeptFor;
  });
  if (!swept) return swept;
  return sweep_table<Session>(committer, stop, [](const Transaction& tx, const Session& row) {
    return row.ended(tx.clock());
  });
}

}  // namespace shixin::registry
