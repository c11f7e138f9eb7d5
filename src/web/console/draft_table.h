// A table of drafts, one line each: what, about whom, in which case, whose work, and how long it
// has waited.
#pragma once

#include <string>
#include <vector>

#include "registry/draft.h"
#include "web/console/people.h"

namespace shixin::web::console {

// The name of whom a decision means, as he is called now.
std::string subject_name(const store::Reader& reader, const domain::SubjectRef& ref);
std::string subject_name(const store::Reader& reader, const domain::SubjectId& id);

// `title` names the table to who does not see it.
std::string draft_table(const store::Reader& reader, People& people,
                        const std::vector<registry::Draft>& drafts, std::string_view title,
                        Day today);

}  // namespace shixin::web::console
