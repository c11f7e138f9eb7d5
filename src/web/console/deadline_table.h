// A table of deadlines, one line each: by when, what and about whom, what is left to do, and whose
// work it is.
#pragma once

#include <string>
#include <vector>

#include "web/console/people.h"
#include "web/staff/deadline_board.h"

namespace shixin::web::console {

// `title` names the table to who does not see it.
std::string deadline_table(People& people, const std::vector<staff::DeadlineLine>& lines,
                           std::string_view title, Day today);

// 3件; 前200件 where there are more.
std::string count_text(const staff::Board& board);

}  // namespace shixin::web::console
