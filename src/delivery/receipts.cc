#include "delivery/receipts.h"

#include "base/log.h"

namespace shixin::delivery {
namespace {

using registry::Committer;
using registry::Transaction;

constexpr std::chrono::minutes kClockSkew{5};  // between the partner's clock and ours

// What `tables` know already, and what the new receipt adds to it. nullopt: nothing. The time of
// the first proof stands, and a proof without `applied_at` takes no earlier word back.
Result<std::optional<Receipt>> advance(const store::Reader& tables, Receipt receipt) {
  auto known = store::load<Receipt>(tables, store::Stored<Receipt>::key(receipt));
  if (!known) return std::move(known).error();
  if (!*known) return std::optional{std::move(receipt)};
  if (!receipt.applied_at || receipt.applied_at == (*known)->applied_at) {
    return std::optional<Receipt>{};
  }
  receipt.at = (*known)->at;
  return std::optional{std::move(receipt)};
}

Result<void> alarm(Committer& committer, const Partner& partner, const std::string& feed,
                   const feed::Claim& claim) {
  base::log_error("the copy of {} that {} holds differs at {}", feed, partner.name,
                  claim.at.text());
  return committer.run([&](Transaction& tx) {
    return tx.audit(partner.name, "receipt_differs", feed, claim.at.text());
  });
}

}  // namespace

Result<void> take_receipt(Committer& committer, const feed::Database& database,
                          const Partner& partner, const feed::Claim& claim,
                          std::optional<Instant> applied_at) {
  const std::string& feed = database.feed().name;
  if (auto judged = feed::judge_receipt(database, claim); !judged) {
    if (judged.error().problem != "differs") return judged;
    auto noted = alarm(committer, partner, feed, claim);
    return noted ? judged : noted;
  }
  const Receipt receipt{partner.name, feed, claim.at.generation, claim.at.seq, {}, applied_at};
  auto news = advance(database.reader(), receipt);
  if (!news) return std::move(news).error();
  if (!*news) return {};
  return committer.run([&](Transaction& tx) -> Result<void> {
    if (applied_at && *applied_at > tx.now() + kClockSkew) {
      return Error{ErrorCode::kMalformed, "生效时间有误", {{"/applied_at", "不能晚于现在"}}};
    }
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
