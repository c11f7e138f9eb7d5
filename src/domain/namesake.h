// A namesake in one case under one paper: most likely the person himself, told by another document.
// Without this, who was let go is listed anew under his passport by the very paper that had ended.
#pragma once

#include <optional>

#include "domain/decision.h"
#include "domain/subject.h"

namespace shixin::domain {

// The case in which the decision lists or restricts; nullptr when it does neither.
const CaseNumber* case_ordered_in(const Decision& decision);

// Why `on_file` may be whom the decision makes `after` of: he is of that name and kind, was listed
// or restricted in the same case by a paper that the decision names, or by any where an old list
// names none, and no number tells them apart (法释〔2017〕7号 4: a name alone is nobody's). What
// became of his entry since does not matter. nullopt: he is another.
std::optional<Fault> may_be_the_same(const Decision& decision, const Subject& after,
                                     const Subject& on_file);

}  // namespace shixin::domain
