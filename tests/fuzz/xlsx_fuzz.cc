// Any bytes as a workbook, and any bytes as the sheet inside a sound one, which no mutation of the
// archive would reach: never a crash; rows come in order, and what came is bounded.
#include <sstream>
#include <string>

#include "fuzz/expect.h"
#include "intake/format.h"
#include "support/workbook.h"

using namespace shixin;

namespace {

void read(const std::string& bytes) {
  std::istringstream file(bytes);
  std::uint64_t last = 0;
  const auto take = [&](const intake::RawRow& row) {
    fuzz::expect(row.line > last, "rows come in order");
    last = row.line;
    fuzz::expect(row.came.size() <= intake::kRowBytesMax, "a row is bounded");
    base::SeededRandom random(1);
    if (row.refused.empty()) {
      const auto decision = intake::read_row(intake::Format::kCourtXlsx, row.text, random);
      fuzz::expect(decision || !decision.error().detail.empty(), "a refusal says why");
    }
    return true;
  };
  const auto done = intake::split(file, intake::Format::kCourtXlsx, take);
  fuzz::expect(done || !done.error().detail.empty(), "a refusal says why");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read(test::zipped(test::parts_around(bytes)));
  return 0;
}
