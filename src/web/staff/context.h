// What the staff surface is built from. All of it outlives the router.
#pragma once

#include <string>

#include "base/clock.h"
#include "domain/own_court.h"
#include "feed/catalogues.h"
#include "registry/committer.h"
#include "registry/sign_in.h"
#include "store/engine.h"
#include "web/rate_limit.h"

namespace shixin::web {

// An office behind one address signs in through it; a guesser of passwords gets no further.
inline constexpr unsigned kSignInsPerMinute = 30;

struct StaffContext {
  const store::Engine& engine;
  registry::Committer& committer;
  const registry::Parts& parts;
  const registry::SignIn& sign_in;
  const registry::Passwords& passwords;
  const feed::Catalogues& catalogues;
  const base::Clock& clock;
  RateLimit& sign_ins;  // by address
  domain::OwnCourt court;
  bool rehearsal = false;  // every answer then says 演练
  bool over_tls = false;   // the cookie is then never sent in the clear
};

}  // namespace shixin::web
