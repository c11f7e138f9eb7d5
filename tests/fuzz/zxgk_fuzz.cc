// Any bytes as a list in one of the JSON formats: never a crash; rows come in order and
// no longer than a row may be; one that is read names somebody by a whole number and comes back
// from the store.
#include <sstream>
#include <string>

#include "base/codec.h"
#include "fuzz/expect.h"
#include "intake/format.h"

using namespace shixin;

namespace {

void check_row(intake::Format format, const intake::RawRow& row) {
  base::SeededRandom random(1);
  const auto decision = intake::read_row(format, row.text, random);
  if (!decision) {
    fuzz::expect(!decision.error().detail.empty(), "a refusal says why");
    return;
  }
  const auto stored = base::decode<domain::Decision>(base::encode(*decision));
  fuzz::expect(stored && base::encode(*stored) == base::encode(*decision),
               "it comes back from the store");
  if (format != intake::Format::kZxgkJson) return;
  fuzz::expect(decision->subject.documents.size() == 1, "somebody is named");
  const auto number = decision->subject.documents.front().number.reveal();
  fuzz::expect(number.find('*') == std::string::npos, "a masked number names nobody");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const auto format : {intake::Format::kCourtNdjson, intake::Format::kZxgkJson}) {
    std::istringstream file(bytes);
    std::uint64_t last = 0;
    const auto done = intake::split(file, format, [&](const intake::RawRow& row) {
      fuzz::expect(row.line > last, "rows come in order");
      last = row.line;
      if (format == intake::Format::kCourtNdjson) {
        fuzz::expect(row.text.size() <= intake::kRowBytesMax + 1, "memory is bounded");
      }
      check_row(format, row);
      return true;
    });
    fuzz::expect(done || format == intake::Format::kZxgkJson, "lines are always lines");
  }
  return 0;
}
