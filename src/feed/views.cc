#include "feed/views.h"

#include "feed/generation.h"
#include "feed/projection.h"
#include "feed/removal.h"
#include "feed/view_states.h"
#include "feed/view_writer.h"

namespace shixin::feed {
namespace {

Result<ViewMeta> meta_in_force(const store::Reader& reader, const std::string& view) {
  auto meta = store::load<ViewMeta>(reader, store::Stored<ViewMeta>::key(view));
  if (!meta) return std::move(meta).error();
  if (!*meta || (*meta)->generation == 0) {
    return Error{ErrorCode::kInternal, "the view " + view + " was not prepared"};
  }
  return **std::move(meta);
}

// `document`: what the view shows of the subject now; nullopt when he is not in it.
Result<void> place(const ViewDefinition& view, const base::Key& feed_key, store::Overlay& overlay,
                   const domain::Change& change, std::optional<std::string> document,
                   base::Random& random) {
  auto meta = meta_in_force(overlay, view.name);
  if (!meta) return std::move(meta).error();
  ViewWriter writer(overlay, feed_key, view.name, meta->generation);
  // Whom nobody knew until now stands in no view.
  auto known = change.before ? writer.head(change.after.id) : std::optional<ViewHead>{};
  if (!known) return std::move(known).error();
  const bool was_live = *known && (*known)->live;
  if (!document && !was_live) return {};

  const ViewHead head = *known ? **known : writer.first_head(change.after.id, random);
  if (document) {
    writer.place(meta->tally, head, change.seq, ViewWriter::Kind::kDocument, *std::move(document));
  } else {
    writer.place(meta->tally, head, change.seq, ViewWriter::Kind::kTombstone,
                 removal(view, change));
  }
  if (meta->tally.seq == change.seq) store::save(overlay, *meta);
  return {};
}

}  // namespace

Views::Views(const Catalogue& catalogue, const base::Key& feed_key)
    : catalogue_(catalogue), key_(feed_key) {
  for (const ViewDefinition& view : catalogue.views()) {
    entry_keys_.push_back(entry_key(feed_key, view.name));
  }
}

Result<void> Views::prepare(
    store::Engine& engine, base::Random& random, Instant now,
    const std::function<void(std::string_view view, std::uint64_t)>& built) const {
  Generations generations(engine, key_, random, now, built);
  for (const ViewDefinition& view : catalogue_.views()) {
    if (auto done = generations.bring_up(view); !done) return done;
  }
  return generations.drop_undeclared(catalogue_);
}

Result<void> Views::start_over(store::Engine& engine, base::Random& random, Instant now) const {
  const Generations::Progress nobody_watches;  // must outlive what borrows it
  Generations generations(engine, key_, random, now, nobody_watches);
  for (const ViewDefinition& view : catalogue_.views()) {
    if (auto done = generations.start_over(view); !done) return done;
  }
  return generations.drop_undeclared(catalogue_);
}

Result<void> Views::apply(store::Overlay& overlay, const domain::Change& change,
                          base::Random& random) const {
  for (std::size_t i = 0; i < entry_keys_.size(); ++i) {
    const ViewDefinition& view = catalogue_.views()[i];
    auto document = project(view, entry_keys_[i], change.after);
    auto done = place(view, key_, overlay, change, std::move(document), random);
    if (!done) return done;
  }
  return {};
}

Result<void> Views::seal(store::Overlay& overlay, std::uint64_t seq, Instant at) const {
  for (const ViewDefinition& view : catalogue_.views()) {
    auto meta = meta_in_force(overlay, view.name);
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
