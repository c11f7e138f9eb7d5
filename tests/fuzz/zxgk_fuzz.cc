// Any bytes as a list in the public site's JSON: never a crash; rows come in order; one that is
// read names somebody by a whole number and comes back from the store.
#include "fuzz/rows.h"

using namespace shixin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto take = [](const intake::RawRow& row) {
    const auto decision = fuzz::decision_of(row, intake::Format::kZxgkJson);
    if (!decision) return;
    fuzz::expect(decision->subject.documents.size() == 1, "somebody is named");
    const auto number = decision->subject.documents.front().number.reveal();
    fuzz::expect(number.find('*') == std::string::npos, "a masked number names nobody");
  };
  fuzz::each_row({reinterpret_cast<const char*>(data), size}, intake::Format::kZxgkJson, take);
  return 0;
}
