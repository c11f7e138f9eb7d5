#include "intake/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.h"
#include "base/text.h"
#include "intake/csv.h"
#include "intake/format.h"

namespace shixin::intake {

bool Table::put(TableRow row) {
  if (!header_) {
    if (!row.broken.empty()) {
      failed_ = Error{ErrorCode::kMalformed, "标题行:" + row.broken};
      return false;
    }
    auto header = Header::read(row.cells, layout_.columns);
    if (!header) {
      failed_ = std::move(header).error();
      return false;
    }
    header_ = *std::move(header);
    layout_.on_titles(header_->own(header_->titles()));
    return true;
  }
  RawRow raw{row.line, {}, base::csv_line(header_->own(row.cells)), why_not(row), row.read};
  // What is no text can not be handed back as a line of CSV.
  if (!base::valid_utf8(raw.came)) raw.came.clear();
  if (raw.came.size() > kRowBytesMax) {
    raw.came.clear();
    if (row.broken.empty()) raw.refused = fmt::format("一行不得超过{}字节", kRowBytesMax);
  }
  if (raw.refused.empty()) raw.text = header_->json(row.cells);
  return take_(raw);
}

std::string Table::why_not(const TableRow& row) const {
  if (!row.broken.empty()) return row.broken;
  const std::size_t width = header_->titles().size();
  if (row.cells.size() != width) {
    return fmt::format("有{}列,标题行有{}列", row.cells.size(), width);
  }
  if (row.cells == header_->titles()) return "标题行在此重复";
  if (!std::ranges::all_of(row.cells, base::valid_utf8)) return "不是有效的 UTF-8";
  return {};
}

Result<void> Table::done() const {
  if (!failed_) return failed_;
  if (!header_) return Error{ErrorCode::kMalformed, "文件是空的,没有标题行"};
  return {};
}

}  // namespace shixin::intake
