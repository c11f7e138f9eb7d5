#include "feed/erase.h"

#include <functional>

namespace shixin::feed {
namespace {

using store::Table;

// A batch is held in memory and synced as one: about a megabyte.
constexpr std::size_t kErasedAtOnce = 20'000;

// What else goes with a row; reads the snapshot it stands in.
using Along = std::function<Result<void>(const store::Snapshot&, std::string_view key,
                                         std::string_view value, store::Batch&)>;

Result<void> nothing_along(const store::Snapshot&, std::string_view, std::string_view,
                           store::Batch&) {
  return {};
}

// True when none are left.
Result<bool> erase_some(store::Engine& engine, Table table, const std::string& prefix,
                        const Along& along) {
  const auto snapshot = engine.snapshot();
  store::Batch batch{.expected_head = snapshot->head(), .writes = {}};
  const auto rows = snapshot->scan(table, store::prefix_range(prefix));
  for (; rows->valid() && batch.writes.size() < kErasedAtOnce; rows->next()) {
    batch.writes.push_back({table, std::string(rows->key()), std::nullopt});
    auto done = along(*snapshot, rows->key(), rows->value(), batch);
    if (!done) return std::move(done).error();
  }
  const bool finished = !rows->valid();
  if (auto read = rows->status(); finished && !read) return std::move(read).error();
  if (batch.writes.empty()) return finished;
  if (auto done = engine.commit(batch); !done) return std::move(done).error();
  return finished;
}

Result<void> erase_all(store::Engine& engine, Table table, const std::string& prefix,
                       const Along& along = nothing_along) {
  while (true) {
    auto finished = erase_some(engine, table, prefix, along);
    if (!finished) return std::move(finished).error();
    if (*finished) return {};
  }
}

}  // namespace

Result<void> erase_generation(store::Engine& engine, const ViewMeta& in_force,
                              std::uint64_t generation) {
  const std::string prefix = generation_prefix(in_force.view, generation);
  // A generation whose building was given up may have drawn ids that nobody has seen.
  const Along own_id = [&](const store::Snapshot& snapshot, std::string_view key,
                           std::string_view value, store::Batch& batch) -> Result<void> {
    auto head = store::from_value<ViewHead>(key, value);
    if (!head) return std::move(head).error();
    auto kept = store::load<ViewHead>(
        snapshot, store::Stored<ViewHead>::key(in_force.view, in_force.generation, head->subject));
    if (!kept) return std::move(kept).error();
    if (*kept && (*kept)->id == head->id) return {};
    batch.writes.push_back(
        {Table::kViewIds, store::Stored<SubjectRef>::key(head->view, head->id), std::nullopt});
    return {};
  };
  if (auto done = erase_all(engine, Table::kViewRows, prefix); !done) return done;
  if (auto done = erase_all(engine, Table::kViewHeads, prefix, own_id); !done) return done;
  return erase_all(engine, Table::kViewStates, prefix);
}

Result<void> erase_view(store::Engine& engine, const std::string& view) {
  const std::string prefix = store::KeyWriter{}.text(view).take();
  using enum Table;
  for (const auto table : {kViewRows, kViewHeads, kViewStates, kViewIds, kViews}) {
    if (auto done = erase_all(engine, table, prefix); !done) return done;
  }
  return {};
}

}  // namespace shixin::feed
