#include "domain/restrictions.h"

#include <algorithm>

namespace shixin::domain {
namespace {

bool in_force(const Order& order, Day today) {
  if (!order.standing.live()) return false;
  const auto from = order.binds_from();
  return from && *from <= today && (!order.until || *order.until >= today);
}

// Sorted, without overlap and without a seam between neighbours.
std::vector<Lifted> joined(std::vector<Lifted> windows) {
  std::ranges::sort(windows, {}, &Lifted::from);
  std::vector<Lifted> out;
  for (const Lifted& window : windows) {
    if (!out.empty() && window.from <= out.back().to.plus_days(1)) {
      out.back().to = std::max(out.back().to, window.to);
    } else {
      out.push_back(window);
    }
  }
  return out;
}

std::vector<Lifted> common(const std::vector<Lifted>& a, const std::vector<Lifted>& b) {
  std::vector<Lifted> out;
  for (const Lifted& x : a) {
    for (const Lifted& y : b) {
      const Lifted both{std::max(x.from, y.from), std::min(x.to, y.to)};
      if (both.from <= both.to) out.push_back(both);
    }
  }
  return joined(std::move(out));
}

std::vector<Lifted> windows_of(const Subject& subject, const CaseNumber& no, Measure measure,
                               Day today) {
  std::vector<Lifted> windows;
  for (const Exemption& exemption : subject.exemptions) {
    if (exemption.standing.live() && exemption.case_no == no && exemption.measure == measure &&
        exemption.to >= today) {
      windows.push_back({exemption.from, exemption.to});
    }
  }
  return joined(std::move(windows));
}

// Free is only who is freed in every case that holds him: an exemption in one case, like a lift,
// frees nobody from another.
std::vector<Lifted> lifted(const Subject& subject, const std::vector<const Order*>& orders,
                           Measure measure, Day today) {
  std::optional<std::vector<Lifted>> windows;
  for (const Order* order : orders) {
    auto own = windows_of(subject, order->case_no, measure, today);
    windows = windows ? common(*windows, own) : std::move(own);
  }
  return windows.value_or(std::vector<Lifted>{});
}

Restriction unite(const Subject& subject, const std::vector<const Order*>& orders, Measure measure,
                  Day today) {
  Restriction out{measure, *orders.front()->binds_from(), orders.front()->until, {}, {}};
  for (const Order* order : orders) {
    out.since = std::min(out.since, *order->binds_from());
    out.until = out.until && order->until ? std::optional(std::max(*out.until, *order->until))
                                          : std::nullopt;
    if (std::ranges::find(out.roles, order->role) == out.roles.end()) {
      out.roles.push_back(order->role);
    }
  }
  std::ranges::sort(out.roles);
  out.lifted = lifted(subject, orders, measure, today);
  return out;
}

// An exit order that begins by the day after another's last keeps him without a gap: a copy that is
// read on that last day must not let him go.
void hold_on(const Subject& subject, const std::vector<Role>& roles, Restriction& exit) {
  const auto goes_on = [&](const Order& order) {
    return order.kind == OrderKind::kExit && order.standing.live() &&
           std::ranges::find(roles, order.role) != roles.end() &&
           order.from <= exit.until->plus_days(1) && *order.until > *exit.until;
  };
  auto next = std::ranges::find_if(subject.orders, goes_on);
  for (; next != subject.orders.end(); next = std::ranges::find_if(subject.orders, goes_on)) {
    exit.until = next->until;
  }
}

}  // namespace

std::vector<const Order*> binding_orders(const Subject& subject, OrderKind kind, Day today) {
  std::vector<const Order*> out;
  for (const Order& order : subject.orders) {
    if (order.kind == kind && in_force(order, today)) out.push_back(&order);
  }
  return out;
}

std::vector<Restriction> restrictions(const Subject& subject, const std::vector<Role>& roles,
                                      Day today) {
  std::vector<Restriction> out;
  const auto add = [&](OrderKind kind, std::initializer_list<Measure> measures) {
    auto orders = binding_orders(subject, kind, today);
    std::erase_if(orders, [&](const Order* order) {
      return std::ranges::find(roles, order->role) == roles.end();
    });
    if (orders.empty()) return;
    for (const Measure measure : measures) out.push_back(unite(subject, orders, measure, today));
  };
  add(OrderKind::kConsumption, {Measure::kHighConsumption, Measure::kTravel});
  add(OrderKind::kExit, {Measure::kExit});
  if (!out.empty() && out.back().measure == Measure::kExit) hold_on(subject, roles, out.back());
  return out;
}

std::vector<const Listing*> published_listings(const Subject& subject, Day today) {
  std::vector<const Listing*> out;
  for (const Listing& listing : subject.listings) {
    const auto from = listing.published_on();
    const bool term_runs = !listing.term_ends || *listing.term_ends >= today;
    if (listing.standing.live() && from && *from <= today && term_runs) out.push_back(&listing);
  }
  return out;
}

std::vector<const Listing*> public_listings(const Subject& subject, Day today) {
  auto out = published_listings(subject, today);
  std::erase_if(
      out, [](const Listing* listing) { return listing->publication != Publication::kPublic; });
  return out;
}

}  // namespace shixin::domain
