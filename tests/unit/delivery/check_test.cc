#include "delivery/check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "delivery/records.h"
#include "support/surveyed.h"

using namespace shixin;
using delivery::Partner;
using delivery::PartnerRef;
using store::Table;
using support::row;

namespace {

std::set<std::string> told(const std::vector<store::Write>& rows) {
  return support::told(rows, delivery::check_partners);
}

}  // namespace

TEST_SUITE("delivery/check") {
  TEST_CASE("partners and their keys find each other, and nothing is kept for nobody") {
    using Lines = std::set<std::string>;
    Partner rail;
    rail.name = "rail";
    rail.key_digest = std::string(32, 'k');
    Partner gone = rail;
    gone.name = "gone";
    gone.disabled = true;
    const PartnerRef key{rail.key_digest, rail.name};
    delivery::Cursor cursor;
    cursor.partner = "nobody";
    cursor.feed = "rail";

    CHECK_EQ(told({row(rail), row(gone), row(key)}), Lines{});
    CHECK_EQ(told({row(rail)}), Lines{"partner_keys: rail is not found by its key",
                                      "partner_keys: 0 rows of 1 partners with a key"});
    CHECK_EQ(told({row(rail), row(key), row(PartnerRef{std::string(32, 'x'), "rail"})}),
             Lines{"partner_keys: 2 rows of 1 partners with a key"});
    CHECK_EQ(told({row(cursor)}), Lines{"cursors: a row of partner nobody, who is not there"});
  }

  TEST_CASE("every record is read") {
    for (const auto table : {Table::kPartners, Table::kPartnerKeys, Table::kCursors,
                             Table::kLocalDocs, Table::kReceipts}) {
      const std::string family(store::spec(table).family);
      CAPTURE(family);
      const auto lines = told({{table, "garbage", "garbage"}});
      CHECK(std::ranges::any_of(lines, [&](const auto& line) { return line.starts_with(family); }));
    }
  }
}
