#include "domain/clocks.h"

#include <algorithm>

namespace shixin::domain {
namespace {

constexpr int kWorkingDays = 3;
constexpr int kReviewDays = 15;
constexpr int kRenewalMonths = 1;
constexpr unsigned kNoticeDue = 12;  // the month in which next year's notice is there

// The next order goes on where this one ends.
bool is_renewed(const Order& order, const Subject& subject) {
  return std::ranges::any_of(subject.orders, [&](const Order& next) {
    return next.standing.live() && next.kind == OrderKind::kExit && next.case_no == order.case_no &&
           next.role == order.role && next.until > order.until &&
           next.from <= order.until->plus_days(1);
  });
}

}  // namespace

std::string_view label(Clock clock) {
  switch (clock) {
    case Clock::kThreeWorkingDays:
      return "三个工作日内";
    case Clock::kFifteenDays:
      return "十五日内";
  }
  return {};
}

Due due(Clock clock, Day from, const Calendar& calendar) {
  const Day day = clock == Clock::kThreeWorkingDays ? calendar.plus_working_days(from, kWorkingDays)
                                                    : calendar.period_end(from, kReviewDays);
  return {day, !calendar.knows(from, day)};
}

Clock clock_of(FactKind kind) {
  return kind == FactKind::kApplication || kind == FactKind::kObjection ? Clock::kFifteenDays
                                                                        : Clock::kThreeWorkingDays;
}

Due due(const Fact& fact, const Calendar& calendar) {
  const Clock clock = clock_of(fact.kind);
  return due(clock, clock == Clock::kFifteenDays ? fact.received_on : fact.occurred_on, calendar);
}

std::optional<Day> applied_on(const Decision& decision) {
  return std::visit(
      []<class A>(const A& act) -> std::optional<Day> {
        if constexpr (requires { act.initiated; }) {
          if (act.initiated.by == Initiator::kApplicant) return act.initiated.applied_on;
        }
        return std::nullopt;
      },
      decision.act);
}

std::vector<SubjectDue> endings(const Subject& subject) {
  std::vector<SubjectDue> out;
  for (const Listing& listing : subject.listings) {
    if (listing.standing.live() && listing.term_ends) {
      out.push_back({Ending::kTerm, *listing.term_ends, listing.entry});
    }
  }
  for (const Order& order : subject.orders) {
    if (order.standing.live() && order.kind == OrderKind::kExit && order.until &&
        !is_renewed(order, subject)) {
      out.push_back({Ending::kExit, *order.until, order.entry});
    }
  }
  return out;
}

std::optional<int> notice_missing(const Calendar& calendar, Day today) {
  const auto year = static_cast<int>(today.civil().year());
  const auto last = today < Day{year, kNoticeDue, 1} ? year : year + 1;
  for (int wanted = year; wanted <= last; ++wanted) {
    if (!calendar.knows({wanted, 1, 1}, {wanted, 12, 31})) return wanted;
  }
  return std::nullopt;
}

Day renewal_opens(Day last) { return last.plus_months(-kRenewalMonths); }

}  // namespace shixin::domain
