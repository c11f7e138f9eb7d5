// What the form asks that tells the court's register a fact, as data like the forms of decisions.
#pragma once

#include "web/console/form_kinds.h"

namespace shixin::web::console {

const DecisionForm& fact_form();

}  // namespace shixin::web::console
