// Entrances: who was let in to which feed while the store stood at this head, so that a partner who
// asks again is not looked up again. A key that is disabled, a feed taken away or a view that
// changes is a commit, and ends all of them.
#pragma once

#include <memory>
#include <string>

#include "delivery/records.h"
#include "feed/definition.h"
#include "feed/rows.h"
#include "store/at_head.h"

namespace shixin::web::partner {

struct Entrance {
  delivery::Partner partner;
  std::shared_ptr<const feed::Catalogue> catalogue;  // may change without a commit
  feed::ViewMeta meta;
};

inline constexpr std::size_t kEntrancesMax = 4096;
using Entrances = store::AtHead<Entrance>;

}  // namespace shixin::web::partner
