// What is told to a partner whose copy is void: of an older generation, from before a restore, or
// from ahead of the head.
#include <doctest/doctest.h>

#include "http/partner_surface.h"

using namespace shixin;
using base::Json;
using test::json_of;
using test::PartnerSurface;
using test::problem_of;

TEST_SUITE("web/partner copies") {
  TEST_CASE("after a new generation nobody reads on or begins anew until he declares") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const std::string held = surface.head();
    surface.start_over();
    const auto declare = [&](const Json& body) {
      return surface.post("/feeds/rail/generation", body);
    };
    const std::string reads[] = {"_changes", "_changes?since=now", "_all_docs", "snapshot", "x"};
    for (const auto& path : reads) {
      CAPTURE(path);
      CHECK_EQ(problem_of(surface.get("/feeds/rail/" + path)), "410 generation_changed");
    }
    CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes?since=" + held)),
             "410 generation_changed");
    CHECK_EQ(problem_of(declare({{"generation", held.substr(0, 8)}, {"discarded", true}})),
             "409 conflict");
    const Json info = json_of(surface.get("/feeds/rail/"));
    const std::string current = info["update_seq"].get<std::string>().substr(0, 8);
    CHECK_EQ(problem_of(declare({{"generation", current}, {"discarded", false}})), "400 malformed");
    CHECK_EQ(problem_of(declare({{"generation", current}})), "400 malformed");
    CHECK_EQ(declare({{"generation", current}, {"discarded", true}}).status, 200);
    const auto commits = surface.commits();
    CHECK_EQ(declare({{"generation", current}, {"discarded", true}}).status, 200);
    CHECK_EQ(surface.commits(), commits);
    CHECK_EQ(surface.changes()["results"].size(), 2);
    CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes?since=" + held)),
             "410 generation_changed");
    CHECK_EQ(surface.get("/feeds/aviation/_changes").status, 410);
  }

  TEST_CASE("after a restore a partner the store never saw declares, too") {
    PartnerSurface surface;
    surface.start_over();
    CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes")), "410 generation_changed");
    CHECK_EQ(surface.audit_of("railway"), "");
    // Also one whose name is new to this store: it may have been added, and have copied, after the
    // backup was made.
    const web::Headers added{{"Authorization", "Bearer " + surface.add_partner("added", {"rail"})}};
    CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes", added)), "410 generation_changed");
  }

  TEST_CASE("a cursor ahead of the head voids the copy: the store went back without a restore") {
    PartnerSurface surface;
    surface.restrict_some(1, 2);
    const std::string held = surface.head();
    std::string ahead = held;
    ahead.back() = '9';
    const auto commits = surface.commits();
    for (int i = 0; i < 2; ++i) {
      CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes?since=" + ahead)), "400 future_cursor");
    }
    CHECK_EQ(surface.commits(), commits + 1);
    CHECK_EQ(surface.audit_of("railway"), "first_read future_cursor");
    for (const std::string& since : {std::string("0"), std::string("now"), held}) {
      CAPTURE(since);
      CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes?since=" + since)),
               "410 generation_changed");
    }
    CHECK_EQ(problem_of(surface.get("/feeds/rail/snapshot")), "410 generation_changed");
    const Json discarded{{"generation", held.substr(0, 8)}, {"discarded", true}};
    CHECK_EQ(surface.post("/feeds/rail/generation", discarded).status, 200);
    CHECK_EQ(surface.changes()["results"].size(), 2);
  }

  TEST_CASE("a partner of whom only an old cursor is known can not begin anew undeclared") {
    PartnerSurface surface;
    CHECK_EQ(surface.get("/feeds/rail/_changes?since=00000001-00000000000000000001").status, 410);
    CHECK_EQ(problem_of(surface.get("/feeds/rail/_changes")), "410 generation_changed");
    CHECK_EQ(surface.audit_of("railway"), "old_copy_seen");
  }
}
