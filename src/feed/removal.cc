#include "feed/removal.h"

#include <algorithm>

#include "base/json.h"

namespace shixin::feed {
namespace {

using domain::Change;
using domain::Order;
using domain::Standing;

// What the change ended among `after`; nullptr when it ended nothing.
template <class Item, class Concerns>
const Standing* ended_among(const std::vector<Item>& before, const std::vector<Item>& after,
                            Concerns concerns) {
  for (const Item& item : after) {
    if (item.standing.live() || !concerns(item)) continue;
    const auto was = std::ranges::find(before, item.entry, &Item::entry);
    if (was != before.end() && was->standing.live()) return &item.standing;
  }
  return nullptr;
}

const Standing* ended_by(const Change& change, ViewMeasure measure) {
  if (!change.before) return nullptr;
  if (measure == ViewMeasure::kListed) {
    return ended_among(change.before->listings, change.after.listings,
                       [](const domain::Listing&) { return true; });
  }
  const auto kind =
      measure == ViewMeasure::kExit ? domain::OrderKind::kExit : domain::OrderKind::kConsumption;
  return ended_among(change.before->orders, change.after.orders,
                     [kind](const Order& order) { return order.kind == kind; });
}

// What freed the subject says why, whichever decision it came with: any decision also does what was
// due on its day, and a revocation can bring an earlier end back.
std::string_view reason_for(const Standing* ended, ViewMeasure measure) {
  if (!ended) return "out_of_scope";
  if (ended->revoked) return "revoked";
  if (ended->ended->cause == domain::Cause::kTermEnded) return "expired";
  return measure == ViewMeasure::kListed ? "deleted" : "lifted";
}

std::string legal_of(const Standing* ended) {
  if (!ended) return {};
  return ended->revoked ? ended->revoked->legal : ended->ended->legal;
}

}  // namespace

std::string removal(const ViewDefinition& view, const Change& change) {
  const Standing* ended = ended_by(change, view.measure);
  const base::Json members = {{"_deleted", true},
                              {"reason", std::string(reason_for(ended, view.measure))},
                              {"legal", legal_of(ended)}};
  const std::string text = members.dump();
  return text.substr(1, text.size() - 2);
}

}  // namespace shixin::feed
