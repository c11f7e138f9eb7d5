// The promise of the protocol, against chance: whoever follows the pages, from wherever and in
// steps of any size, holds what the register says, and can prove it.
#include "feed/receipts.h"
#include "unit/feed/random_life.h"

namespace shixin::feed {
namespace {

// A partner's copy: living documents by _id, as its pages left them.
struct Copy {
  std::string feed;
  Token at;
  std::map<std::string, std::string> revs;
  std::map<std::string, std::string> documents;

  void take(const base::Json& row) {
    const std::string id = row["id"];
    if (row.contains("deleted")) {
      revs.erase(id);
      documents.erase(id);
      return;
    }
    revs[id] = row["doc"]["_rev"];
    documents[id] = row["doc"].dump();
  }
  Claim claim() const {
    Claim out{at, revs.size(), {}};
    for (const auto& [id, rev] : revs) out.proof.add(proof_term(id, rev));
    return out;
  }
  Sum256 digest() const {
    Sum256 out;
    for (const auto& [id, rev] : revs) out.add(digest_term(id, rev));
    return out;
  }
};

class Trial {
 public:
  explicit Trial(std::uint64_t seed) : life_(reg_, seed, 6) {
    const auto catalogue = reg_.catalogues().in_force();
    for (const auto& feed : catalogue->feeds()) {
      for (int i = 0; i < 3; ++i) copies_.push_back({feed.name, {}, {}, {}});
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      life_.step();
      Copy& copy = copies_[life_.below(copies_.size())];
      if (pull(copy, 1 + life_.below(3))) agrees(copy);
    }
    for (Copy& copy : copies_) {
      while (!pull(copy, 2)) continue;
      agrees(copy);
    }
    CHECK(reg_.faults().empty());
    CHECK_GT(life_.taken(), steps / 4);
  }

 private:
  // One page; true when it came to the head.
  bool pull(Copy& copy, std::size_t limit) {
    const Opened database(reg_, copy.feed);
    const std::string since = copy.at == Token{} ? "0" : copy.at.text();
    const auto after = resolve_since(since, database->head());
    REQUIRE(after);
    const auto page =
        changes(*database, {.after = *after, .limit = limit, .docs = Docs::kIncluded});
    REQUIRE(page);
    for (const auto& row : page->rows) copy.take(json_of(page->json(row)));
    copy.at = page->last_seq;
    return page->pending == 0;
  }

  void agrees(const Copy& copy) {
    CAPTURE(copy.feed);
    const Opened database(reg_, copy.feed);
    std::map<std::string, std::string> held;
    const auto read = scan_rows(*database, 0, Rows::kLive, [&](const LentRow& row) {
      std::string document;
      append_document(document, row);
      held[row.id.text()] = json_of(document).dump();
      return true;
    });
    REQUIRE(read);
    CHECK(read->done);
    CHECK_EQ(copy.documents, held);
    CHECK_EQ(copy.digest(), database->meta().tally.digest);
    CHECK(judge_receipt(*database, copy.claim()));
  }

  SmallRegister reg_;
  RandomLife life_;
  std::vector<Copy> copies_;
};

TEST_SUITE("feed/replay") {
  TEST_CASE("whoever follows the pages holds what the register says, and can prove it") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      CAPTURE(seed);
      Trial(seed).run(120);
    }
  }
}

}  // namespace
}  // namespace shixin::feed
