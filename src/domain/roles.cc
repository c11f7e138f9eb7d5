#include "domain/roles.h"

namespace shixin::domain {

bool may_bind(OrderKind order, SubjectKind subject, Role role) {
  if (subject == SubjectKind::kOrganisation) {
    return order == OrderKind::kConsumption && role == Role::kDebtor;
  }
  switch (role) {
    case Role::kDebtor:
    case Role::kLegalRepresentative:
    case Role::kPrincipal:
    case Role::kDirectResponsible:
      return true;
    case Role::kActualController:
      return order == OrderKind::kConsumption;
    case Role::kGuardian:
      return order == OrderKind::kExit;
  }
  return false;
}

}  // namespace shixin::domain
