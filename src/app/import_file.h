// ImportFile: brings one file to the importer, by whichever path the command came: its rows in
// chunks, the refused ones into a reject file.
#pragma once

#include <functional>
#include <istream>
#include <string>

#include "app/import_run.h"
#include "intake/columns.h"

namespace shixin::app {

// How the files of a command are meant.
struct FileManner {
  std::string by;
  std::string password;
  intake::Format format = intake::Format::kCourtNdjson;
  intake::ColumnMap columns = {};
  std::string sheet = {};
  bool migrate = false;
  bool dry_run = false;
};

struct Brought {
  Counts counts;
  std::string batch;  // "" when the file had no rows
  std::vector<std::pair<std::string, std::uint64_t>> commonest_reasons;
  Result<void> read;   // what is wrong with the file as a whole; rows before it were taken
  Result<void> taken;  // why the importer took no more
};

// `source` is the file's name. Refused rows go to `rejects`, which it leaves open.
Brought bring_file(const Ops& ops, const FileManner& manner, std::istream& file,
                   const std::string& source, RejectFile& rejects,
                   const std::function<void(std::uint64_t bytes_read)>& progress);

// Whether `by` may bring anything with this password: asked before the first file comes.
Result<void> may_bring(const Ops& ops, const FileManner& manner);

}  // namespace shixin::app
