// Workbook: an .xlsx file of text cells, made from front to back (ECMA-376). Every cell is text and
// is formatted as text, so a spreadsheet keeps each digit of a number, also after somebody edits
// it, and runs no formula. Holds what is not yet taken, and no row. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/zip_writer.h"

namespace shixin::base {

inline constexpr std::size_t kWorkbookRowsMax = 1'048'576;     // Excel's bound, of one sheet
inline constexpr std::size_t kWorkbookCharactersMax = 32'767;  // Excel's bound, of one cell

class Workbook {
 public:
  // The header stands on top of each sheet and stays in sight. Sheets are called `title`, `title2`
  // and so on: at most 20 characters, none of []:*?/\.
  Workbook(std::string title, std::vector<std::string> header,
           std::size_t rows_max = kWorkbookRowsMax);

  // A row below; in the next sheet where this one is full. A cell longer than
  // kWorkbookCharactersMax is cut, and says so at its end. kTooLarge: as ZipWriter::write.
  Result<void> add(const std::vector<std::string>& cells);
  // What no sheet comes after. Without it the bytes are no workbook, and open nowhere.
  Result<void> finish();

  std::string take() { return zip_.take(); }
  std::size_t waiting() const { return zip_.waiting(); }

 private:
  Result<void> part(std::string name, std::string_view xml);
  Result<void> begin();
  Result<void> begin_sheet();
  Result<void> add_row(const std::vector<std::string>& cells, unsigned style);

  ZipWriter zip_;
  std::string title_;
  std::vector<std::string> header_;
  std::size_t rows_max_;
  std::size_t sheets_ = 0;
  std::size_t rows_ = 0;           // in this sheet, its header among them
  std::uint64_t sheet_bytes_ = 0;  // unpacked
};

}  // namespace shixin::base
