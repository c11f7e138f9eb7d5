// The form of a decision as a page shows it: what was typed, and what is wrong with it at the
// fields that it is about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/console/desk.h"
#include "web/console/form_values.h"
#include "web/staff/effect.h"

namespace shixin::web::console {

// What becomes of the form: a draft, which may be checked before it is saved, or a fact.
enum class Saving { kDraft, kFact };

struct FormShown {
  const DecisionForm& form;
  std::string action;   // where it is posted
  std::string heading;  // whom, or which decision, it is about
  FormValues values;
  std::vector<Fault> faults = {};            // of the fields, and of none of them
  std::string refused = {};                  // why it was not saved
  std::optional<staff::Effect> effect = {};  // where it was checked
  bool newcomer = false;                     // asks who is meant
  Saving saving = Saving::kDraft;
  int status = 200;
};

Answer form_screen(const Call& call, const FormShown& shown);

}  // namespace shixin::web::console
