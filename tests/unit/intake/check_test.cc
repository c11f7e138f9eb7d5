#include "intake/check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "intake/records.h"
#include "support/builders.h"
#include "support/surveyed.h"

using namespace shixin;
using store::Table;
using support::row;

namespace {

std::set<std::string> told(const std::vector<store::Write>& rows) {
  return support::told(rows, intake::check_imports);
}

}  // namespace

TEST_SUITE("intake/check") {
  TEST_CASE("the rows that wait are those of a batch that has not dealt with them") {
    using Lines = std::set<std::string>;
    base::SeededRandom random(1);
    intake::ImportBatch batch;
    batch.id = intake::BatchId::draw(random);
    batch.by = "clerk";
    batch.accepted = 1;
    intake::BatchRow waits;
    waits.batch = batch.id;
    waits.line = 3;
    waits.digest = std::string(32, 'd');
    waits.decision = support::decision(support::person(), support::list_act());
    const intake::RowRef known{waits.digest};
    const std::string id = batch.id.text();

    CHECK_EQ(told({row(batch), row(waits), row(known)}), Lines{});
    CHECK_EQ(told({row(batch)}), Lines{"batches: 0 of 1 rows of batch " + id + " wait"});
    CHECK_EQ(told({row(waits), row(known)}),
             Lines{"batch_rows: line 3 of batch " + id + ", which is not there"});
    CHECK_EQ(told({row(batch), row(waits)}),
             Lines{"import_rows: line 3 of batch " + id + " is not known"});
    auto confirmed = batch;
    confirmed.confirmed_by = "president";
    confirmed.decided_to = 3;
    CHECK_EQ(told({row(confirmed), row(waits), row(known)}),
             Lines{"batch_rows: line 3 of batch " + id + " was dealt with and waits still"});
  }

  TEST_CASE("every record is read") {
    for (const auto table : {Table::kBatches, Table::kBatchRows, Table::kImportRows}) {
      const std::string family(store::spec(table).family);
      CAPTURE(family);
      const auto lines = told({{table, "garbage", "garbage"}});
      CHECK(std::ranges::any_of(lines, [&](const auto& line) { return line.starts_with(family); }));
    }
  }
}
