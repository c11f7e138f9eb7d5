// Csv: a line of cells as RFC 4180 writes it, and cells that stay what they are in a spreadsheet,
// which takes long numbers for quantities (and forgets their last digits) and some texts for
// formulas (and runs them).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shixin::base {

// Excel knows a file for UTF-8 by it.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Without its line end.
std::string csv_line(const std::vector<std::string>& cells);

// The cell as a spreadsheet leaves it alone: a number behind ="…", a formula behind an apostrophe.
std::string as_sheet_text(std::string cell);
// The way back; any other text is itself.
std::string_view from_sheet_text(std::string_view cell);

}  // namespace shixin::base
