#include "intake/format.h"

#include <doctest/doctest.h>

#include <sstream>

using namespace shixin;
using intake::Format;
using intake::RawRow;

namespace {

std::vector<RawRow> rows_of(const std::string& text) {
  std::istringstream file(text);
  std::vector<RawRow> rows;
  REQUIRE(intake::split(file, Format::kCourtNdjson, [&](const RawRow& row) {
    rows.push_back(row);
    return true;
  }));
  return rows;
}

}  // namespace

TEST_SUITE("intake/format") {
  TEST_CASE("a line is a row, whatever ends it and whatever stands between") {
    struct Case {
      std::string what;
      std::string text;
      std::string rows;
    };
    for (const Case& each : {
             Case{"two lines", "{}\n[]\n", "1:{} 2:[] "},
             Case{"no end to the last", "{}\n[]", "1:{} 2:[] "},
             Case{"CRLF", "{}\r\n[]\r\n", "1:{} 2:[] "},
             Case{"a byte order mark", "\xEF\xBB\xBF{}\n", "1:{} "},
             Case{"a mark further down is a row's own", "{}\n\xEF\xBB\xBF{}\n",
                  "1:{} 2:\xEF\xBB\xBF{} "},
             Case{"blank lines count and are not rows", "\n{}\n \t\r\n\n[]\n", "2:{} 5:[] "},
             Case{"nothing", "", ""},
             Case{"only a mark", "\xEF\xBB\xBF", ""},
         }) {
      CAPTURE(each.what);
      std::string rows;
      for (const RawRow& row : rows_of(each.text)) {
        rows += std::to_string(row.line) + ":" + row.text + " ";
      }
      CHECK_EQ(rows, each.rows);
    }
  }

  TEST_CASE("a line that is too long is refused where it stands, and the file goes on") {
    const std::string longest(intake::kRowBytesMax, ' ');
    const auto rows = rows_of("{" + longest + longest + "}\n{}\n");
    REQUIRE_EQ(rows.size(), 2);
    CHECK_EQ(rows[0].text.size(), intake::kRowBytesMax + 1);
    base::SeededRandom random(1);
    const auto decision = intake::read_row(Format::kCourtNdjson, rows[0].text, random);
    REQUIRE_FALSE(decision);
    CHECK(decision.error().code == ErrorCode::kTooLarge);
    CHECK_EQ(rows[1].text, "{}");
  }

  TEST_CASE("what is no decision is refused with a reason") {
    base::SeededRandom random(1);
    for (const char* text : {"{", "{}", "[]", "null", "{\"kind\":\"x\"}", "\xD6\xDC\xCB\xBC",
                             "\xFF", "{\"kind\":\"list\",\"kind\":\"list\"}"}) {
      CAPTURE(text);
      for (const Format format : {Format::kCourtNdjson, Format::kZxgkJson}) {
        const auto decision = intake::read_row(format, text, random);
        REQUIRE_FALSE(decision);
        CHECK(decision.error().code == ErrorCode::kMalformed);
        CHECK_FALSE(decision.error().detail.empty());
      }
    }
  }
}
