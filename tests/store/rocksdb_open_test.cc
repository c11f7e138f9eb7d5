// When a store is opened and when it is refused, and with what sentence.
#include <doctest/doctest.h>
#include <rocksdb/db.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "store/acknowledged.h"
#include "store/encryption.h"
#include "store/engines.h"
#include "store/meta_rows.h"
#include "store/migration.h"
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

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& file : fs::directory_iterator(folder)) names.insert(file.path().filename());
  return names;
}

ErrorCode refusal_of(const store::RocksOptions& options) {
  const auto engine = store::open_rocksdb(options);
  REQUIRE_FALSE(engine);
  // Shown to whoever runs the command: what is wrong, and no path of the server.
  CHECK_EQ(engine.error().detail.find(options.folder.string()), std::string::npos);
  return engine.error().code;
}

using RawTables = std::vector<rocksdb::ColumnFamilyHandle*>;

// Past the engine, as another version would come to the store.
void with_raw_tables(const fs::path& folder,
                     const std::function<void(rocksdb::DB&, RawTables&)>& work) {
  const auto env =
      rocksdb::NewCompositeEnv(store::encrypted(rocksdb::FileSystem::Default(), test::test_key()));
  rocksdb::Options options;
  options.env = env.get();
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const auto& table : store::kKeyspace) {
    families.emplace_back(std::string(table.family), rocksdb::ColumnFamilyOptions{});
  }
  RawTables handles;
  rocksdb::DB* opened = nullptr;
  REQUIRE(rocksdb::DB::Open(options, folder, families, &handles, &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  work(*db, handles);
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
}

// Adds a table that this build does not know, as a newer one would have.
void add_table(const fs::path& folder) {
  with_raw_tables(folder, [](rocksdb::DB& db, RawTables& handles) {
    rocksdb::ColumnFamilyHandle* added = nullptr;
    REQUIRE(db.CreateColumnFamily({}, "of_tomorrow", &added).ok());
    handles.push_back(added);
  });
}

// Takes away every table that came after the first schema.
void drop_new_tables(const fs::path& folder) {
  with_raw_tables(folder, [](rocksdb::DB& db, RawTables& handles) {
    for (std::size_t i = 0; i < store::kKeyspace.size(); ++i) {
      if (store::kKeyspace[i].since > 1) REQUIRE(db.DropColumnFamily(handles[i]).ok());
    }
  });
}

void set_schema(store::Engine& engine, std::uint64_t version) {
  REQUIRE(engine.commit({engine.snapshot()->head(),
                         {{Table::kMeta, store::schema_key(), store::number_value(version)}}}));
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

  TEST_CASE("a store that has lost its CURRENT is refused, and nothing of it is touched") {
    test::TempDir folder;
    make_store(folder / "data", 50);
    fs::remove(folder / "data" / "CURRENT");
    const auto before = names_in(folder / "data");
    for (int start = 0; start < 2; ++start) {
      CHECK_EQ(refusal_of(test::rocks(folder / "data")), ErrorCode::kCorrupt);
      CHECK_EQ(names_in(folder / "data"), before);
    }
    CHECK_EQ(store::what_holds(folder / "data"), store::FolderHolds::kPartsOfStore);
  }

  TEST_CASE("a making that was cut off is done anew") {
    test::TempDir folder;
    const auto data = folder / "data";
    REQUIRE(store::begin_making(data));
    CHECK_EQ(store::what_holds(data), store::FolderHolds::kUnfinishedStore);
    for (const char* left : {"CURRENT", "MANIFEST-000005", "000004.log", "IDENTITY"}) {
      std::ofstream(data / left) << "half of it";
    }
    auto options = test::rocks(data);
    options.create = false;
    CHECK_EQ(refusal_of(options), ErrorCode::kNotFound);
    make_store(data);
    CHECK_EQ(store::what_holds(data), store::FolderHolds::kStore);
    REQUIRE_FALSE(store::begin_making(data));
    CHECK(store::open_rocksdb(options));
  }

  TEST_CASE("a store that ends before what was acknowledged is refused, each time") {
    struct Row {
      const char* what;
      std::function<void(const fs::path& log)> lose;
    };
    const std::vector<Row> table{
        {"the log cut to half",
         [](const fs::path& log) { fs::resize_file(log, fs::file_size(log) / 2); }},
        {"the log cut between two records", [](const fs::path& log) { fs::resize_file(log, 64); }},
        {"its last 4 KiB zeroed",
         [](const fs::path& log) {
           const auto size = fs::file_size(log);
           fs::resize_file(log, size - 4096);
           fs::resize_file(log, size);
         }},
        {"the log deleted", [](const fs::path& log) { fs::remove(log); }},
    };
    for (const auto& row : table) {
      CAPTURE(row.what);
      test::TempDir folder;
      const auto data = folder / "data";
      make_store(data, 200);
      {
        const auto engine = store::open_rocksdb(test::rocks(data));
        REQUIRE(engine);
        for (std::uint64_t head = 200; head < 400; ++head) {
          REQUIRE((*engine)->commit(test::numbered_batch(head)));
        }
      }
      row.lose(test::newest_log(data));
      for (int start = 0; start < 2; ++start) {
        CHECK_EQ(refusal_of(test::rocks(data)), ErrorCode::kCorrupt);
      }
      // Whoever accepts the loss says so.
      fs::remove(data / store::kAcknowledgedFile);
      const auto engine = store::open_rocksdb(test::rocks(data));
      REQUIRE(engine);
      const auto head = (*engine)->snapshot()->head();
      CHECK_GE(head, 200);
      CHECK_LT(head, 400);
      CHECK((*engine)->commit(test::numbered_batch(head)));
    }
  }

  TEST_CASE("a note of what was acknowledged that is old or torn stops nobody") {
    test::TempDir folder;
    const auto note = folder / "data" / store::kAcknowledgedFile;
    make_store(folder / "data");
    const std::string old = content_of(note);
    {
      const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
      REQUIRE(engine);
      REQUIRE((*engine)->commit(test::numbered_batch(3)));
    }
    for (const std::string& left : {old, old.substr(0, 20), std::string(48, '\0'), std::string{}}) {
      std::ofstream(note, std::ios::binary | std::ios::trunc) << left;
      const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
      REQUIRE(engine);
      CHECK_EQ((*engine)->snapshot()->head(), 4);
    }
  }

  TEST_CASE("a backup that lost a commit is refused as a store is") {
    test::TempDir folder;
    {
      const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
      REQUIRE(engine);
      for (std::uint64_t head = 0; head < 3; ++head) {
        REQUIRE((*engine)->commit(test::numbered_batch(head)));
      }
      REQUIRE((*engine)->backup(folder / "backup"));
    }
    make_store(folder / "shorter", 2);
    fs::copy(folder / "backup" / store::kAcknowledgedFile, folder / "shorter",
             fs::copy_options::overwrite_existing);
    CHECK_EQ(refusal_of(test::rocks(folder / "shorter")), ErrorCode::kCorrupt);
    CHECK(store::open_rocksdb(test::rocks(folder / "backup")));
  }

  TEST_CASE("a backup shares no file with the store") {
    test::TempDir folder;
    const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
    REQUIRE(engine);
    REQUIRE((*engine)->commit(test::numbered_batch(0)));
    REQUIRE((*engine)->backup(folder / "first"));  // which writes memory out into files
    REQUIRE((*engine)->backup(folder / "second"));
    std::size_t files = 0;
    for (const auto& file : fs::directory_iterator(folder / "second")) {
      CAPTURE(file.path().filename().string());
      CHECK_EQ(file.hard_link_count(), 1);
      if (file.path().extension() == ".sst") ++files;
    }
    CHECK_GT(files, 0);
    CHECK(store::open_rocksdb(test::rocks(folder / "second")));
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

  TEST_CASE("a store of an older version is given the tables that came since, and its rows") {
    test::TempDir folder;
    make_store(folder / "data");
    set_schema(**store::open_rocksdb(test::rocks(folder / "data")), 1);
    drop_new_tables(folder / "data");
    {
      const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
      REQUIRE(engine);
      std::vector<std::uint32_t> ran;
      const auto step = [&](std::uint32_t to, bool succeeds) {
        return store::Migration{
            to, "a step", [&ran, to, succeeds](store::Engine& store) {
              ran.push_back(to);
              if (!succeeds) return Result<void>{Error{}};
              return store.commit({store.snapshot()->head(), {{Table::kFacts, "key", "value"}}});
            }};
      };
      // Cut off, it is done anew; done, it is not.
      CHECK_FALSE(store::migrate(**engine, {step(2, true), step(2, false)}));
      CHECK(store::migrate(**engine, {step(1, true), step(2, true)}));
      CHECK(store::migrate(**engine, {step(2, true)}));
      CHECK_EQ(ran, std::vector<std::uint32_t>{2, 2, 2});
    }
    const auto engine = store::open_rocksdb(test::rocks(folder / "data"));
    REQUIRE(engine);
    CHECK_EQ((*engine)->snapshot()->get(Table::kFacts, "key").value(), "value");
  }

  TEST_CASE("a store that has lost a table of its own version is refused") {
    test::TempDir folder;
    make_store(folder / "data");
    drop_new_tables(folder / "data");
    CHECK_EQ(refusal_of(test::rocks(folder / "data")), ErrorCode::kCorrupt);
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
      // Neither says more than numbers of commits.
      const auto name = file.path().filename();
      CHECK_EQ(ours, name != "LOCK" && name != store::kAcknowledgedFile);
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
    CHECK_FALSE((*engine)->failed());
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
    CHECK((*engine)->failed());
  }
}
