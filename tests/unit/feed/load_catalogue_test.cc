#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "feed/definition.h"
#include "support/temp_dir.h"

namespace shixin::feed {
namespace {

namespace fs = std::filesystem;

// Definition files in a folder of their own, gone at the end.
class Files {
 public:
  explicit Files(const std::map<std::string, std::string>& files) {
    fs::create_directories(folder() / "views");
    for (const auto& [path, text] : files) std::ofstream(folder() / path) << text;
  }
  fs::path folder() const { return root_ / "feeds"; }

 private:
  test::TempDir root_;
};

const std::string kView =
    "measure: travel\nkinds: [person]\nroles: [debtor]\nfields: [documents, names]\n";
const std::string kFeed =
    "title: 题名\nbasis: 依据\ndepartment: 部门\nview: travel\nvalidity: 24h\nwhen_stale: call\n"
    "hit: 核对\n";

std::string without(const std::string& text, const std::string& key) {
  const auto from = text.find(key + ":");
  return text.substr(0, from) + text.substr(text.find('\n', from) + 1);
}

TEST_SUITE("feed/load_catalogue") {
  TEST_CASE("the feeds that ship are good, and those that need the same share a view") {
    const auto catalogue = load_catalogue(fs::path(SHIXIN_SOURCE_DIR) / "feeds");
    REQUIRE_MESSAGE(catalogue, catalogue.error().detail);
    CHECK_EQ(catalogue->feeds().size(), 13);
    CHECK_EQ(catalogue->views().size(), 7);
    CHECK_EQ(catalogue->feed("rail")->view, catalogue->feed("civil_aviation")->view);
    for (const char* counter : {"real_estate", "vehicle", "insurance", "private_school", "hotel"}) {
      CHECK_EQ(catalogue->feed(counter)->view, catalogue->feed("tourism")->view);
    }
    CHECK_EQ(catalogue->view("listed_organisations")->kinds,
             std::vector{domain::SubjectKind::kOrganisation});
    CHECK_EQ(catalogue->feed("exit_control")->when_stale, WhenStale::kHoldUntil);
    CHECK_EQ(catalogue->feed("rail")->validity, std::chrono::hours{24});
    CHECK_EQ(catalogue->feed("nobody"), nullptr);
    for (const auto& feed : catalogue->feeds()) CHECK_NE(catalogue->view(feed.view), nullptr);
  }

  TEST_CASE("fields and roles are sets: their order in the file changes no generation") {
    const Files files({{"views/travel.yaml", kView}, {"rail.yaml", kFeed}});
    const auto catalogue = load_catalogue(files.folder());
    REQUIRE(catalogue);
    CHECK_EQ(catalogue->view("travel")->fields,
             std::vector{ViewField::kNames, ViewField::kDocuments});
    CHECK_EQ(definition_text(*catalogue->view("travel")),
             "projection 1\nmeasure travel\nkinds person\nroles debtor\nfields names documents\n");
  }

  TEST_CASE("every fault is told with its file and its path") {
    struct Row {
      const char* what;
      std::map<std::string, std::string> changed;
      std::vector<std::string> pointers;
    };
    const std::string equal = kView;
    const std::array rows{
        Row{"no basis", {{"rail.yaml", without(kFeed, "basis")}}, {"feeds/rail.yaml: basis"}},
        Row{"an empty title",
            {{"rail.yaml", without(kFeed, "title") + "title:\n"}},
            {"feeds/rail.yaml: title"}},
        Row{"an unknown view",
            {{"rail.yaml", without(kFeed, "view") + "view: trvel\n"}},
            {"feeds/rail.yaml: view"}},
        Row{"an unknown key",
            {{"rail.yaml", kFeed + "colour: red\n"}},
            {"feeds/rail.yaml: colour"}},
        Row{"a key twice", {{"rail.yaml", kFeed + "title: x\n"}}, {"feeds/rail.yaml: title"}},
        Row{"no time",
            {{"rail.yaml", without(kFeed, "validity") + "validity: soon\n"}},
            {"feeds/rail.yaml: validity"}},
        Row{"several at once",
            {{"rail.yaml", without(without(kFeed, "hit"), "department")},
             {"views/travel.yaml", without(kView, "kinds")}},
            {"feeds/rail.yaml: department", "feeds/rail.yaml: hit",
             "feeds/views/travel.yaml: kinds"}},
        Row{"an unknown word",
            {{"views/travel.yaml", without(kView, "measure") + "measure: sea\n"}},
            {"feeds/views/travel.yaml: measure"}},
        Row{"a guardian, whom no travel order reaches",
            {{"views/travel.yaml", without(kView, "roles") + "roles: [debtor, guardian]\n"}},
            {"feeds/views/travel.yaml: roles"}},
        Row{"names without documents",
            {{"views/travel.yaml", without(kView, "fields") + "fields: [names]\n"}},
            {"feeds/views/travel.yaml: fields"}},
        Row{"a view equal to another", {{"views/trip.yaml", equal}}, {"feeds/views/trip.yaml"}},
        Row{"a file of another kind", {{"rail.yml", kFeed}}, {"feeds/rail.yml"}},
        Row{"no YAML", {{"rail.yaml", "title: [\n"}}, {"feeds/rail.yaml"}},
        Row{"not UTF-8", {{"rail.yaml", kFeed + "contact: \xb5\xe7\n"}}, {"feeds/rail.yaml"}},
        Row{"a second document", {{"rail.yaml", kFeed + "---\nx: 1\n"}}, {"feeds/rail.yaml"}},
        Row{"a list", {{"rail.yaml", "- a\n"}}, {"feeds/rail.yaml"}},
    };
    for (const auto& row : rows) {
      CAPTURE(row.what);
      std::map<std::string, std::string> all = row.changed;
      all.insert({{"views/travel.yaml", kView}, {"rail.yaml", kFeed}});
      const Files files(all);
      const auto catalogue = load_catalogue(files.folder());
      REQUIRE_FALSE(catalogue);
      std::vector<std::string> pointers;
      for (const auto& fault : catalogue.error().faults) pointers.push_back(fault.pointer);
      CHECK_EQ(pointers, row.pointers);
    }
  }

  TEST_CASE("a folder that is not there is a fault, not an empty catalogue") {
    const test::TempDir empty;
    CHECK_FALSE(load_catalogue(empty / "feeds"));
  }
}

}  // namespace
}  // namespace shixin::feed
