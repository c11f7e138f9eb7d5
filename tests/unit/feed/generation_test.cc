// A generation that is built while the court decides, against one built from nothing.
#include "feed/generation.h"

#include <set>

#include "unit/feed/random_life.h"

namespace shixin::feed {
namespace {

using support::by_id;
using support::decision;

ViewDefinition without(ViewDefinition view, ViewField field) {
  std::erase(view.fields, field);
  return view;
}

// Each in the case that is numbered as the decision.
void list_five(SmallRegister& reg) {
  for (int n = 1; n <= 5; ++n) {
    const auto who = support::person(static_cast<std::uint64_t>(n));
    REQUIRE(reg.decide(decision(who, support::list_act(n))));
  }
}

// What the view shows of everybody, but for what is random: _id, _rev.
std::vector<base::Json> shown(const SmallRegister& reg, const std::string& view) {
  std::vector<base::Json> rows = all_changes(*Opened(reg, view));
  for (base::Json& row : rows) {
    CHECK(row["doc"]["_rev"].get<std::string>().starts_with("1-"));
    const std::string seq = row["seq"];
    row = {{"seq", seq.substr(seq.find('-'))}, {"doc", row["doc"]}};
    row["doc"].erase("_id");
    row["doc"].erase("_rev");
  }
  return rows;
}

// The subject's _id in each generation of each view that has one, where it has one in several.
bool ids_agree(const SmallRegister& reg) {
  std::map<std::pair<std::string, domain::SubjectId>, std::set<std::string>> ids;
  const auto snapshot = reg.engine.snapshot();
  for (auto rows = snapshot->scan(store::Table::kViewHeads, {}); rows->valid(); rows->next()) {
    const auto head = *store::from_value<ViewHead>(rows->key(), rows->value());
    ids[{head.view, head.subject}].insert(head.id.text());
  }
  return std::ranges::all_of(ids, [](const auto& one) { return one.second.size() == 1; });
}

// The same subjects under the same definitions, nothing of which was built before.
struct BuiltFromNothing : SmallRegister {
  BuiltFromNothing(const SmallRegister& reg, const std::vector<ViewDefinition>& views)
      : SmallRegister(std::vector<ViewDefinition>{}) {
    today = reg.today;
    const auto snapshot = engine.snapshot();
    store::Overlay overlay(*snapshot);
    for (const auto& [_, subject] : reg.subjects) store::save(overlay, subject);
    REQUIRE(engine.commit({snapshot->head(), overlay.writes()}));
    restart_with(views);
  }
};

// A change of definitions while the court goes on.
class Change {
 public:
  Change(SmallRegister& reg, const std::vector<ViewDefinition>& views, std::size_t at_once)
      : reg_(reg),
        coming_(catalogue_of(views)),
        generations_(coming_, reg.key, reg.random, at_once) {}

  void begin() {
    const auto begin = [&](store::Overlay& overlay) { return generations_.begin(overlay); };
    reg_.take_turn([&](store::Overlay& overlay) { return generations_.give_up_others(overlay); });
    reg_.catalogues().expect(coming_);
    reg_.take_turn(begin);
  }
  bool build() {
    const auto turn = [&](store::Overlay& overlay) {
      return generations_.build_some(overlay, reg_.now());
    };
    if (!reg_.take_turn(turn)) return false;
    reg_.catalogues().switch_over();
    return true;
  }
  bool erase() {
    const auto turn = [&](store::Overlay& overlay) { return generations_.erase_some(overlay); };
    return reg_.take_turn(turn);
  }

 private:
  SmallRegister& reg_;
  const Catalogue coming_;
  Generations generations_;
};

TEST_SUITE("feed/generation") {
  // Fewer roles, another field, a view that was not there, and one that goes.
  const std::vector<ViewDefinition> kOther = [] {
    ViewDefinition travel = kTravelView;
    travel.roles = {domain::Role::kDebtor};
    ViewDefinition listed = without(kCreditView, ViewField::kListings);
    listed.name = "listed";
    return std::vector{travel, without(kCreditView, ViewField::kRoles), listed};
  }();

  TEST_CASE("what is built while the court decides is what is built from nothing") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      CAPTURE(seed);
      SmallRegister reg;
      RandomLife life(reg, seed, 14);
      for (int i = 0; i < 40; ++i) life.step();
      Change change(reg, kOther, 1 + life.below(3));
      change.begin();
      int between = 0;
      do {
        for (auto steps = life.below(4); steps > 0; --steps, ++between) life.step();
        CHECK(reg.faults().empty());
      } while (!change.build());
      CHECK_GT(between, 4);
      CHECK(ids_agree(reg));
      const BuiltFromNothing fresh(reg, kOther);
      for (const ViewDefinition& view : kOther) {
        CAPTURE(view.name);
        CHECK_EQ(shown(reg, view.name), shown(fresh, view.name));
        CHECK_EQ(Opened(reg, view.name)->head().seq, Opened(fresh, view.name)->head().seq);
      }
      while (!change.erase()) {
        life.step();
        CHECK(reg.faults().empty());
      }
      CHECK(reg.faults().empty());
    }
  }

  TEST_CASE(
      "a building that is cut off goes on, ends or begins anew at the next start, never half") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      CAPTURE(seed);
      SmallRegister reg;
      RandomLife life(reg, seed, 14);
      for (int i = 0; i < 40; ++i) life.step();
      Change change(reg, kOther, 1);
      change.begin();
      for (auto turns = life.below(30); turns > 0 && !change.build(); --turns) life.step();
      const auto next = seed % 2 == 0 ? kOther : std::vector{kTravelView, kExitView, kCreditView};
      reg.restart_with(next);
      CHECK(reg.faults().empty());
      life.step();
      CHECK(reg.faults().empty());
    }
  }

  TEST_CASE("who is taken out while it is built leaves nothing, and no head to wait for") {
    SmallRegister reg;
    list_five(reg);
    Change change(reg, kOther, 3);
    change.begin();
    CHECK_FALSE(change.build());
    for (const auto& [id, subject] : std::map(reg.subjects)) {
      const int no = static_cast<int>(subject.last_seq);
      REQUIRE(reg.decide(decision(by_id(subject), support::delete_act(no))));
    }
    while (!change.build()) continue;
    CHECK(all_changes(*Opened(reg, "credit")).empty());
    CHECK_EQ(Opened(reg, "credit")->head().seq, 0);
    CHECK(change.erase());
    CHECK(reg.faults().empty());
  }

  TEST_CASE("whom the coming definition shows first has the same _id in the one in force") {
    SmallRegister reg;
    for (int n = 1; n <= 5; ++n) {
      const auto who = support::person(static_cast<std::uint64_t>(n));
      REQUIRE(reg.decide(decision(who, support::restrict_act(n))));
    }
    ViewDefinition restricted = without(kCreditView, ViewField::kListings);
    restricted.measure = ViewMeasure::kHighConsumption;
    Change change(reg, {kTravelView, kExitView, restricted}, 3);
    change.begin();
    CHECK_FALSE(change.build());
    for (const auto& [id, subject] : std::map(reg.subjects)) {
      const int no = 100 + static_cast<int>(subject.last_seq);
      REQUIRE(reg.decide(decision(by_id(subject), support::list_act(no))));
    }
    CHECK_EQ(all_changes(*Opened(reg, "credit")).size(), 5);
    CHECK(change.build());
    CHECK_EQ(all_changes(*Opened(reg, "credit")).size(), 5);
    CHECK(ids_agree(reg));
    CHECK(reg.faults().empty());
  }

  TEST_CASE("a building that nobody keeps up is given up by the first decision") {
    SmallRegister reg;
    list_five(reg);
    const std::vector views{kTravelView, kExitView, without(kCreditView, ViewField::kRoles)};
    Generations stopped(catalogue_of(views), reg.key, reg.random, 4);
    reg.take_turn([&](store::Overlay& overlay) { return stopped.begin(overlay); });
    reg.take_turn([&](store::Overlay& overlay) { return stopped.build_some(overlay, reg.now()); });
    for (const auto& [id, subject] : std::map(reg.subjects)) {
      const int no = static_cast<int>(subject.last_seq);
      REQUIRE(reg.decide(decision(by_id(subject), support::delete_act(no))));
    }
    reg.restart_with(views);
    CHECK(all_changes(*Opened(reg, "credit")).empty());
    CHECK(reg.faults().empty());
  }

  TEST_CASE("a snapshot is read by the definitions it was written by") {
    SmallRegister reg;
    REQUIRE(reg.decide(decision(support::person(1), support::list_act())));
    const std::vector views{kTravelView, kExitView, without(kCreditView, ViewField::kRoles)};
    const auto shows_roles = [&] { return Opened(reg, "credit")->view().shows(ViewField::kRoles); };
    Generations generations(catalogue_of(views), reg.key, reg.random);
    reg.catalogues().expect(catalogue_of(views));
    reg.take_turn([&](store::Overlay& overlay) { return generations.begin(overlay); });
    CHECK(shows_roles());
    reg.take_turn(
        [&](store::Overlay& overlay) { return generations.build_some(overlay, reg.now()); });
    CHECK_FALSE(shows_roles());  // the switch is durable, and nobody has said so yet
    reg.catalogues().switch_over();
    CHECK_FALSE(shows_roles());
  }
}

}  // namespace
}  // namespace shixin::feed
