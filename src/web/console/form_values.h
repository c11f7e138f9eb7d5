// What stands in a form: texts by the pointers of its fields. From them to the decision that was
// meant, and back.
#pragma once

#include <string>

#include "base/json_fwd.h"
#include "web/console/form_kinds.h"
#include "web/uri.h"

namespace shixin::web::console {

using FormValues = Query;

std::string value_of(const FormValues& values, std::string_view name);

// A fresh form.
FormValues preset_values(const DecisionForm& form);

// The decision as the contract writes it, without its subject: what is left empty is left out, and
// what can not be read stands as it was typed, so that reading it says what is wrong.
base::Json typed_act(const DecisionForm& form, const FormValues& values);
// And the subject, as somebody who may be new.
base::Json typed_subject(const DecisionForm& form, const FormValues& values);

// What would stand in the form had this decision been typed in.
FormValues values_of(const DecisionForm& form, const base::Json& decision);

// The value of one field as people read it; empty where the decision does not say.
std::string said(const FormField& field, const base::Json& decision);

inline constexpr std::string_view kToFillIn = "请填写";

// What is wrong with a value, to whom typed it and never saw the contract.
std::string fault_text(std::string_view detail);

}  // namespace shixin::web::console
