#include "app/drop_folder.h"

#include <doctest/doctest.h>
#include <sys/eventfd.h>

#include <fstream>
#include <iterator>

#include "support/temp_dir.h"

using namespace shixin;
using app::Descriptor;
using app::DropFolder;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text = "text") {
  std::ofstream(path, std::ios::binary) << text;
}

struct Drop {
  Drop() {
    fs::create_directory(path / "done");
    reopen();
  }
  void reopen() {
    auto opened = DropFolder::open(path);
    REQUIRE(opened);
    folder.emplace(*std::move(opened));
  }
  // The next file; it must be there, for this waits.
  app::DroppedFile next() {
    auto file = folder->next(never.fd());
    REQUIRE(file);
    REQUIRE(*file);
    return **std::move(file);
  }
  // Nothing is handed out: a file dropped last comes next.
  bool is_idle() {
    write(path / "zz");
    const auto file = next();
    return file.name == "zz" && folder->move(file, "done").has_value();
  }
  // Where it went; "" when it was left.
  std::string moved(const app::DroppedFile& file) {
    auto to = folder->move(file, "done");
    REQUIRE(to);
    return *to ? (*to)->lexically_relative(path).string() : "";
  }

  test::TempDir made;
  fs::path path = made.path();
  Descriptor never{::eventfd(0, EFD_CLOEXEC)};
  std::optional<DropFolder> folder;
};

std::string text_of(const app::DroppedFile& file) {
  std::ifstream in(file.path(), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_SUITE("app/drop_folder") {
  TEST_CASE("a file is handed out when it was closed, or renamed in, and moved out of the way") {
    Drop drop;
    write(drop.path / "b.csv", "first");
    auto file = drop.next();
    CHECK_EQ(file.name, "b.csv");
    CHECK_EQ(text_of(file), "first");
    CHECK_EQ(drop.moved(file), "done/b.csv");
    CHECK_FALSE(fs::exists(drop.path / "b.csv"));

    write(drop.path / "b.csv.part", "second");
    fs::rename(drop.path / "b.csv.part", drop.path / "b.csv");
    file = drop.next();
    CHECK_EQ(text_of(file), "second");
    CHECK_EQ(drop.moved(file), "done/b-2.csv");
    CHECK(drop.is_idle());
  }

  TEST_CASE("what was there before the watch is handed out in the order of names") {
    Drop drop;
    write(drop.path / "2.csv");
    write(drop.path / "1.csv");
    drop.reopen();
    CHECK_EQ(drop.next().name, "1.csv");
    CHECK_EQ(drop.next().name, "2.csv");
  }

  TEST_CASE("a file that somebody still writes waits for his closing it") {
    Drop drop;
    std::ofstream writer(drop.path / "a.csv", std::ios::binary);
    writer << "one" << std::flush;
    drop.reopen();
    CHECK(drop.is_idle());
    writer << " two";
    writer.close();
    const auto file = drop.next();
    CHECK_EQ(file.name, "a.csv");
    CHECK_EQ(text_of(file), "one two");
  }

  TEST_CASE("a file that was replaced or written on while it was read is handed out again") {
    Drop drop;
    write(drop.path / "a.csv", "old");
    auto file = drop.next();
    write(drop.path / ".new", "new!");
    fs::rename(drop.path / ".new", drop.path / "a.csv");
    CHECK_EQ(text_of(file), "old");
    CHECK_EQ(drop.moved(file), "");
    file = drop.next();
    CHECK_EQ(text_of(file), "new!");
    std::ofstream(drop.path / "a.csv", std::ios::app) << " and more";
    CHECK_EQ(drop.moved(file), "");
    file = drop.next();
    CHECK_EQ(text_of(file), "new! and more");
    CHECK_EQ(drop.moved(file), "done/a.csv");
  }

  TEST_CASE("folders, links and uploads under way are left where they are") {
    Drop drop;
    fs::create_directory(drop.path / "a");
    write(drop.path / "done" / "target");
    fs::create_symlink(drop.path / "done" / "target", drop.path / "b");
    write(drop.path / "c.part");
    write(drop.path / "d.tmp");
    write(drop.path / ".e");
    CHECK(drop.is_idle());
    drop.reopen();
    CHECK(drop.is_idle());
  }

  TEST_CASE("a file put back is handed out again, and stopping comes first") {
    Drop drop;
    write(drop.path / "a.csv");
    drop.folder->put_back(drop.next(), std::chrono::milliseconds{1});
    const auto file = drop.next();
    CHECK_EQ(file.name, "a.csv");
    drop.folder->put_back(file, std::chrono::milliseconds{0});
    const Descriptor stopped{::eventfd(1, EFD_CLOEXEC)};
    const auto none = drop.folder->next(stopped.fd());
    REQUIRE(none);
    CHECK_FALSE(none->has_value());
  }

  TEST_CASE("a folder that is not there, or is taken away, is said") {
    CHECK_FALSE(DropFolder::open("/nowhere/drop"));
    test::TempDir made;
    fs::create_directory(made / "drop");
    auto folder = DropFolder::open(made / "drop");
    REQUIRE(folder);
    fs::rename(made / "drop", made / "elsewhere");
    const Descriptor never{::eventfd(0, EFD_CLOEXEC)};
    const auto gone = folder->next(never.fd());
    REQUIRE_FALSE(gone);
    CHECK_EQ(gone.error().code, ErrorCode::kUnavailable);
  }
}
