#include "feed/generation.h"

#include <algorithm>

#include "feed/view_states.h"
#include "store/subject_record.h"
#include "store/turns.h"

namespace shixin::feed {
namespace {

// 32 bits of chance: a counter would repeat itself after a restore.
std::uint64_t draw_generation(base::Random& random, const ViewMeta& meta) {
  while (true) {
    std::uint64_t drawn = 0;
    for (const auto byte : random.make<std::array<std::uint8_t, 4>>()) drawn = drawn << 8 | byte;
    const bool taken = std::ranges::find(meta.dropped, drawn) != meta.dropped.end();
    if (drawn != 0 && drawn != meta.generation && !taken) return drawn;
  }
}

// Whoever stood last while it was built may have been taken out again.
Result<std::uint64_t> last_change(const store::Reader& reader, const ViewMeta& meta) {
  const auto rows = reader.scan(store::Table::kViewRows,
                                store::prefix_range(generation_prefix(meta.view, meta.generation)),
                                store::Direction::kBackward);
  if (auto read = rows->status(); !rows->valid() && !read) return std::move(read).error();
  if (!rows->valid()) return std::uint64_t{0};
  auto row = store::from_value<ViewRow>(rows->key(), rows->value());
  if (!row) return std::move(row).error();
  return row->seq;
}

Result<void> switch_over(store::Overlay& overlay, ViewMeta meta, Instant at) {
  if (meta.generation != 0) meta.dropped.push_back(meta.generation);
  meta.generation = meta.build->generation;
  meta.definition = meta.build->definition;
  meta.tally = meta.build->tally;
  meta.forgotten_seq = 0;
  meta.build.reset();
  auto last = last_change(overlay, meta);
  if (!last) return std::move(last).error();
  meta.tally.seq = *last;
  save_state(overlay, meta, at);
  store::save(overlay, meta);
  return {};
}

bool is_in_force(const ViewMeta& meta, const Rendering& rendering) {
  return meta.generation != 0 && meta.definition == rendering.definition;
}

// All that was of the view is to be erased.
void retire(ViewMeta& meta) {
  give_up_build(meta);
  if (meta.generation != 0) meta.dropped.push_back(std::exchange(meta.generation, 0));
}

Result<void> carry_out(store::Engine& engine, Generations& generations, const store::Turn& begin,
                       Instant at, const Generations::Progress& built) {
  if (auto begun = store::take_turns(engine, begin); !begun) return begun;
  auto switched = store::take_turns(engine, [&](store::Overlay& overlay) {
    auto finished = generations.build_some(overlay, at);
    if (finished && built && generations.built().subjects > 0) built(generations.built());
    return finished;
  });
  if (!switched) return switched;
  return store::take_turns(
      engine, [&](store::Overlay& overlay) { return generations.erase_some(overlay); });
}

// A turn that takes one commit.
Result<bool> at_once(Result<void> done) {
  if (!done) return std::move(done).error();
  return true;
}

}  // namespace

Generations::Generations(const Catalogue& wanted, const base::Key& feed_key, base::Random& random,
                         std::size_t subjects_at_once)
    : wanted_(renderings_of(wanted, feed_key)),
      key_(feed_key),
      random_(random),
      subjects_at_once_(subjects_at_once) {}

Result<void> Generations::give_up_others(store::Overlay& overlay) const {
  auto metas = all_views(overlay);
  if (!metas) return std::move(metas).error();
  for (ViewMeta& meta : *metas) {
    if (!meta.build) continue;
    const Rendering* wanted = rendering_of(meta.view);
    const bool goes_on = wanted != nullptr && meta.build->definition == wanted->definition &&
                         !is_in_force(meta, *wanted);
    if (goes_on) continue;
    give_up_build(meta);
    store::save(overlay, meta);
  }
  return {};
}

Result<void> Generations::begin(store::Overlay& overlay) {
  if (auto done = give_up_others(overlay); !done) return done;
  for (const Rendering& wanted : wanted_) {
    auto meta = load_view(overlay, wanted.view.name);
    if (!meta) return std::move(meta).error();
    if (is_in_force(*meta, wanted) || meta->build) continue;
    begin_view(overlay, wanted, *std::move(meta));
  }
  return {};
}

Result<void> Generations::begin_anew(store::Overlay& overlay) {
  for (const Rendering& wanted : wanted_) {
    auto meta = load_view(overlay, wanted.view.name);
    if (!meta) return std::move(meta).error();
    give_up_build(*meta);
    meta->requires_declaration = true;
    begin_view(overlay, wanted, *std::move(meta));
  }
  return {};
}

const Rendering* Generations::rendering_of(std::string_view view) const {
  const auto at = std::ranges::find_if(
      wanted_, [&](const Rendering& wanted) { return wanted.view.name == view; });
  return at == wanted_.end() ? nullptr : &*at;
}

void Generations::begin_view(store::Overlay& overlay, const Rendering& wanted, ViewMeta meta) {
  meta.build = Build{draw_generation(random_, meta), wanted.definition, {}, {}};
  store::save(overlay, meta);
}

Result<bool> Generations::build_some(store::Overlay& overlay, Instant at) {
  std::vector<ViewMeta> whole;
  std::size_t left = subjects_at_once_;
  for (const Rendering& wanted : wanted_) {
    auto meta = load_view(overlay, wanted.view.name);
    if (!meta) return std::move(meta).error();
    if (!meta->build) continue;
    auto finished = take_some(overlay, wanted, *meta, left);
    if (!finished) return finished;
    store::save(overlay, *meta);
    if (!*finished) return false;
    whole.push_back(*std::move(meta));
  }
  for (ViewMeta& meta : whole) {
    if (auto done = switch_over(overlay, std::move(meta), at); !done)
      return std::move(done).error();
  }
  return true;
}

Result<bool> Generations::take_some(store::Overlay& overlay, const Rendering& wanted,
                                    ViewMeta& meta, std::size_t& left) {
  Build& build = *meta.build;
  ViewWriter writer = writer_of_build(overlay, key_, meta);
  // The key behind `done`: no key of this table is another's prefix.
  const std::string from = build.done.empty() ? "" : build.done + '\0';
  const auto rows = overlay.scan(store::Table::kSubjects, {from, ""}, store::Direction::kForward);
  if (rows->valid() && built_.view != meta.view) built_ = {meta.view, 0};
  for (; rows->valid() && left > 0; rows->next(), --left) {
    auto subject = store::from_value<domain::Subject>(rows->key(), rows->value());
    if (!subject) return std::move(subject).error();
    auto taken = take_subject(wanted, writer, build.tally, *subject, random_);
    if (!taken) return std::move(taken).error();
    build.done = std::string(rows->key());
    ++built_.subjects;
  }
  const bool finished = !rows->valid();
  if (auto read = rows->status(); finished && !read) return std::move(read).error();
  return finished;
}

Result<bool> Generations::erase_some(store::Overlay& overlay) {
  auto metas = all_views(overlay);
  if (!metas) return std::move(metas).error();
  std::erase_if(*metas, [&](const ViewMeta& meta) {
    return rendering_of(meta.view) != nullptr && meta.dropped.empty();
  });
  for (ViewMeta& meta : *metas) {
    if (!rendering_of(meta.view)) retire(meta);
    store::save(overlay, meta);
  }
  std::size_t left = kErasedAtOnce;
  for (ViewMeta& meta : *metas) {
    while (!meta.dropped.empty()) {
      auto gone = eraser_.erase_some(overlay, meta, meta.dropped.back(), left);
      if (!gone || !*gone) return gone;
      meta.dropped.pop_back();
      store::save(overlay, meta);
    }
    if (!rendering_of(meta.view)) store::remove(overlay, meta);
  }
  return true;
}

Result<void> bring_up(store::Engine& engine, Generations& generations, Instant at,
                      const Generations::Progress& built) {
  const auto begin = [&](store::Overlay& overlay) { return at_once(generations.begin(overlay)); };
  return carry_out(engine, generations, begin, at, built);
}

Result<void> start_over(store::Engine& engine, Generations& generations, Instant at) {
  const auto begin = [&](store::Overlay& overlay) {
    return at_once(generations.begin_anew(overlay));
  };
  return carry_out(engine, generations, begin, at, {});
}

}  // namespace shixin::feed
