#include "feed/documents.h"

#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using support::by_id;
using support::decision;

// One person in three revisions; `revs` are theirs, oldest first.
struct Corrected {
  Corrected() {
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    note();
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::correct_act())));
    note();
  }
  void remove() {
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act())));
    note();
  }
  void note() {
    const auto row = all_changes(*Opened(reg, "credit")).front();
    id = row["id"];
    revs.push_back(row["changes"][0]["rev"]);
  }
  SmallRegister reg;
  std::string id;
  std::vector<std::string> revs;
};

TEST_SUITE("feed/documents") {
  TEST_CASE("a document is found by its id, its current rev, and a superseded one with latest") {
    Corrected c;
    const Opened credit(c.reg, "credit");
    const std::string unknown = "7-" + std::string(32, '0');
    struct Row {
      const char* what;
      DocumentQuery query;
      const char* refused = nullptr;
    };
    const std::array rows{
        Row{"by id", {c.id, {}, false, false}},
        Row{"by the current rev", {c.id, c.revs[1], false, false}},
        Row{"by the one before", {c.id, c.revs[0], false, false}, "missing"},
        Row{"by the one before, latest", {c.id, c.revs[0], true, false}},
        Row{"by a rev that never was", {c.id, unknown, true, false}, "missing"},
        Row{"another id", {std::string(32, 'a'), {}, false, false}, "missing"},
        Row{"no id at all", {"_design/x", {}, false, false}, "missing"},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      const auto found = document(*credit, row.query);
      REQUIRE_EQ(found.has_value(), row.refused == nullptr);
      if (found) CHECK_EQ(json_of(*found)["_rev"], c.revs[1]);
      if (!found) CHECK_EQ(found.error().detail, row.refused);
    }
    CHECK_EQ(document(*credit, {c.id, "x", false, false}).error().code, ErrorCode::kMalformed);
  }

  TEST_CASE("a removed one is deleted by its id, and a tombstone by its rev") {
    Corrected c;
    c.remove();
    const Opened credit(c.reg, "credit");
    CHECK_EQ(document(*credit, {c.id, {}, false, false}).error().detail, "deleted");
    const auto tombstone = document(*credit, {c.id, c.revs[0], true, true});
    REQUIRE(tombstone);
    const auto json = json_of(*tombstone);
    CHECK_EQ(json["_deleted"], true);
    CHECK_EQ(json["_revisions"]["start"], 3);
    REQUIRE_EQ(json["_revisions"]["ids"].size(), 3);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK_EQ("-" + json["_revisions"]["ids"][i].get<std::string>(), c.revs[2 - i].substr(1));
    }
  }

  TEST_CASE("bulk_get answers each question in its place") {
    Corrected c;
    const Opened credit(c.reg, "credit");
    const auto answer =
        bulk_get(*credit, {{c.id, c.revs[0], true, true}, {"x\"y", {}, false, false}});
    REQUIRE(answer);
    const auto results = json_of(*answer)["results"];
    REQUIRE_EQ(results.size(), 2);
    CHECK_EQ(results[0]["docs"][0]["ok"]["_rev"], c.revs[1]);
    CHECK_EQ(results[0]["docs"][0]["ok"]["_revisions"]["start"], 2);
    CHECK_EQ(results[1]["id"], "x\"y");
    CHECK_EQ(results[1]["docs"][0]["error"]["error"], "not_found");
    CHECK_EQ(results[1]["docs"][0]["error"]["reason"], "missing");
    CHECK_EQ(json_of(*bulk_get(*credit, {}))["results"].size(), 0);
  }

  TEST_CASE("bulk_get answers a tombstone to who names the id alone; document does not") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act())));
    const Opened credit(reg, "credit");
    const std::string id = all_changes(*credit).front()["id"];
    const auto answer = bulk_get(*credit, {{id, {}, false, true}});
    REQUIRE(answer);
    const auto ok = json_of(*answer)["results"][0]["docs"][0]["ok"];
    CHECK_EQ(ok["_deleted"], true);
    CHECK_EQ(ok["_revisions"]["start"], 2);
    CHECK_EQ(document(*credit, {id, {}, false, false}).error().detail, "deleted");
  }

  TEST_CASE("all_docs lists the living by id, within the keys asked for") {
    SmallRegister reg;
    std::vector<std::string> ids;
    for (std::uint64_t n = 1; n <= 6; ++n) {
      REQUIRE(
          reg.decide(decision(support::person(n), support::list_act(static_cast<int>(100 + n)))));
      ids.push_back(all_changes(*Opened(reg, "credit")).back()["id"]);
    }
    REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act(106))));
    const std::string removed = ids.back();
    ids.pop_back();
    std::ranges::sort(ids);
    const Opened credit(reg, "credit");
    // The same however few ids are looked at in one go, and wherever a chunk is full.
    const auto listed = [&](const AllDocsQuery& query) {
      std::vector<std::string> out;
      const auto take = [&](const std::string& row) {
        out.push_back(json_of(row)["id"]);
        return out.size() % 3 != 0;
      };
      for (const std::size_t ids_max : {1, 2, 100}) {
        const auto before = std::exchange(out, {});
        AllDocsQuery left = query;
        for (bool more = true; more;) {
          auto read = all_docs(*credit, left, take, ids_max);
          REQUIRE(read);
          more = *read;
        }
        if (ids_max > 1) CHECK_EQ(out, before);
      }
      return out;
    };
    using Ids = std::vector<std::string>;
    CHECK_EQ(listed({}), ids);
    CHECK_EQ(listed({.start_key = ids[1], .end_key = ids[3]}), Ids{ids[1], ids[2], ids[3]});
    CHECK_EQ(listed({.start_key = ids[2].substr(0, 31)}), Ids{ids[2], ids[3], ids[4]});
    CHECK_EQ(listed({.end_key = ids[0].substr(0, 31)}), Ids{});
    CHECK_EQ(listed({.start_key = ""}), ids);
    for (const char* start : {"g", "~", "号", "fg"}) CHECK_EQ(listed({.start_key = start}), Ids{});
    for (const char* start : {"!", "0", "/"}) CHECK_EQ(listed({.start_key = start}), ids);
    for (const char next : {'!', ':', 'G', 'g'}) {  // before, between and behind the hex digits
      CAPTURE(next);
      const std::string start = ids[2].substr(0, 8) + next;
      Ids behind;
      std::ranges::copy_if(ids, std::back_inserter(behind),
                           [&](const auto& id) { return id >= start; });
      CHECK_EQ(listed({.start_key = start}), behind);
      CHECK_EQ(listed({.start_key = ids[2] + next}), Ids{ids[3], ids[4]});
    }
    CHECK_EQ(listed({.limit = 2, .skip = 1}), Ids{ids[1], ids[2]});
    const auto named = docs_of_keys(*credit, {ids[0], removed, "nobody"}, Docs::kIncluded);
    REQUIRE(named);
    CHECK_EQ(json_of((*named)[0])["doc"]["_id"], ids[0]);
    CHECK_EQ(json_of((*named)[1])["value"]["deleted"], true);
    CHECK(json_of((*named)[1])["doc"].is_null());
    CHECK_EQ(json_of((*named)[2])["error"], "not_found");
  }
}

}  // namespace
}  // namespace shixin::feed
