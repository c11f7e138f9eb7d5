// Any bytes as a court's CSV: never a crash; rows come in order and within their bound; what came
// is UTF-8 and reads back as the cells it was; a row that is read comes back from the store.
#include "base/csv.h"
#include "base/text.h"
#include "fuzz/rows.h"
#include "intake/csv.h"

using namespace shixin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto take = [&](const intake::RawRow& row) {
    fuzz::expect(row.came.size() <= intake::kRowBytesMax, "memory is bounded");
    fuzz::expect(base::valid_utf8(row.came), "what came is UTF-8");
    if (!row.refused.empty()) return;
    fuzz::expect(base::csv_line(intake::csv_cells(row.came)) == row.came, "it reads back");
    fuzz::decision_of(row, intake::Format::kCourtCsv);
  };
  fuzz::each_row({reinterpret_cast<const char*>(data), size}, intake::Format::kCourtCsv, take);
  return 0;
}
