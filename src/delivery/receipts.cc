#include "delivery/receipts.h"

#include <algorithm>

#include "base/log.h"
#include "delivery/copies.h"

namespace shixin::delivery {
namespace {

using registry::Committer;
using registry::Transaction;

constexpr std::chrono::minutes kClockSkew{5};  // between the partner's clock and ours
// A partner that tells ever other sums of one state says nothing new, and must not fill the audit.
constexpr std::size_t kAlarmsOfOneState = 8;

Result<void> check_applied(Instant applied_at, Instant held_since, Instant now) {
  const auto wrong = [](const char* why) {
    return Error{ErrorCode::kMalformed, "生效时间有误", {{"/applied_at", why}}};
  };
  if (applied_at > now + kClockSkew) return wrong("不能晚于现在");
  if (applied_at < held_since - kClockSkew) return wrong("不能早于名单形成该状态的时间");
  return {};
}

// How far the receipts of a copy go past `receipt`.
struct Beyond {
  bool proven = false;
  bool applied = false;
};

Result<Beyond> beyond(const store::Reader& tables, const Receipt& receipt) {
  store::Range later = store::prefix_range(
      store::KeyWriter{}.text(receipt.partner).text(receipt.feed).u64(receipt.generation).take());
  later.from = store::Stored<Receipt>::key(receipt) + '\0';
  Beyond found;
  const auto rows = tables.scan(store::Table::kReceipts, std::move(later));
  for (; rows->valid() && !found.applied; rows->next()) {
    auto row = store::from_value<Receipt>(rows->key(), rows->value());
    if (!row) return std::move(row).error();
    found = {true, row->applied_at.has_value()};
  }
  if (auto done = rows->status(); !done) return std::move(done).error();
  return found;
}

// What the new receipt adds to what `tables` know. nullopt: nothing. The time of the first proof
// stands, and a proof without `applied_at` takes no earlier word back.
Result<std::optional<Receipt>> advance(const store::Reader& tables, Receipt receipt) {
  auto known = store::load<Receipt>(tables, store::Stored<Receipt>::key(receipt));
  if (!known) return std::move(known).error();
  const auto applied = *known ? (*known)->applied_at : std::nullopt;
  if (applied && receipt.applied_at && applied != receipt.applied_at) {
    return Error{ErrorCode::kConflict,
                 "该状态的生效时间已有回执,以第一次为准",
                 {{"/applied_at", "与第一次不同"}},
                 "applied_already"};
  }
  auto gone_past = beyond(tables, receipt);
  if (!gone_past) return std::move(gone_past).error();
  const bool proves = !*known && !gone_past->proven;
  const bool applies = receipt.applied_at && !applied && !gone_past->applied;
  if (!proves && !applies) return std::optional<Receipt>{};
  if (*known) receipt.at = (*known)->at;
  return std::optional{std::move(receipt)};
}

// Notes in `cursor` that this claim was heard. False when there is no more to hear.
bool hear(Cursor& cursor, const feed::Claim& claim) {
  if (claim.at.seq < cursor.alarmed_seq) return false;
  if (claim.at.seq > cursor.alarmed_seq) cursor.alarmed_claims.clear();
  cursor.alarmed_seq = claim.at.seq;
  std::string said(
      base::raw(base::sha256(std::to_string(claim.count) + ' ' + std::string(claim.proof.raw()))));
  auto& heard = cursor.alarmed_claims;
  if (heard.size() >= kAlarmsOfOneState || std::ranges::count(heard, said) > 0) return false;
  heard.push_back(std::move(said));
  return true;
}

// The partner's cursor with the claim heard in it; nullopt when it was.
Result<std::optional<Cursor>> newly_heard(const store::Reader& tables, const Partner& partner,
                                          const std::string& feed, const feed::Claim& claim) {
  auto cursor = store::load<Cursor>(tables, store::Stored<Cursor>::key(partner.name, feed));
  if (!cursor) return std::move(cursor).error();
  if (*cursor && !hear(**cursor, claim)) return std::optional<Cursor>{};
  return cursor;
}

Result<void> alarm(Committer& committer, const store::Reader& reader, const Partner& partner,
                   const std::string& feed, const feed::Claim& claim) {
  auto news = newly_heard(reader, partner, feed, claim);
  if (!news) return std::move(news).error();
  if (!*news) return {};
  base::log_error("the copy of {} that {} holds differs at {}", feed, partner.name,
                  claim.at.text());
  return committer.run([&](Transaction& tx) -> Result<void> {
    // Again: another request of the same partner may have been first.
    auto heard = newly_heard(tx.tables(), partner, feed, claim);
    if (!heard) return std::move(heard).error();
    if (!*heard) return {};
    store::save(tx.tables(), **heard);
    return tx.audit(partner.name, "receipt_differs", feed, claim.at.text());
  });
}

// What a refused receipt tells of the copy behind it.
Result<void> heed(Committer& committer, const feed::Database& database, const Partner& partner,
                  const feed::Claim& claim, const Error& refusal) {
  const std::string& feed = database.feed().name;
  if (refusal.problem == "differs") {
    return alarm(committer, database.reader(), partner, feed, claim);
  }
  if (refusal.problem == "future_cursor") {
    return distrust_copy(committer, database.reader(), partner, feed, claim.at);
  }
  return {};
}

}  // namespace

Result<void> take_receipt(Committer& committer, const feed::Database& database,
                          const Partner& partner, const feed::Claim& claim,
                          std::optional<Instant> applied_at, Instant now) {
  const std::string& feed = database.feed().name;
  auto held_since = feed::judge_receipt(database, claim);
  if (!held_since) {
    auto heeded = heed(committer, database, partner, claim, held_since.error());
    return heeded ? std::move(held_since).error() : std::move(heeded).error();
  }
  if (applied_at) {
    if (auto good = check_applied(*applied_at, *held_since, now); !good) return good;
  }
  const Receipt receipt{partner.name, feed, claim.at.generation, claim.at.seq, {}, applied_at};
  auto news = advance(database.reader(), receipt);
  if (!news) return std::move(news).error();
  if (!*news) return {};
  return committer.run([&](Transaction& tx) -> Result<void> {
    Receipt taken = receipt;
    taken.at = tx.now();
    // Again: another request of the same partner may have been first.
    auto added = advance(tx.tables(), std::move(taken));
    if (!added) return std::move(added).error();
    if (!*added) return {};
    store::save(tx.tables(), **added);
    return tx.audit(partner.name, applied_at ? "receipt_applied" : "receipt", feed,
                    claim.at.text());
  });
}

}  // namespace shixin::delivery
