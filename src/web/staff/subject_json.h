// Subjects as staff see them: who he is, what holds him and why, everything that was ever ordered.
// Numbers are masked unless asked for in full, which the route writes down first.
#pragma once

#include <vector>

#include "base/json_fwd.h"
#include "domain/redact.h"
#include "domain/subject.h"

namespace shixin::web::staff {

enum class Numbers { kMasked, kFull };

// A record as somebody reads it who asked for whole numbers, or did not: then the numbers that were
// typed into its texts are masked as well.
template <class T>
T shown(const T& record, const domain::Redaction& redaction, Numbers numbers) {
  return numbers == Numbers::kFull ? record : redaction.in(record);
}

base::Json documents_json(const std::vector<domain::Document>& documents, Numbers numbers);

// What binds on `today`: restrictions with the orders that make them, and listings that stand.
base::Json standing_json(const domain::Subject& subject, Day today);

// One line of a list: id, names, masked documents, and what binds.
base::Json summary_json(const domain::Subject& subject, Day today);

// Everything on file.
base::Json subject_json(const domain::Subject& subject, Day today, Numbers numbers);

// What one case says of him: its facts, and what was ordered in it.
base::Json of_case_json(const domain::Subject& subject, const domain::CaseNumber& no, Day today);

}  // namespace shixin::web::staff
