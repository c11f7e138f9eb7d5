// When a store is opened and when it is refused, and with what sentence.
#include <doctest/doctest.h>
#include <rocksdb/db.h>

#include <fstream>
#include <iterator>

#include "store/encryption.h"
#include "store/engines.h"
#include "store/meta_rows.h"
#include "store/rocksdb_open.h"
#include "support/forgetful_fs.h"
#include "support/temp_dir.h"

using namespace shixin;
using store::Table;
namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void make_store(const fs::path& folder, std::uint64_t commits = 3) {
  auto engine = store::open_rocksdb(test::rocks(folder));
  REQUIRE(engine);
  for (std::uint64_t head = 0; head < commits; ++head) {
    REQUIRE((*engine)->commit(test::numbered_batch(head)));
  }
}

ErrorCode refusal_of(const store::RocksOptions& options) {
  const auto engine = store::open_rocksdb(options);
  REQUIRE_FALSE(engine);
  // Shown to whoever runs the command: what is wrong, and no path of the server.
  CHECK_EQ(engine.error().detail.find(options.folder.string()), std::string::npos);
  return engine.error().code;
}

// Adds a table that this build does not know, as a newer one would have.
void add_table(const fs::path& folder) {
  const auto env =
      rocksdb::NewCompositeEnv(store::encrypted(rocksdb::FileSystem::Default(), test::test_key()));
  rocksdb::Options options;
  options.env = env.get();
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const auto& table : store::kKeyspace) {
    families.emplace_back(std::string(table.family), rocksdb::ColumnFamilyOptions{});
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  REQUIRE(rocksdb::DB::Open(options, folder, families, &handles, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::ColumnFamilyHandle* added = nullptr;
  REQUIRE(db->CreateColumnFamily({}, "of_tomorrow", &added).ok());
  handles.push_back(added);
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
}

}  // namespace

TEST_SUITE("store/rocksdb_open") {
  TEST_CASE("no store is an error unless one is to be made") {
    test::TempDir folder;
    auto options = test::rocks(folder / "data");
    options.create = false;
    CHECK_EQ(refusal_of(options), ErrorCode::kNotFound);
    CHECK_FALSE(fs::exists(folder / "data"));
    make_store(folder / "data");
    CHECK(store::open_rocksdb(options));
  }

  TEST_CASE("a wrong key, a foreign folder and a damaged opening are refused as such") {
    test::TempDir folder;
    make_store(folder / "data");
    auto options = test::rocks(folder / "data");
    options.at_rest_key = base::derive(test::test_key(), "another");
    CHECK_EQ(refusal_of(options), ErrorCode::kCorrupt);
    CHECK_NE(store::open_rocksdb(options).error().detail.find("at-rest key"), std::string::npos);

    fs::create_directory(folder / "plain");
    std::ofstream(folder / "plain" / "CURRENT") << "MANIFEST-000001\n";
    CHECK_EQ(refusal_of(test::rocks(folder / "plain")), ErrorCode::kCorrupt);

    CHECK(store::open_rocksdb(test::rocks(folder / "data")));
  }

  TEST_CASE("a store that is open can not be opened a second time") {
    test::TempDir folder;
    const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
    REQUIRE(engine);
    CHECK_EQ(refusal_of(test::rocks(folder / "data")), ErrorCode::kUnavailable);
    CHECK((*engine)->commit(test::numbered_batch(0)));
  }

  TEST_CASE("a store of a newer version is refused") {
    SUBCASE("by its schema version") {
      test::TempDir folder;
      {
        const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
        REQUIRE(engine);
        const auto newer = store::number_value(store::kSchemaVersion + 1);
        REQUIRE((*engine)->commit({0, {{Table::kMeta, store::schema_key(), newer}}}));
      }
      CHECK_EQ(refusal_of(test::rocks(folder / "data")), ErrorCode::kUnsupported);
    }
    SUBCASE("by a table that is not known yet") {
      test::TempDir folder;
      make_store(folder / "data");
      add_table(folder / "data");
      CHECK_EQ(refusal_of(test::rocks(folder / "data")), ErrorCode::kUnsupported);
    }
  }

  TEST_CASE("a store without its head row is refused") {
    test::TempDir folder;
    {
      const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
      REQUIRE(engine);
      REQUIRE((*engine)->commit({0, {{Table::kMeta, store::schema_key(), std::nullopt}}}));
    }
    CHECK_EQ(refusal_of(test::rocks(folder / "data")), ErrorCode::kCorrupt);
  }

  TEST_CASE("nothing that was stored can be read in any file, in the backup neither") {
    test::TempDir folder;
    const std::string secret = "被执行人测试甲, synthetic and unmistakable";
    {
      const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
      REQUIRE(engine);
      REQUIRE((*engine)->commit({0, {{Table::kByName, secret, secret}}}));
      REQUIRE((*engine)->backup(folder / "backup"));  // flushes: the secret is in a table file, too
      REQUIRE((*engine)->commit({1, {{Table::kByCase, secret, secret}}}));
    }
    std::size_t logs = 0, tables = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder.path())) {
      if (!file.is_regular_file()) continue;
      CAPTURE(file.path().filename().string());
      const std::string bytes = content_of(file.path());
      CHECK_EQ(bytes.find(secret), std::string::npos);
      CHECK_EQ(bytes.find("by_name"), std::string::npos);  // the names of tables neither
      const bool ours = store::recognise(bytes, test::test_key()) == store::Opening::kOurs;
      CHECK_EQ(ours, file.path().filename() != "LOCK");
      logs += file.path().extension() == ".log" && file.file_size() > secret.size() ? 1 : 0;
      tables += file.path().extension() == ".sst" ? 1 : 0;
    }
    CHECK_GT(logs, 0);
    CHECK_GT(tables, 0);
    const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
    REQUIRE(engine);
    CHECK_EQ((*engine)->snapshot()->get(Table::kByName, secret).value(), secret);
  }

  TEST_CASE("two files never share a key stream") {
    test::TempDir folder;
    make_store(folder / "a");
    make_store(folder / "b");
    CHECK_NE(content_of(folder / "a" / "CURRENT").substr(16),
             content_of(folder / "b" / "CURRENT").substr(16));
  }

  TEST_CASE("after the disk failed nothing of the commit shows, and none is taken any more") {
    test::TempDir folder;
    const auto disk = std::make_shared<test::ForgetfulFs>();
    const auto engine = store::open_rocksdb_on(disk, test::rocks(folder / "data"));
    REQUIRE(engine);
    REQUIRE((*engine)->commit(test::numbered_batch(0)));
    disk->cut_after(0);
    for (int attempt = 0; attempt < 2; ++attempt) {
      const auto failed = (*engine)->commit(test::numbered_batch(1));
      REQUIRE_FALSE(failed);
      CHECK_EQ(failed.error().code, ErrorCode::kUnavailable);
    }
    CHECK_EQ((*engine)->snapshot()->head(), 1);
    CHECK_EQ(test::rows(*(*engine)->snapshot(), Table::kDecisions).size(), 1);
    disk->cut_after(1'000'000);  // the disk is back, and the engine still does not trust it
    CHECK_FALSE((*engine)->commit(test::numbered_batch(1)));
  }
}
