// Any bytes as a list in the public site's JSON: never a crash; rows come in order; one that is
// read names somebody by a whole number and comes back from the store.
#include <sstream>
#include <string>

#include "base/codec.h"
#include "fuzz/expect.h"
#include "intake/format.h"

using namespace shixin;

namespace {

void check_row(const intake::RawRow& row) {
  base::SeededRandom random(1);
  const auto decision = intake::read_row(intake::Format::kZxgkJson, row.text, random);
  if (!decision) {
    fuzz::expect(!decision.error().detail.empty(), "a refusal says why");
    return;
  }
  const auto stored = base::decode<domain::Decision>(base::encode(*decision));
  fuzz::expect(stored && base::encode(*stored) == base::encode(*decision),
               "it comes back from the store");
  fuzz::expect(decision->subject.documents.size() == 1, "somebody is named");
  const auto number = decision->subject.documents.front().number.reveal();
  fuzz::expect(number.find('*') == std::string::npos, "a masked number names nobody");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream file(std::string(reinterpret_cast<const char*>(data), size));
  std::uint64_t last = 0;
  const auto done = intake::split(file, intake::Format::kZxgkJson, [&](const intake::RawRow& row) {
    fuzz::expect(row.line > last, "rows come in order");
    last = row.line;
    check_row(row);
    return true;
  });
  fuzz::expect(done || !done.error().detail.empty(), "a refusal says why");
  return 0;
}
