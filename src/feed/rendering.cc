#include "feed/rendering.h"

#include "feed/view_writer.h"

namespace shixin::feed {

std::vector<Rendering> renderings_of(const Catalogue& catalogue, const base::Key& feed_key) {
  std::vector<Rendering> out;
  for (const ViewDefinition& view : catalogue.views()) {
    out.push_back(
        {view, std::string(catalogue.definition(view.name)), entry_key(feed_key, view.name)});
  }
  return out;
}

}  // namespace shixin::feed
