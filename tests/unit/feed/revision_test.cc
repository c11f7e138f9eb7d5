#include "feed/revision.h"

#include <doctest/doctest.h>

#include "base/encoding.h"

namespace shixin::feed {
namespace {

RevisionHash hash_of(std::string_view document) {
  return RevisionHash::of(base::Key{}, 1, document);
}

TEST_SUITE("feed/revision") {
  TEST_CASE("a revision is read as it is written") {
    const Revision revision{12, hash_of("x")};
    CHECK_EQ(*Revision::parse(revision.text()), revision);
    CHECK(revision.text().starts_with("12-"));
    CHECK_EQ(revision.text().size(), 3 + 32);
  }

  TEST_CASE("anything else is no revision") {
    const std::string hex(32, 'a');
    for (const std::string& text :
         {std::string(), std::string("1"), std::string("1-"), "0-" + hex, "01-" + hex, "-1-" + hex,
          "1-" + hex + "a", "1-" + std::string(32, 'A'), "1 -" + hex, hex,
          "99999999999999999999-" + hex}) {
      CAPTURE(text);
      CHECK_FALSE(Revision::parse(text));
    }
  }

  TEST_CASE("the same document has another hash under another key") {
    std::array<std::uint8_t, 32> bytes{};
    bytes.fill(1);
    CHECK_NE(hash_of("x"), RevisionHash::of(base::Key{bytes}, 1, "x"));
    CHECK_EQ(hash_of("x"), hash_of("x"));
  }

  TEST_CASE("the same document has another hash as a later revision") {
    CHECK_NE(hash_of("x"), RevisionHash::of(base::Key{}, 2, "x"));
  }

  TEST_CASE("a chain runs from the newest back, and says so as CouchDB does") {
    RevisionChain chain;
    CHECK_FALSE(chain.newest());
    chain.push(hash_of("a"));
    chain.push(hash_of("b"));
    CHECK_EQ(*chain.newest(), Revision{2, hash_of("b")});
    CHECK_EQ(chain.json(), R"({"start":2,"ids":[")" + hash_of("b").text() + R"(",")" +
                               hash_of("a").text() + R"("]})");
    CHECK(chain.holds({1, hash_of("a")}));
    CHECK_FALSE(chain.holds({1, hash_of("b")}));
    CHECK_FALSE(chain.holds({3, hash_of("b")}));
  }

  TEST_CASE("a long chain forgets its beginning and goes on counting") {
    RevisionChain chain;
    for (std::size_t i = 0; i < kRevisionsMax + 5; ++i) chain.push(hash_of(std::to_string(i)));
    CHECK_EQ(chain.count, kRevisionsMax + 5);
    CHECK_EQ(chain.known(), kRevisionsMax);
    CHECK(chain.holds({6, hash_of("5")}));
    CHECK_FALSE(chain.holds({5, hash_of("4")}));
  }
}

}  // namespace
}  // namespace shixin::feed
