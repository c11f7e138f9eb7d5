// The promise of the protocol, against chance: whoever follows the pages, from wherever and in
// steps of any size, holds what the register says, and can prove it.
#include <set>

#include "feed/receipts.h"
#include "unit/feed/small_register.h"

namespace shixin::feed {
namespace {

using support::by_id;
using support::decision;

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
  explicit Trial(std::uint64_t seed) : chance_(seed) {
    for (const auto& feed : reg_.catalogue().feeds()) {
      for (int i = 0; i < 3; ++i) copies_.push_back({feed.name, {}, {}, {}});
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      step();
      Copy& copy = copies_[below(copies_.size())];
      if (pull(copy, 1 + below(3))) agrees(copy);
    }
    for (Copy& copy : copies_) {
      while (!pull(copy, 2)) continue;
      agrees(copy);
    }
    CHECK(reg_.faults().empty());
    CHECK_GT(taken_, steps / 4);
  }

 private:
  std::uint64_t below(std::uint64_t bound) {
    std::uint64_t drawn = 0;
    for (const auto byte : chance_.make<std::array<std::uint8_t, 4>>()) drawn = drawn << 8 | byte;
    return drawn % bound;
  }

  void step() {
    if (below(12) == 0) {
      reg_.come_to(reg_.today.plus_days(static_cast<int>(below(40))));
      return;
    }
    const auto whom = below(6);
    const auto known = known_.find(whom);
    const int no = 100 + static_cast<int>(whom) * 10 + static_cast<int>(below(3));
    const auto who = known == known_.end()
                         ? (whom < 4 ? support::person(whom) : support::company(whom))
                         : by_id(reg_.subjects.at(known->second));
    const auto next = decision(who, act(no));
    if (!reg_.decide(next)) return;
    ++taken_;
    known_[whom] = reg_.last_subject;
    past_.push_back(next);
  }

  // What ends something is not signed before it.
  template <class A>
  A signed_today(A act) const {
    act.paper = support::paper(reg_.today);
    return act;
  }

  domain::Act act(int no) {
    const Day today = reg_.today;
    switch (below(past_.empty() ? 9 : 10)) {
      case 0:
        return support::list_act(no, today);
      case 1:
        return support::list_with_term(no, today);
      case 2:
        return support::restrict_act(no, today);
      case 3:
        return support::exit_act(no, today);
      case 4:
        return signed_today(support::exempt_act(no, today));
      case 5:
        return signed_today(support::delete_act(no));
      case 6:
        return signed_today(support::lift_act(no));
      case 7:
        return signed_today(support::lift_act(no, domain::Measure::kExit));
      case 8:
        return signed_today(support::correct_act(no));
      default:
        return signed_today(support::revoke_act(past_[below(past_.size())]));
    }
  }

  // One page; true when it came to the head.
  bool pull(Copy& copy, std::size_t limit) {
    const Opened database(reg_, copy.feed);
    const std::string since = copy.at == Token{} ? "0" : copy.at.text();
    const auto after = resolve_since(since, database->head());
    REQUIRE(after);
    const auto page =
        changes(*database, {.after = *after, .limit = limit, .docs = Docs::kIncluded});
    REQUIRE(page);
    for (const auto& row : page->rows) copy.take(json_of(row.json));
    copy.at = page->last_seq;
    return page->pending == 0;
  }

  void agrees(const Copy& copy) {
    CAPTURE(copy.feed);
    const Opened database(reg_, copy.feed);
    std::map<std::string, std::string> held;
    const auto read = scan_rows(*database, 0, Rows::kLive, [&](const ViewRow& row) {
      held[row.id.text()] = json_of(document_json(row)).dump();
      return true;
    });
    REQUIRE(read);
    CHECK(read->done);
    CHECK_EQ(copy.documents, held);
    CHECK_EQ(copy.digest(), database->meta().tally.digest);
    CHECK(judge_receipt(*database, copy.claim()));
  }

  SmallRegister reg_;
  base::SeededRandom chance_;
  std::vector<Copy> copies_;
  std::map<std::uint64_t, domain::SubjectId> known_;
  std::vector<domain::Decision> past_;
  int taken_ = 0;
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
