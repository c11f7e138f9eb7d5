// What the public surface is built from. All of it outlives the router.
#pragma once

#include <string>

#include "base/clock.h"
#include "domain/own_court.h"
#include "lookup/index.h"
#include "store/engine.h"
#include "web/rate_limit.h"

namespace shixin::web {

// Whose list this is, as the pages and answers name it.
struct CourtInfo : domain::OwnCourt {
  std::string phone;
};

struct PublicContext {
  const store::Engine& engine;
  const lookup::Index& index;
  const base::Clock& clock;
  CourtInfo court;
  RateLimit* questions = nullptr;  // by address; nullptr: as many as come
  bool rehearsal = false;          // every page and answer then says 演练
};

}  // namespace shixin::web
