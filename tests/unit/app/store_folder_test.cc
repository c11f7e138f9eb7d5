#include "app/store_folder.h"

#include <fstream>

#include "unit/app/court_folder.h"

using namespace shixin;
namespace fs = std::filesystem;
using app::Store;
using test::CourtFolder;

TEST_SUITE("app/store_folder") {
  TEST_CASE("a first start that was cut off anywhere is made good by the next") {
    struct Row {
      const char* what;
      std::function<void(const CourtFolder&)> leave;
    };
    const std::vector<Row> table{
        {"before anything", [](const CourtFolder&) {}},
        {"an empty folder",
         [](const CourtFolder& court) { fs::create_directory(court.config.data); }},
        {"before the keys",
         [](const CourtFolder& court) { REQUIRE(app::begin_store(court.config, false, false)); }},
        {"between the keys",
         [](const CourtFolder& court) {
           REQUIRE(app::begin_store(court.config, false, false));
           base::SystemRandom random;
           REQUIRE(app::load_keys(court.config.keys, true, random));
           fs::remove(court.config.keys / "feed.key");
           std::ofstream(court.config.keys / "feed.key.new") << "ab";
         }},
        {"between the files of the store",
         [](const CourtFolder& court) {
           REQUIRE(app::begin_store(court.config, false, false));
           base::SystemRandom random;
           REQUIRE(app::load_keys(court.config.keys, true, random));
           std::ofstream(court.config.data / "CURRENT") << "MANIFEST-000001\n";
           std::ofstream(court.config.data / "000004.log") << "half a record";
         }},
    };
    for (const auto& row : table) {
      CAPTURE(std::string(row.what));
      const CourtFolder court;
      row.leave(court);
      {
        const auto looks = court.open({.store = Store::kMustExist});
        REQUIRE_FALSE(looks);
        CHECK_NE(looks.error().detail.find("there is no store"), std::string::npos);
      }
      {
        const auto first = court.open();
        REQUIRE_MESSAGE(first, (first ? "" : first.error().detail));
      }
      const auto again = court.open({.store = Store::kMustExist});
      CHECK_MESSAGE(again, (again ? "" : again.error().detail));
    }
  }

  TEST_CASE("a start makes no empty store where a disk is not mounted") {
    const CourtFolder court;
    REQUIRE(court.open());
    fs::remove_all(court.config.data);
    SUBCASE("nothing is there") {}
    SUBCASE("an empty folder is there") { fs::create_directory(court.config.data); }
    const auto start = court.open();
    REQUIRE_FALSE(start);
    CHECK(start.error().code == ErrorCode::kUnavailable);
    CHECK_NE(start.error().detail.find("mount"), std::string::npos);
    CHECK(app::is_new_store(court.config.data));
    // Who asks for a new one gets it; and a rehearsal is begun anew at will.
    CHECK(court.open({.rehearsal = test::kRehearsed}));
    fs::remove_all(court.config.data);
    CHECK(court.open({.rehearsal = test::kRehearsed}));
    fs::remove_all(court.config.data);
    CHECK(court.open({.store = Store::kIsMade}));
    CHECK(court.open());
  }

  TEST_CASE("a store that has lost its CURRENT is damaged, and not new") {
    const CourtFolder court;
    REQUIRE(court.open());
    fs::remove(court.config.data / "CURRENT");
    const auto count = [&] {
      return std::distance(fs::directory_iterator(court.config.data), fs::directory_iterator());
    };
    const auto files = count();
    for (const auto store : {Store::kMustExist, Store::kMayBeNew, Store::kIsMade}) {
      const auto start = court.open({.store = store});
      REQUIRE_FALSE(start);
      CHECK(start.error().code == ErrorCode::kCorrupt);
      CHECK_EQ(count(), files);
    }
  }
}
