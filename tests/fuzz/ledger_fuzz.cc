// What a log publishes comes back to `verify` from anybody, and names of tiles from anybody else:
// what is taken must be what would be written, and nothing is opened that was not signed.
#include <cstdint>
#include <string_view>

#include "fuzz/expect.h"
#include "ledger/opening.h"
#include "ledger/tile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shixin::ledger;
  using shixin::fuzz::expect;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tile = Tile::parse(text);
  expect(!tile || tile->path() == text, "a tile is called as it is written");
  const auto verifier = Verifier::parse(text);
  expect(!verifier || verifier->text() == text, "a verifier is taken only as it is written");
  const auto checkpoint = Checkpoint::parse(text);
  expect(!checkpoint || text.starts_with(checkpoint->text()), "a checkpoint is its first lines");
  const Signer own("shixin/fuzz", shixin::base::SigningKey(shixin::base::Key{{1}}));
  const auto opened = open_note(text, own.verifier());
  expect(!opened || own.sign(*opened).size() <= text.size(), "who opened it has signed it");
  const auto document = ProofDocument::parse(text);
  expect(!document || document->text() == text, "a proof is taken only as it is written");
  const bool shown = document && verify(*document, own.verifier());
  expect(!shown || open_note(document->checkpoint, own.verifier()), "what is shown was signed");
  return 0;
}
