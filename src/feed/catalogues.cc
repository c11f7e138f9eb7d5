#include "feed/catalogues.h"

#include <algorithm>
#include <map>

#include "feed/view_meta.h"

namespace shixin::feed {
namespace {

std::vector<WrittenView> written_by(const Catalogue& in_force, const Catalogue* coming,
                                    const base::Key& key) {
  std::map<std::string, WrittenView> views;
  for (Rendering& rendering : renderings_of(in_force, key)) {
    const std::string name = rendering.view.name;
    views[name] = {name, true, {std::move(rendering)}};
  }
  if (coming != nullptr) {
    for (Rendering& rendering : renderings_of(*coming, key)) {
      WrittenView& view = views[rendering.view.name];
      view.name = rendering.view.name;
      if (!view.rendering(rendering.definition)) view.by.push_back(std::move(rendering));
    }
  }
  std::vector<WrittenView> out;
  for (auto& [_, view] : views) out.push_back(std::move(view));
  return out;
}

// All views that differ are switched by one commit, so any of them tells. Where none differs the
// store is written by either.
Result<bool> is_written_by(const Catalogue& coming, const Catalogue& in_force,
                           const store::Reader& reader) {
  for (const ViewDefinition& view : coming.views()) {
    if (coming.definition(view.name) == in_force.definition(view.name)) continue;
    auto meta = load_view(reader, view.name);
    if (!meta) return std::move(meta).error();
    return meta->generation != 0 && meta->definition == coming.definition(view.name);
  }
  return false;
}

}  // namespace

const Rendering* WrittenView::rendering(std::string_view definition) const {
  const auto at = std::ranges::find(by, definition, &Rendering::definition);
  return at == by.end() ? nullptr : &*at;
}

Catalogues::Catalogues(Catalogue in_force, const base::Key& feed_key) : key_(feed_key) {
  set(std::make_shared<const Catalogue>(std::move(in_force)), nullptr);
}

std::shared_ptr<const Catalogue> Catalogues::in_force() const { return state().in_force; }

// The state before the snapshot: a switch between the two is then one that was expected.
Result<Sight> Catalogues::look(const store::Engine& engine) const {
  const State at = state();
  Sight sight{engine.snapshot(), at.in_force};
  if (!at.coming) return sight;
  auto switched = is_written_by(*at.coming, *at.in_force, *sight.snapshot);
  if (!switched) return std::move(switched).error();
  if (*switched) sight.catalogue = at.coming;
  return sight;
}

std::shared_ptr<const std::vector<WrittenView>> Catalogues::written() const {
  return state().written;
}

void Catalogues::expect(Catalogue coming) {
  set(in_force(), std::make_shared<const Catalogue>(std::move(coming)));
}

void Catalogues::switch_over() { set(state().coming, nullptr); }

Catalogues::State Catalogues::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

void Catalogues::set(std::shared_ptr<const Catalogue> in_force,
                     std::shared_ptr<const Catalogue> coming) {
  auto written =
      std::make_shared<const std::vector<WrittenView>>(written_by(*in_force, coming.get(), key_));
  const std::scoped_lock lock(mutex_);
  state_ = {std::move(in_force), std::move(coming), std::move(written)};
}

}  // namespace shixin::feed
