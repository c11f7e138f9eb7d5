// Any bytes as an identity number of every type: never a crash; what is taken is in normal form,
// has a mask and comes back from the store; what is refused says so without repeating it.
#include "base/codec.h"
#include "base/text.h"
#include "domain/document.h"
#include "fuzz/expect.h"

using namespace shixin;
using namespace shixin::domain;

namespace {

void check_type(DocumentType type, std::string_view typed) {
  const auto document = Document::parse(type, typed);
  if (!document) {
    fuzz::expect(!document.error().faults.empty(), "a refusal names its fault");
    return;
  }
  const auto again = Document::parse(document->type, document->number.reveal());
  fuzz::expect(again && *again == *document, "a normal form is its own");
  fuzz::expect(base::valid_utf8(document->masked()), "a mask is text");
  fuzz::expect(document->compare_form().find('\0') == std::string::npos, "no NUL in a key");
  const auto stored = base::decode<Document>(base::encode(*document));
  fuzz::expect(stored && *stored == *document, "it comes back from the store");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  for (const auto& [type, _] : enum_words(DocumentType{})) check_type(type, typed);
  for (const Document& document : which_document(typed)) {
    fuzz::expect(!document.number.reveal().empty(), "a meaning has a number");
  }
  return 0;
}
