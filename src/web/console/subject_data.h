// What the page of a subject is filled with, part by part; for subject.cc alone. The subject is
// redacted already, or asked for whole.
#pragma once

#include <vector>

#include "registry/decision_record.h"
#include "web/console/people.h"
#include "web/page/data.h"
#include "web/staff/subject_json.h"

namespace shixin::web::console {

void put_identity(const domain::Subject& subject, staff::Numbers numbers, PageData& data);
void put_restrictions(const domain::Subject& subject, Day today, PageData& data);
void put_entries(const domain::Subject& subject, PageData& data);
// With what may be drafted next in each case, where the reader drafts.
void put_cases(const domain::Subject& subject, bool drafts, PageData& data);
void put_decisions(const std::vector<registry::DecisionRecord>& decisions, People& people,
                   PageData& data);

}  // namespace shixin::web::console
