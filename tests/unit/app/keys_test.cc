#include "app/keys.h"

#include <doctest/doctest.h>

#include <fstream>

#include "base/encoding.h"
#include "support/temp_dir.h"

using namespace shixin;

namespace {

namespace fs = std::filesystem;

Result<app::Keys> load(const fs::path& folder, bool may_create, std::uint64_t seed = 1) {
  base::SeededRandom random(seed);
  return app::load_keys(folder, may_create, random);
}

std::string shown(const base::Key& key) { return base::hex_encode(key.reveal()); }

// The sentence of the refusal; it names the file.
std::string refusal(const fs::path& folder, bool may_create, const fs::path& file) {
  const auto keys = load(folder, may_create);
  REQUIRE_FALSE(keys);
  CHECK(keys.error().code == ErrorCode::kUnavailable);
  CHECK_NE(keys.error().detail.find(file.string()), std::string::npos);
  return keys.error().detail;
}

}  // namespace

TEST_SUITE("app/keys") {
  TEST_CASE("a new store's keys are drawn once, each its own, for their owner alone") {
    const test::TempDir dir;
    const auto drawn = load(dir / "keys", true);
    REQUIRE(drawn);
    CHECK_NE(shown(drawn->at_rest), shown(drawn->index));
    CHECK_NE(shown(drawn->index), shown(drawn->feed));
    CHECK(fs::status(dir / "keys").permissions() == fs::perms::owner_all);
    for (const char* name : {"at_rest.key", "index.key", "feed.key"}) {
      CAPTURE(name);
      CHECK(fs::status(dir / "keys" / name).permissions() ==
            (fs::perms::owner_read | fs::perms::owner_write));
    }

    const auto again = load(dir / "keys", true, 2);
    REQUIRE(again);
    CHECK_EQ(shown(again->at_rest), shown(drawn->at_rest));
    CHECK_EQ(shown(again->index), shown(drawn->index));
    CHECK_EQ(shown(again->feed), shown(drawn->feed));
  }

  TEST_CASE("the ledger's key is drawn where nothing was signed yet, and else must be there") {
    const test::TempDir dir;
    base::SeededRandom random(1);
    REQUIRE(load(dir / "keys", true));
    const fs::path file = dir / "keys" / "ledger.key";
    CHECK_FALSE(fs::exists(file));
    const auto refused = app::load_ledger_key(dir / "keys", false, random);
    REQUIRE_FALSE(refused);
    CHECK_NE(refused.error().detail.find(file.string()), std::string::npos);
    const auto drawn = app::load_ledger_key(dir / "keys", true, random);
    REQUIRE(drawn);
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const auto again = app::load_ledger_key(dir / "keys", false, random);
    REQUIRE(again);
    CHECK_EQ(shown(*again), shown(*drawn));
  }

  TEST_CASE("a store whose keys are missing gets no new ones") {
    const test::TempDir dir;
    refusal(dir / "keys", false, dir / "keys" / "at_rest.key");
    CHECK_FALSE(fs::exists(dir / "keys"));
    REQUIRE(load(dir / "keys", true));
    fs::remove(dir / "keys" / "feed.key");
    refusal(dir / "keys", false, dir / "keys" / "feed.key");
  }

  TEST_CASE("a key that others may read is refused until it is locked away") {
    const test::TempDir dir;
    REQUIRE(load(dir / "keys", true));
    const fs::path file = dir / "keys" / "index.key";
    for (const auto perm :
         {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
      fs::permissions(file, perm, fs::perm_options::add);
      const std::string said = refusal(dir / "keys", false, file);
      CHECK_NE(said.find("chmod 600"), std::string::npos);
      fs::permissions(file, perm, fs::perm_options::remove);
    }
    CHECK(load(dir / "keys", false));
  }

  TEST_CASE("what is no key is refused without repeating it") {
    const test::TempDir dir;
    REQUIRE(load(dir / "keys", true));
    const std::string good(64, 'a');
    for (const std::string& text :
         {std::string(), good.substr(1), good + "a", "x" + good.substr(1)}) {
      CAPTURE(text);
      std::ofstream(dir / "keys" / "feed.key") << text;
      const std::string said = refusal(dir / "keys", true, dir / "keys" / "feed.key");
      CHECK_EQ(said.find("aaaa"), std::string::npos);
    }
    std::ofstream(dir / "keys" / "feed.key") << good << "\n";
    CHECK(load(dir / "keys", false));
  }
}
