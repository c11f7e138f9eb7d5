#include "web/partner/sheet_writer.h"

#include "base/csv.h"
#include "base/workbook.h"

namespace shixin::web::partner {
namespace {

class CsvWriter final : public SheetWriter {
 public:
  explicit CsvWriter(const feed::Cells& header) : out_(base::kByteOrderMark) { put(header); }
  Result<void> add(feed::Cells cells) override {
    for (std::string& cell : cells) cell = base::as_sheet_text(std::move(cell));
    put(cells);
    return {};
  }
  Result<void> finish() override { return {}; }
  void break_off() override { out_ += "未完,请重新下载\r\n"; }
  std::string take() override { return std::exchange(out_, {}); }
  std::size_t waiting() const override { return out_.size(); }

 private:
  void put(const feed::Cells& cells) { out_ += base::csv_line(cells) + "\r\n"; }
  std::string out_;
};

class XlsxWriter final : public SheetWriter {
 public:
  explicit XlsxWriter(feed::Cells header) : book_("名单", std::move(header)) {}
  Result<void> add(feed::Cells cells) override { return book_.add(cells); }
  Result<void> finish() override { return book_.finish(); }
  void break_off() override {}  // without its end it is no workbook
  std::string take() override { return book_.take(); }
  std::size_t waiting() const override { return book_.waiting(); }

 private:
  base::Workbook book_;
};

}  // namespace

std::string_view content_type(SheetForm form) {
  return form == SheetForm::kCsv
             ? "text/csv; charset=utf-8"
             : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

std::string_view file_ending(SheetForm form) { return form == SheetForm::kCsv ? ".csv" : ".xlsx"; }

std::unique_ptr<SheetWriter> sheet_writer(SheetForm form, feed::Cells header) {
  if (form == SheetForm::kCsv) return std::make_unique<CsvWriter>(header);
  return std::make_unique<XlsxWriter>(std::move(header));
}

}  // namespace shixin::web::partner
