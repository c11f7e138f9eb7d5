#include "feed/generation.h"

#include <algorithm>

#include "feed/erase.h"
#include "feed/projection.h"
#include "feed/view_states.h"
#include "feed/view_writer.h"
#include "store/subject_record.h"

namespace shixin::feed {
namespace {

std::string digest_of(const ViewDefinition& view) {
  return std::string(base::raw(base::sha256(definition_text(view))));
}

// 32 bits of chance: a counter would repeat itself after a restore.
std::uint64_t draw_generation(base::Random& random, const ViewMeta& meta) {
  while (true) {
    std::uint64_t drawn = 0;
    for (const auto byte : random.make<std::array<std::uint8_t, 4>>()) drawn = drawn << 8 | byte;
    const bool taken = std::ranges::find(meta.dropped, drawn) != meta.dropped.end();
    if (drawn != 0 && drawn != meta.generation && !taken) return drawn;
  }
}

void abandon_build(ViewMeta& meta) {
  if (!meta.build) return;
  meta.dropped.push_back(meta.build->generation);
  meta.build.reset();
}

void switch_over(ViewMeta& meta) {
  if (meta.generation != 0) meta.dropped.push_back(meta.generation);
  meta.generation = meta.build->generation;
  meta.definition = meta.build->definition;
  meta.tally = meta.build->tally;
  meta.forgotten_seq = 0;
  meta.build.reset();
}

// A row stands at the last decision on its subject, so no two rows share a seq.
Result<void> place_subject(const ViewDefinition& view, const base::Key& entries, ViewWriter& writer,
                           const ViewWriter& earlier, Tally& tally, store::Overlay& overlay,
                           const domain::Subject& subject, base::Random& random) {
  auto document = project(view, entries, subject);
  auto known = earlier.head(subject.id);
  if (!known) return std::move(known).error();
  if (!document) {
    if (*known) store::save(overlay, writer.carried_head(**known));
    return {};
  }
  if (subject.last_seq == 0) {
    return Error{ErrorCode::kCorrupt, "a subject that no decision made; run fsck"};
  }
  ViewHead head = *known ? writer.carried_head(**known) : writer.first_head(subject.id, random);
  writer.place(tally, std::move(head), subject.last_seq, ViewWriter::Kind::kDocument,
               *std::move(document));
  return {};
}

Result<void> commit(store::Engine& engine, const store::Snapshot& snapshot,
                    const store::Overlay& overlay) {
  return engine.commit({.expected_head = snapshot.head(), .writes = overlay.writes()});
}

}  // namespace

Generations::Generations(store::Engine& engine, const base::Key& feed_key, base::Random& random,
                         Instant now, const Progress& progress, std::size_t subjects_at_once)
    : engine_(engine),
      key_(feed_key),
      random_(random),
      now_(now),
      progress_(progress),
      subjects_at_once_(subjects_at_once) {}

Result<void> Generations::bring_up(const ViewDefinition& view) {
  auto meta = load_meta(view.name);
  if (!meta) return std::move(meta).error();
  const std::string wanted = digest_of(view);
  const bool in_force = meta->generation != 0 && meta->definition == wanted;
  if (meta->build && (in_force || meta->build->definition != wanted)) {
    abandon_build(*meta);
    if (auto done = save_meta(*meta); !done) return done;
  }
  if (!in_force) {
    if (!meta->build) {
      if (auto done = begin(*std::move(meta), wanted); !done) return done;
    }
    if (auto done = build(view); !done) return done;
  }
  return erase_dropped(view.name);
}

Result<void> Generations::start_over(const ViewDefinition& view) {
  auto meta = load_meta(view.name);
  if (!meta) return std::move(meta).error();
  abandon_build(*meta);
  meta->requires_declaration = true;
  if (auto done = begin(*std::move(meta), digest_of(view)); !done) return done;
  if (auto done = build(view); !done) return done;
  return erase_dropped(view.name);
}

Result<void> Generations::begin(ViewMeta meta, const std::string& definition) {
  meta.build = Build{draw_generation(random_, meta), definition, {}, {}};
  return save_meta(meta);
}

Result<void> Generations::build(const ViewDefinition& view) {
  std::uint64_t subjects = 0;
  while (true) {
    auto finished = build_some(view, subjects);
    if (!finished) return std::move(finished).error();
    if (progress_) progress_(view.name, subjects);
    if (*finished) return {};
  }
}

Result<bool> Generations::build_some(const ViewDefinition& view, std::uint64_t& subjects) {
  const auto snapshot = engine_.snapshot();
  store::Overlay overlay(*snapshot);
  auto meta = load_meta(view.name);
  if (!meta) return std::move(meta).error();
  Build& under_way = *meta->build;
  ViewWriter writer(overlay, key_, view.name, under_way.generation);
  const base::Key entries = entry_key(key_, view.name);
  const ViewWriter earlier(overlay, key_, view.name, meta->generation);

  // The key behind `done`: no key of this table is another's prefix.
  const std::string from = under_way.done.empty() ? "" : under_way.done + '\0';
  const auto rows = snapshot->scan(store::Table::kSubjects, {from, ""});
  for (std::size_t taken = 0; rows->valid() && taken < subjects_at_once_; rows->next(), ++taken) {
    auto subject = store::from_value<domain::Subject>(rows->key(), rows->value());
    if (!subject) return std::move(subject).error();
    auto placed =
        place_subject(view, entries, writer, earlier, under_way.tally, overlay, *subject, random_);
    if (!placed) return std::move(placed).error();
    under_way.done = std::string(rows->key());
    ++subjects;
  }
  const bool finished = !rows->valid();
  if (auto read = rows->status(); finished && !read) return std::move(read).error();
  if (finished) {
    switch_over(*meta);
    save_state(overlay, *meta, now_);
  }
  store::save(overlay, *meta);
  if (auto done = commit(engine_, *snapshot, overlay); !done) return std::move(done).error();
  return finished;
}

Result<void> Generations::drop_undeclared(const Catalogue& catalogue) {
  std::vector<std::string> undeclared;
  const auto snapshot = engine_.snapshot();
  const auto rows = snapshot->scan(store::Table::kViews, {});
  for (; rows->valid(); rows->next()) {
    auto meta = store::from_value<ViewMeta>(rows->key(), rows->value());
    if (!meta) return std::move(meta).error();
    if (!catalogue.view(meta->view)) undeclared.push_back(meta->view);
  }
  if (auto done = rows->status(); !done) return done;
  for (const std::string& view : undeclared) {
    if (auto done = erase_view(engine_, view); !done) return done;
  }
  return {};
}

Result<void> Generations::erase_dropped(const std::string& view) {
  auto meta = load_meta(view);
  if (!meta) return std::move(meta).error();
  if (meta->dropped.empty()) return {};
  for (const std::uint64_t generation : meta->dropped) {
    if (auto done = erase_generation(engine_, *meta, generation); !done) return done;
  }
  meta->dropped.clear();
  return save_meta(*meta);
}

Result<ViewMeta> Generations::load_meta(const std::string& view) const {
  const auto snapshot = engine_.snapshot();
  auto meta = store::load<ViewMeta>(*snapshot, store::Stored<ViewMeta>::key(view));
  if (!meta) return std::move(meta).error();
  if (*meta) return **std::move(meta);
  ViewMeta fresh;
  fresh.view = view;
  return fresh;
}

Result<void> Generations::save_meta(const ViewMeta& meta) {
  const auto snapshot = engine_.snapshot();
  store::Overlay overlay(*snapshot);
  store::save(overlay, meta);
  return commit(engine_, *snapshot, overlay);
}

}  // namespace shixin::feed
