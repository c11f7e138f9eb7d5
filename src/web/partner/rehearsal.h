// In rehearsal every JSON answer to a partner says so, refusals and the ends of streams too, by a
// member beside the others. Documents do not: a copy keeps them, and their revisions cover them.
#pragma once

#include <string>
#include <string_view>

#include "web/partner/routes.h"

namespace shixin::web::partner {

// The member itself, for what is written piece by piece.
inline constexpr std::string_view kRehearsalMember = R"(,"rehearsal":"演练")";

// `json`: an object as it would be sent, or anything else, which stays as it is.
std::string marked(const PartnerContext& context, std::string json);

// The handler with its whole answers marked; streams mark what they send themselves.
Handler marked(const PartnerContext& context, Handler handler);

}  // namespace shixin::web::partner
