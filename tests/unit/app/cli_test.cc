#include "app/cli.h"

#include <doctest/doctest.h>

#include <iostream>
#include <sstream>
#include <vector>

using namespace shixin;

namespace {

// What the command line says, on both streams, and its exit code.
struct Said {
  int exit;
  std::string text;
};

Said run(std::vector<std::string> words) {
  words.insert(words.begin(), "shixin");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  const std::ostringstream text;
  auto* const out = std::cout.rdbuf(text.rdbuf());
  auto* const err = std::cerr.rdbuf(text.rdbuf());
  const int exit = app::run(static_cast<int>(argv.size()), argv.data());
  std::cout.rdbuf(out);
  std::cerr.rdbuf(err);
  return {exit, text.str()};
}

bool says(const Said& said, std::string_view words) {
  return said.text.find(words) != std::string::npos;
}

}  // namespace

TEST_SUITE("app/cli") {
  TEST_CASE("help names every command and the exit codes") {
    const Said said = run({"--help"});
    CHECK_EQ(said.exit, 0);
    for (const char* words :
         {"serve", "demo", "import", "reconcile", "staff", "partner", "fsck", "backup", "restore",
          "clock", "ledger", "verify", "--config", "--data", "Exit codes"}) {
      CAPTURE(words);
      CHECK(says(said, words));
    }
  }

  TEST_CASE("every command has help of its own") {
    for (const char* command : {"serve", "demo", "import", "reconcile", "staff", "partner", "fsck",
                                "backup", "restore", "clock", "ledger", "verify"}) {
      CAPTURE(command);
      const Said said = run({command, "--help"});
      CHECK_EQ(said.exit, 0);
      CHECK(says(said, "Usage: shixin " + std::string(command)));
    }
  }

  TEST_CASE("wrong usage is exit 2 and says what is expected") {
    struct Case {
      std::string what;
      std::vector<std::string> words;
      std::string said;
    };
    for (const Case& each : {
             Case{"nothing", {}, "subcommand is required"},
             Case{"unknown command", {"frobnicate"}, "frobnicate"},
             Case{"unknown verb", {"staff", "frobnicate"}, "frobnicate"},
             Case{"unknown option", {"fsck", "--fast"}, "--fast"},
             Case{"import of nothing", {"import", "--by", "clerk"}, "FILE or --confirm"},
             Case{"import by nobody", {"import", "list"}, "--by"},
             Case{"import of an unknown format",
                  {"import", "list", "--by", "clerk", "--format", "pdf"},
                  "court-ndjson"},
             Case{"file and batch at once",
                  {"import", "list", "--by", "clerk", "--confirm", "1"},
                  "excludes"},
             Case{"a file and a folder at once",
                  {"import", "list", "--by", "clerk", "--watch", "folder"},
                  "excludes"},
             Case{"a folder and a dry run",
                  {"import", "--by", "clerk", "--watch", "folder", "--dry-run"},
                  "excludes"},
             Case{"reconcile with nothing", {"reconcile"}, "FILE"},
             Case{"staff alone", {"staff"}, "subcommand is required"},
             Case{"a token by nobody", {"staff", "token", "li"}, "--by"},
             Case{"no such role", {"staff", "add", "li", "--role", "boss"}, "vice_president"},
             Case{"partner without feeds", {"partner", "add", "rail"}, "--feeds"},
             Case{"addresses left out", {"partner", "addresses", "rail"}, "--anywhere"},
             Case{"demo of nobody", {"demo", "--count", "0"}, "--count"},
             Case{"backup to nowhere", {"backup"}, "DIR"},
             Case{"restore of nothing", {"restore"}, "DIR or --confirm"},
             Case{"restore and confirm", {"restore", "folder", "--confirm"}, "excludes"},
             Case{"clock without --confirm", {"clock"}, "--confirm"},
         }) {
      CAPTURE(each.what);
      const Said said = run(each.words);
      CHECK_EQ(said.exit, 2);
      CAPTURE(said.text);
      CHECK(says(said, each.said));
    }
  }

  TEST_CASE("a configuration that is not there is wrong usage") {
    CHECK_EQ(run({"--config", "/nowhere/config.yaml", "fsck"}).exit, 2);
  }
}
