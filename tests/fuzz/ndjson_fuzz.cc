// Any bytes as a list of decisions, one on each line: never a crash; lines come in order and no
// longer than a row may be; a decision that is read comes back from the store, and from the JSON in
// which staff see it.
#include "base/json.h"
#include "domain/decision_json.h"
#include "fuzz/rows.h"

using namespace shixin;

namespace {

void comes_back(const domain::Decision& decision) {
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
  const auto take = [&](const intake::RawRow& row) {
    fuzz::expect(row.text.size() <= intake::kRowBytesMax + 1, "memory is bounded");
    fuzz::expect(row.read <= size, "no more is read than there is");
    if (const auto decision = fuzz::decision_of(row, intake::Format::kCourtNdjson)) {
      comes_back(*decision);
    }
  };
  const std::string list(reinterpret_cast<const char*>(data), size);
  fuzz::expect(fuzz::each_row(list, intake::Format::kCourtNdjson, take), "lines are always lines");
  return 0;
}
