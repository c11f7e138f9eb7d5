// What time decides: a term, an exit order, an exemption is over on the day after its last. The end
// carries that day, whenever it was noticed, so repeating and delay change nothing.
#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

void end_after(Standing& standing, std::optional<Day> last, Day day, std::string_view legal) {
  if (!standing.live() || !last || *last >= day) return;
  standing.ended = End{{}, last->plus_days(1), Cause::kTermEnded, std::string(legal)};
}

}  // namespace

void pass_time(Subject& subject, Day day) {
  for (Listing& listing : subject.listings) {
    end_after(listing.standing, listing.term_ends, day, legal::kFixedTerm);
  }
  for (Order& order : subject.orders) {
    end_after(order.standing, order.until, day, legal::kExitEnds);
  }
  for (Exemption& exemption : subject.exemptions) {
    end_after(exemption.standing, exemption.to, day, legal::kExemption);
  }
  subject.time_passed = std::max(subject.time_passed, day);
}

std::optional<Day> next_due(const Subject& subject) {
  std::optional<Day> due;
  const auto consider = [&](std::optional<Day> day) {
    if (day && *day > subject.time_passed && (!due || *day < *due)) due = day;
  };
  const auto consider_end = [&](std::optional<Day> last) {
    if (last) consider(last->plus_days(1));
  };
  for (const Listing& listing : subject.listings) {
    if (!listing.standing.live()) continue;
    consider(listing.published_on());
    consider_end(listing.term_ends);
  }
  for (const Order& order : subject.orders) {
    if (!order.standing.live()) continue;
    consider(order.binds_from());
    consider_end(order.until);
  }
  for (const Exemption& exemption : subject.exemptions) {
    if (exemption.standing.live()) consider_end(exemption.to);
  }
  return due;
}

}  // namespace shixin::domain
