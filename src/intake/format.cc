#include "intake/format.h"

#include <fmt/format.h>

#include "base/json.h"
#include "domain/decision_json.h"
#include "intake/zxgk.h"

namespace shixin::intake {
namespace {

// Reads one line, keeping at most kRowBytesMax + 1 bytes of it. False at the end of the file.
bool next_line(std::istream& file, std::string& line) {
  line.clear();
  bool any = false;
  for (int c = file.get(); c != std::istream::traits_type::eof(); c = file.get()) {
    any = true;
    if (c == '\n') break;
    if (line.size() <= kRowBytesMax) line += static_cast<char>(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return any;
}

Result<void> split_lines(std::istream& file, const std::function<bool(const RawRow&)>& take) {
  RawRow row;
  while (next_line(file, row.text)) {
    ++row.line;
    if (row.line == 1 && row.text.starts_with("\xEF\xBB\xBF")) row.text.erase(0, 3);
    const bool blank = row.text.find_first_not_of(" \t") == std::string::npos;
    if (!blank && !take(row)) break;
  }
  return {};
}

}  // namespace

Result<void> split(std::istream& file, Format format,
                   const std::function<bool(const RawRow&)>& take) {
  switch (format) {
    case Format::kCourtNdjson:
      return split_lines(file, take);
    case Format::kZxgkJson:
      return split_zxgk(file, take);
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
      return domain::read_decision(*json, random);
    case Format::kZxgkJson:
      return read_zxgk(*json, random);
  }
  return Error{ErrorCode::kInternal, "a format of no meaning"};
}

}  // namespace shixin::intake
