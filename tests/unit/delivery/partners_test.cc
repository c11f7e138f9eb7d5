// Partners and the copies they hold, without HTTP.
#include "delivery/partners.h"

#include <doctest/doctest.h>

#include "delivery/copies.h"
#include "delivery/local_docs.h"
#include "unit/registry/house.h"

using namespace shixin;
using namespace shixin::delivery;

namespace {

const feed::Catalogue& one_feed() {
  static const feed::Catalogue catalogue = [] {
    feed::FeedDefinition rail;
    rail.name = "rail";
    rail.view = "travel";
    return feed::Catalogue(test::one_view().views(), {rail});
  }();
  return catalogue;
}

Result<NewKey> add(test::House& house, const std::string& name,
                   const std::vector<std::string>& feeds = {"rail"}) {
  return house.run<NewKey>(
      [&](registry::Transaction& tx) { return add_partner(tx, one_feed(), name, feeds, {}); });
}

Result<void> disable(test::House& house, const std::string& name) {
  return house.committer->run([&](registry::Transaction& tx) { return disable_partner(tx, name); });
}

Result<NewKey> rotate(test::House& house, const std::string& name) {
  return house.run<NewKey>([&](registry::Transaction& tx) { return rotate_key(tx, name); });
}

bool let_in(const test::House& house, const std::string& key) {
  return authenticate(*house.engine.snapshot(), {"Bearer " + key, "192.0.2.7"}).has_value();
}

Result<void> begin(test::House& house, const Partner& partner, InForce in_force) {
  const auto snapshot = house.engine.snapshot();
  return begin_reading(*house.committer, *snapshot, partner, "rail", in_force);
}

Result<void> say_discarded(test::House& house, const Partner& partner, InForce in_force) {
  const auto snapshot = house.engine.snapshot();
  return declare(*house.committer, *snapshot, partner, "rail", in_force);
}

Result<std::uint64_t> put(test::House& house, const Partner& partner, const std::string& id,
                          std::uint64_t revision = 0) {
  return put_local_doc(*house.committer, partner, "rail", id, revision, "{}");
}

bool has(const test::House& house, const Partner& partner, const std::string& id) {
  return local_doc(*house.engine.snapshot(), partner, "rail", id).has_value();
}

}  // namespace

TEST_SUITE("delivery/partners") {
  TEST_CASE("a partner's key has 256 bits, is shown once and is not stored") {
    test::House house;
    auto made = add(house, "railway");
    REQUIRE(made);
    CHECK_EQ(made->partner, "railway");
    CHECK_EQ(made->key.size(), 43);
    CHECK(let_in(house, made->key));
    const auto snapshot = house.engine.snapshot();
    for (const auto table : {store::Table::kPartners, store::Table::kPartnerKeys}) {
      const auto rows = snapshot->scan(table, {});
      REQUIRE(rows->valid());
      for (; rows->valid(); rows->next()) {
        CHECK_EQ((std::string(rows->key()) + std::string(rows->value())).find(made->key),
                 std::string::npos);
      }
    }
  }

  TEST_CASE("what is wrong with a new partner is said all at once") {
    test::House house;
    const auto faults = [&](const std::string& name, const std::vector<std::string>& feeds) {
      const auto made = add(house, name, feeds);
      REQUIRE_FALSE(made);
      CHECK_EQ(made.error().code, ErrorCode::kMalformed);
      std::string pointers;
      for (const auto& fault : made.error().faults) pointers += fault.pointer + " ";
      return pointers;
    };
    CHECK_EQ(faults("Rail", {"rail", "none"}), "/name /feeds/1 ");
    CHECK_EQ(faults("ab", {}), "/name /feeds ");
    CHECK_EQ(faults(std::string("rai\0l", 5), {"rail"}), "/name ");
    CHECK_EQ(faults(std::string(41, 'a'), {"rail"}), "/name ");
    CHECK_EQ(faults("rail:way", {"rail"}), "/name ");
    REQUIRE(add(house, "railway"));
    CHECK_EQ(add(house, "railway").error().code, ErrorCode::kConflict);
  }

  TEST_CASE("a new key ends the old one, and a disabled partner gets none") {
    test::House house;
    const std::string first = add(house, "railway")->key;
    auto second = rotate(house, "railway");
    REQUIRE(second);
    CHECK_FALSE(let_in(house, first));
    CHECK(let_in(house, second->key));
    REQUIRE(disable(house, "railway"));
    REQUIRE(disable(house, "railway"));
    CHECK_FALSE(let_in(house, second->key));
    CHECK_EQ(rotate(house, "railway").error().code, ErrorCode::kConflict);
    CHECK_EQ(add(house, "railway").error().code, ErrorCode::kConflict);
    auto partner = partner_named(*house.engine.snapshot(), "railway");
    REQUIRE(partner);
    CHECK_FALSE(partner->may_read("rail"));
    CHECK_EQ(house.faults(), "");
  }

  TEST_CASE("a key works at the addresses of its partner, and a change is written once") {
    test::House house;
    const std::string key = add(house, "railway")->key;
    const auto at = [&](const std::string& address) -> std::string {
      const auto partner = authenticate(*house.engine.snapshot(), {"Bearer " + key, address});
      if (partner) return "let in";
      return partner.error().code == ErrorCode::kForbidden ? "forbidden" : "unknown";
    };
    const auto set = [&](const std::vector<base::AddressRange>& addresses) {
      return house.committer->run(
          [&](registry::Transaction& tx) { return set_addresses(tx, "railway", addresses); });
    };
    CHECK_EQ(at("203.0.113.9"), "let in");
    const std::vector<base::AddressRange> gateways{*base::AddressRange::parse("192.0.2.0/24"),
                                                   *base::AddressRange::parse("2001:db8::/32")};
    REQUIRE(set(gateways));
    CHECK_EQ(at("192.0.2.7"), "let in");
    CHECK_EQ(at("2001:db8::7"), "let in");
    for (const char* elsewhere : {"203.0.113.9", "unix", ""}) {
      CAPTURE(elsewhere);
      CHECK_EQ(at(elsewhere), "forbidden");
    }
    const auto commits = house.engine.snapshot()->head();
    REQUIRE(set(gateways));
    CHECK_EQ(house.engine.snapshot()->head(), commits);
    REQUIRE(rotate(house, "railway"));
    CHECK_EQ(at("192.0.2.7"), "unknown");
    CHECK_EQ(at("203.0.113.9"), "unknown");
    CHECK_EQ(partner_named(*house.engine.snapshot(), "railway")->addresses, gateways);
    REQUIRE(set({}));
    CHECK(partner_named(*house.engine.snapshot(), "railway")->addresses.empty());
    const std::vector<base::AddressRange> too_many(kAddressesMax + 1, gateways.front());
    CHECK_EQ(set(too_many).error().code, ErrorCode::kMalformed);
    REQUIRE(disable(house, "railway"));
    CHECK_EQ(set(gateways).error().code, ErrorCode::kConflict);
    CHECK_EQ(house.faults(), "");
  }

  TEST_CASE("a partner stored before there were addresses may ask from anywhere") {
    const Partner partner{
        .name = "railway", .feeds = {"rail"}, .key_digest = "digest", .since = {}};
    const std::string value = store::to_value(partner);  // what is empty is not written
    const auto read = store::from_value<Partner>(store::Stored<Partner>::key(partner), value);
    REQUIRE(read);
    CHECK(read->may_ask_from("203.0.113.9"));
  }

  TEST_CASE("a name that can not be one is of nobody") {
    test::House house;
    for (const std::string& name :
         {std::string("nobody"), std::string(), std::string("a\0b", 3), std::string("号")}) {
      CAPTURE(name);
      CHECK_EQ(rotate(house, name).error().code, ErrorCode::kNotFound);
      CHECK_EQ(disable(house, name).error().code, ErrorCode::kNotFound);
    }
  }

  TEST_CASE("all partners are listed by name") {
    test::House house;
    REQUIRE(add(house, "railway"));
    REQUIRE(add(house, "airline"));
    auto all = all_partners(*house.engine.snapshot());
    REQUIRE(all);
    REQUIRE_EQ(all->size(), 2);
    CHECK_EQ(all->front().name, "airline");
    CHECK_EQ(all->back().feeds, std::vector<std::string>{"rail"});
  }
}

TEST_SUITE("delivery/copies") {
  TEST_CASE("a partner reads the generation it began with, and another one after declaring") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    const InForce first{7, false};
    const InForce second{8, false};
    REQUIRE(begin(house, partner, first));
    const auto commits = house.engine.snapshot()->head();
    REQUIRE(begin(house, partner, first));
    const auto refused = begin(house, partner, second);
    REQUIRE_FALSE(refused);
    CHECK_EQ(refused.error().code, ErrorCode::kGone);
    CHECK_EQ(refused.error().problem, "generation_changed");
    CHECK_EQ(house.engine.snapshot()->head(), commits);
    REQUIRE(say_discarded(house, partner, second));
    CHECK(begin(house, partner, second));
    CHECK_FALSE(begin(house, partner, first));
  }

  TEST_CASE("where everybody has to declare, so has a partner never seen") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    const InForce restored{7, true};
    CHECK_EQ(begin(house, partner, restored).error().code, ErrorCode::kGone);
    REQUIRE(say_discarded(house, partner, restored));
    CHECK(begin(house, partner, restored));
  }

  TEST_CASE("two first readings that race are remembered once") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    const auto before = house.engine.snapshot();  // both have seen nothing yet
    REQUIRE(begin_reading(*house.committer, *before, partner, "rail", {7, false}));
    const auto commits = house.engine.snapshot()->head();
    REQUIRE(begin_reading(*house.committer, *before, partner, "rail", {7, false}));
    REQUIRE(note_old_copy(*house.committer, *before, partner, "rail", 6));
    CHECK_EQ(house.engine.snapshot()->head(), commits);
    CHECK(begin(house, partner, {7, false}));
  }

  TEST_CASE("of a copy only seen by its old cursor it is remembered that it is old") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    REQUIRE(note_old_copy(*house.committer, *house.engine.snapshot(), partner, "rail", 6));
    CHECK_EQ(begin(house, partner, {7, false}).error().code, ErrorCode::kGone);
    // A second machine of a partner that declared does not undo that.
    REQUIRE(say_discarded(house, partner, {7, false}));
    REQUIRE(note_old_copy(*house.committer, *house.engine.snapshot(), partner, "rail", 6));
    CHECK(begin(house, partner, {7, false}));
  }

  TEST_CASE("a copy from ahead of the head is void until it is declared discarded") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    const InForce in_force{7, false};
    REQUIRE(begin(house, partner, in_force));
    const auto distrust = [&] {
      const auto snapshot = house.engine.snapshot();
      return distrust_copy(*house.committer, *snapshot, partner, "rail", {7, 99});
    };
    REQUIRE(distrust());
    const auto commits = house.engine.snapshot()->head();
    REQUIRE(distrust());
    CHECK_EQ(house.engine.snapshot()->head(), commits);
    CHECK_EQ(begin(house, partner, in_force).error().problem, "generation_changed");
    REQUIRE(say_discarded(house, partner, in_force));
    CHECK(begin(house, partner, in_force));
  }

  TEST_CASE("what is declared twice is written once, and takes the old copy's checkpoints along") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    REQUIRE(begin(house, partner, {7, false}));
    REQUIRE(put(house, partner, "of-the-old-copy"));
    REQUIRE(say_discarded(house, partner, {8, false}));
    CHECK_FALSE(has(house, partner, "of-the-old-copy"));
    REQUIRE(put(house, partner, "of-the-new-copy"));
    const auto commits = house.engine.snapshot()->head();
    REQUIRE(say_discarded(house, partner, {8, false}));
    CHECK_EQ(house.engine.snapshot()->head(), commits);
    CHECK(has(house, partner, "of-the-new-copy"));
  }
}

TEST_SUITE("delivery/local_docs") {
  TEST_CASE("a checkpoint too many takes the place of the one put longest ago") {
    test::House house;
    const Partner partner{.name = "railway", .feeds = {"rail"}, .key_digest = {}, .since = {}};
    for (std::size_t i = 0; i < kLocalDocsMax; ++i) {
      house.clock.set(house.clock.now() + std::chrono::seconds{1});
      REQUIRE(put(house, partner, "n" + std::to_string(i)));
    }
    house.clock.set(house.clock.now() + std::chrono::seconds{1});
    REQUIRE(put(house, partner, "n0", 1));  // the first is now the newest
    REQUIRE(put(house, partner, "one-more"));
    CHECK(has(house, partner, "one-more"));
    CHECK(has(house, partner, "n0"));
    CHECK_FALSE(has(house, partner, "n1"));
    CHECK(has(house, partner, "n2"));
    REQUIRE(put(house, partner, "n2", 1));
    CHECK(has(house, partner, "n3"));
  }
}
