// Any bytes as a court's CSV: never a crash; rows come in order and within their bound; what came
// is UTF-8 and reads back as the cells it was; a row that is read comes back from the store.
#include <sstream>
#include <string>

#include "base/codec.h"
#include "base/csv.h"
#include "base/text.h"
#include "fuzz/expect.h"
#include "intake/csv.h"
#include "intake/format.h"

using namespace shixin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream file(std::string(reinterpret_cast<const char*>(data), size));
  std::uint64_t last = 0;
  const auto take = [&](const intake::RawRow& row) {
    fuzz::expect(row.line > last, "rows come in order");
    last = row.line;
    fuzz::expect(row.came.size() <= intake::kRowBytesMax, "memory is bounded");
    fuzz::expect(base::valid_utf8(row.came), "what came is UTF-8");
    if (!row.refused.empty()) return true;
    fuzz::expect(base::csv_line(intake::csv_cells(row.came)) == row.came, "it reads back");
    base::SeededRandom random(1);
    const auto decision = intake::read_row(intake::Format::kCourtCsv, row.text, random);
    if (!decision) return true;
    const auto stored = base::decode<domain::Decision>(base::encode(*decision));
    fuzz::expect(stored && base::encode(*stored) == base::encode(*decision),
                 "it comes back from the store");
    return true;
  };
  const auto done = intake::split(file, intake::Format::kCourtCsv, take);
  fuzz::expect(done || !done.error().detail.empty(), "a refusal says why");
  return 0;
}
