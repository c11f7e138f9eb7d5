// Roles: who may be restricted by what (law.md §2, the role matrix). It differs by measure: the
// person in actual control of a unit is named for consumption and not for exit, a guardian for exit
// and not for consumption; a unit is restricted as debtor and never from leaving the country.
#pragma once

#include "domain/words.h"

namespace shixin::domain {

bool may_bind(OrderKind order, SubjectKind subject, Role role);

}  // namespace shixin::domain
