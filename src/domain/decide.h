// decide: what a decision makes of a subject, or why the law forbids it. Pure: no clock, no store,
// no chance. Rules: law.md §§1–3 and 10. Every refusal names the field and cites the article; all
// refusals of one decision come together.
#pragma once

#include <optional>
#include <string_view>

#include "domain/calendar.h"
#include "domain/decision.h"

namespace shixin::domain {

// The problem of a conflict in which the decision orders what stands already: the same grounds and
// term in the same case, the same measure on the same role in the same case and days. Any other
// conflict is between two things.
inline constexpr std::string_view kAlreadyStands = "already_stands";

// `before` is nullopt for somebody the register does not know. The subject returned has version
// before + 1, and everything due up to `today` has been done on it.
//   kRefused   a rule forbids it (faults say where and which)
//   kConflict  the subject's state does not allow it: already listed, nothing to lift …
// Days of announcements are counted by `calendar`, once, when the service is entered.
Result<Subject> decide(const std::optional<Subject>& before, const Decision& decision, Day today,
                       const Calendar& calendar);

// The next day on which time changes something on the subject, after subject.time_passed: the day
// after a term, an exit order or an exemption ends, or the day something begins to bind.
std::optional<Day> next_due(const Subject& subject);

}  // namespace shixin::domain
