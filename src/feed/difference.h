// Difference: what another catalogue changes, for those who are told of it.
#pragma once

#include <string>
#include <vector>

#include "feed/definition.h"

namespace shixin::feed {

// Names, in order.
struct Difference {
  std::vector<std::string> added;      // feeds
  std::vector<std::string> removed;    // feeds
  std::vector<std::string> described;  // feeds of which it is said otherwise what they are
  std::vector<std::string> built;      // views that get a new generation
  std::vector<std::string> dropped;    // views that nobody declares any more

  bool empty() const {
    return added.empty() && removed.empty() && described.empty() && built.empty() &&
           dropped.empty();
  }
  // "added hotel rail; built credit"; "" when it is empty.
  std::string text() const;
};

Difference difference(const Catalogue& from, const Catalogue& to);

}  // namespace shixin::feed
