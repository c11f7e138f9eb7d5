// shixin import: a file of decisions, as drafts or as a migration that a second person confirms.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>

#include "app/column_map.h"
#include "app/command.h"
#include "app/import_run.h"
#include "app/ops.h"
#include "base/json.h"

namespace shixin::app {
namespace {

struct ImportArguments {
  std::string file;
  std::string format = "court-ndjson";
  std::string by;
  std::string map;
  std::string sheet;
  std::string rejects;
  std::string confirm;
  bool migrate = false;
  bool dry_run = false;
};

void print_counts(const ImportRun& run) {
  const Counts& counts = run.counts();
  fmt::print("accepted {}, already there {}, refused {}\n", counts.accepted, counts.already_there,
             counts.refused);
  for (const auto& [reason, count] : run.commonest_reasons()) {
    fmt::print("  {:6} × {}\n", count, reason);
  }
}

// Also of an import that broke off: its rows wait as those of any other.
void print_batch(const ImportRun& run) {
  fmt::print(
      "nothing of it counts yet. A second person confirms it with\n"
      "  shixin import --confirm {} --by OTHER\n",
      run.batch());
}

Exit import_file(const Config& config, const ImportArguments& given) {
  const auto format = base::from_word<intake::Format>(given.format);
  std::ifstream file(given.file, std::ios::binary);
  if (!file || std::filesystem::is_directory(given.file)) {
    return report({ErrorCode::kUnavailable, "the file can not be read: " + given.file});
  }
  if (!intake::is_table(*format) && !(given.map.empty() && given.sheet.empty())) {
    return report({ErrorCode::kMalformed, "--map and --sheet are for court-csv and court-xlsx"});
  }
  auto columns = read_column_map(given.map);
  if (!columns) return report(columns.error());
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto rejects = RejectFile::open(given.rejects, given.file);
  if (!rejects) return report(rejects.error());

  const std::string password = read_secret("password of " + given.by);
  ImportRun run(*ops,
                {given.by, password, *format, std::filesystem::path(given.file).filename().string(),
                 given.migrate, given.dry_run});
  std::error_code ignored;
  Progress progress("import", std::filesystem::file_size(given.file, ignored));
  run.on_refused([&](const Refused& refused) { rejects->put(refused); });
  const auto on_titles = [&](const std::vector<std::string>& titles) {
    run.titles(titles);
    rejects->as_table(titles);
  };
  auto done = intake::split(file, *format,
                            [&](const intake::RawRow& row) {
                              progress.at(row.read);
                              return run.put(row);
                            },
                            {*std::move(columns), given.sheet, on_titles});
  if (done) done = run.finish();
  progress.end();
  const bool waits = given.migrate && !given.dry_run && run.counts().accepted > 0;
  if (!done) {
    if (run.counts().accepted > 0) {
      print_counts(run);
      fmt::print("it broke off: run it again, what was taken is already there\n");
    }
    if (waits) print_batch(run);
    return report(done.error());
  }
  if (auto whole = rejects->close(); !whole) return report(whole.error());

  print_counts(run);
  if (run.counts().refused > 0 && given.rejects.empty()) {
    fmt::print("name a file with --rejects to get each refused row back with its reasons\n");
  }
  if (*format == intake::Format::kZxgkJson && !given.migrate && run.counts().accepted > 0) {
    fmt::print(
        "the public site names no papers: each draft needs them before it is submitted. A list\n"
        "that is in force already is brought with --migrate\n");
  }
  if (waits) print_batch(run);
  return run.counts().refused == 0 ? Exit::kDone : Exit::kNo;
}

// A row refused here waits no longer, so each is named, with --rejects or without.
void print_refused(const Refused& refused) {
  fmt::print("line {}:\n", refused.line);
  for (const Fault& fault : refused.reasons) fmt::print("  {}\n", sentence(fault));
}

Exit confirm(const Config& config, const ImportArguments& given) {
  auto ops = Ops::connect(config);
  if (!ops) return report(ops.error());
  auto rejects = RejectFile::open(given.rejects, given.file);
  if (!rejects) return report(rejects.error());
  const std::string password = read_secret("password of " + given.by);
  Progress progress("confirm", 0);
  auto counts = confirm_batch(*ops, given.confirm, {given.by, password},
                              {.progress = [&](std::uint64_t decided) { progress.at(decided); },
                               .on_titles = [&](const auto& titles) { rejects->as_table(titles); },
                               .on_refused =
                                   [&](const Refused& refused) {
                                     progress.end();
                                     print_refused(refused);
                                     rejects->put(refused);
                                   }});
  progress.end();
  if (!counts) return report(counts.error());
  if (auto whole = rejects->close(); !whole) return report(whole.error());
  fmt::print("decided {}, refused {}\n", counts->accepted, counts->refused);
  return counts->refused == 0 ? Exit::kDone : Exit::kNo;
}

}  // namespace

void add_import(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand(
      "import",
      "a file of decisions, as drafts; with --migrate an existing list, which counts when a "
      "second\n"
      "person confirms it (--confirm). The same file a second time changes nothing.");
  auto given = std::make_shared<ImportArguments>();
  auto* file = command->add_option("FILE", given->file, "the file to read");
  command
      ->add_option("--format", given->format,
                   "court-ndjson: a decision per line\n"
                   "court-csv, court-xlsx: a decision per row, in columns\n"
                   "zxgk-json: the public site's shape")
      ->check(CLI::IsMember({"court-ndjson", "court-csv", "court-xlsx", "zxgk-json"}))
      ->capture_default_str();
  command
      ->add_option(
          "--by", given->by,
          "who brings or confirms it (asks that person's password, or reads it as one line "
          "of\nstandard input)")
      ->required();
  command->add_option("--map", given->map,
                      "YAML, of a table: `their title: our column`, each line");
  command->add_option("--sheet", given->sheet, "of a workbook, by its name; else the first");
  command->add_option("--rejects", given->rejects, "where refused rows go, each with its reasons");
  command->add_flag("--migrate", given->migrate,
                    "an existing list: original dates and papers are kept");
  command->add_flag("--dry-run", given->dry_run, "say what would happen, change nothing");
  auto* batch = command->add_option("--confirm", given->confirm, "the batch to confirm");
  batch->excludes(file);
  command->callback([&chosen, given] {
    if (given->confirm.empty() && given->file.empty()) {
      throw CLI::RequiredError("FILE or --confirm BATCH");
    }
    chosen = [given](const Config& config) {
      return given->confirm.empty() ? import_file(config, *given) : confirm(config, *given);
    };
  });
}

}  // namespace shixin::app
