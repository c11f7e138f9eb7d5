// Repetition: what the register already says of the order that a row brings. A second copy of a
// list changes nothing, and an old one puts nobody on again whom the register has let go since; but
// a row that says something else than the register is refused with the difference, and not counted
// as there. Pure.
#pragma once

#include <optional>
#include <vector>

#include "domain/decision.h"

namespace shixin::intake {

// Where a row differs from what is on file; empty when it says the same.
using Differences = std::vector<Fault>;

// A migrated `list` or `restrict` that was signed on or before the day on which the register ended
// or revoked what it orders, or whose day is not known; nullopt when nothing has ended since. Of
// one that is to be a draft, only a copy of what has ended.
std::optional<Differences> let_go_since(const domain::Subject& subject,
                                        const domain::Decision& row);

// The same order of the same case, in force now; nullopt when there is none. What a row leaves out
// is no difference.
std::optional<Differences> repeated(const domain::Subject& subject, const domain::Decision& row);

// In whatever order.
bool same_grounds(std::vector<domain::Ground> one, std::vector<domain::Ground> other);

}  // namespace shixin::intake
