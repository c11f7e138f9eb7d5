// Court: a whole court in memory — register, index, feeds, accounts — with the staff surface's
// routes and pages, for tests that ask over HTTP without a socket. The clock stands at nine on
// kToday.
//
// Everybody signs in by his role's word ("judge") and kPassword.
#pragma once

#include <string>
#include <string_view>

#include "base/json_fwd.h"
#include "domain/calendar.h"
#include "feed/views.h"
#include "ledger/ledger.h"
#include "registry/accounts.h"
#include "registry/sign_in.h"
#include "support/builders.h"
#include "support/memory_engine.h"
#include "web/console/console.h"
#include "web/staff/routes.h"

namespace support {

inline constexpr std::string_view kPassword = "seven tall lamps";

struct Court {
  Court();

  // As the browser of somebody signed in: cookie, CSRF token, JSON. `body` may be empty.
  struct Desk {
    const Court& court;
    std::string cookie;
    std::string csrf;

    shixin::web::Answer get(const std::string& path) const;
    shixin::web::Answer post(const std::string& path, const std::string& body = "",
                             const std::string& idempotency_key = "") const;
    shixin::web::Answer put(const std::string& path, const std::string& body) const;
    // What get() and the others send, to be spoiled by a test.
    shixin::web::Request request(const std::string& method, const std::string& path,
                                 const std::string& body = "") const;
  };
  Desk sign_in(shixin::registry::StaffRole role) const;
  shixin::web::Answer handle(const shixin::web::Request& request) const {
    return staff.handle(request);
  }

  shixin::tests::MemoryEngine engine;
  shixin::base::ManualClock clock{kToday.begins() + std::chrono::hours{9}};
  shixin::base::SeededRandom random{11};
  const shixin::base::Key key{{4, 5, 6}};
  const shixin::domain::Calendar calendar;
  shixin::feed::Catalogues catalogues;
  const shixin::feed::Views views{catalogues, key};
  const shixin::lookup::Index index{key};
  const shixin::ledger::Ledger ledger{key, "shixin/test"};
  const shixin::registry::Parts parts{calendar, views, index, ledger, random};
  shixin::feed::ChangeSignal signal;
  shixin::registry::Committer committer;
  const shixin::registry::Passwords passwords{{1, 8192}};
  const shixin::registry::SignIn sign_ins;
  shixin::web::RateLimit sign_in_limit{shixin::web::kSignInsPerMinute};
  const shixin::web::StaffContext context;
  shixin::web::Router staff;

 private:
  void add_everybody();
};

}  // namespace support
