#include "base/workbook.h"

#include <fmt/format.h>

#include "base/text.h"

namespace shixin::base {
namespace {

// The next sheet begins before a part is near kZipBytesMax.
constexpr std::uint64_t kSheetBytesMax = std::uint64_t{2000} << 20;
constexpr std::string_view kCut = "……(过长,此处截断)";
constexpr std::size_t kCutCharacters = 12;

constexpr std::string_view kDeclaration =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

// Sheets are the rule, for there may be any number of them, and the two others the exceptions.
constexpr std::string_view kContentTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" )"
    R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
    R"(<Override PartName="/xl/workbook.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
    R"(<Override PartName="/xl/styles.xml" ContentType=)"
    R"("application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)";

constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
constexpr std::string_view kRelation =
    R"(<Relationship Id="{}" )"
    R"(Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" )"
    R"(Target="{}"/>)";

constexpr std::string_view kSpreadsheet =
    R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";

// Format 49 is text. Style 0 is what a cell has that says nothing.
constexpr unsigned kText = 1;
constexpr unsigned kHeader = 2;
constexpr std::string_view kStyles =
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>)"
    R"(<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill>)"
    R"(<fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>)"
    R"(</cellStyleXfs>)"
    R"(<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" )"
    R"(applyFont="1"/></cellXfs>)"
    R"(<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>)";

// The columns are text below the last row as well.
constexpr std::string_view kSheetBegins =
    R"(<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" )"
    R"(activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>)"
    R"(<cols><col min="1" max="{}" width="20" style="1" customWidth="1"/></cols><sheetData>)";
constexpr std::string_view kSheetEnds = "</sheetData></worksheet>";

// UTF-16 units of the character that begins with this byte: by them Excel counts.
std::size_t units(char c) { return static_cast<unsigned char>(c) >= 0xF0 ? 2 : 1; }

// The cell, or as much of it as fits before kCut.
std::string fitting(std::string_view cell) {
  std::size_t characters = 0, room_for_cut = 0;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (!begins_character(cell[at])) continue;
    if (characters <= kWorkbookCharactersMax - kCutCharacters) room_for_cut = at;
    characters += units(cell[at]);
    if (characters > kWorkbookCharactersMax) {
      return std::string(cell.substr(0, room_for_cut)).append(kCut);
    }
  }
  return std::string(cell);
}

// A, B, …, Z, AA, …
std::string column_name(std::size_t index) {
  std::string name;
  for (++index; index > 0; index = (index - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (index - 1) % 26));
  }
  return name;
}

// XML holds no control characters and neither U+FFFE nor U+FFFF; they become U+FFFD. A spreadsheet
// takes _x0041_ for the character of that number, so the text _x is told by the number of its _.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const auto c = static_cast<unsigned char>(rest[0]);
    if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      out += "\xEF\xBF\xBD";
      at += 2;
    } else if (c < 0x20 && c != '\t' && c != '\n') {
      out += "\xEF\xBF\xBD";
    } else if (rest.starts_with("_x")) {
      out += "_x005F_";
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += rest[0];
    }
  }
  return out;
}

}  // namespace

Workbook::Workbook(std::string title, std::vector<std::string> header, std::size_t rows_max)
    : title_(std::move(title)), header_(std::move(header)), rows_max_(rows_max) {}

Result<void> Workbook::add(const std::vector<std::string>& cells) {
  if (sheets_ == 0) {
    if (auto begun = begin(); !begun) return begun;
  }
  if (rows_ == rows_max_ || sheet_bytes_ > kSheetBytesMax) {
    if (auto begun = begin_sheet(); !begun) return begun;
  }
  return add_row(cells, kText);
}

Result<void> Workbook::finish() {
  if (sheets_ == 0) {
    if (auto begun = begin(); !begun) return begun;
  }
  if (auto ended = zip_.write(kSheetEnds); !ended) return ended;
  std::string sheets, relations = fmt::format(kRelation, "rId0", "styles", "styles.xml");
  for (std::size_t n = 1; n <= sheets_; ++n) {
    sheets += fmt::format(R"(<sheet name="{}{}" sheetId="{}" r:id="rId{}"/>)", escaped(title_),
                          n == 1 ? "" : std::to_string(n), n, n);
    relations += fmt::format(kRelation, fmt::format("rId{}", n), "worksheet",
                             fmt::format("worksheets/sheet{}.xml", n));
  }
  auto book =
      part("xl/workbook.xml",
           fmt::format(R"(<workbook {} xmlns:r=)"
                       R"("http://schemas.openxmlformats.org/officeDocument/2006/relationships">)"
                       "<sheets>{}</sheets></workbook>",
                       kSpreadsheet, sheets));
  if (!book) return book;
  auto related = part("xl/_rels/workbook.xml.rels",
                      fmt::format("{}{}</Relationships>", kRelations, relations));
  if (!related) return related;
  zip_.finish();
  return {};
}

Result<void> Workbook::part(std::string name, std::string_view xml) {
  zip_.begin(std::move(name));
  return zip_.write(fmt::format("{}{}", kDeclaration, xml));
}

// The parts that do not depend on the rows, and the first sheet.
Result<void> Workbook::begin() {
  auto done = part("[Content_Types].xml", kContentTypes);
  if (done) {
    done = part("_rels/.rels",
                fmt::format("{}{}</Relationships>", kRelations,
                            fmt::format(kRelation, "rId1", "officeDocument", "xl/workbook.xml")));
  }
  if (done) {
    done =
        part("xl/styles.xml", fmt::format("<styleSheet {}>{}</styleSheet>", kSpreadsheet, kStyles));
  }
  return done ? begin_sheet() : done;
}

Result<void> Workbook::begin_sheet() {
  if (sheets_ > 0) {
    if (auto ended = zip_.write(kSheetEnds); !ended) return ended;
  }
  ++sheets_;
  rows_ = 0;
  sheet_bytes_ = 0;
  auto begun = part(
      fmt::format("xl/worksheets/sheet{}.xml", sheets_),
      fmt::format("<worksheet {}>{}", kSpreadsheet, fmt::format(kSheetBegins, header_.size())));
  return begun ? add_row(header_, kHeader) : begun;
}

Result<void> Workbook::add_row(const std::vector<std::string>& cells, unsigned style) {
  ++rows_;
  std::string row = fmt::format(R"(<row r="{}">)", rows_);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    row += fmt::format(
        R"(<c r="{}{}" s="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>)",
        column_name(i), rows_, style, escaped(fitting(cells[i])));
  }
  row += "</row>";
  sheet_bytes_ += row.size();
  return zip_.write(row);
}

}  // namespace shixin::base
