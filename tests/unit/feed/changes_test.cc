#include "feed/changes.h"

#include "feed/view_writer.h"
#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using support::by_id;
using support::decision;

// Ten listed persons, the last of whom is removed again.
void fill(SmallRegister& reg) {
  for (std::uint64_t n = 1; n <= 10; ++n) {
    REQUIRE(reg.decide(decision(support::person(n), support::list_act(static_cast<int>(100 + n)))));
  }
  REQUIRE(reg.decide(decision(by_id(reg.last()), support::delete_act(110))));
}

TEST_SUITE("feed/changes") {
  TEST_CASE("pages follow one another without a gap and without a repetition") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    std::vector<std::string> ids;
    std::uint64_t after = 0;
    std::vector<std::uint64_t> pending;
    while (true) {
      const auto page = changes(*credit, {.after = after, .limit = 4});
      REQUIRE(page);
      for (const auto& row : page->rows) ids.push_back(json_of(page->json(row))["id"]);
      pending.push_back(page->pending);
      after = page->last_seq.seq;
      if (page->pending == 0) break;
    }
    CHECK_EQ(pending, std::vector<std::uint64_t>{7, 3, 0});
    CHECK_EQ(ids.size(), 10);
    CHECK_EQ(std::set(ids.begin(), ids.end()).size(), 10);
    CHECK_EQ(after, credit->head().seq);
  }

  TEST_CASE("a page that ends with the last row is at the head") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    const auto page = changes(*credit, {.limit = 10});
    REQUIRE(page);
    CHECK_EQ(page->rows.size(), 10);
    CHECK_EQ(page->pending, 0);
    CHECK_EQ(page->last_seq, credit->head());
    CHECK(changes(*credit, {.after = credit->head().seq})->rows.empty());
    CHECK(changes(*credit, {.after = ~std::uint64_t{0}})->rows.empty());
  }

  TEST_CASE("a limit is taken to what a page may hold") {
    SmallRegister reg;
    fill(reg);
    CHECK_EQ(changes(*Opened(reg, "credit"), {.limit = 0})->rows.size(), 1);
    CHECK_EQ(changes(*Opened(reg, "credit"), {.limit = 1'000'000})->rows.size(), 10);
  }

  TEST_CASE("the answer has the members the contract names") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    const auto page = changes(*credit, {.after = 8, .docs = Docs::kIncluded});
    const auto answer = json_of(changes_json(*credit, *page, reg.now()));
    CHECK_EQ(answer["results"].size(), 2);
    CHECK_EQ(answer["results"][1]["deleted"], true);
    CHECK_EQ(answer["results"][1]["changes"][0]["rev"], answer["results"][1]["doc"]["_rev"]);
    CHECK_EQ(answer["last_seq"], credit->head().text());
    CHECK_EQ(answer["pending"], 0);
    CHECK_EQ(answer["head"]["seq"], credit->head().text());
    CHECK_EQ(answer["head"]["time"], "2026-03-02T00:00:00+08:00");
    CHECK_EQ(answer["head"]["valid_until"], "2026-03-03T00:00:00+08:00");
    CHECK_EQ(answer["state"]["count"], 9);
    CHECK_EQ(answer["state"]["digest"], credit->meta().tally.digest.text());
    CHECK_FALSE(answer["state"].contains("proof"));
    CHECK_EQ(answer["when_stale"], "call");
    const auto without = changes(*credit, {});
    CHECK_FALSE(json_of(without->json(without->rows[0])).contains("doc"));
  }

  TEST_CASE("an empty feed answers with its head") {
    SmallRegister reg;
    const Opened exit(reg, "exit");
    const auto page = changes(*exit, {});
    REQUIRE(page);
    CHECK_EQ(page->last_seq.seq, 0);
    CHECK_EQ(json_of(changes_json(*exit, *page, reg.now()))["results"].size(), 0);
    CHECK_EQ(json_of(exit->info_json())["doc_count"], 0);
  }

  TEST_CASE("a snapshot is the living documents in seq order, and its state") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    std::vector<std::string> lines;
    const auto read = scan_rows(*credit, 0, Rows::kLive, [&](const LentRow& row) {
      append_snapshot_line(lines.emplace_back(), *credit, row);
      return true;
    });
    REQUIRE(read);
    CHECK(read->done);
    CHECK_EQ(lines.size(), 9);
    CHECK(std::ranges::is_sorted(lines));
    CHECK(json_of(lines.front())["doc"].contains("_id"));
    const auto last = json_of(snapshot_last_line(*credit, reg.now()));
    CHECK_EQ(last["state"]["count"], 9);
    CHECK_EQ(last["last_seq"], credit->head().text());
    CHECK_EQ(last["head"]["valid_until"], "2026-03-03T00:00:00+08:00");
    CHECK_EQ(last["when_stale"], "call");
  }

  TEST_CASE("the living are read some rows at a time, the removed among them counted") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    std::size_t taken = 0;
    const auto stopped =
        scan_rows(*credit, 3, Rows::kLive, [&](const LentRow&) { return ++taken < 2; });
    REQUIRE(stopped);
    CHECK_EQ(taken, 2);
    CHECK_EQ(stopped->after, 5);
    CHECK_FALSE(stopped->done);

    std::vector<std::uint64_t> seqs;
    std::size_t looks = 0;
    for (Scanned at{0, false}; !at.done; ++looks) {
      const auto take = [&](const LentRow& row) {
        seqs.push_back(row.seq);
        return true;
      };
      auto read = scan_rows(*credit, at.after, Rows::kLive, take, 2);
      REQUIRE(read);
      at = *read;
    }
    CHECK_EQ(seqs, std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK_EQ(looks, 5);  // ten rows, one of them a tombstone
  }

  TEST_CASE("a page ends with the row that fills it, and says what is pending") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    const auto first = changes(*credit, {.docs = Docs::kIncluded});
    REQUIRE(first);
    const std::size_t row = first->rows.front().size;
    const auto page = changes(*credit, {.bytes = row + 1, .docs = Docs::kIncluded});
    REQUIRE(page);
    CHECK_EQ(page->rows.size(), 2);
    CHECK_GT(page->pending, 0);
    CHECK_EQ(changes(*credit, {.bytes = 1})->rows.size(), 1);
    CHECK_EQ(changes(*credit, {.after = page->last_seq.seq})->rows.size(), 8);
  }

  TEST_CASE("an answer of many pages is the one of a single page, byte for byte") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    const auto whole = changes(*credit, {});
    std::string text(kChangesBegin);
    ChangesPage page;
    for (bool more = true; more; more = page.pending > 0) {
      if (text != kChangesBegin) text += ',';
      page = *changes(*credit, {.after = page.last_seq.seq, .limit = 3});
      text += page.text;
    }
    text += changes_rest(*credit, page, reg.now()) + '}';
    CHECK_EQ(text, changes_json(*credit, *whole, reg.now()));
  }

  TEST_CASE("the state of an event stream says how long it is good for") {
    SmallRegister reg;
    fill(reg);
    const Opened credit(reg, "credit");
    const auto event = json_of(state_event_json(*credit, reg.now()));
    CHECK_EQ(event["count"], 9);
    CHECK_EQ(event["digest"], credit->meta().tally.digest.text());
    CHECK_EQ(event["head"]["valid_until"], "2026-03-03T00:00:00+08:00");
    CHECK_EQ(event["when_stale"], "call");
  }

  TEST_CASE("the database says of itself what CouchDB's clients ask") {
    SmallRegister reg;
    fill(reg);
    const auto info = json_of(Opened(reg, "credit")->info_json());
    CHECK_EQ(info["db_name"], "credit");
    CHECK_EQ(info["update_seq"], Opened(reg, "credit")->head().text());
    CHECK_EQ(info["doc_count"], 9);
    CHECK_EQ(info["doc_del_count"], 1);
    CHECK_EQ(info["instance_start_time"], "0");
  }

  TEST_CASE("a feed whose view was not prepared is not there yet") {
    const tests::MemoryEngine engine;
    const auto snapshot = engine.snapshot();
    const Catalogue catalogue = catalogue_of({kCreditView});
    const auto opened = Database::open(*snapshot, catalogue, *catalogue.feed("credit"));
    CHECK_EQ(opened.error().code, ErrorCode::kUnavailable);
  }
}

}  // namespace
}  // namespace shixin::feed
