#include "feed/views.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <future>
#include <thread>

#include "feed/projection.h"
#include "feed/removal.h"
#include "feed/view_meta.h"
#include "feed/view_states.h"

namespace shixin::feed {
namespace {

using Changes = std::span<const domain::Change>;

// Fewer are decided one by one by people, and are done before a thread has begun.
constexpr std::size_t kManyChanges = 256;

Error not_prepared(const std::string& view) {
  return {ErrorCode::kInternal, "the view " + view + " was not prepared"};
}

// The generation in force. True when its meta has changed.
Result<bool> place(const Rendering& rendering, ViewWriter& writer, Tally& tally,
                   const domain::Change& change, base::Random& random) {
  auto document = project(rendering.view, rendering.entries, change.after);
  // Whom nobody knew until now stands in no view.
  auto known = change.before ? writer.head(change.after.id) : std::optional<ViewHead>{};
  if (!known) return std::move(known).error();
  const bool was_live = *known && (*known)->live;
  if (!document && !was_live) return false;

  ViewHead head = *known ? **known : writer.first_head(change.after.id, random);
  if (document) {
    writer.place(tally, std::move(head), change.seq, ViewWriter::Kind::kDocument,
                 *std::move(document));
  } else {
    writer.place(tally, std::move(head), change.seq, ViewWriter::Kind::kTombstone,
                 removal(rendering.view, change));
  }
  return tally.seq == change.seq;
}

// One view's rows, of the generation in force and of one that is built.
Result<void> apply_to(const WrittenView& view, const base::Key& feed_key, store::Overlay& overlay,
                      Changes changes, base::Random& random) {
  auto meta = load_view(overlay, view.name);
  if (!meta) return std::move(meta).error();
  bool changed = false;
  if (meta->generation != 0) {
    const Rendering* rendering = view.rendering(meta->definition);
    if (!rendering) return not_prepared(view.name);
    ViewWriter writer = writer_in_force(overlay, feed_key, *meta);
    for (const domain::Change& change : changes) {
      auto placed = place(*rendering, writer, meta->tally, change, random);
      if (!placed) return std::move(placed).error();
      changed = changed || *placed;
    }
  } else if (view.in_force) {
    return not_prepared(view.name);
  }
  if (meta->build) {
    const Rendering* rendering = view.rendering(meta->build->definition);
    if (!rendering) {  // nobody goes on with it, and it would miss these changes
      give_up_build(*meta);
      changed = true;
    } else {
      ViewWriter writer = writer_of_build(overlay, feed_key, *meta);
      for (const domain::Change& change : changes) {
        if (!is_taken(*meta->build, change.after.id)) continue;
        auto taken = take_subject(*rendering, writer, meta->build->tally, change.after, random);
        if (!taken) return taken;
        changed = true;
      }
    }
  }
  if (changed) store::save(overlay, *meta);
  return {};
}

// Views touch no row of each other: each writes to a part of its own.
Result<void> apply_side_by_side(const std::vector<WrittenView>& views, const base::Key& feed_key,
                                store::Overlay& overlay, Changes changes, base::Random& random) {
  const store::Reader& below = overlay;
  std::deque<store::Overlay> parts;
  for (std::size_t i = 0; i < views.size(); ++i) parts.emplace_back(below);
  std::vector<Result<void>> outcomes(views.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (auto i = next++; i < views.size(); i = next++) {
      outcomes[i] = apply_to(views[i], feed_key, parts[i], changes, random);
    }
  };
  const auto workers = std::min<std::size_t>(std::thread::hardware_concurrency(), views.size());
  std::vector<std::future<void>> others;
  while (others.size() + 1 < workers) {
    others.push_back(std::async(std::launch::async, work));
  }
  work();
  for (auto& other : others) other.get();
  for (auto& outcome : outcomes) {
    if (!outcome) return outcome;
  }
  for (auto& part : parts) overlay.absorb(std::move(part));
  return {};
}

}  // namespace

Views::Views(const Catalogues& catalogues, const base::Key& feed_key)
    : catalogues_(catalogues), key_(feed_key) {}

Result<void> Views::prepare(store::Engine& engine, base::Random& random, Instant now,
                            const Generations::Progress& built) const {
  Generations generations(*catalogues_.in_force(), key_, random);
  return bring_up(engine, generations, now, built);
}

Result<void> Views::start_over(store::Engine& engine, base::Random& random, Instant now) const {
  Generations generations(*catalogues_.in_force(), key_, random);
  return feed::start_over(engine, generations, now);
}

Result<void> Views::apply(store::Overlay& overlay, Changes changes, base::Random& random) const {
  if (changes.empty()) return {};
  const auto written = catalogues_.written();
  if (changes.size() >= kManyChanges) {
    return apply_side_by_side(*written, key_, overlay, changes, random);
  }
  for (const WrittenView& view : *written) {
    if (auto done = apply_to(view, key_, overlay, changes, random); !done) return done;
  }
  return {};
}

Result<void> Views::seal(store::Overlay& overlay, std::uint64_t seq, Instant at) const {
  const auto written = catalogues_.written();
  for (const WrittenView& view : *written) {
    auto meta = load_view(overlay, view.name);
    if (!meta) return std::move(meta).error();
    if (meta->tally.seq == meta->sealed_seq) continue;
    if (meta->tally.seq > seq) {
      return Error{ErrorCode::kInternal, "the view " + view.name + " is past the group's end"};
    }
    if (auto done = forget_old_states(overlay, *meta, at); !done) return done;
    save_state(overlay, *meta, at);
    store::save(overlay, *meta);
  }
  return {};
}

}  // namespace shixin::feed
