#include "ledger/tlog_proof.h"

#include <doctest/doctest.h>

namespace {

using namespace shixin;
using ledger::ProofDocument;

constexpr const char* kCheckpoint =
    "example.com/log\n9\nsome root\n\n\u2014 example.com/log AAAA\n";

}  // namespace

TEST_SUITE_BEGIN("ledger/tlog_proof");

TEST_CASE("a proof document is written as tlog-proof says, and read again") {
  const ProofDocument document{
      "key", 8, {ledger::leaf_hash("a"), ledger::leaf_hash("b")}, kCheckpoint};
  CHECK_EQ(document.text(), std::string("c2sp.org/tlog-proof@v1\n"
                                        "extra a2V5\n"
                                        "index 8\n"
                                        "Aippeebat6pa5MPl5F9+l3ESp+Y1k4INvsHsc4ok+Tw=\n"
                                        "V+s1YV1H807HFMrN9f10YIpejhAnJOgLJLKHwMJ7ajE=\n"
                                        "\n") +
                                kCheckpoint);
  const auto read = ProofDocument::parse(document.text());
  REQUIRE(read);
  CHECK_EQ(read->extra, "key");
  CHECK_EQ(read->index, 8);
  CHECK(read->proof == document.proof);
  CHECK_EQ(read->checkpoint, kCheckpoint);
}

TEST_CASE("neither extra data nor hashes need be there") {
  const ProofDocument document{"", 0, {}, kCheckpoint};
  const auto read = ProofDocument::parse(document.text());
  REQUIRE(read);
  CHECK(read->proof.empty());
  CHECK(read->extra.empty());
}

TEST_CASE("what is cut, or out of order, is no proof document") {
  const std::string whole = ProofDocument{"key", 8, {ledger::leaf_hash("a")}, kCheckpoint}.text();
  const std::size_t behind = whole.find("\n\n") + 1;
  for (std::size_t size = 0; size < behind; ++size) {
    REQUIRE_FALSE(ProofDocument::parse(whole.substr(0, size)));
  }
  for (const char* text :
       {"c2sp.org/tlog-proof@v2\nindex 8\n\n", "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 08\n\n", "c2sp.org/tlog-proof@v1\nindex 8\nextra a2V5\n\n",
        "c2sp.org/tlog-proof@v1\nextra ?\nindex 8\n\n",
        "c2sp.org/tlog-proof@v1\nindex 8\na2V5\n\n"}) {
    CAPTURE(text);
    CHECK_FALSE(ProofDocument::parse(text));
  }
}

TEST_SUITE_END();
