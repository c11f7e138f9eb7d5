// Timers: for each subject on which time still changes something, one row at the moment it does.
// The rows are derived: written with every decision, recomputed by fsck, never edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/subject.h"
#include "store/overlay.h"

namespace shixin::registry {

// Numbers are on disk.
enum class TimerOwner : std::uint8_t { kSubject = 1 };

struct Timer {
  Instant due;  // the first instant of the day, in Beijing
  domain::SubjectId subject;

  Day day() const { return base::day_of(due); }
  friend auto operator<=>(const Timer&, const Timer&) = default;
};

// The row a subject implies; nullopt when time changes nothing on it any more.
std::optional<Timer> timer_of(const domain::Subject& subject);

std::string timer_key(const Timer& timer);
Result<Timer> read_timer_key(std::string_view key);

// Replaces the row of `before` by the row of `after`.
void move_timer(store::Overlay& overlay, const std::optional<domain::Subject>& before,
                const domain::Subject& after);

// The earliest timer that comes after `past` (nullopt: of all); nullopt when there is none.
Result<std::optional<Timer>> next_timer(const store::Reader& reader,
                                        const std::optional<Timer>& past);

}  // namespace shixin::registry
