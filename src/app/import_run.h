// ImportRun: carries the rows of one file to the importer in chunks and counts what became of them.
// Used by `import` and by `demo`.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/ops.h"
#include "app/reject_file.h"
#include "intake/format.h"

namespace shixin::app {

struct ImportPlan {
  std::string by;
  std::string password;  // of `by`, who is present
  intake::Format format;
  std::string source;  // the file's name
  bool migrate;
  bool dry_run;
};

struct Counts {
  std::uint64_t accepted = 0;
  std::uint64_t already_there = 0;
  std::uint64_t refused = 0;
};

// The file that a command was given. kUnavailable also for a folder.
Result<std::ifstream> open_to_read(const std::string& path);

// Rows on their way to the ops routes. A chunk is one commit: large enough to share its sync, small
// enough to show progress.
class Chunk {
 public:
  void put(intake::RawRow row);
  bool full() const;
  bool empty() const { return rows_.empty(); }
  const std::vector<intake::RawRow>& rows() const { return rows_; }
  // The body of a request.
  base::Json body() const;

 private:
  std::vector<intake::RawRow> rows_;
  std::size_t bytes_ = 0;
};

class ImportRun {
 public:
  ImportRun(const Ops& ops, ImportPlan plan) : ops_(ops), plan_(std::move(plan)) {}

  // The header row of a table, before its first row.
  void titles(std::vector<std::string> titles) { titles_ = std::move(titles); }
  void on_refused(std::function<void(const Refused&)> take) { on_refused_ = std::move(take); }
  // False once something failed; finish() then says what.
  bool put(intake::RawRow row);
  Result<void> finish();

  const Counts& counts() const { return counts_; }
  const std::string& batch() const { return batch_; }
  // The ten commonest reasons, with how often each came.
  std::vector<std::pair<std::string, std::uint64_t>> commonest_reasons() const;

 private:
  Result<void> open();
  Result<void> flush();

  const Ops& ops_;
  ImportPlan plan_;
  std::function<void(const Refused&)> on_refused_ = [](const Refused&) {};
  std::string batch_;
  std::vector<std::string> titles_;
  Chunk waiting_;
  Counts counts_;
  std::map<std::string, std::uint64_t> reasons_;
  Result<void> failed_;
};

// Who confirms, by sign-in name and password.
struct Confirmer {
  std::string by;
  std::string password;
};

// What is told of a confirmation as it goes on.
struct ConfirmWatch {
  std::function<void(std::uint64_t decided)> progress;
  // The header row of a batch that came as a table, before any refused row of it.
  std::function<void(const std::vector<std::string>&)> on_titles = [](const auto&) {};
  std::function<void(const Refused&)> on_refused;  // it waits no longer
};

// Confirms a migration, and tells as it goes on. `accepted` counts what was decided.
Result<Counts> confirm_batch(const Ops& ops, const std::string& batch, const Confirmer& who,
                             const ConfirmWatch& watch);

}  // namespace shixin::app
