// A table of subjects, one line each: who, by which masked documents, and what holds him.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/subject.h"
#include "web/page/data.h"

namespace shixin::web::console {

// `title` names the table to who does not see it.
std::string subject_table(const std::vector<domain::Subject>& subjects, std::string_view title,
                          Day today);

// 失信名单 · 限制消费 …; empty where nothing holds him.
std::string held_by(const domain::Subject& subject, Day today);

std::string name_of(const domain::Subject& subject);
std::string masked_documents(const domain::Subject& subject);

}  // namespace shixin::web::console
