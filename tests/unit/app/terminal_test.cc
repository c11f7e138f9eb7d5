#include "app/terminal.h"

#include <doctest/doctest.h>

using namespace shixin;
using app::Exit;
using base::ErrorCode;

TEST_SUITE("app/terminal") {
  TEST_CASE("what failed on our side is exit 3, what was refused is exit 1") {
    for (const auto code : {ErrorCode::kUnavailable, ErrorCode::kCorrupt, ErrorCode::kInternal}) {
      CHECK(app::exit_for({code, "x"}) == Exit::kFailed);
    }
    for (const auto code :
         {ErrorCode::kMalformed, ErrorCode::kUnauthorized, ErrorCode::kForbidden,
          ErrorCode::kNotFound, ErrorCode::kConflict, ErrorCode::kGone, ErrorCode::kTooLarge,
          ErrorCode::kUnsupported, ErrorCode::kRefused, ErrorCode::kThrottled}) {
      CHECK(app::exit_for({code, "x"}) == Exit::kNo);
    }
  }

  TEST_CASE("a fault on one line says where, what and by which rule, as far as it knows") {
    CHECK_EQ(app::sentence({"/case/no", "应写明案号", "法释〔2017〕7号 6"}),
             "/case/no 应写明案号(法释〔2017〕7号 6)");
    CHECK_EQ(app::sentence({"listen.ops.port", "missing"}), "listen.ops.port missing");
    CHECK_EQ(app::sentence({"", "应为对象"}), "应为对象");
  }
}
