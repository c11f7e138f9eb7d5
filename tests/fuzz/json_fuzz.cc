// Any bytes as JSON and as a record: never a crash; what parses is as shallow as promised; a record
// that was read is written and stored so that it reads the same again.
#include "base/json.h"
#include "domain/case_number.h"
#include "domain/document.h"
#include "fuzz/expect.h"

using namespace shixin;
using base::field;
using base::optional_field;

namespace {

struct Sample {
  std::string name;
  std::uint32_t count = 0;
  bool heavy = false;
  Day made;
  std::optional<Instant> sold;
  domain::CaseNumber case_no;
  std::vector<domain::Document> documents;

  static constexpr auto fields() {
    return std::tuple{
        field(1, "name", &Sample::name),          field(2, "count", &Sample::count),
        field(3, "heavy", &Sample::heavy),        field(4, "made", &Sample::made),
        optional_field(5, "sold", &Sample::sold), field(6, "case_no", &Sample::case_no),
        field(7, "documents", &Sample::documents)};
  }
  friend bool operator==(const Sample&, const Sample&) = default;
};

std::size_t depth(const base::Json& json) {
  std::size_t deepest = 0;
  for (const auto& item : json) {
    if (item.is_structured()) deepest = std::max(deepest, depth(item));
  }
  return json.is_structured() ? deepest + 1 : 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = base::parse_json({reinterpret_cast<const char*>(data), size});
  if (!json) {
    fuzz::expect(json.error().faults.size() == 1, "a refusal names its place");
    return 0;
  }
  fuzz::expect(depth(*json) <= base::JsonLimits{}.depth, "no deeper than the limit");
  const auto sample = base::read_json<Sample>(*json);
  if (!sample) {
    fuzz::expect(!sample.error().faults.empty(), "a refusal names its faults");
    return 0;
  }
  const auto stored = base::decode<Sample>(base::encode(*sample));
  fuzz::expect(stored && *stored == *sample, "a record comes back from the store");
  const auto written = base::parse_json(base::write_json(*sample).dump());
  const auto again = written ? base::read_json<Sample>(*written) : written.error();
  fuzz::expect(again.has_value(), "a record that was written can be read");
  return 0;
}
