#include "ledger/note.h"

#include <doctest/doctest.h>

#include "base/encoding.h"
#include "ledger/checkpoint.h"
#include "unit/ledger/trees.h"

namespace {

using namespace shixin;
using ledger::Checkpoint;
using ledger::Verifier;

// The example of golang.org/x/mod/sumdb/note: its verifier, the seed in its signing key, its note.
constexpr const char* kVerifier =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr const char* kSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr const char* kText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr const char* kNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

base::SigningKey peter() {
  std::array<std::uint8_t, 32> bytes{};
  const auto decoded = *base::base64_decode(kSeed);
  std::copy(decoded.begin() + 1, decoded.end(), bytes.begin());
  return base::SigningKey(base::Key{bytes});
}

Verifier verifier() {
  auto read = Verifier::parse(kVerifier);
  REQUIRE(read);
  return *read;
}

ErrorCode refusal(const std::string& note) {
  const auto opened = ledger::open_note(note, verifier());
  REQUIRE_FALSE(opened);
  return opened.error().code;
}

}  // namespace

TEST_SUITE_BEGIN("ledger/note");

TEST_CASE("the published note is signed, written and opened to the letter") {
  const ledger::Signer signer("PeterNeumann", peter());
  CHECK_EQ(signer.verifier().text(), kVerifier);
  CHECK_EQ(signer.sign(kText), kNote);
  const auto text = ledger::open_note(kNote, verifier());
  REQUIRE(text);
  CHECK_EQ(*text, kText);
}

TEST_CASE("a verifier with any character altered, or cut anywhere, is none") {
  const std::string whole = kVerifier;
  for (std::size_t begin = 0; begin < whole.size(); ++begin) {
    for (std::size_t size = 0; begin + size <= whole.size(); ++size) {
      if (size == whole.size()) continue;
      REQUIRE_FALSE(Verifier::parse(whole.substr(begin, size)));
    }
    std::string altered = whole;
    ++altered[begin];
    REQUIRE_FALSE(Verifier::parse(altered));
  }
  // Another length of key and another algorithm, with the key id that they would have.
  CHECK_FALSE(Verifier::parse(
      "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
  CHECK_FALSE(
      Verifier::parse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
}

TEST_CASE("a note with any byte altered is not opened") {
  const std::string whole = kNote;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char other : {'\0', '\n', ' ', static_cast<char>(whole[i] + 1)}) {
      std::string altered = whole;
      if (altered[i] == other) continue;
      altered[i] = other;
      REQUIRE_FALSE(ledger::open_note(altered, verifier()));
    }
    REQUIRE_FALSE(ledger::open_note(whole.substr(0, i), verifier()));
  }
}

TEST_CASE("signatures of others are passed over, and are not enough") {
  const ledger::Signer other("other.example/log", base::SigningKey(base::Key{{7}}));
  const std::string by_other = other.sign(kText);
  const std::string line = by_other.substr(by_other.rfind("\u2014"));
  CHECK(ledger::open_note(std::string(kNote) + line, verifier()));
  CHECK_EQ(refusal(by_other), ErrorCode::kRefused);
  // Another key under the same name is another key.
  CHECK_EQ(refusal(ledger::Signer("PeterNeumann", base::SigningKey(base::Key{{7}})).sign(kText)),
           ErrorCode::kRefused);
  // One signature that is wrong spoils the note, whatever stands beside it.
  const std::string forged = ledger::Signer("PeterNeumann", peter()).sign("another text\n");
  CHECK_EQ(refusal(kNote + forged.substr(forged.rfind("\u2014"))), ErrorCode::kRefused);
}

TEST_CASE("what is no note is called that") {
  const std::string line = std::string(kNote).substr(std::string(kNote).rfind("\u2014"));
  for (const std::string& note :
       {std::string(), std::string(kText), std::string(kNote) + "\n", kNote + std::string("more\n"),
        std::string("a\tb\n\n") + line, std::string("\xff\n\n") + line, line,
        std::string(kText) + "\n" + "- PeterNeumann AAAAAAAA\n",
        std::string(kText) + "\n" + "\u2014 Peter Neumann AAAAAAAA\n",
        std::string(kText) + "\n" + "\u2014 PeterNeumann AAAA\n",
        std::string(ledger::kNoteBytesMax, 'a') + "\n\n" + line}) {
    CAPTURE(note.substr(0, 200));
    CHECK_EQ(refusal(note), ErrorCode::kMalformed);
  }
}

TEST_CASE("a checkpoint is three lines, and lines that follow are passed over") {
  const std::string example =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto read = Checkpoint::parse(example);
  REQUIRE(read);
  CHECK_EQ(read->origin, "example.com/behind-the-sofa");
  CHECK_EQ(read->tree.size, 20852163);
  CHECK_EQ(test::hex(read->tree.root),
           "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
  CHECK_EQ(read->text(), example);
  CHECK(Checkpoint::parse(example + "an extension\n"));
  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("origin\n"), std::string("origin\n1\n"),
        example.substr(0, example.size() - 1), example + "\n", "\n" + example,
        std::string("o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"),
        std::string("o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"),
        std::string("o\n99999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"),
        std::string("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")}) {
    CAPTURE(text);
    CHECK_FALSE(Checkpoint::parse(text));
  }
}

TEST_CASE("the key of one log does not speak for another") {
  const ledger::Signer signer("shixin/one", base::SigningKey(base::Key{{1}}));
  const Checkpoint own{"shixin/one", {0, ledger::Edge{}.root()}};
  const Checkpoint foreign{"shixin/two", {0, ledger::Edge{}.root()}};
  CHECK(ledger::open_checkpoint(signer.sign(own.text()), signer.verifier()));
  CHECK_FALSE(ledger::open_checkpoint(signer.sign(foreign.text()), signer.verifier()));
}

TEST_SUITE_END();
