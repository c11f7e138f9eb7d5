// SheetWriter: the lines of a sheet as the bytes of a file, in one of the forms a spreadsheet
// opens.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "feed/sheet.h"

namespace shixin::web::partner {

enum class SheetForm : std::uint8_t { kCsv, kXlsx };

std::string_view content_type(SheetForm form);
std::string_view file_ending(SheetForm form);  // ".csv"

class SheetWriter {
 public:
  virtual ~SheetWriter() = default;
  virtual Result<void> add(feed::Cells cells) = 0;
  virtual Result<void> finish() = 0;
  // Instead of finish(): whoever opens the file sees that it is not whole.
  virtual void break_off() = 0;

  // The bytes since the last call, and how many there are.
  virtual std::string take() = 0;
  virtual std::size_t waiting() const = 0;
};

std::unique_ptr<SheetWriter> sheet_writer(SheetForm form, feed::Cells header);

}  // namespace shixin::web::partner
