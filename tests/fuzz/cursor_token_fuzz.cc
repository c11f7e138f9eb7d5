// Cursor tokens and revisions come from anybody: what is taken must be what would be written.
#include <cstdint>
#include <string_view>

#include "feed/revision.h"
#include "feed/token.h"
#include "fuzz/expect.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using shixin::fuzz::expect;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const shixin::feed::Token head{0xabcdef01, 1000};
  const auto token = shixin::feed::Token::parse(text);
  expect(!token || token->text() == text, "a token is taken only as it is written");
  const auto seq = shixin::feed::resolve_since(text, head);
  expect(!seq || *seq <= head.seq, "nobody reads from past the head");
  const auto revision = shixin::feed::Revision::parse(text);
  expect(!revision || revision->text() == text, "a revision is taken only as it is written");
  return 0;
}
