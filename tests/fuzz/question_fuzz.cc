// Any bytes as what the public asks: never a crash; a question that is taken asks for somebody, and
// nothing but the field for it holds a number.
#include "base/json.h"
#include "base/text.h"
#include "fuzz/expect.h"
#include "lookup/question.h"

using namespace shixin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = base::parse_json({reinterpret_cast<const char*>(data), size});
  const auto asked = json ? base::read_json<lookup::Asked>(*json) : json.error();
  if (!asked) return 0;
  const auto question = lookup::parse_question(*asked);
  if (!question) {
    fuzz::expect(!question.error().faults.empty(), "a refusal says why");
    return 0;
  }
  fuzz::expect(!question->name.empty() || !question->documents.empty(), "it asks for somebody");
  for (const auto* text : {&question->name, &question->court}) {
    fuzz::expect(base::valid_utf8(*text) && text->find('\0') == std::string::npos, "it is text");
  }
  fuzz::expect(base::fold_name(question->name) == question->name, "a name is folded once");
  fuzz::expect(!lookup::holds_number(question->name), "a name is no number");
  fuzz::expect(question->page >= 1 && question->page <= lookup::kPagesMax, "a page is one");
  return 0;
}
