#include "feed/token.h"

#include <doctest/doctest.h>

#include <array>

namespace shixin::feed {
namespace {

TEST_SUITE("feed/token") {
  TEST_CASE("a token is read as it is written") {
    const Token token{0x00c0ffee, 42};
    CHECK_EQ(token.text(), "00c0ffee-00000000000000000042");
    CHECK_EQ(*Token::parse(token.text()), token);
    const Token largest{0xffffffff, ~std::uint64_t{0}};
    CHECK_EQ(*Token::parse(largest.text()), largest);
  }

  TEST_CASE("since is the beginning, the head or a place, and nothing else") {
    const Token head{0xabcdef01, 100};
    struct Row {
      const char* what;
      std::string since;
      std::optional<std::uint64_t> seq;
      ErrorCode code = ErrorCode::kMalformed;
      const char* problem = "";
    };
    const std::array rows{
        Row{"the beginning", "0", 0},
        Row{"now", "now", 100},
        Row{"a place", "abcdef01-00000000000000000007", 7},
        Row{"the head itself", "abcdef01-00000000000000000100", 100},
        Row{"past the head",
            "abcdef01-00000000000000000101",
            {},
            ErrorCode::kMalformed,
            "future_cursor"},
        Row{"another generation",
            "abcdef02-00000000000000000007",
            {},
            ErrorCode::kGone,
            "generation_changed"},
        Row{"another generation, past the head",
            "abcdef02-00000000000000000999",
            {},
            ErrorCode::kGone,
            "generation_changed"},
        Row{"nothing", "", {}},
        Row{"a bare number", "7", {}},
        Row{"upper case", "ABCDEF01-00000000000000000007", {}},
        Row{"too few digits", "abcdef01-0000000000000000007", {}},
        Row{"too large a number", "abcdef01-99999999999999999999", {}},
        Row{"a sign", "abcdef01--0000000000000000007", {}},
        Row{"a sign in front", "-bcdef01-00000000000000000007", {}},
        Row{"a space", " abcdef0-00000000000000000007", {}},
        Row{"a prefix of hex", "0xcdef01-00000000000000000007", {}},
        Row{"something behind", "abcdef01-00000000000000000007x", {}},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      const auto seq = resolve_since(row.since, head);
      REQUIRE_EQ(seq.has_value(), row.seq.has_value());
      if (seq) {
        CHECK_EQ(*seq, *row.seq);
      } else {
        CHECK_EQ(seq.error().code, row.code);
        CHECK_EQ(seq.error().problem, row.problem);
      }
    }
  }
}

}  // namespace
}  // namespace shixin::feed
