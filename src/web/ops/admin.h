// Admin routes: what the command line does to a store, whether over the ops socket of a running
// service or in its own process. The socket's file mode is the permission; no network surface has
// these routes.
#pragma once

#include <filesystem>
#include <functional>

#include "feed/catalogues.h"
#include "intake/import.h"
#include "registry/committer.h"
#include "registry/fsck.h"
#include "registry/redefinition.h"
#include "registry/sign_in.h"
#include "registry/timer_loop.h"
#include "web/router.h"

namespace shixin::web::ops {

// All must outlive the router.
struct AdminContext {
  store::Engine& engine;
  registry::Committer& committer;
  const registry::Parts& parts;
  const feed::Catalogues& catalogues;
  registry::Redefinition& redefinition;
  std::function<Result<feed::Catalogue>()> load_feeds;  // as they are declared now
  const registry::Passwords& passwords;
  const registry::SignIn& sign_in;
  intake::Importer& importer;
  registry::TimerLoop& timers;
  std::function<registry::FsckReport(const store::Survey::Progress&)> fsck;
  std::string court_code;
};

void add_staff_routes(Router& router, const AdminContext& context);
void add_partner_routes(Router& router, const AdminContext& context);
void add_import_routes(Router& router, const AdminContext& context);
void add_reconcile_routes(Router& router, const AdminContext& context);
void add_feed_routes(Router& router, const AdminContext& context);
void add_store_routes(Router& router, const AdminContext& context);
void add_ledger_routes(Router& router, const AdminContext& context);

inline void add_admin_routes(Router& router, const AdminContext& context) {
  add_staff_routes(router, context);
  add_partner_routes(router, context);
  add_import_routes(router, context);
  add_reconcile_routes(router, context);
  add_feed_routes(router, context);
  add_store_routes(router, context);
  add_ledger_routes(router, context);
}

}  // namespace shixin::web::ops
