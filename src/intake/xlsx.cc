#include "intake/xlsx.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "base/time.h"
#include "intake/whole_file.h"
#include "intake/xlsx_book.h"

namespace shixin::intake {
namespace {

constexpr std::size_t kSheetBytesMax = std::size_t{64} << 20;
constexpr std::size_t kCellCharactersMax = 32'767;  // Excel's own bound
constexpr std::size_t kColumnsMax = 16'384;         // and for columns

// "C12" → 2; nullopt for what is no reference.
std::optional<std::size_t> column_index(std::string_view reference) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::size_t>(reference[at] - 'A') + 1;
    if (column > kColumnsMax) return std::nullopt;
  }
  if (column == 0) return std::nullopt;
  return column - 1;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

// Fifteen digits are exact; of a longer number Excel keeps fifteen, and it stays as written, so
// that whoever reads it as an identity number sees that it was cut.
std::string number_text(std::string_view text) {
  constexpr double kExactBelow = 1e15;
  const auto value = number_of(text);
  if (!value || std::fabs(*value) >= kExactBelow) return std::string(text);
  return fmt::format("{:.15g}", *value);
}

// Days since 1899-12-31; Excel's 1900 has a February 29, so after it the count is one ahead.
std::optional<std::string> day_text(std::string_view text, bool from_1904) {
  constexpr double kDaysMax = 2'958'465;  // 9999-12-31
  constexpr double kNoDay = 60;           // 1900-02-29
  const auto value = number_of(text);
  if (!value || *value < 0 || *value > kDaysMax) return std::nullopt;
  const double serial = std::floor(*value);
  const int days = static_cast<int>(serial);
  if (from_1904) return Day{1904, 1, 1}.plus_days(days).text();
  if (serial == kNoDay) return std::nullopt;
  return Day{1899, 12, 31}.plus_days(serial > kNoDay ? days - 1 : days).text();
}

struct ReadCell {
  std::string text;
  std::string broken;
};

ReadCell read_value(const XlsxBook& book, const pugi::xml_node& cell) {
  const std::string_view type = cell.attribute("t").as_string("n");
  const std::string_view value = cell.child("v").text().as_string();
  if (type == "inlineStr") return {xlsx_text(cell.child("is")), {}};
  if (value.empty()) return {};
  if (type == "s") {
    std::size_t index = 0;
    const auto [_, error] = std::from_chars(value.data(), value.data() + value.size(), index);
    if (error != std::errc{} || index >= book.strings.size()) return {{}, "单元格已损坏"};
    return {book.strings[index], {}};
  }
  if (type == "str") return {std::string(value), {}};
  if (type == "b") return {value == "1" ? "是" : "否", {}};
  if (type == "e") return {{}, fmt::format("单元格是错误值 {}", value)};
  if (type == "d") return {std::string(value.substr(0, 10)), {}};
  const auto style = cell.attribute("s").as_ullong();
  if (style < book.date_styles.size() && book.date_styles[style]) {
    auto day = day_text(value, book.from_1904);
    if (!day) return {std::string(value), "单元格的日期不存在"};
    return {*std::move(day), {}};
  }
  return {number_text(value), {}};
}

ReadCell read_cell(const XlsxBook& book, const pugi::xml_node& cell, bool tells_identity) {
  const bool formula = !cell.child("f").empty();
  if (formula && tells_identity) {
    return {{}, "是公式:能够确定当事人或者案件的单元格应填写内容本身"};
  }
  if (formula && cell.child("v").text().empty()) return {{}, "是公式,并且没有保存结果"};
  ReadCell read = read_value(book, cell);
  if (base::code_points(read.text) > kCellCharactersMax) {
    return {{}, fmt::format("超过{}个字", kCellCharactersMax)};
  }
  return read;
}

TableRow read_row(const XlsxBook& book, const pugi::xml_node& row, const Header* header) {
  TableRow out;
  std::size_t next = 0;  // where a cell stands that does not say so
  for (const auto& cell : row.children("c")) {
    const std::string_view reference = cell.attribute("r").as_string();
    const auto column = reference.empty() ? next : column_index(reference);
    if (!column) {
      out.broken = "单元格的位置不对";
      return out;
    }
    next = *column + 1;
    auto read = read_cell(book, cell, header && header->tells_identity(*column));
    if (!read.broken.empty() && out.broken.empty()) {
      out.broken = fmt::format("第{}列:{}", *column + 1, read.broken);
    }
    if (read.text.empty()) continue;
    if (out.cells.size() <= *column) out.cells.resize(*column + 1);
    out.cells[*column] = std::move(read.text);
  }
  // A sheet leaves out what is empty at the end of a row.
  if (header && out.cells.size() < header->titles().size()) {
    out.cells.resize(header->titles().size());
  }
  return out;
}

bool is_blank(const TableRow& row) {
  return row.broken.empty() &&
         std::ranges::all_of(row.cells, [](const auto& cell) { return cell.empty(); });
}

}  // namespace

Result<void> read_xlsx(std::istream& file, const std::string& sheet, Table& table) {
  auto bytes = read_whole(file, kXlsxFileBytesMax, "文件超过64MiB:请拆成几个文件,或者另存为 CSV");
  if (!bytes) return std::move(bytes).error();
  const std::uint64_t size = bytes->size();
  auto package = XlsxPackage::open(*std::move(bytes));
  if (!package) return std::move(package).error();
  auto book = XlsxBook::read(*package, sheet);
  if (!book) return std::move(book).error();
  auto xml = package->part(book->sheet_part, kSheetBytesMax);
  if (!xml) return std::move(xml).error();

  const auto root = xml->child("worksheet");
  if (const auto merged = root.child("mergeCells").child("mergeCell")) {
    return Error{ErrorCode::kMalformed, fmt::format("有合并的单元格 {}:请取消合并,逐行填写",
                                                    merged.attribute("ref").as_string())};
  }
  const auto rows = root.child("sheetData");
  const auto count = static_cast<std::uint64_t>(
      std::distance(rows.children("row").begin(), rows.children("row").end()));
  std::uint64_t number = 0, done = 0;
  for (const auto& row : rows.children("row")) {
    ++done;
    number = std::max<std::uint64_t>(number + 1, row.attribute("r").as_ullong());
    TableRow read = read_row(*book, row, table.header());
    if (is_blank(read)) continue;
    read.line = number;
    read.read = size * done / count;
    if (!table.put(std::move(read))) break;
  }
  return {};
}

}  // namespace shixin::intake
