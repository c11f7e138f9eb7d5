// Any bytes as a workbook, and any bytes as the sheet inside a sound one, which no mutation of the
// archive would reach: never a crash; rows come in order, and what came is bounded.
#include "fuzz/rows.h"
#include "support/workbook.h"

using namespace shixin;

namespace {

void read(const std::string& bytes) {
  fuzz::each_row(bytes, intake::Format::kCourtXlsx, [](const intake::RawRow& row) {
    fuzz::expect(row.came.size() <= intake::kRowBytesMax, "a row is bounded");
    if (row.refused.empty()) fuzz::decision_of(row, intake::Format::kCourtXlsx);
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read(test::zipped(test::parts_around(bytes)));
  return 0;
}
