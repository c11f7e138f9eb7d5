#include <doctest/doctest.h>

#include <set>

#include "store/keyspace.h"
#include "store/keyspace_doc.h"
#include "support/golden.h"

using namespace shixin;

TEST_SUITE("golden/keyspace") {
  TEST_CASE("schemas/keyspace.md is what the code says") {
    test::check_golden(SHIXIN_SOURCE_DIR "/schemas/keyspace.md", store::keyspace_markdown());
  }

  TEST_CASE("no two tables have one name, and none is of a schema still to come") {
    std::set<std::string_view> names;
    for (const auto& table : store::kKeyspace) {
      CAPTURE(table.family);
      CHECK(names.insert(table.family).second);
      CHECK_GE(table.since, 1);
      CHECK_LE(table.since, store::kSchemaVersion);
    }
  }
}
