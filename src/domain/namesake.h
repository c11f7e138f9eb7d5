// A namesake in one case under one paper: most likely the person himself, told by another document.
// Without this, who was let go is listed anew under his passport by the very paper that had ended.
#pragma once

#include <optional>
#include <string>

#include "domain/decision.h"
#include "domain/subject.h"

namespace shixin::domain {

// The case in which the decision lists or restricts; nullptr when it does neither.
const CaseNumber* case_ordered_in(const Decision& decision);

// Where the decision names a paper by which `on_file`, who is of its subject's kind and name, was
// listed or restricted in the same case, whatever became of it since; nullopt when nowhere.
std::optional<std::string> shared_paper(const Decision& decision, const Subject& on_file);

}  // namespace shixin::domain
