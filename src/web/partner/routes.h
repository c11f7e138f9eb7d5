// The partner surface: every feed is a read-only CouchDB database (design.md §5, contract.md
// "Partner surface"). Routes parse, call feed/ or delivery/, and answer; no decisions here.
#pragma once

#include "base/clock.h"
#include "delivery/partners.h"
#include "feed/catalogues.h"
#include "feed/signal.h"
#include "lookup/index.h"
#include "registry/committer.h"
#include "store/engine.h"
#include "web/partner/entrances.h"
#include "web/partner/long_answers.h"
#include "web/partner/strays.h"
#include "web/router.h"

namespace shixin::web::partner {

// All must outlive the router.
struct PartnerContext {
  const store::Engine& engine;
  const feed::Catalogues& catalogues;
  const lookup::Index& index;
  registry::Committer& committer;
  const feed::ChangeSignal& signal;
  const base::Clock& clock;
  std::string contact;  // the court's name and phone, where a feed names none
  bool rehearsal = false;
  std::shared_ptr<LongAnswers> long_answers = std::make_shared<LongAnswers>();
  std::shared_ptr<Strays> strays = std::make_shared<Strays>();
  std::shared_ptr<Entrances> entrances = std::make_shared<Entrances>(kEntrancesMax);
};

void add_partner_routes(Router& router, const PartnerContext& context);

}  // namespace shixin::web::partner
