#include "store/at_head.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace shixin;

const base::Digest kOne = base::sha256("one");
const base::Digest kTwo = base::sha256("two");

}  // namespace

TEST_SUITE("store/at_head") {
  TEST_CASE("what is kept at one head is found there and at no other") {
    store::AtHead<std::string> kept(10);
    CHECK_EQ(kept.find(7, kOne), nullptr);
    CHECK_EQ(*kept.keep(7, kOne, "answer"), "answer");
    REQUIRE_NE(kept.find(7, kOne), nullptr);
    CHECK_EQ(*kept.find(7, kOne), "answer");
    CHECK_EQ(kept.find(7, kTwo), nullptr);
    CHECK_EQ(kept.find(8, kOne), nullptr);
    CHECK_EQ(kept.find(6, kOne), nullptr);
  }

  TEST_CASE("the first that is kept at a newer head ends all before it") {
    store::AtHead<std::string> kept(10);
    kept.keep(7, kOne, "old");
    kept.keep(8, kTwo, "new");
    CHECK_EQ(kept.find(7, kOne), nullptr);
    CHECK_EQ(kept.find(8, kOne), nullptr);
    CHECK_EQ(*kept.find(8, kTwo), "new");
  }

  TEST_CASE("what a late reader computed of an older head is his alone") {
    store::AtHead<std::string> kept(10);
    kept.keep(8, kTwo, "new");
    CHECK_EQ(*kept.keep(7, kOne, "late"), "late");
    CHECK_EQ(kept.find(7, kOne), nullptr);
    CHECK_EQ(*kept.find(8, kTwo), "new");
  }

  TEST_CASE("it holds no more than it may") {
    store::AtHead<std::string> kept(1);
    kept.keep(7, kOne, "one");
    kept.keep(7, kTwo, "two");
    CHECK_EQ(kept.find(7, kOne), nullptr);
    CHECK_EQ(*kept.find(7, kTwo), "two");
  }
}
