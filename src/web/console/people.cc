#include "web/console/people.h"

#include "registry/staff.h"

namespace shixin::web::console {

const std::string& People::name(const std::string& sign_in_name) {
  const auto known = known_.find(sign_in_name);
  if (known != known_.end()) return known->second;
  std::string shown = sign_in_name;
  if (sign_in_name == registry::kSystem) {
    shown = "系统";
  } else if (sign_in_name == registry::kOperator) {
    shown = "运维人员";
  } else if (const auto staff = registry::load_staff(reader_, sign_in_name); staff && *staff) {
    shown = (*staff)->display_name;
  }
  return known_.emplace(sign_in_name, std::move(shown)).first->second;
}

}  // namespace shixin::web::console
