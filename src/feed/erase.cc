#include "feed/erase.h"

namespace shixin::feed {
namespace {

using store::Table;

// A generation whose building was given up may have drawn an id that nobody has seen.
Result<void> erase_own_id(store::Overlay& overlay, const ViewMeta& in_force, std::string_view key,
                          std::string_view value) {
  auto head = store::from_value<ViewHead>(key, value);
  if (!head) return std::move(head).error();
  auto kept = store::load<ViewHead>(
      overlay, store::Stored<ViewHead>::key(in_force.view, in_force.generation, head->subject));
  if (!kept) return std::move(kept).error();
  if (*kept && (*kept)->id == head->id) return {};
  store::remove(overlay, SubjectRef{head->view, head->id, head->subject});
  return {};
}

}  // namespace

Result<bool> Eraser::erase_some(store::Overlay& overlay, const ViewMeta& in_force,
                                std::uint64_t generation, std::size_t& left) {
  const std::string prefix = generation_prefix(in_force.view, generation);
  for (const Table table : {Table::kViewRows, Table::kViewHeads, Table::kViewStates}) {
    auto gone = erase_rows(overlay, table, prefix, left, in_force);
    if (!gone || !*gone) return gone;
  }
  return true;
}

Result<bool> Eraser::erase_rows(store::Overlay& overlay, Table table, const std::string& prefix,
                                std::size_t& left, const ViewMeta& in_force) {
  store::Range range = store::prefix_range(prefix);
  std::string& past = past_[table];
  if (past.starts_with(prefix)) range.from = past + '\0';
  const auto rows = overlay.scan(table, range, store::Direction::kForward);
  for (; rows->valid() && left > 0; rows->next(), --left) {
    if (table == Table::kViewHeads) {
      auto done = erase_own_id(overlay, in_force, rows->key(), rows->value());
      if (!done) return std::move(done).error();
    }
    past = std::string(rows->key());
    overlay.erase(table, past);
  }
  const bool gone = !rows->valid();
  if (auto read = rows->status(); gone && !read) return std::move(read).error();
  return gone;
}

}  // namespace shixin::feed
