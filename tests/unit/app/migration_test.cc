// Stores that older versions wrote (tests/golden/stores), opened by this one.
#include "app/ops.h"
#include "app/restore.h"
#include "base/json.h"
#include "ledger/published.h"
#include "registry/meta.h"
#include "store/meta_rows.h"
#include "unit/app/court_folder.h"

using namespace shixin;
namespace fs = std::filesystem;
using test::CourtFolder;

namespace {

// A copy with the modes that a checkout does not keep.
void place_store(const CourtFolder& court, const std::string& version) {
  const fs::path golden = fs::path(SHIXIN_SOURCE_DIR) / "tests/golden/stores" / version;
  fs::copy(golden / "data", court.config.data);
  fs::copy(golden / "keys", court.config.keys);
  for (const auto& key : fs::directory_iterator(court.config.keys)) {
    fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
  }
}

// What fsck tells.
std::vector<std::string> faults(const CourtFolder& court) {
  const auto ops = app::Ops::connect(court.config);
  REQUIRE(ops);
  std::vector<std::string> told;
  REQUIRE(ops->lines("POST", "/admin/fsck", base::Json::object(), [&](const base::Json& line) {
    if (!line.contains("lines")) return;
    CHECK_FALSE(line.contains("error"));
    CHECK_GT(line["decisions"].get<std::uint64_t>(), 0);
    for (const auto& fault : line["lines"]) told.push_back(fault.get<std::string>());
  }));
  return told;
}

}  // namespace

TEST_SUITE("app/migration") {
  TEST_CASE("a store of schema 1 gets a tree over all its decisions, signed at once") {
    const CourtFolder court;
    place_store(court, "schema1");
    std::string first;
    {
      const auto house = court.open();
      REQUIRE_MESSAGE(house, (house ? "" : house.error().detail));
      const auto snapshot = (*house)->engine().snapshot();
      const auto schema = store::read_number(*snapshot, store::schema_key());
      REQUIRE(schema);
      CHECK(*schema == store::kSchemaVersion);
      const auto head = registry::load_head(*snapshot);
      const auto checkpoint = ledger::last_checkpoint(*snapshot);
      REQUIRE(head);
      REQUIRE(checkpoint);
      CHECK_EQ(checkpoint->size, head->seq);
      CHECK_EQ(head->seq, 3);
      const auto verifier = ledger::log_verifier(*snapshot);
      REQUIRE(verifier);
      CHECK(ledger::open_checkpoint(checkpoint->note, *verifier));
      first = checkpoint->note;
    }
    CHECK_EQ(faults(court), std::vector<std::string>{});
    const auto again = court.open();
    REQUIRE(again);
    CHECK_EQ(ledger::last_checkpoint(*(*again)->engine().snapshot())->note, first);
  }

  TEST_CASE("a backup of schema 1 is restored as well") {
    const CourtFolder court;
    place_store(court, "schema1");
    fs::rename(court.config.data, court.backup());
    const auto restored = app::restore(court.config, court.backup());
    REQUIRE_MESSAGE(restored, (restored ? "" : restored.error().detail));
    CHECK_EQ(faults(court), std::vector<std::string>{});
  }

  TEST_CASE("the ledger's key is asked for once the log has begun") {
    const CourtFolder court;
    REQUIRE(court.open());
    const fs::path key = court.config.keys / "ledger.key";
    fs::rename(key, court.folder / "kept");
    const auto missing = court.open();
    REQUIRE_FALSE(missing);
    CHECK_NE(missing.error().detail.find("ledger.key"), std::string::npos);
    CHECK_FALSE(fs::exists(key));
    fs::copy_file(court.config.keys / "feed.key", key);
    const auto foreign = court.open();
    REQUIRE_FALSE(foreign);
    CHECK_NE(foreign.error().detail.find("ledger.key"), std::string::npos);
    fs::rename(court.folder / "kept", key);
    CHECK(court.open());
  }
}
