#include "intake/format.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "base/json.h"
#include "domain/decision_json.h"
#include "intake/csv.h"
#include "intake/xlsx.h"
#include "intake/zxgk.h"

namespace shixin::intake {
namespace {

// Reads one line, keeping at most kRowBytesMax + 1 bytes of it; how many bytes it took, 0 at the
// end of the file.
std::uint64_t next_line(std::istream& file, std::string& line) {
  line.clear();
  std::uint64_t bytes = 0;
  for (int c = file.get(); c != std::istream::traits_type::eof(); c = file.get()) {
    ++bytes;
    if (c == '\n') break;
    if (line.size() <= kRowBytesMax) line += static_cast<char>(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return bytes;
}

Result<void> split_lines(std::istream& file, const std::function<bool(const RawRow&)>& take) {
  RawRow row;
  while (const std::uint64_t bytes = next_line(file, row.text)) {
    ++row.line;
    row.read += bytes;
    if (row.line == 1 && row.text.starts_with(base::kByteOrderMark)) {
      row.text.erase(0, base::kByteOrderMark.size());
    }
    const bool blank = row.text.find_first_not_of(" \t") == std::string::npos;
    if (!blank && !take(row)) break;
  }
  return {};
}

Result<void> split_table(std::istream& file, Format format,
                         const std::function<bool(const RawRow&)>& take, const Layout& layout) {
  Table table(layout, take);
  auto done = format == Format::kCourtXlsx
                  ? read_xlsx(file, layout.sheet, table)
                  : read_csv(file, [&](TableRow row) { return table.put(std::move(row)); });
  return done ? table.done() : done;
}

}  // namespace

std::optional<Format> format_named(std::string_view file) {
  constexpr std::pair<std::string_view, Format> kEndings[] = {{".ndjson", Format::kCourtNdjson},
                                                              {".csv", Format::kCourtCsv},
                                                              {".xlsx", Format::kCourtXlsx},
                                                              {".json", Format::kZxgkJson}};
  for (const auto& [ending, format] : kEndings) {
    if (file.ends_with(ending)) return format;
  }
  return std::nullopt;
}

Result<void> split(std::istream& file, Format format,
                   const std::function<bool(const RawRow&)>& take, const Layout& layout) {
  switch (format) {
    case Format::kCourtNdjson:
      return split_lines(file, take);
    case Format::kZxgkJson:
      return split_zxgk(file, take);
    case Format::kCourtCsv:
    case Format::kCourtXlsx:
      return split_table(file, format, take, layout);
  }
  return Error{ErrorCode::kInternal, "a format of no meaning"};
}

Result<domain::Decision> read_row(Format format, std::string_view text, base::Random& random) {
  if (text.size() > kRowBytesMax) {
    return Error{ErrorCode::kTooLarge, fmt::format("一行不得超过{}字节", kRowBytesMax)};
  }
  auto json = base::parse_json(text);
  if (!json) return std::move(json).error();
  switch (format) {
    case Format::kCourtNdjson:
    case Format::kCourtCsv:
    case Format::kCourtXlsx:
      return domain::read_decision(*json, random);
    case Format::kZxgkJson:
      return read_zxgk(*json, random);
  }
  return Error{ErrorCode::kInternal, "a format of no meaning"};
}

Fault placed(Format format, Fault fault) {
  if (format == Format::kZxgkJson) fault.pointer = zxgk_key(fault.pointer);
  return is_table(format) ? placed_in_table(std::move(fault)) : fault;
}

}  // namespace shixin::intake
