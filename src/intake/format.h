// Format: the shapes in which a court brings its list. A file becomes raw rows (bounded memory,
// each kept as it came so that it can be handed back), a raw row becomes a decision or the reasons
// why not.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "domain/decision.h"
#include "intake/table.h"

namespace shixin::intake {

enum class Format : std::uint8_t {
  kCourtNdjson = 1,  // a decision per line, as the staff API takes it
  kZxgkJson = 2,     // the public site's shape (law.md §5.2)
  kCourtCsv = 3,     // a decision per row, in columns (intake/columns.h)
  kCourtXlsx = 4,    // the same as a sheet of an Excel workbook
};
constexpr auto enum_words(Format) {
  return std::array{base::EnumWord<Format>{Format::kCourtNdjson, "court-ndjson"},
                    base::EnumWord<Format>{Format::kZxgkJson, "zxgk-json"},
                    base::EnumWord<Format>{Format::kCourtCsv, "court-csv"},
                    base::EnumWord<Format>{Format::kCourtXlsx, "court-xlsx"}};
}
constexpr bool is_table(Format format) {
  return format == Format::kCourtCsv || format == Format::kCourtXlsx;
}

// By the ending of a file's name; nullopt for any other.
std::optional<Format> format_named(std::string_view file);

// One row of a file.
struct RawRow {
  std::uint64_t line = 0;    // line or record, from 1
  std::string text;          // what is read: of a table the row as a court-ndjson row
  std::string came = {};     // of a table the row as it came, as a line of CSV; UTF-8
  std::string refused = {};  // why it is no row at all, where splitting the file tells; else ""
  std::uint64_t read = 0;  // how many bytes of the file are dealt with after it, for a progress bar

  static constexpr auto fields() {
    return std::tuple{base::field(1, "line", &RawRow::line), base::field(2, "text", &RawRow::text),
                      base::optional_field(3, "came", &RawRow::came),
                      base::optional_field(4, "refused", &RawRow::refused)};
  }
};

// A row longer than this is refused where it stands; the file goes on.
inline constexpr std::size_t kRowBytesMax = std::size_t{256} << 10;
// zxgk-json is one JSON value and is read whole.
inline constexpr std::size_t kZxgkFileBytesMax = std::size_t{256} << 20;

// Hands each row of the file to `take`, in order, until it returns false. kMalformed when the file
// as a whole does not have the format, or its header not our columns; kTooLarge over a bound. A row
// that is too long comes with its first kRowBytesMax bytes and one more, which read_row() refuses;
// of a table, `refused`. Read tables from a stream that seeks.
Result<void> split(std::istream& file, Format format,
                   const std::function<bool(const RawRow&)>& take, const Layout& layout = {});

// kMalformed with every fault of the row. A zxgk row is the listing it tells of, as of its
// publication; a masked number can not identify a person, so such a row is refused, never guessed.
Result<domain::Decision> read_row(Format format, std::string_view text, base::Random& random);

// The fault where the row itself has it: a zxgk row calls its case number caseCode, a table names
// the column.
Fault placed(Format format, Fault fault);

}  // namespace shixin::intake
