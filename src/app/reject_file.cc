#include "app/reject_file.h"

#include <sys/stat.h>

#include <filesystem>

#include "app/terminal.h"
#include "base/csv.h"
#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "intake/csv.h"

namespace shixin::app {

using base::Json;

std::string json_line(const Refused& refused) {
  Json out{{"line", refused.line}, {"reasons", Json::array()}};
  for (const Fault& fault : refused.reasons) {
    out["reasons"].push_back(
        {{"pointer", fault.pointer}, {"detail", fault.detail}, {"legal", fault.legal}});
  }
  // JSON holds no bytes that are not UTF-8: such a row comes back encoded, as it came all the same.
  if (base::valid_utf8(refused.came)) {
    out["row"] = refused.came;
  } else {
    out["row_base64url"] = base::base64url_encode(base::as_bytes(refused.came));
  }
  return out.dump();
}

std::string csv_line(const Refused& refused) {
  std::string reasons;
  for (const Fault& fault : refused.reasons) {
    reasons += (reasons.empty() ? "" : ";") + fault.detail;
    if (!fault.legal.empty()) reasons += "(" + fault.legal + ")";
  }
  std::vector<std::string> cells{std::to_string(refused.line), base::as_sheet_text(reasons)};
  for (const std::string& cell : intake::csv_cells(refused.came))
    cells.push_back(base::as_sheet_text(cell));
  return base::csv_line(cells);
}

Result<RejectFile> RejectFile::open(const std::string& path, const std::string& input) {
  RejectFile file;
  file.path_ = path;
  if (path.empty()) return file;
  std::error_code ignored;
  if (std::filesystem::equivalent(input, path, ignored)) {
    return Error{ErrorCode::kConflict, "--rejects names the file to import: name another"};
  }
  ::umask(077);  // refused rows hold identity numbers
  file.out_.open(path, std::ios::binary | std::ios::trunc);
  if (file.out_) return file;
  return Error{ErrorCode::kUnavailable, "the reject file can not be written: " + path};
}

void RejectFile::as_table(const std::vector<std::string>& titles) {
  table_ = true;
  if (path_.empty()) return;
  // Excel takes a file without the mark for the encoding of its own language.
  std::vector<std::string> header{"行号", "原因"};
  for (const std::string& title : titles) {
    if (title != "行号" && title != "原因") header.push_back(base::as_sheet_text(title));
  }
  out_ << base::kByteOrderMark << base::csv_line(header) << "\r\n";
}

void RejectFile::put(const Refused& refused) {
  if (path_.empty()) return;
  if (table_) {
    out_ << csv_line(refused) << "\r\n";
  } else {
    out_ << json_line(refused) << '\n';
  }
}

Result<void> RejectFile::close() {
  out_.flush();
  if (path_.empty() || out_) return {};
  return Error{ErrorCode::kUnavailable, "the reject file could not be written whole"};
}

}  // namespace shixin::app
