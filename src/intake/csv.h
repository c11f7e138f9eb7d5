// Csv: text of rows and cells as RFC 4180 has it, with what is found in practice: UTF-8 with a byte
// order mark or without, GB18030, semicolons or tabs for commas, quotes and line breaks inside
// cells. Memory is bounded by the longest row allowed (kRowBytesMax).
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "intake/table.h"

namespace shixin::intake {

// Hands over each row that is not blank, in order, until `take` returns false; a row that is no
// row comes `broken`. The file is read twice, for its encoding first. kMalformed: the file as a
// whole is in neither encoding.
Result<void> read_csv(std::istream& file, const std::function<bool(TableRow)>& take);

// The cells of a line that base::csv_line() wrote.
std::vector<std::string> csv_cells(std::string_view line);

}  // namespace shixin::intake
