// Any bytes as a list of decisions, one on each line: never a crash; lines come in order and no
// longer than a row may be; a decision that is read comes back from the store, and from the JSON in
// which staff see it.
#include <sstream>
#include <string>

#include "base/json.h"
#include "domain/decision_json.h"
#include "fuzz/expect.h"
#include "intake/format.h"

using namespace shixin;

namespace {

void comes_back(const domain::Decision& decision) {
  const std::string bytes = base::encode(decision);
  const auto stored = base::decode<domain::Decision>(bytes);
  fuzz::expect(stored && base::encode(*stored) == bytes, "it comes back from the store");

  // Of a case number the normal form is shown; how it was typed stays in the store.
  const base::Json written = domain::write_decision(decision);
  auto parsed = base::parse_json(written.dump());
  fuzz::expect(parsed.has_value(), "what is written is JSON");
  parsed->erase("id");
  base::SeededRandom random(1);
  auto again = domain::read_decision(*parsed, random);
  fuzz::expect(again.has_value(), "what is written is read");
  again->ids = decision.ids;
  fuzz::expect(domain::write_decision(*again) == written, "and is the same decision");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream file(std::string(reinterpret_cast<const char*>(data), size));
  std::uint64_t last = 0;
  const auto take = [&](const intake::RawRow& row) {
    fuzz::expect(row.line > last, "rows come in order");
    last = row.line;
    fuzz::expect(row.text.size() <= intake::kRowBytesMax + 1, "memory is bounded");
    fuzz::expect(row.read <= size, "no more is read than there is");
    base::SeededRandom random(1);
    const auto decision = intake::read_row(intake::Format::kCourtNdjson, row.text, random);
    fuzz::expect(decision || !decision.error().detail.empty(), "a refusal says why");
    if (decision) comes_back(*decision);
    return true;
  };
  fuzz::expect(intake::split(file, intake::Format::kCourtNdjson, take).has_value(),
               "lines are always lines");
  return 0;
}
