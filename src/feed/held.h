// Held: by what a subject stands in a view on a day. The one rule behind the documents of a feed
// and the verdicts of its check. Pure.
#pragma once

#include <optional>
#include <vector>

#include "domain/restrictions.h"
#include "feed/definition.h"

namespace shixin::feed {

struct Held {
  std::vector<const domain::Listing*> listings;    // published on that day, and public
  std::optional<domain::Restriction> restriction;  // by the view's measure, through its roles
};

// nullopt: the view does not reach him. The pointers are the subject's.
std::optional<Held> held(const ViewDefinition& view, const domain::Subject& subject, Day day);

}  // namespace shixin::feed
