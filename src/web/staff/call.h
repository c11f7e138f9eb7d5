// Call: a request by somebody who has shown who he is, and the guard that turns a Request into one.
// A browser shows its session's cookie and, for whatever changes something, repeats the session's
// token in X-CSRF-Token; the case system shows a bearer token, which no page can send unasked.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/router.h"
#include "web/staff/context.h"

namespace shixin::web::staff {

inline constexpr std::string_view kSessionCookie = "shixin_session";

// Who may come in at all. What each may do with a decision is the registry's to say.
enum class Access {
  kSession,    // signed in, also where the password must be changed first
  kRegister,   // whoever works with subjects or inspects: all but the administrator
  kOversight,  // audit and partners: inspector, chief, president, administrator
};

struct Call {
  const StaffContext& context;
  const Request& request;
  const Captures& caught;
  const registry::Caller& caller;

  const registry::Officer& officer() const { return caller.officer; }
  std::unique_ptr<store::Snapshot> snapshot() const { return context.engine.snapshot(); }
  Day today() const { return base::day_of(context.clock.now()); }
};

using Work = Answer (*)(const Call&);

void add_guarded(Router& router, const StaffContext& context, std::string_view method,
                 std::string_view pattern, Access access, Work work);
// The same for a route whose body must be JSON.
void add_guarded_json(Router& router, const StaffContext& context, std::string_view method,
                      std::string_view pattern, Access access, Work work);

// Who asks: kUnauthorized for nobody we know. A browser that changes something has yet to show its
// session's token.
Result<registry::Caller> recognise(const StaffContext& context, const Request& request);
// kForbidden `csrf`: what was shown is not this session's token.
Result<void> check_csrf(const registry::Caller& caller, std::string_view shown);
// A password that somebody else knows signs in to be changed, and for nothing else. A bearer token
// was not opened with it.
bool must_change_password_first(Access access, const registry::Caller& caller);
// kForbidden: his role does not come in here.
Result<void> check_access(Access access, registry::StaffRole role);

// The answer as this surface sends it: kept by nobody, and in rehearsal saying so. A refused
// credential learns how to show one.
Answer sent(const StaffContext& context, Answer answer);

// What the request shows, and by which way; nullopt: nothing that could be a token.
struct ShownToken {
  std::string token;
  registry::SessionKind way;
};
std::optional<ShownToken> shown_token(const Request& request);

}  // namespace shixin::web::staff
