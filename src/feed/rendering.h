// Rendering: one definition of a view, and what rendering subjects by it takes.
#pragma once

#include <string>
#include <vector>

#include "base/crypto.h"
#include "feed/definition.h"

namespace shixin::feed {

struct Rendering {
  ViewDefinition view;
  std::string definition;  // as ViewMeta and Build name it
  base::Key entries;       // entry_key()
};

// In the order of the catalogue's views.
std::vector<Rendering> renderings_of(const Catalogue& catalogue, const base::Key& feed_key);

}  // namespace shixin::feed
