#include "base/time.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace shixin::base {
namespace {

using namespace std::chrono;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// The number written in text[at, at + size), or nothing.
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t size) {
  if (text.size() < at + size) return std::nullopt;
  return digits(text.substr(at, size));
}

}  // namespace

Result<Day> Day::parse(std::string_view text) {
  const Error bad{ErrorCode::kMalformed, "应为存在的日期,格式 YYYY-MM-DD"};
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return bad;
  const auto y = number_at(text, 0, 4);
  const auto m = number_at(text, 5, 2);
  const auto d = number_at(text, 8, 2);
  if (!y || !m || !d || *y < 1800) return bad;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return bad;
  return Day{sys_days{date}};
}

std::string Day::text() const {
  const auto date = civil();
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Day Day::plus_months(int count) const {
  auto date = civil() + months{count};
  if (!date.ok()) date = date.year() / date.month() / last;
  return Day{sys_days{date}};
}

int age_on(Day born, Day today) {
  const auto b = born.civil();
  const auto t = today.civil();
  const int years = static_cast<int>(t.year()) - static_cast<int>(b.year());
  const bool birthday_to_come =
      t.month() < b.month() || (t.month() == b.month() && t.day() < b.day());
  return years - (birthday_to_come ? 1 : 0);
}

std::string rfc3339(Instant at) {
  const auto local = floor<seconds>(at + kBeijingOffset);
  const auto day = floor<days>(local);
  const hh_mm_ss clock{local - day};
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", Day{day}.text(), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

Result<Instant> parse_rfc3339(std::string_view text) {
  const Error bad{ErrorCode::kMalformed, "应为 RFC 3339 时间,例如 2026-03-01T08:00:00+08:00"};
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return bad;
  auto day = Day::parse(text.substr(0, 10));
  const auto h = number_at(text, 11, 2);
  const auto m = number_at(text, 14, 2);
  const auto s = number_at(text, 17, 2);
  if (!day || !h || !m || !s || text[13] != ':' || text[16] != ':') return bad;
  if (*h > 23 || *m > 59 || *s > 59) return bad;
  std::size_t at = 19;
  milliseconds fraction{0};
  if (text[at] == '.') {
    int scale = 100;
    std::size_t count = 0;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
      fraction += milliseconds{(text[at] - '0') * scale};
      scale /= 10;
    }
    if (count == 0) return bad;
  }
  minutes offset{0};
  const auto zone = text.substr(at);
  if (zone != "Z" && zone != "z") {
    const auto oh = number_at(zone, 1, 2);
    const auto om = number_at(zone, 4, 2);
    if (zone.size() != 6 || zone[3] != ':' || !oh || !om || *oh > 23 || *om > 59) return bad;
    if (zone[0] != '+' && zone[0] != '-') return bad;
    offset = (hours{*oh} + minutes{*om}) * (zone[0] == '-' ? -1 : 1);
  }
  return Instant{day->days()} + hours{*h} + minutes{*m} + seconds{*s} + fraction - offset;
}

}  // namespace shixin::base
