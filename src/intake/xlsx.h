// Xlsx: one sheet of an Excel workbook as rows of cells, as Excel really writes them: shared and
// inline strings, numbers, dates of both calendars, truth values. What a cell shows and what it
// holds may differ, so what can not be known for sure refuses the row: a formula where it tells
// whom or what is meant, or without its last value, an error, a cell longer than Excel allows.
//
// The workbook is read whole: kXlsxFileBytesMax of file, and so much unpacked that a bomb stops
// where it exceeds it, whatever its own directory says.
#pragma once

#include <functional>
#include <istream>

#include "intake/table.h"

namespace shixin::intake {

inline constexpr std::size_t kXlsxFileBytesMax = std::size_t{64} << 20;

// Puts the rows that are not blank into the table until it wants no more. kMalformed: no workbook,
// an encrypted one, no such sheet, merged cells; kTooLarge: over a bound.
Result<void> read_xlsx(std::istream& file, const std::string& sheet, Table& table);

}  // namespace shixin::intake
