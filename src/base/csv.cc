#include "base/csv.h"

#include <algorithm>

namespace shixin::base {
namespace {

// Longer ones are shown in powers of ten.
constexpr std::size_t kDigitsShown = 11;
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kNumberBegins = "=\"";

bool is_changed_as_number(std::string_view cell) {
  const auto digits = std::min(cell.find_first_not_of(kDigits), cell.size());
  if (digits == 0) return false;
  if (digits == cell.size()) return digits > kDigitsShown || (cell[0] == '0' && digits > 1);
  const std::string_view rest = cell.substr(digits + 1);
  return (cell[digits] == 'e' || cell[digits] == 'E') && !rest.empty() &&
         rest.find_first_not_of(kDigits) == std::string_view::npos;
}

bool is_run(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) line.append(c == '"' ? 2 : 1, c);
    line += '"';
  }
  return line;
}

std::string as_sheet_text(std::string cell) {
  if (is_changed_as_number(cell)) return "=\"" + cell + '"';
  return is_run(cell) ? '\'' + cell : cell;
}

std::string_view from_sheet_text(std::string_view cell) {
  const bool number = cell.size() > 3 && cell.starts_with(kNumberBegins) && cell.ends_with('"');
  if (number) {
    const auto inner = cell.substr(kNumberBegins.size(), cell.size() - kNumberBegins.size() - 1);
    return is_changed_as_number(inner) ? inner : cell;
  }
  return cell.size() > 1 && cell[0] == '\'' && is_run(cell.substr(1)) ? cell.substr(1) : cell;
}

}  // namespace shixin::base
