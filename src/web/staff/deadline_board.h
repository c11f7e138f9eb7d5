// The board of deadlines, as values for whoever shows it: line by line what must be done and by
// when, by which rule, about whom, whose work it is, and what is left to do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/deadlines.h"
#include "web/staff/call.h"

namespace shixin::web::staff {

enum class Urgency : std::uint8_t { kOverdue, kToday, kComing };
constexpr auto enum_words(Urgency) {
  using enum Urgency;
  return std::array<base::EnumWord<Urgency>, 3>{
      {{kOverdue, "overdue"}, {kToday, "today"}, {kComing, "coming"}}};
}

// The days of an urgency; what comes is looked at as far ahead as an exit order may be renewed.
registry::DueBetween days_of(Urgency urgency, Day today);
// The last day that is looked at.
Day last_day_ahead(Day today);

struct DeadlineLine {
  struct Who {
    std::optional<domain::SubjectId> id;  // none: the register does not know him yet
    std::vector<std::string> names;
  };

  registry::DeadlineOf of = registry::DeadlineOf::kFact;
  Day due;
  Urgency urgency = Urgency::kComing;
  bool provisional = false;  // 暂按: a notice of holidays is not there yet
  std::string rule;
  std::vector<std::string> legal;
  std::string owner;  // sign-in name; empty: nobody's, time does it
  std::vector<std::string> cases;
  std::vector<Who> subjects;
  std::optional<registry::FactRecord> fact;
  std::vector<std::string> left;
  std::vector<registry::Draft> drafts;  // that would do it
};

// The longest overdue first, at most `most`; of one person's work, or of everybody's.
struct Board {
  std::vector<DeadlineLine> lines;
  bool more = false;
};
Result<Board> load_board(const Call& call, const store::Reader& reader,
                         const std::optional<std::string>& owner, const registry::DueBetween& days,
                         std::size_t most);

}  // namespace shixin::web::staff
