// Signing in, and signing in again in the middle of a form.
#pragma once

#include "web/answer.h"
#include "web/request.h"
#include "web/staff/context.h"

namespace shixin::web::console {

// The answer to a form that came without a session that counts: the sign-in page, which carries
// what was typed and gives it back once somebody has signed in.
Answer sign_in_again(const StaffContext& context, const Request& request);

}  // namespace shixin::web::console
