// RejectFile: where refused rows go, each with its reasons, to be mended and brought again. Rows of
// a JSON format come back as lines of JSON; those of a table as CSV that Excel opens, under the
// header they came with.
#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "base/result.h"

namespace shixin::app {

// A row as it came, and every reason why it was refused.
struct Refused {
  std::uint64_t line = 0;
  std::string came;
  std::vector<Fault> reasons;
};

// {"line", "reasons": [{"pointer", "detail", "legal"}], "row": "…"}; a row that is not UTF-8 stands
// under "row_base64url".
std::string json_line(const Refused& refused);
// 行号, 原因, and the row's own cells, so that a spreadsheet leaves them as they are.
std::string csv_line(const Refused& refused);

class RejectFile {
 public:
  // `path` "" is no file: nothing is kept. kConflict: the input itself, which would be emptied
  // before it is read.
  static Result<RejectFile> open(const std::string& path, const std::string& input);

  // The rows are of a table with this header. Before the first of them.
  void as_table(const std::vector<std::string>& titles);
  void put(const Refused& refused);
  // kUnavailable: it could not be written whole.
  Result<void> close();

 private:
  std::string path_;
  std::ofstream out_;
  bool table_ = false;
};

}  // namespace shixin::app
