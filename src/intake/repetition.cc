#include "intake/repetition.h"

#include <fmt/format.h>

#include <algorithm>

namespace shixin::intake {
namespace {

using domain::ListAct;
using domain::Listing;
using domain::Order;
using domain::OrderKind;
using domain::RestrictAct;
using domain::Subject;

// The public site names no paper; what its rows have for days is the day of publication.
bool tells_days(const std::optional<domain::Paper>& paper) { return paper && !paper->no.empty(); }

template <class Entry>
void compare_paper(const Entry& entry, const std::optional<domain::Paper>& paper,
                   Differences& out) {
  if (!tells_days(paper)) return;
  if (!entry.paper.no.empty() && entry.paper.no != paper->no) {
    out.push_back({"/paper/no", fmt::format("在册的文书编号为“{}”", entry.paper.no)});
  }
  if (paper->signed_on && *paper->signed_on != entry.standing.made_on) {
    out.push_back(
        {"/paper/signed_on", fmt::format("在册的签发日期为{}", entry.standing.made_on.text())});
  }
}

void compare_service(const std::optional<domain::Service>& known,
                     const std::optional<domain::Service>& told, Differences& out) {
  if (!told) return;
  if (!known) {
    out.push_back({"/service", "在册的文书尚未送达;送达请以更正(correct)补录"});
  } else if (known->on != told->on || known->method != told->method) {
    out.push_back({"/service/on", fmt::format("在册的送达日期为{}", known->on.text())});
  }
}

Differences compare(const Listing& listing, const ListAct& act) {
  Differences out;
  if (!same_grounds(listing.grounds, act.grounds)) {
    out.push_back({"/grounds", "与在册的失信情形不一致"});
  }
  const auto term = listing.standing.made_on.plus_years(domain::kTermYears + act.extension_years);
  if (act.extension_years > 0 && listing.term_ends != term) {
    out.push_back({"/extension_years", "与在册的纳入期限不一致"});
  }
  // Public is what a row says that does not say.
  if (act.publication != listing.publication && act.publication != domain::Publication::kPublic) {
    out.push_back({"/publication", "与在册的公布方式不一致"});
  }
  compare_paper(listing, act.paper, out);
  if (tells_days(act.paper)) compare_service(listing.service, act.service, out);
  return out;
}

Differences compare(const Order& order, const RestrictAct& act) {
  Differences out;
  if (act.from && *act.from != order.from) {
    out.push_back({"/from", fmt::format("在册的起始日期为{}", order.from.text())});
  }
  if (act.until && act.until != order.until) {
    out.push_back(
        {"/until", fmt::format("在册的截止日期为{}", order.until ? order.until->text() : "无")});
  }
  compare_paper(order, act.paper, out);
  if (tells_days(act.paper)) compare_service(order.service, act.service, out);
  return out;
}

OrderKind kind_of(const RestrictAct& act) {
  const bool exit = std::ranges::find(act.measures, domain::Measure::kExit) != act.measures.end();
  return exit ? OrderKind::kExit : OrderKind::kConsumption;
}

bool orders_the_same(const Order& order, const RestrictAct& act) {
  return order.case_no == act.facts.no && order.kind == kind_of(act) && order.role == act.role &&
         order.role_of == act.role_of;
}

// Signed by then, or on a day that nobody knows.
bool is_older(const std::optional<domain::Paper>& paper, Day than) {
  return !paper || !paper->signed_on || *paper->signed_on <= than;
}

Differences let_go(std::string_view what, Day on) {
  return {{"/paper/signed_on",
           fmt::format("本案中的{}已于{}结束,只能以此后签发的文书重新采取", what, on.text())}};
}

std::optional<Differences> let_go_since(const Subject& subject, const ListAct& act) {
  std::optional<Differences> out;
  for (const Listing& listing : subject.listings) {
    const auto ended_on = listing.standing.over_on();
    if (listing.case_no != act.facts.no || !ended_on || !is_older(act.paper, *ended_on)) continue;
    if (compare(listing, act).empty()) return Differences{};
    out = let_go("失信信息", *ended_on);
  }
  if (out) return out;
  // Nobody stays listed whose 限制消费令 was lifted, so the listing was gone by then.
  for (const Order& order : subject.orders) {
    const bool counts = order.case_no == act.facts.no && order.kind == OrderKind::kConsumption &&
                        order.role == domain::Role::kDebtor && order.standing.ended &&
                        !order.standing.revoked;
    if (counts && is_older(act.paper, order.standing.ended->on)) {
      return let_go("限制消费", order.standing.ended->on);
    }
  }
  return std::nullopt;
}

std::optional<Differences> let_go_since(const Subject& subject, const RestrictAct& act) {
  std::optional<Differences> out;
  for (const Order& order : subject.orders) {
    const auto ended_on = order.standing.over_on();
    if (!orders_the_same(order, act) || !ended_on || !is_older(act.paper, *ended_on)) continue;
    if (compare(order, act).empty()) return Differences{};
    if (order.ran_out()) continue;
    out = let_go(order.kind == OrderKind::kExit ? "限制出境" : "限制消费", *ended_on);
  }
  return out;
}

std::optional<Differences> repeated(const Subject& subject, const ListAct& act) {
  for (const Listing& listing : subject.listings) {
    if (listing.standing.live() && listing.case_no == act.facts.no) return compare(listing, act);
  }
  return std::nullopt;
}

std::optional<Differences> repeated(const Subject& subject, const RestrictAct& act) {
  for (const Order& order : subject.orders) {
    if (order.standing.live() && orders_the_same(order, act)) return compare(order, act);
  }
  return std::nullopt;
}

}  // namespace

bool same_grounds(std::vector<domain::Ground> one, std::vector<domain::Ground> other) {
  std::ranges::sort(one);
  std::ranges::sort(other);
  return one == other;
}

std::optional<Differences> let_go_since(const Subject& subject, const domain::Decision& row) {
  const auto since = [&](const auto& act) -> std::optional<Differences> {
    auto out = let_go_since(subject, act);
    // The rule judges whatever else a new decision says, and one that names no paper yet.
    const bool is_copy = out && out->empty() && tells_days(act.paper);
    return row.migrated || is_copy ? out : std::nullopt;
  };
  if (const auto* list = std::get_if<ListAct>(&row.act)) return since(*list);
  if (const auto* act = std::get_if<RestrictAct>(&row.act)) return since(*act);
  return std::nullopt;
}

std::optional<Differences> repeated(const Subject& subject, const domain::Decision& row) {
  if (const auto* list = std::get_if<ListAct>(&row.act)) return repeated(subject, *list);
  if (const auto* act = std::get_if<RestrictAct>(&row.act)) return repeated(subject, *act);
  return std::nullopt;
}

}  // namespace shixin::intake
