// Any bytes as a case number: never a crash; what is taken is in normal form, its parts make it up,
// and it comes back from the store with what was typed.
#include "domain/case_number.h"

#include "base/codec.h"
#include "base/text.h"
#include "fuzz/expect.h"

using namespace shixin;
using domain::CaseNumber;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  const auto number = CaseNumber::parse(typed);
  if (!number) {
    fuzz::expect(!number.error().faults.empty(), "a refusal names its fault");
    return 0;
  }
  fuzz::expect(base::valid_utf8(number->text()), "a case number is text");
  fuzz::expect(number->text().find('\0') == std::string::npos, "no NUL in a key");
  fuzz::expect(!number->type().empty() && !number->number().empty(), "it has a type and a number");
  const auto again = CaseNumber::parse(number->text());
  fuzz::expect(again && again->text() == number->text(), "a normal form is its own");
  const auto stored = CaseNumber::from_stored(number->stored());
  fuzz::expect(stored && *stored == *number && stored->original() == typed,
               "it comes back from the store");
  return 0;
}
