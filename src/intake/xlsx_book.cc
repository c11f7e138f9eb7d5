#include "intake/xlsx_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace shixin::intake {
namespace {

constexpr std::size_t kSmallPartMax = std::size_t{8} << 20;
constexpr std::size_t kStringsMax = std::size_t{64} << 20;

// Formats that Excel knows by number alone; 27 and on are those of a Chinese Excel.
bool is_date_format(unsigned format) {
  return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) ||
         format == 36 || (format >= 50 && format <= 54) || format == 57 || format == 58;
}

// _x000D_ is how Excel writes a character that XML does not hold, and _x005F_ an underscore that
// would read like one.
std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto hex = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    };
    const bool escape = text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
                        std::ranges::all_of(text.substr(2, 4), hex);
    if (escape) {
      const auto code = std::stoul(std::string(text.substr(2, 4)), nullptr, 16);
      if (code == 0x0D || code == 0x0A || code == 0x09 || code == '_') {
        out += static_cast<char>(code);
        text.remove_prefix(7);
        continue;
      }
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

Result<std::vector<bool>> read_date_styles(const XlsxPackage& package) {
  auto xml = package.part("xl/styles.xml", kSmallPartMax);
  if (!xml) {
    if (xml.error().code == ErrorCode::kNotFound) return std::vector<bool>{};
    return std::move(xml).error();
  }
  const auto sheet = xml->child("styleSheet");
  std::map<unsigned, bool> own;
  for (const auto& format : sheet.child("numFmts").children("numFmt")) {
    own[format.attribute("numFmtId").as_uint()] =
        shows_date(std::string_view(format.attribute("formatCode").as_string()));
  }
  std::vector<bool> dates;
  for (const auto& style : sheet.child("cellXfs").children("xf")) {
    const unsigned id = style.attribute("numFmtId").as_uint();
    const auto at = own.find(id);
    dates.push_back(at == own.end() ? is_date_format(id) : at->second);
  }
  return dates;
}

Result<std::vector<std::string>> read_strings(const XlsxPackage& package) {
  auto xml = package.part("xl/sharedStrings.xml", kStringsMax);
  if (!xml) {
    if (xml.error().code == ErrorCode::kNotFound) return std::vector<std::string>{};
    return std::move(xml).error();
  }
  std::vector<std::string> strings;
  for (const auto& item : xml->child("sst").children("si")) strings.push_back(xlsx_text(item));
  return strings;
}

// Where a relationship of the workbook points; "" when it is none.
std::string part_of(const pugi::xml_document& relations, std::string_view id) {
  for (const auto& relation : relations.child("Relationships").children("Relationship")) {
    if (relation.attribute("Id").as_string() != id) continue;
    const std::string target = relation.attribute("Target").as_string();
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
  }
  return {};
}

}  // namespace

std::string xlsx_text(const pugi::xml_node& item) {
  std::string text = item.child("t").text().as_string();
  for (const auto& run : item.children("r")) text += run.child("t").text().as_string();
  return unescaped(text);
}

bool shows_date(std::string_view format) {
  bool quoted = false, bracketed = false;
  for (std::size_t at = 0; at < format.size(); ++at) {
    const char c = format[at];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\\' || c == '_') {
      ++at;
      continue;
    }
    if (c == '[') bracketed = true;
    if (c == ']') bracketed = false;
    if (!bracketed && (c == 'y' || c == 'Y' || c == 'd' || c == 'D')) return true;
    if (c == ';') return false;  // the other sections show other signs
  }
  return false;
}

Result<XlsxBook> XlsxBook::read(const XlsxPackage& package, const std::string& sheet) {
  auto workbook = package.part("xl/workbook.xml", kSmallPartMax);
  if (!workbook) return std::move(workbook).error();
  auto relations = package.part("xl/_rels/workbook.xml.rels", kSmallPartMax);
  if (!relations) return std::move(relations).error();

  XlsxBook book;
  std::string names;
  for (const auto& each : workbook->child("workbook").child("sheets").children("sheet")) {
    const std::string name = each.attribute("name").as_string();
    names += (names.empty() ? "" : "、") + name;
    if (!book.sheet_part.empty() || (!sheet.empty() && name != sheet)) continue;
    book.sheet_part = part_of(*relations, each.attribute("r:id").as_string());
  }
  if (book.sheet_part.empty()) {
    return Error{ErrorCode::kMalformed, names.empty() ? std::string("工作簿中没有工作表")
                                                      : fmt::format("没有这个工作表;有:{}", names)};
  }
  book.from_1904 = workbook->child("workbook").child("workbookPr").attribute("date1904").as_bool();
  auto dates = read_date_styles(package);
  if (!dates) return std::move(dates).error();
  book.date_styles = *std::move(dates);
  auto strings = read_strings(package);
  if (!strings) return std::move(strings).error();
  book.strings = *std::move(strings);
  return book;
}

}  // namespace shixin::intake
