#include "app/restore.h"

#include <fstream>

#include "app/ops.h"
#include "base/json.h"
#include "ledger/published.h"
#include "registry/meta.h"
#include "unit/app/court_folder.h"

using namespace shixin;
namespace fs = std::filesystem;
using test::CourtFolder;

namespace {

Error refusal(const CourtFolder& court, const fs::path& backup) {
  auto restored = app::restore(court.config, backup);
  REQUIRE_FALSE(restored);
  CHECK_FALSE(fs::exists(court.config.data.string() + ".restoring"));
  return restored.error();
}

bool held(app::House& house) {
  const auto held = registry::load_held(*house.engine().snapshot());
  REQUIRE(held);
  return held->has_value();
}

}  // namespace

TEST_SUITE("app/restore") {
  TEST_CASE("a backup takes the place of the store, held, and what stood there is kept") {
    const CourtFolder court;
    court.make_and_back_up();
    SUBCASE("over the store") {
      const auto restored = app::restore(court.config, court.backup());
      REQUIRE(restored);
      CHECK(fs::exists(restored->before / "CURRENT"));
    }
    SUBCASE("over a damaged one") {
      fs::remove(court.config.data / "CURRENT");
      const auto restored = app::restore(court.config, court.backup());
      REQUIRE(restored);
      CHECK(fs::exists(restored->before / "IDENTITY"));
    }
    SUBCASE("where there is none any more") {
      fs::remove_all(court.config.data);
      const auto restored = app::restore(court.config, court.backup());
      REQUIRE(restored);
      CHECK_EQ(restored->before, "");
    }
    auto house = court.open();
    REQUIRE(house);
    CHECK(held(**house));
  }

  TEST_CASE("a restored log is another one, signed with the same key") {
    const CourtFolder court;
    court.make_and_back_up();
    const auto verifier_now = [&] {
      const auto house = court.open();
      REQUIRE(house);
      const auto verifier = ledger::log_verifier(*(*house)->engine().snapshot());
      REQUIRE(verifier);
      return *verifier;
    };
    const auto before = verifier_now();
    REQUIRE(app::restore(court.config, court.backup()));
    const auto after = verifier_now();
    CHECK_NE(after.name(), before.name());
    CHECK(after.name().starts_with("shixin/赣1102/"));
    CHECK_EQ(after.key(), before.key());
  }

  TEST_CASE("what can not be restored is refused with the reason, and the store goes on") {
    const CourtFolder court;
    court.make_and_back_up();
    SUBCASE("a folder that is no backup") {
      fs::create_directory(court.folder / "else");
      CHECK(refusal(court, court.folder / "else").code == ErrorCode::kNotFound);
      CHECK(refusal(court, court.folder / "nothing").code == ErrorCode::kNotFound);
    }
    SUBCASE("while somebody serves the store") {
      auto house = court.open();
      REQUIRE(house);
      const auto error = refusal(court, court.backup());
      CHECK(error.code == ErrorCode::kUnavailable);
      CHECK_NE(error.detail.find("in use"), std::string::npos);
    }
    SUBCASE("under another feed key") {
      const fs::path key = court.config.keys / "feed.key";
      fs::copy_file(key, court.folder / "kept");
      fs::copy_file(court.config.keys / "index.key", key, fs::copy_options::overwrite_existing);
      const auto error = refusal(court, court.backup());
      CHECK(error.code == ErrorCode::kUnavailable);
      CHECK_NE(error.detail.find("feed.key"), std::string::npos);
      fs::copy_file(court.folder / "kept", key, fs::copy_options::overwrite_existing);
    }
    SUBCASE("a backup under another at-rest key") {
      const CourtFolder other;
      other.make_and_back_up();
      CHECK(refusal(court, other.backup()).code == ErrorCode::kCorrupt);
    }
    SUBCASE("a backup with a damaged file") {
      std::size_t damaged = 0;
      for (const auto& file : fs::directory_iterator(court.backup())) {
        if (file.path().extension() != ".sst") continue;
        const fs::path kept = court.folder / "kept.sst";
        fs::copy_file(file.path(), kept, fs::copy_options::overwrite_existing);
        std::fstream bytes(file.path(), std::ios::binary | std::ios::in | std::ios::out);
        bytes.seekg(static_cast<std::streamoff>(file.file_size() / 2));
        const char byte = static_cast<char>(bytes.get() ^ 1);
        bytes.seekp(static_cast<std::streamoff>(file.file_size() / 2));
        bytes.put(byte);
        bytes.close();
        CHECK(refusal(court, court.backup()).code == ErrorCode::kCorrupt);
        ++damaged;
        fs::copy_file(kept, file.path(), fs::copy_options::overwrite_existing);
      }
      CHECK_GT(damaged, 0);
    }
    SUBCASE("to where nothing can be written") {
      CourtFolder nowhere;
      nowhere.config.keys = court.config.keys;
      std::ofstream(nowhere.folder / "file") << "in the way";
      nowhere.config.data = nowhere.folder / "file" / "data";
      const auto error = refusal(nowhere, court.backup());
      CHECK(error.code == ErrorCode::kUnavailable);
      CHECK_NE(error.detail.find("can not be copied"), std::string::npos);
    }
    auto house = court.open();
    REQUIRE(house);
    CHECK_FALSE(held(**house));
  }

  TEST_CASE("a rehearsal is restored and looked at with its own keys and its own time") {
    const CourtFolder court;
    court.make_and_back_up({.rehearsal = test::kRehearsed});
    const auto restored = app::restore(court.config, court.backup());
    REQUIRE_MESSAGE(restored, (restored ? "" : restored.error().detail));
    {
      auto ops = app::Ops::connect(court.config);
      REQUIRE_MESSAGE(ops, (ops ? "" : ops.error().detail));
      std::string lines;
      REQUIRE(ops->stream("POST", "/admin/fsck", base::Json::object(), [&](std::string_view piece) {
        lines += piece;
        return true;
      }));
      CHECK_NE(lines.find("\"clean\":true"), std::string::npos);
      CHECK(ops->call("POST", "/admin/restore/confirm", base::Json::object()));
    }
    auto house = court.open({.rehearsal = test::kRehearsed});
    REQUIRE(house);
    CHECK(registry::load_head(*(*house)->engine().snapshot())->at <
          test::kRehearsed + std::chrono::hours{1});
    CHECK_FALSE(fs::exists(court.config.keys / "at_rest.key"));
  }
}
