// XlsxBook: what the cells of a sheet refer to — its place in the workbook, shared strings, which
// styles show a date, and which day is day one.
#pragma once

#include <string>
#include <vector>

#include "intake/xlsx_package.h"

namespace shixin::intake {

struct XlsxBook {
  std::string sheet_part;  // of the sheet asked for
  std::vector<std::string> strings;
  std::vector<bool> date_styles;  // by index of the cell's style
  bool from_1904 = false;

  // `sheet` by its name, "" for the first. kMalformed: no such sheet, which says the ones there
  // are.
  static Result<XlsxBook> read(const XlsxPackage& package, const std::string& sheet);
};

// The text of a string item: its runs without their reading aids.
std::string xlsx_text(const pugi::xml_node& item);

// Whether a number format shows a date: years or days in it, outside quotes and brackets.
bool shows_date(std::string_view format);

}  // namespace shixin::intake
